"""Decisions about assistants' shifts and pay, from values alone."""
