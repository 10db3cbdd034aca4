"""Which runs there are."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ledgers.values import ALL, Viewer
from payments.payouts.models import Payment, PayRun, RunLine, RunSheet
from payments.payouts.models.runs import AGREED, INCLUDED
from payments.payouts.selectors.leaving import list_ready, short_among
from payments.payouts.selectors.runs.lines import is_in
from payments.payouts.selectors.settings import rail_on
from payments.payouts.values import Leaves, PaymentState, RunState, london_day

AT_ONCE: Final = 1_000
CAME_BACK: Final = (PaymentState.FAILED, PaymentState.RETURNED)

LOOK_BACK: Final = timedelta(days=35)
"""Longer than any period, so that among the runs of that time is one of the same accounts."""


def runs_visible_to(viewer: Viewer) -> QuerySet[PayRun]:
    """Every run, the newest day first: for who may see every account of the book."""
    runs = PayRun.objects.filter(book_id=viewer.book_id).order_by("-pay_on", "-id")
    return runs if viewer.accounts == ALL else runs.none()


def find_run_of(book_id: UUID, pay_on: date) -> PayRun | None:
    """The one run of a day that was not abandoned."""
    runs = PayRun.objects.filter(book_id=book_id, pay_on=pay_on, follows=None)
    return runs.exclude(state=RunState.ABANDONED).first()


def find_run_before(run: PayRun) -> PayRun | None:
    """
    The run with which this one is compared: of those of the last weeks, the one that paid most of
    the same accounts. What is paid each four weeks is so compared with four weeks ago.
    """
    earlier = PayRun.objects.filter(
        book_id=run.book_id, pay_on__lt=run.pay_on, state__in=list(AGREED), follows=None
    )
    planned = Payment.objects.filter(
        book_id=run.book_id,
        leaves=Leaves.RUN,
        state=PaymentState.PLANNED,
        pay_on__lte=run.pay_on,
    )
    alike = (
        RunLine.objects.filter(
            INCLUDED,
            run__in=earlier.filter(pay_on__gte=run.pay_on - LOOK_BACK),
            to_account__in=planned.values("to_account"),
        )
        .values("run")
        .annotate(shared=Count("id"))
        .order_by("-shared", "-run__pay_on", "-run")
        .first()
    )
    found = earlier.filter(pk=alike["run"]) if alike else earlier.order_by("-pay_on", "-id")
    return found.first()


def list_came_back(run: PayRun) -> QuerySet[Payment]:
    """What failed or came back of a run, and is paid again by no other."""
    lines = RunLine.objects.filter(run=run, payment=OuterRef("pk"))
    elsewhere = RunLine.objects.filter(living=True, payment=OuterRef("pk")).exclude(run=run)
    back = Payment.objects.filter(Exists(lines), ~Exists(elsewhere), state__in=list(CAME_BACK))
    return back.select_related("payee").order_by("id")


def has_more_to_send(run: PayRun, now: datetime) -> bool:
    """Whether a step is still to be made, or something waits for a file that may leave with it."""
    if RunSheet.objects.filter(run=run, done_at=None).exists():
        return True
    if rail_on(run.book_id, london_day(now)).is_instant:
        return False
    ready = list(list_ready(run.book_id, london_day(now)).filter(Q(line__run=run))[:AT_ONCE])
    return len(short_among(ready)) < len(ready)


def is_under_way(run: PayRun) -> bool:
    """Whether money of a run stands in between, or something of it waits to leave."""
    open_ones = [PaymentState.APPROVED, PaymentState.SENT]
    return Payment.objects.filter(is_in(run), state__in=open_ones).exists()
