"""The policy of the council, as of a day."""
