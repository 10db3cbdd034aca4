"""Lines of holders' money: what was spent, on what, and what is asked about it."""
