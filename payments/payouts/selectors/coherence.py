"""Whether payments agree with the ledger: each stands where its state says it does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from ledgers.models import Account, Transfer
from ledgers.values import AccountKind, pounds
from payments.payouts import rules
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import Leaves, PaymentState

AT_ONCE: Final = 1_000
STEPS: Final = ("sent", "paid", "kept")


def find_incoherent(book_id: UUID, *, since: datetime | None) -> Iterator[str]:
    """
    Everything about payments that does not agree, a sentence each; nothing when all do.

    :param since: each payment that went or arrived since then, or is on its way, is looked at;
        without it, only what all of them come to
    """
    yield from _approved_alone(book_id)
    yield from _unexplained(book_id)
    if since is None:
        return
    lately = Q(state=PaymentState.SENT) | Q(sent_at__gte=since) | Q(paid_at__gte=since)
    moved = Payment.objects.filter(lately, book_id=book_id).order_by("id")
    rows = moved.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield from _out_of_step(some)


def _approved_alone(book_id: UUID) -> Iterator[str]:
    alone = Payment.objects.filter(book_id=book_id, leaves=Leaves.RUN, approved_by=F("planned_by"))
    for payment_id in alone.values_list("id", flat=True):
        yield f"Payment {payment_id} was planned and approved by the same person."
    runs = PayRun.objects.filter(book_id=book_id, approved_by=F("prepared_by"))
    for run_id in runs.values_list("id", flat=True):
        yield f"Pay run {run_id} was prepared and approved by the same person."


def _unexplained(book_id: UUID) -> Iterator[str]:
    """
    What is in the clearing of a rail is the payments that are on their way by it.

    Both are asked in one statement, so at one moment: others send and answer meanwhile.
    """
    going = Payment.objects.filter(book_id=book_id, state=PaymentState.SENT)
    theirs = going.filter(rail=OuterRef("code")).values("rail").annotate(all=Sum("pence"))
    clearing = Account.objects.filter(book_id=book_id, kind=AccountKind.CLEARING)
    on_its_way = Coalesce(Subquery(theirs.order_by().values("all")), 0)
    for account in clearing.annotate(on_its_way=on_its_way):
        if account.balance_pence != account.on_its_way:
            yield (
                f"Clearing of {account.code} has {pounds(account.balance_pence)}, "
                f"and payments on their way by it come to {pounds(account.on_its_way)}."
            )
    stray = going.exclude(rail__in=clearing.values("code")).order_by().values_list("rail")
    for rail, pence in stray.annotate(Sum("pence")):
        yield f"{pounds(pence)} is on its way by {rail or 'no rail'}, which has no clearing."


def _out_of_step(payments: Sequence[Payment]) -> Iterator[str]:
    standing = _standing(payments)
    for payment in payments:
        wanted = {step: payment.pence * (step in _steps_of(payment)) for step in STEPS}
        has = {step: standing[_key(payment, step)] for step in STEPS}
        if has != wanted:
            said = ", ".join(f"{step} {pounds(has[step])}" for step in STEPS)
            yield f"Payment {payment.id} of {pounds(payment.pence)} is {payment.state}: {said}."


def _steps_of(payment: Payment) -> tuple[str, ...]:
    if payment.state == PaymentState.SENT:
        return ("sent",)
    if payment.state != PaymentState.PAID:
        return ()
    return ("kept",) if payment.is_kept else ("sent", "paid")


def _standing(payments: Sequence[Payment]) -> defaultdict[UUID, int]:
    """What of each step's entry stands: what was posted, less what of it was reversed."""
    keys = [_key(payment, step) for payment in payments for step in STEPS]
    rows = Transfer.objects.filter(book_id=payments[0].book_id, reverses=None, entry__among=keys)
    standing: defaultdict[UUID, int] = defaultdict(int)
    for entry, pence in rows.values_list("entry").annotate(Sum("pence")).order_by():
        standing[entry] += pence
    undone = Transfer.objects.filter(
        book_id=payments[0].book_id, reverses__entry__among=keys
    ).values_list("reverses__entry")
    for entry, pence in undone.annotate(Sum("pence")).order_by():
        standing[entry] -= pence
    return standing


def _key(payment: Payment, step: str) -> UUID:
    return rules.step_key(payment.id, step, payment.tries)
