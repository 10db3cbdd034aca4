"""What was planned for a pay day, what waits for a second officer, and where the rest is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from budgets.plans.models import Instalment, RunPlanning
from ledgers.values import Viewer
from payments.payouts.models import PayRun
from payments.payouts.values import PaymentState

WAITING = Q(payment__state=PaymentState.PLANNED)
APPROVED = Q(payment__state=PaymentState.APPROVED)
CAME_BACK = Q(payment__state__in=[PaymentState.FAILED, PaymentState.RETURNED])
UNTOLD = Q(payment__payee__isnull=False, payment__payee__details=None)
GROUPS = {
    "untold": APPROVED & UNTOLD,
    "kept": APPROVED & Q(payment__payee=None),
    "ready": APPROVED & Q(payment__payee__details__isnull=False),
    "on_its_way": Q(payment__state=PaymentState.SENT),
    "paid": Q(payment__state=PaymentState.PAID),
    "came_back": CAME_BACK,
    "given_up": Q(payment__state=PaymentState.CANCELLED),
}


@dataclass(frozen=True)
class Sums:
    """How many instalments, and how many pence."""

    count: int
    pence: int


@dataclass(frozen=True)
class PlannedDay:
    """What was planned for a pay day, and what of it nobody has approved yet."""

    pay_on: date
    planned: Sums
    waiting: Sums
    came_back: int


@dataclass(frozen=True)
class DaySums:
    """
    Where the instalments of one pay day are.

    :ivar own: planned by whoever looks, so that somebody else approves them
    :ivar to_approve: planned by somebody else
    :ivar no_details: of those that wait, whose holders have not said where to pay them
    :ivar places: the rest by where they are: `untold`, `kept`, `ready`, `on_its_way`, `paid`,
        `came_back` and `given_up`
    """

    planned: Sums
    own: Sums
    to_approve: Sums
    no_details: int
    places: dict[str, Sums]


def list_days(viewer: Viewer) -> list[PlannedDay]:
    """The pay days for which something waits or that were planned lately, the newest first."""
    rows = (
        of_council(viewer)
        .values("pay_on")
        .annotate(
            count=Count("id"),
            total=Sum("pence"),
            waiting=Count("id", filter=WAITING),
            waiting_pence=_pence(WAITING),
            came_back=Count("id", filter=CAME_BACK),
        )
        .order_by("-pay_on")
    )
    return [
        PlannedDay(
            row["pay_on"],
            Sums(row["count"], row["total"]),
            Sums(row["waiting"], row["waiting_pence"]),
            row["came_back"],
        )
        for row in rows
    ]


def sums_of(viewer: Viewer, pay_on: date) -> DaySums:
    """Where the instalments of a pay day are, in one query."""
    own = WAITING & Q(prepared_by=viewer.user_id)
    others = WAITING & ~Q(prepared_by=viewer.user_id)
    asked = {"planned": Q(), "own": own, "to_approve": others} | GROUPS
    rows = of_council(viewer).filter(pay_on=pay_on)
    counts = {f"{name}_count": Count("id", filter=which) for name, which in asked.items()}
    totals = {
        f"{name}_total": Sum("pence", filter=which, default=0) for name, which in asked.items()
    }
    row = rows.aggregate(**counts, **totals, bare=Count("id", filter=WAITING & UNTOLD))
    sums = {name: Sums(row[f"{name}_count"], row[f"{name}_total"]) for name in asked}
    places = {name: sums[name] for name in GROUPS if sums[name].count}
    return DaySums(sums["planned"], sums["own"], sums["to_approve"], row["bare"], places)


def list_of_day(viewer: Viewer, pay_on: date) -> QuerySet[Instalment]:
    """The instalments of a pay day by name, those that nobody has approved yet first."""
    rows = of_council(viewer).filter(pay_on=pay_on).annotate(waits=WAITING)
    return (
        rows.select_related("budget__person", "payment__payee")
        .prefetch_related("lines")
        .order_by("-waits", "budget__person__full_name", "id")
    )


def to_approve(viewer: Viewer, pay_on: date) -> dict[UUID, int]:
    """What this officer may approve of a pay day, planned by somebody else: payments, in pence."""
    rows = of_council(viewer).filter(WAITING, pay_on=pay_on)
    others = rows.exclude(prepared_by=viewer.user_id)
    return dict(others.values_list("payment_id", "pence"))


def planned_by(viewer: Viewer, pay_on: date) -> list[UUID]:
    """Who planned the instalments of a pay day."""
    rows = of_council(viewer).filter(pay_on=pay_on)
    return list(rows.order_by().values_list("prepared_by", flat=True).distinct())


def of_council(viewer: Viewer) -> QuerySet[Instalment]:
    """Every instalment of the council with something to pay that was not cancelled."""
    return Instalment.objects.filter(
        book_id=viewer.book_id, cancelled_at=None, payment__isnull=False
    )


def _pence(which: Q) -> Sum:
    return Sum("pence", filter=which, default=0)


def find_planning(run: PayRun) -> RunPlanning | None:
    """How far planning what a run will pay has come; nothing for a run that follows another."""
    return RunPlanning.objects.filter(run=run).first()


def lock_planning(run_id: UUID) -> RunPlanning | None:
    """The planning of a run, for whoever goes on with it; whoever comes second waits."""
    found = RunPlanning.objects.filter(run=run_id).select_related("run")
    return found.select_for_update(of=("self",), no_key=True).first()


def list_to_plan(book_id: UUID) -> list[UUID]:
    """The runs for which the worker is still to plan, the longest waiting first."""
    open_ones = RunPlanning.objects.filter(book_id=book_id, finished_at=None)
    return list(open_ones.order_by("begun_at", "id").values_list("run_id", flat=True))
