"""People who draw on support, and who has looked at their records."""
