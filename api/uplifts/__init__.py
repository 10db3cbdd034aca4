"""Uplifts: many budgets raised from one day, previewed, agreed by a second officer."""
