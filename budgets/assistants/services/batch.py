"""A batch of hours: read once, judged one by one, in an order in which corrections come after."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from budgets.assistants.errors import (
    EngagementMissing,
    ReplacedAlready,
    ReplacedMissing,
    ReplacedWithdrawn,
    ReplacesElsewhere,
    ShiftIdReused,
)
from budgets.assistants.models import Assistant, Shift, ShiftWarning
from budgets.assistants.rules.checks import warnings_about
from budgets.assistants.rules.hours import minutes_between, paid_minutes, week_of
from budgets.assistants.rules.possible import (
    by_the_phone,
    check_begun,
    check_parts,
    check_times,
    in_whole_minutes,
)
from budgets.assistants.selectors.facts import Desk, list_works, read_desk
from budgets.assistants.selectors.shifts import may_be_told
from budgets.assistants.values import Logged, NewShift, Outcome, WarnedAt, Warning_, WarningCode
from budgets.assistants.values.facts import Stretch
from ledgers.errors import Refusal
from payments.payouts.values import london_day


class Sent(NamedTuple):
    """Hours as they came: at which place of the batch, and from which user."""

    place: int
    by: UUID
    new: NewShift


class Batch:
    """
    What becomes of hours that came together.

    :ivar shifts: rows to be inserted, those that are replaced before those that replace them
    :ivar warnings: rows to be inserted after them
    """

    def __init__(self, sent: Sequence[Sent], *, book_id: UUID, received_at: datetime) -> None:
        self._sent, self._book_id, self._received_at = sent, book_id, received_at
        self.shifts: list[Shift] = []
        self.warnings: list[ShiftWarning] = []
        self._works = {
            one.engagement_id: one
            for one in list_works(
                Assistant.objects.filter(book_id=book_id, user__id__among={one.by for one in sent})
            )
        }
        self._known = self._read_known()

    def judge(self) -> list[Logged]:
        """Say what becomes of each, in the order in which they were sent."""
        answers = {one.place: self._answer(one) for one in _in_order(self._sent)}
        return [answers[one.place] for one in self._sent]

    def _answer(self, sent: Sent) -> Logged:
        try:
            return self._take(sent)
        except Refusal as refusal:
            return refused(sent, refusal)

    def _take(self, sent: Sent) -> Logged:
        new = in_whole_minutes(sent.new)
        before = self._known.get(new.id)
        if before:
            return self._repeat(sent, new, before)
        work = self._works.get(new.engagement_id)
        if work is None or work.user_id != sent.by:
            raise EngagementMissing
        check_times(new, received_at=self._received_at)
        check_parts(new)
        check_begun(new, starts_on=work.starts_on)
        replaced = self._replaced(new) if new.replaces else None
        found = self._keep(sent, new, replaced)
        outcome = Outcome.REPLACED if replaced else Outcome.TAKEN
        return Logged(new.id, outcome, for_assistant(found))

    def _repeat(self, sent: Sent, new: NewShift, before: Shift) -> Logged:
        work = self._works.get(before.engagement_id)
        if work is None or work.user_id != sent.by or _content(before) != _said(new):
            raise ShiftIdReused
        rows = [*before.warnings.all(), *(w for w in self.warnings if w.shift_id == before.id)]
        found = [Warning_(WarningCode(w.code), w.words) for w in rows if w.step == WarnedAt.SAVING]
        return Logged(new.id, Outcome.ALREADY_THERE, for_assistant(found))

    def _replaced(self, new: NewShift) -> Shift:
        found = self._known.get(new.replaces) if new.replaces else None
        work = self._works.get(found.engagement_id) if found else None
        if found is None or work is None:
            raise ReplacedMissing
        if found.engagement_id != new.engagement_id:
            raise ReplacesElsewhere
        if found.id in self._replaced_ids:
            raise ReplacedAlready
        if getattr(found, "withdrawal", None):
            raise ReplacedWithdrawn
        return found

    def _keep(self, sent: Sent, new: NewShift, replaced: Shift | None) -> list[Warning_]:
        shift = self._row(sent, new)
        if replaced:
            self._replaced_ids.add(replaced.id)
            self._count(replaced, -1)
        self._count(shift, 1)
        self.shifts.append(shift)
        self._known[shift.id] = shift
        work = self._desk.works[new.engagement_id]
        found = warnings_about(
            new,
            work=work,
            timeline=self._desk.timelines[work.assistant_id],
            sums=self._desk.sums[work.assistant_id],
            own=self._desk.own(work),
        )
        self.warnings += warning_rows(shift, found, step=WarnedAt.SAVING, now=self._received_at)
        return found

    def _row(self, sent: Sent, new: NewShift) -> Shift:
        return Shift(
            id=new.id,
            book_id=self._book_id,
            engagement_id=new.engagement_id,
            kind=new.kind,
            started_at=new.started_at,
            ended_at=new.ended_at,
            minutes=minutes_between(new.started_at, new.ended_at),
            break_minutes=new.break_minutes,
            woken_minutes=new.woken_minutes,
            miles_tenths=new.miles_tenths,
            note=new.note,
            logged_by=sent.by,
            logged_at=by_the_phone(new.logged_at, received_at=self._received_at),
            received_at=self._received_at,
            replaces_id=new.replaces,
        )

    def _count(self, shift: Shift, times: int) -> None:
        """Put hours among the assistant's others, or take them from there."""
        assistant = self._works[shift.engagement_id].assistant_id
        timeline = self._desk.timelines[assistant]
        if times > 0:
            stretch = Stretch(shift.started_at, shift.ended_at, shift.id, shift.engagement_id)
            timeline.add(stretch)
        else:
            timeline.drop(shift.id)
        hourly = paid_minutes(
            kind=shift.kind,
            minutes=shift.minutes,
            break_minutes=shift.break_minutes,
            woken_minutes=shift.woken_minutes,
        )
        self._desk.sums[assistant].add(
            shift.engagement_id,
            week_of(shift.started_at),
            worked=times * (shift.minutes - shift.break_minutes),
            hourly=times * hourly,
        )

    def _read_known(self) -> dict[UUID, Shift]:
        """What is here of what the batch names, by id."""
        named = {one.new.id for one in self._sent} | {
            one.new.replaces for one in self._sent if one.new.replaces
        }
        found = Shift.objects.filter(book_id=self._book_id, id__among=named).select_related(
            "replaced_by", "withdrawal"
        )
        known = {shift.id: shift for shift in found.prefetch_related("warnings")}
        self._replaced_ids = {
            shift.id for shift in known.values() if getattr(shift, "replaced_by", None)
        }
        return known

    @cached_property
    def _desk(self) -> Desk:
        """Read when the first hours of the batch are taken: a repeat needs none of it."""
        times = [
            at.astimezone(UTC)
            for one in self._sent
            for at in (one.new.started_at, one.new.ended_at)
            if one.new.engagement_id in self._works and self._is_meant(at, one)
        ]
        return read_desk(
            list(self._works.values()),
            since=min(times),
            until=max(times),
            today=london_day(self._received_at),
        )

    def _is_meant(self, at: datetime, sent: Sent) -> bool:
        """Whether hours with this time may be taken, so that the days around it are of interest."""
        starts_on = self._works[sent.new.engagement_id].starts_on
        return starts_on.year <= at.year <= self._received_at.year + 1


def _in_order(sent: Sequence[Sent]) -> Iterator[Sent]:
    """As they came, but what is replaced by another one of the batch before that one."""
    waiting, here = list(sent), {one.new.id for one in sent}
    while waiting:
        later = []
        for one in waiting:
            if one.new.replaces in here and one.new.replaces != one.new.id:
                later.append(one)
            else:
                here.discard(one.new.id)
                yield one
        if len(later) == len(waiting):
            yield from later
            return
        waiting = later


def refused(sent: Sent, refusal: Refusal) -> Logged:
    """The answer for hours that can't be kept: which it was, and what to do."""
    return Logged(sent.new.id, Outcome.REFUSED, code=refusal.code, words=refusal.sentence)


def for_assistant(found: Sequence[Warning_]) -> tuple[Warning_, ...]:
    """What of this is for the assistant to know."""
    return tuple(one for one in found if may_be_told(one.code, is_own=True))


def warning_rows(
    shift: Shift, found: Sequence[Warning_], *, step: WarnedAt, now: datetime
) -> list[ShiftWarning]:
    """Warnings as they are kept."""
    return [
        ShiftWarning(
            book_id=shift.book_id,
            shift_id=shift.id,
            code=one.code,
            words=one.words,
            step=step,
            found_at=now,
        )
        for one in found
    ]


def _content(shift: Shift) -> tuple[object, ...]:
    return (
        shift.engagement_id,
        shift.kind,
        shift.started_at,
        shift.ended_at,
        shift.break_minutes,
        shift.woken_minutes,
        shift.miles_tenths,
        shift.note,
        shift.replaces_id,
    )


def _said(new: NewShift) -> tuple[object, ...]:
    return (
        new.engagement_id,
        new.kind,
        new.started_at,
        new.ended_at,
        new.break_minutes,
        new.woken_minutes,
        new.miles_tenths,
        new.note,
        new.replaces,
    )
