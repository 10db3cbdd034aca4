"""Hours as rows of a list: the day, the times, the sum, and where they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from budgets.assistants.models import Engagement, Shift, ShiftMessage
from budgets.assistants.rules.hours import paid_minutes
from budgets.assistants.selectors import state_of
from budgets.assistants.values import KIND_WORDS, ShiftKind, ShiftState, Side
from web.hours.earning import shift_pence
from web.hours.words import STATES, times_words

PAID: Final = ("Paid", "stone")


@dataclass(frozen=True)
class Row:
    """
    One shift as it is shown.

    :ivar pence: what it comes to; None where no rate was agreed
    :ivar minutes: what is paid by the hour
    :ivar warnings: sentences to think about
    """

    id: UUID
    name: str
    day: date
    times: str
    pence: int | None
    minutes: int
    state: ShiftState
    word: str
    tone: str
    kind_words: str
    miles: str
    note: str
    warnings: list[str] = field(default_factory=list)
    said: str = ""


def rows_of(
    shifts: Iterable[Shift],
    engagement: Engagement,
    *,
    warnings: dict[UUID, list[str]] | None = None,
    paid: Iterable[UUID] = (),
) -> list[Row]:
    """The rows of shifts of one engagement, in their order."""
    told, settled = warnings or {}, set(paid)
    return [
        row_of(shift, engagement, warnings=told.get(shift.id, []), paid=shift.id in settled)
        for shift in shifts
    ]


def row_of(shift: Shift, engagement: Engagement, *, warnings: list[str], paid: bool = False) -> Row:
    """One shift as it is shown."""
    state = state_of(shift)
    word, tone = PAID if paid and state == ShiftState.AGREED else STATES[state]
    return Row(
        id=shift.id,
        name=engagement.assistant.first_name,
        day=timezone.localdate(shift.started_at),
        times=times_words(
            shift.kind,
            shift.started_at,
            shift.ended_at,
            breaks=shift.break_minutes,
            woken=shift.woken_minutes,
        ),
        pence=shift_pence(shift, engagement),
        minutes=paid_minutes(
            kind=shift.kind,
            minutes=shift.minutes,
            break_minutes=shift.break_minutes,
            woken_minutes=shift.woken_minutes,
        ),
        state=state,
        word=word,
        tone=tone,
        kind_words=KIND_WORDS[ShiftKind(shift.kind)],
        miles=f"{shift.miles_tenths // 10}.{shift.miles_tenths % 10}",
        note=shift.note,
        warnings=warnings,
    )


def sum_of(rows: Iterable[Row]) -> int:
    """What rows come to together, as far as it is known."""
    return sum(row.pence or 0 for row in rows)


def said_in(messages: Iterable[ShiftMessage], *, to: Side, name: str) -> list[dict[str, Any]]:
    """What was said about hours, to one side: "You" are that one."""
    return [
        {
            "who": "You" if one.side == to else name,
            "words": one.words,
            "said_at": one.said_at,
        }
        for one in messages
    ]
