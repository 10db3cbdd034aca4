"""Facts of assurance and their constraints, a file for each family."""

from budgets.assurance.models.flags import FlaggedLine, FlaggedShift, SpendingFlag
from budgets.assurance.models.lines import LineLink, PurposeSaid, SpendingLine
from budgets.assurance.models.memory import PayeeMemory
from budgets.assurance.models.statements import BankStatement, ColumnMap

__all__ = [
    "BankStatement",
    "ColumnMap",
    "FlaggedLine",
    "FlaggedShift",
    "LineLink",
    "PayeeMemory",
    "PurposeSaid",
    "SpendingFlag",
    "SpendingLine",
]
