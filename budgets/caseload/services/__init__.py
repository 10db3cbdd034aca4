"""The verbs of the caseload: the example council."""

from budgets.caseload.services.example import open_example

__all__ = ["open_example"]
