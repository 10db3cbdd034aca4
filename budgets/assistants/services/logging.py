"""Taking hours that phones send: each kept once, whatever is sent how often and in which order."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from budgets.assistants.errors import ShiftIdReused, TooManyShifts
from budgets.assistants.models import Shift, ShiftWarning
from budgets.assistants.services.batch import Batch, Sent, refused
from budgets.assistants.values import MOST_IN_BATCH, Logged, NewShift

ID_TAKEN = ("assistants_shift_pkey", "assistants_shift.id")
"""How each engine names the key of an id that is there, maybe in another council's book."""


def log_shift(*, new: NewShift, by: UUID, book_id: UUID, received_at: datetime) -> Logged:
    """
    Keep hours that an assistant says they worked.

    Nothing is refused but what is impossible; what is odd is kept, with a warning. A refusal is an
    answer, for whoever sent it keeps what they had and is told what to do. The same again changes
    nothing.

    :param by: the user who worked them
    """
    return log_shifts(items=[new], by=by, book_id=book_id, received_at=received_at)[0]


def log_shifts(
    *, items: Sequence[NewShift], by: UUID, book_id: UUID, received_at: datetime
) -> list[Logged]:
    """
    Keep many at once, as a phone does that was without signal: one answer for each, in their order.

    :raises TooManyShifts: more than 500 are sent; nothing is taken
    """
    return log_for_many(
        items=[(by, new) for new in items], book_id=book_id, received_at=received_at
    )


def log_for_many(
    *, items: Sequence[tuple[UUID, NewShift]], book_id: UUID, received_at: datetime
) -> list[Logged]:
    """
    Keep hours of several assistants at once, each beside the user who worked them.

    :raises TooManyShifts: more than 500 are sent; nothing is taken
    """
    if len(items) > MOST_IN_BATCH:
        raise TooManyShifts
    sent = [Sent(place, by, new) for place, (by, new) in enumerate(items)]
    with transaction.atomic():
        try:
            return _log(sent, book_id, received_at)
        except IntegrityError:  # somebody else is sending one of these at this moment
            return list(_one_by_one(sent, book_id, received_at))


def _log(sent: Sequence[Sent], book_id: UUID, received_at: datetime) -> list[Logged]:
    with transaction.atomic():
        batch = Batch(sent, book_id=book_id, received_at=received_at)
        answers = batch.judge()
        Shift.objects.bulk_create(batch.shifts)
        ShiftWarning.objects.bulk_create(batch.warnings)
    return answers


def _one_by_one(sent: Sequence[Sent], book_id: UUID, received_at: datetime) -> Iterator[Logged]:
    for one in sent:
        try:
            yield from _log([one], book_id, received_at)
        except IntegrityError as error:
            yield _again(one, book_id, received_at, error)


def _again(one: Sent, book_id: UUID, received_at: datetime, error: IntegrityError) -> Logged:
    """Once more, for now the other's row can be seen; an id that can't is another council's."""
    try:
        return _log([one], book_id, received_at)[0]
    except IntegrityError:
        if any(name in str(error) for name in ID_TAKEN):
            return refused(one, ShiftIdReused())
        raise
