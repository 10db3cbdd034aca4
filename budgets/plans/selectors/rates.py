"""The rates that figures are worked out from: the council's own, and the nation's."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from budgets.plans.models import Rate
from budgets.plans.values.rates import RateName, RateRow, Unit, national_rates


def list_own(book_id: UUID) -> QuerySet[Rate]:
    """The rates that a council has set itself, the last set first."""
    return Rate.objects.filter(book_id=book_id).order_by("-set_at", "-id")


def rate_rows(book_id: UUID) -> tuple[RateRow, ...]:
    """Every rate, the council's own first and the last set first: of equals the first counts."""
    own = list_own(book_id)
    rows = (
        RateRow(RateName(row.name), row.value, Unit(row.unit), row.starts_on, row.source)
        for row in own
    )
    return (*rows, *national_rates())


def rates_on(book_id: UUID, day: date) -> list[RateRow]:
    """Every rate that is in force on a day, in the order of their names."""
    newest: dict[RateName, RateRow] = {}
    for row in rate_rows(book_id):
        known = newest.get(row.name)
        if row.starts_on <= day and (known is None or row.starts_on > known.starts_on):
            newest[row.name] = row
    return [newest[name] for name in RateName if name in newest]
