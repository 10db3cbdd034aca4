"""Pay runs on the finance desk: which there are, one of them step by step, its lines."""
