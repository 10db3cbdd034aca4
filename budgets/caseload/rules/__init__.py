"""Reading and writing the caseload's files: decisions from bytes and values alone."""

from budgets.caseload.rules.tables import Table, open_table
from budgets.caseload.rules.writing import write_rejected, write_rejected_head, write_rows

__all__ = ["Table", "open_table", "write_rejected", "write_rejected_head", "write_rows"]
