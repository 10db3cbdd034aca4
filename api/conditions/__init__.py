"""Conditions of the law, as they were decided."""
