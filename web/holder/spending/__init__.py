"""Where the money went, what is asked about it, and statements that a holder brings."""
