"""What every move of a payment is made of: a guarded write, a row in its history, its keys."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Lower

from ledgers.errors import BookStopped
from ledgers.models import Account
from ledgers.selectors import find_stop
from ledgers.services.facts import lock
from ledgers.services.rows import insert_many
from ledgers.values import STRICT, About, AccountKind, Posting, TransferKind, uuid7
from payments.payouts import rules, selectors
from payments.payouts.errors import CannotMove
from payments.payouts.models import Payment, PaymentMove
from payments.payouts.values import PaymentState


def move(
    payments: Sequence[Payment],
    *way: PaymentState,
    by: UUID,
    now: datetime,
    **also: Any,
) -> None:
    """
    Move payments on, if all are still where they were read: the same state, the same try.

    :param way: where they go; with several, one after the other in the same moment
    :raises CannotMove: one may not go there, or somebody else was faster
    """
    groups: dict[tuple[str, int], set[UUID]] = {}
    for payment in payments:
        groups.setdefault((payment.state, payment.tries), set()).add(payment.id)
    for (was, tries), ids in groups.items():
        # Not asked by the bare state, or PostgreSQL goes through all that wait to find these ids.
        unmoved = Payment.objects.alias(was=Lower("state")).filter(
            id__among=ids, was=was, tries=tries
        )
        may = all(map(rules.may_move, [PaymentState(was), *way], way))
        if not may or unmoved.update(state=way[-1], **also) != len(ids):
            raise CannotMove
    _note(payments, {"state": way[-1], **also})
    for state in way:
        record_moves(payments, state, by=by, now=now)


def _note(payments: Sequence[Payment], values: dict[str, Any]) -> None:
    for payment in payments:
        for name, value in values.items():
            setattr(payment, name, value)


MOVE: Final = ("id", "book_id", "payment_id", "state", "moved_by", "moved_at", "reason_code")


def record_moves(
    payments: Sequence[Payment], state: PaymentState, *, by: UUID, now: datetime
) -> None:
    """Keep one step of each payment, for its time line and for the auditor."""
    rows = [
        (uuid7(), payment.book_id, payment.id, state.value, by, now, payment.reason_code)
        for payment in payments
    ]
    insert_many(PaymentMove, MOVE, rows)


def lock_accounts(payments: Sequence[Payment]) -> None:
    """
    Lock every account that these payments touch, in the one order, before any of them comes back.

    What comes back goes from clearing to a pot, against that order; so all are taken first.
    """
    if not payments:
        return
    clearing = Account.objects.filter(
        book_id=payments[0].book_id,
        kind=AccountKind.CLEARING,
        code__in={payment.rail for payment in payments},
    )
    lock([*_ends(payments), *clearing.values_list("id", flat=True)])


def lock_own(payments: Sequence[Payment]) -> None:
    """
    Lock the pots, budgets and funds of payments that will go, so that none is stopped meanwhile.

    What a whole council shares is locked last and for a moment, by the database, when it posts.
    """
    lock(_ends(payments), kinds=STRICT)


def _ends(payments: Sequence[Payment]) -> Iterator[UUID]:
    for payment in payments:
        yield payment.source_account_id
        yield payment.to_account_id


def going_among(ready: Sequence[Payment]) -> list[Payment]:
    """
    Those of these that may really go, their own accounts locked, so that it stays so.

    What was held back meanwhile stays, and what has too little money where it comes from.
    """
    lock_own(ready)
    stopped = [*selectors.held_back_among(ready), *selectors.short_among(ready)]
    staying = {payment.id for payment in stopped}
    return [payment for payment in ready if payment.id not in staying]


def move_to_sent(
    payments: Sequence[Payment],
    *,
    by: UUID,
    now: datetime,
    further: Sequence[PaymentState] = (),
    **also: Any,
) -> None:
    """
    Move payments to sent, each as one more try.

    :param further: where they go on to in the same moment
    :raises CannotMove: one isn't approved, or was sent already
    :raises BookStopped: the council's books don't agree with themselves
    """
    if payments and find_stop(payments[0].book_id):
        raise BookStopped
    tries = [payment.tries + 1 for payment in payments]
    move(
        payments,
        PaymentState.SENT,
        *further,
        by=by,
        now=now,
        tries=F("tries") + 1,
        sent_at=now,
        reason_code="",
        **also,
    )
    for payment, number in zip(payments, tries, strict=True):
        payment.tries = number


def step_key(payment: Payment, step: str) -> UUID:
    """The key of one step at this try: the same whoever asks, another at the next try."""
    return rules.step_key(payment.id, step, payment.tries)


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
    hold: UUID | None = None,
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
        hold_id=hold,
    )
