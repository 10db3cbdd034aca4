"""Decisions about engagements and shifts from values alone."""
