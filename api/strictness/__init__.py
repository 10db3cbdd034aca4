"""What is taken from outside, and nothing else: strict JSON, strict fields, strict queries."""
