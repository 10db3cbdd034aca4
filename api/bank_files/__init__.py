"""Files for the bank, and what it answers."""
