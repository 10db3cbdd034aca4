"""What every move of a payment is made of: a guarded write, a row in its history, its keys."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F

from ledgers.models import Account
from ledgers.services.facts import lock
from ledgers.values import About, AccountKind, Posting, TransferKind
from payments.payouts import rules, selectors
from payments.payouts.errors import CannotMove
from payments.payouts.models import BankFile, Payment, PaymentMove
from payments.payouts.values import PaymentState


def move(
    payments: Sequence[Payment], to: PaymentState, *, by: UUID, now: datetime, **also: Any
) -> None:
    """
    Move payments on, if all are still where they were read: the same state, the same try.

    :raises CannotMove: one may not go there, or somebody else was faster
    """
    groups: dict[tuple[str, int], list[UUID]] = {}
    for payment in payments:
        groups.setdefault((payment.state, payment.tries), []).append(payment.id)
    for (was, tries), ids in groups.items():
        unmoved = Payment.objects.filter(pk__in=ids, state=was, tries=tries)
        may = rules.may_move(PaymentState(was), to)
        if not may or unmoved.update(state=to, **also) != len(ids):
            raise CannotMove
    _note(payments, {"state": to, **also})
    record_moves(payments, by=by, now=now)


def _note(payments: Sequence[Payment], values: dict[str, Any]) -> None:
    for payment in payments:
        for name, value in values.items():
            setattr(payment, name, value)


def record_moves(payments: Sequence[Payment], *, by: UUID, now: datetime) -> None:
    """Keep one step of each payment, for its time line and for the auditor."""
    PaymentMove.objects.bulk_create(
        PaymentMove(
            book_id=payment.book_id,
            payment=payment,
            state=payment.state,
            moved_by=by,
            moved_at=now,
            reason_code=payment.reason_code,
        )
        for payment in payments
    )


def lock_accounts(payments: Sequence[Payment], *, rail: str = "") -> None:
    """
    Lock every account that these payments touch, in the one order, before any of them moves.

    What comes back goes from clearing to a pot, against that order; so all are taken first.

    :param rail: over which they will go, where they have not gone yet
    """
    if not payments:
        return
    clearing = Account.objects.filter(
        book_id=payments[0].book_id,
        kind=AccountKind.CLEARING,
        code__in={rail or payment.rail for payment in payments},
    )
    ends = [end for p in payments for end in (p.source_account_id, p.to_account_id)]
    lock([*ends, *clearing.values_list("id", flat=True)])


def going_among(ready: Sequence[Payment], *, rail: str = "") -> list[Payment]:
    """
    Those of these that may really go, their accounts locked, so that it stays so.

    What was held back meanwhile stays, and what has too little money where it comes from.
    """
    lock_accounts(ready, rail=rail)
    staying = {*selectors.held_back_among(ready), *selectors.short_among(ready)}
    return [payment for payment in ready if payment not in staying]


def move_to_sent(
    payments: Sequence[Payment],
    *,
    by: UUID,
    now: datetime,
    rail: str = "",
    bank_file: BankFile | None = None,
) -> None:
    """
    Move payments to sent, each as one more try.

    :raises CannotMove: one isn't approved, or was sent already
    """
    tries = [payment.tries + 1 for payment in payments]
    move(
        payments,
        PaymentState.SENT,
        by=by,
        now=now,
        rail=rail,
        tries=F("tries") + 1,
        sent_at=now,
        bank_file=bank_file,
        reason_code="",
    )
    for payment, number in zip(payments, tries, strict=True):
        payment.tries = number


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
