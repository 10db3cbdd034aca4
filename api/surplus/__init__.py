"""Money in hand: what is spoken for, what is above it, and talking about that."""
