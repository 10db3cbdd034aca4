"""
What changed in a pay run since the one before, so that the rows of its table add up.

Every line counts here, held back or not: last time, and what is new, raised, lowered and stopped,
less what is held back, is this time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.expressions import RawSQL

from payments.payouts.models import PayRun, RunLine
from payments.payouts.models.runs import INCLUDED
from payments.payouts.selectors.runs import Tally
from payments.payouts.values import LineChange, PaymentState, RunState

EVERYTHING: Final = "all"
HELD_BACK: Final = "held"
RELEASED: Final = "released"
NO_MORE: Final = "stopped"
CAME_BACK: Final = "came-back"

WHICH: Final[dict[str, Q]] = {
    EVERYTHING: Q(),
    HELD_BACK: ~INCLUDED,
    RELEASED: Q(released_at__isnull=False),
    CAME_BACK: INCLUDED
    & Q(living=True, payment__state__in=[PaymentState.FAILED, PaymentState.RETURNED]),
    **{str(change): Q(change=change) for change in LineChange},
    **{str(state): INCLUDED & Q(living=True, payment__state=state) for state in PaymentState},
}
"""Each way to choose among the lines of a run, by its name in an address."""

NOT_THIS_TIME: Final = """
SELECT b.id FROM (
    SELECT l.id, coalesce(l.payee_id, l.to_account_id) AS who, l.to_account_id,
        row_number() OVER (PARTITION BY coalesce(l.payee_id, l.to_account_id), l.to_account_id
                           ORDER BY l.payment_id) AS place
    FROM payouts_runline l WHERE l.run_id = %s AND (l.held = '' OR l.released_at IS NOT NULL)
) b LEFT JOIN (
    SELECT coalesce(l.payee_id, l.to_account_id) AS who, l.to_account_id,
        row_number() OVER (PARTITION BY coalesce(l.payee_id, l.to_account_id), l.to_account_id
                           ORDER BY l.payment_id) AS place
    FROM payouts_runline l WHERE l.run_id = %s
) n ON n.who = b.who AND n.to_account_id = b.to_account_id AND n.place = b.place
WHERE n.who IS NULL
"""
"""What the run before paid and this one has no line for, matched as the lines' changes are."""


@dataclass(frozen=True)
class HeldFor:
    """In how many runs a payment was held back, this one among them, and since when."""

    times: int
    since: datetime


def tally_differences(run: PayRun) -> dict[LineChange, Tally]:
    """All lines by how they differ, held back or not, in pence what is more or less than before."""
    rows = run.lines.order_by().values_list("change")
    return {
        LineChange(change): Tally(count, pence - before)
        for change, count, pence, before in rows.annotate(
            Count("id"), Sum("pence"), Sum("before_pence")
        )
    }


def list_no_more(run: PayRun) -> QuerySet[RunLine]:
    """The lines of the run before of which this run has no more, as they were then."""
    if run.compared_with_id is None:
        return _shown(run.lines.none())
    ids = RawSQL(NOT_THIS_TIME, [run.compared_with_id.hex, run.id.hex])  # noqa: S611  ids alone
    return _shown(RunLine.objects.filter(book_id=run.book_id, id__in=ids))


def tally(rows: QuerySet[Any]) -> Tally:
    """How many lines or payments these are, and what they come to."""
    row = rows.order_by().aggregate(count=Count("id"), total=Sum("pence", default=0))
    return Tally(row["count"], row["total"])


def list_which(run: PayRun, which: str) -> QuerySet[RunLine]:
    """The lines of a run that were asked for by name, by payee."""
    return list_no_more(run) if which == NO_MORE else _shown(run.lines.filter(WHICH[which]))


def held_before(lines: Collection[RunLine]) -> dict[UUID, HeldFor]:
    """Those of these lines' payments that runs before held back too, by payment."""
    rows = (
        RunLine.objects.filter(~INCLUDED, payment_id__in=[line.payment_id for line in lines])
        .exclude(run__state=RunState.ABANDONED)
        .order_by()
        .values("payment_id")
        .annotate(times=Count("run", distinct=True), since=Min("run__calculated_at"))
        .filter(times__gt=1)
    )
    return {row["payment_id"]: HeldFor(row["times"], row["since"]) for row in rows}


def _shown(lines: QuerySet[RunLine]) -> QuerySet[RunLine]:
    more = F("pence") - F("before_pence")
    rows = lines.select_related("payee", "payment", "run").annotate(more=more)
    return rows.order_by("payee__display_name", "payment_id")
