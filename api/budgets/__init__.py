"""Budgets of every kind."""
