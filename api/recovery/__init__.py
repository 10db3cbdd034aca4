"""Askings, and the recovery budgets they become."""
