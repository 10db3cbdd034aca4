"""Statements of banks, as people download them: any layout, any letters, nothing executed."""

from budgets.assurance.rules.statements.reading import read_statement

__all__ = ["read_statement"]
