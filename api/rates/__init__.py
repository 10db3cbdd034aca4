"""Rates: what an hour costs, the council's own and the nation's, and the sums made of them."""
