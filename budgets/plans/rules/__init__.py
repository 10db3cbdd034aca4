"""Decisions about budgets from values alone, readable by a social worker: one file each."""
