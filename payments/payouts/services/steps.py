"""What every move of a payment is made of: a guarded write, a row in its history, its keys."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from ledgers.models import Account
from ledgers.services.facts import lock
from ledgers.values import About, AccountKind, Posting, TransferKind
from payments.payouts import rules
from payments.payouts.errors import CannotMove
from payments.payouts.models import Payment, PaymentMove
from payments.payouts.values import PaymentState


def move(payment: Payment, to: PaymentState, *, by: UUID, now: datetime, **also: Any) -> None:
    """
    Move a payment on, if it is still where it was read.

    :raises CannotMove: it may not go there, or somebody else was faster
    """
    was = PaymentState(payment.state)
    if not rules.may_move(was, to):
        raise CannotMove
    unmoved = Payment.objects.filter(pk=payment.pk, state=was, tries=payment.tries)
    if not unmoved.update(state=to, **also):
        raise CannotMove
    for name, value in {"state": to, **also}.items():
        setattr(payment, name, value)
    record_move(payment, by=by, now=now)


def record_move(payment: Payment, *, by: UUID, now: datetime) -> None:
    """Keep one step of a payment, for its time line and for the auditor."""
    PaymentMove.objects.create(
        book_id=payment.book_id,
        payment=payment,
        state=payment.state,
        moved_by=by,
        moved_at=now,
        reason_code=payment.reason_code,
    )


def lock_accounts(payments: Sequence[Payment]) -> None:
    """
    Lock every account that these payments touch, in the one order, before any of them moves.

    What comes back goes from clearing to a pot, against that order; so all are taken first.
    """
    if not payments:
        return
    clearing = Account.objects.filter(
        book_id=payments[0].book_id,
        kind=AccountKind.CLEARING,
        code__in={payment.rail for payment in payments},
    )
    ends = [end for p in payments for end in (p.source_account_id, p.to_account_id)]
    lock([*ends, *clearing.values_list("id", flat=True)])


def step_key(payment: Payment, step: str) -> UUID:
    """The key of one step at this try: the same whoever asks, another at the next try."""
    return uuid5(payment.id, f"{step} {payment.tries}")


def step_posting(
    payment: Payment,
    *,
    debit: UUID,
    credit: UUID,
    step: str,
    kind: TransferKind,
    by: UUID,
    now: datetime,
    occurred_on: date | None = None,
) -> Posting:
    """What the ledger is told of one step."""
    return Posting(
        book_id=payment.book_id,
        debit_id=debit,
        credit_id=credit,
        pence=payment.pence,
        key=step_key(payment, step),
        kind=kind,
        about=About(payment.about_kind, payment.about_id),
        posted_by=by,
        occurred_on=occurred_on or now.date(),
        posted_at=now,
    )
