"""What people see of a run: its lines, what is held back, what stopped, how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from payments.payouts.models import HeldBack, Payee, Payment, PayRun, RunLine, RunSheet
from payments.payouts.models.runs import INCLUDED
from payments.payouts.selectors.leaving import held_back_among, short_among
from payments.payouts.values import HeldCode, LineChange, PaymentState


@dataclass(frozen=True)
class Tally:
    """How many lines, and what they come to in pence."""

    count: int
    pence: int


@dataclass(frozen=True)
class Stopped:
    """
    An account that was paid by the run before, and stands in no line of this one.

    :ivar pence: what it was paid then
    :ivar reason: why its account is stopped, where it is; empty where that is known upstairs alone
    """

    to_account_id: UUID
    payee: Payee | None
    pence: int
    reason: str


@dataclass(frozen=True)
class Progress:
    """
    Where the payments of a run are: those that were approved with it and are in no run after it.

    :ivar by_state: each state with its tally; those without any are left out
    :ivar sheets: how many steps there are, of which so many are `done`
    """

    by_state: dict[PaymentState, Tally]
    sheets: int
    done: int


@dataclass(frozen=True)
class Waiting:
    """
    A payment of a run on its way that has not left, and why.

    :ivar why: `changed` when it is not what was approved; `payee_changed` when its account isn't;
        otherwise a `HeldCode`, the reason for which an account is stopped, or `not_yet`
    """

    line: RunLine
    why: str


NOT_YET, CHANGED, PAYEE_CHANGED = "not_yet", "changed", "payee_changed"


def list_lines(run: PayRun) -> QuerySet[RunLine]:
    """Every line of a run with its payment and payee, in the order in which it is approved."""
    lines = RunLine.objects.filter(run=run).select_related("payment", "payee", "to_account")
    return lines.order_by("payment_id")


def tally_changes(run: PayRun) -> dict[LineChange, Tally]:
    """What changed since the run before, of what would be paid: every change, with its tally."""
    rows = RunLine.objects.filter(INCLUDED, run=run).order_by().values_list("change")
    found = {
        change: Tally(count, pence)
        for change, count, pence in rows.annotate(Count("id"), Sum("pence"))
    }
    return {change: found.get(change, Tally(0, 0)) for change in LineChange}


def tally_held(run: PayRun) -> dict[str, Tally]:
    """What is held back, by why; what was released is not."""
    rows = RunLine.objects.filter(run=run).exclude(INCLUDED).order_by().values_list("held")
    return {
        held: Tally(count, pence)
        for held, count, pence in rows.annotate(Count("id"), Sum("pence")).order_by("held")
    }


def list_stopped(run: PayRun) -> list[Stopped]:
    """Whom the run before paid and this one would not, and why where an account is stopped."""
    if run.compared_with_id is None:
        return []
    now = RunLine.objects.filter(run=run, to_account=OuterRef("to_account"))
    same = Q(payee=OuterRef("payee")) | Q(payee=None)
    gone = RunLine.objects.filter(
        INCLUDED, ~Exists(now.filter(same)), run_id=run.compared_with_id
    ).select_related("payee")
    rows = list(gone.order_by("payment_id"))
    ends = {end for row in rows for end in (row.source_account_id, row.to_account_id)}
    held = HeldBack.objects.filter(book_id=run.book_id, let_go_at=None, account__in=ends)
    reasons = dict(held.order_by("-reason").values_list("account", "reason"))
    return [
        Stopped(
            row.to_account_id,
            row.payee,
            row.pence,
            reasons.get(row.to_account_id) or reasons.get(row.source_account_id, ""),
        )
        for row in rows
    ]


def progress_of(run: PayRun) -> Progress:
    """How far a run has come, in two questions."""
    payments = Payment.objects.filter(
        Exists(RunLine.objects.filter(INCLUDED, run=run, living=True, payment=OuterRef("pk")))
    )
    rows = payments.order_by().values_list("state").annotate(Count("id"), Sum("pence"))
    sheets = RunSheet.objects.filter(run=run).aggregate(
        all=Count("id"), done=Count("id", filter=Q(done_at__isnull=False))
    )
    by_state = {PaymentState(state): Tally(count, pence) for state, count, pence in rows}
    return Progress(by_state, sheets["all"], sheets["done"])


def list_waiting(run: PayRun) -> list[Waiting]:
    """What was approved with a run and has not left, each with why it waits; the first 1,000."""
    lines = list(
        RunLine.objects.filter(INCLUDED, run=run, living=True, payment__state=PaymentState.APPROVED)
        .select_related("payment__payee", "payee")
        .order_by("payment_id")[:1_000]
    )
    payments = [line.payment for line in lines]
    held, short = set(held_back_among(payments)), set(short_among(payments))
    stopped = _reasons([payment for payment in payments if payment in held])
    changed = _changed_sheets(run)
    return [
        Waiting(line, _why(line, changed) or stopped.get(line.payment_id) or _else(line, short))
        for line in lines
    ]


def _why(line: RunLine, changed: Sequence[RunSheet]) -> str:
    if not line.fits(line.payment) or any(s.first <= line.payment_id <= s.last for s in changed):
        return CHANGED
    payee = line.payment.payee
    return PAYEE_CHANGED if payee and payee.fingerprint != line.fingerprint else ""


def _else(line: RunLine, short: set[Payment]) -> str:
    return HeldCode.TOO_LITTLE if line.payment in short else NOT_YET


def _changed_sheets(run: PayRun) -> list[RunSheet]:
    return list(RunSheet.objects.filter(run=run, changed_at__isnull=False))


def _reasons(payments: Sequence[Payment]) -> dict[UUID, str]:
    if not payments:
        return {}
    ends = {end for p in payments for end in (p.source_account_id, p.to_account_id)}
    rows = HeldBack.objects.filter(account__in=ends, let_go_at=None)
    reasons = dict(rows.order_by("-reason").values_list("account", "reason"))
    return {
        p.id: reasons.get(p.to_account_id) or reasons.get(p.source_account_id, "") for p in payments
    }
