"""How budgets end: what is paid first, what is left, and whose it is."""
