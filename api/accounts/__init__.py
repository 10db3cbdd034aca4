"""Accounts of the ledger, their statements and balances."""
