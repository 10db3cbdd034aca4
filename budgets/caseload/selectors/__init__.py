"""Questions about the example council."""

from budgets.caseload.values.example import CODE
from budgets.councils.models import Council


def find_example() -> Council | None:
    """The example council, if it is here."""
    return Council.objects.filter(code=CODE).first()
