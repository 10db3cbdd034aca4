"""The rates that figures are worked out from: the council's own, and the nation's."""

from uuid import UUID

from budgets.plans.models import Rate
from budgets.plans.values.rates import RateName, RateRow, Unit, national_rates


def rate_rows(book_id: UUID) -> tuple[RateRow, ...]:
    """Every rate, the council's own first and the last set first: of equals the first counts."""
    own = Rate.objects.filter(book_id=book_id).order_by("-set_at", "-id")
    rows = (
        RateRow(RateName(row.name), row.value, Unit(row.unit), row.starts_on, row.source)
        for row in own
    )
    return (*rows, *national_rates())
