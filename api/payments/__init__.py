"""Payments and their moves."""
