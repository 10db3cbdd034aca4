"""Teams and their pots."""
