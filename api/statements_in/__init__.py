"""Statements of banks that holders bring."""
