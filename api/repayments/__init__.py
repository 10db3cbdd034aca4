"""Asking for money back, and money that was paid back: nothing is ever taken."""
