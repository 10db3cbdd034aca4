"""The verbs of assurance."""

from budgets.assurance.services.correcting import say_purpose, undo_link
from budgets.assurance.services.statements import Brought, bring_known_statement, bring_statement
from budgets.assurance.services.taking import take_lines

__all__ = [
    "Brought",
    "bring_known_statement",
    "bring_statement",
    "say_purpose",
    "take_lines",
    "undo_link",
]
