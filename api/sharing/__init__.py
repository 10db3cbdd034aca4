"""Shared budgets: what their signatories decide, by one of them, or by two above a sum."""
