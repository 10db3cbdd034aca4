"""Agreeing hours: one tap for one, or for all at once; never one's own."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from budgets.assistants.errors import OwnHours, SettlingUnsaid, ShiftMissing, SomebodyCanAgree
from budgets.assistants.models import Shift, ShiftAgreement, ShiftWarning
from budgets.assistants.rules.checks import warnings_about
from budgets.assistants.selectors.facts import read_desk, works_of
from budgets.assistants.selectors.settling import who_can_agree
from budgets.assistants.selectors.shifts import as_new, may_be_told
from budgets.assistants.services.batch import warning_rows
from budgets.assistants.values import Agreed, AgreedHow, AgreedOutcome, WarnedAt, Warning_
from budgets.councils.models import Member
from budgets.plans.models import Budget
from budgets.plans.services.history import note_change
from budgets.plans.services.ties import check_may_decide
from payments.payouts.values import london_day


def agree_shifts(*, ids: Collection[UUID], by: Member, now: datetime) -> list[Agreed]:
    """
    Agree hours, all of them at once: each check is made again, and warns, and keeps nothing back.

    Hours that were corrected or taken back meanwhile are not agreed, and the answer says so.
    Agreed twice they are agreed once. The door has narrowed the ids to what `by` may agree.

    :returns: one answer for each id, in their order
    :raises ShiftMissing: one of them isn't here
    :raises OwnHours: one of them was worked by whoever agrees
    """
    with transaction.atomic():
        shifts = _read(ids, by)
        return _agree_once(shifts, AgreedHow.HOLDER, by, now)


def settle_shifts(
    *, budget: Budget, ids: Collection[UUID], words: str, by: Member, now: datetime
) -> list[Agreed]:
    """
    Agree hours as the council's own staff, where whoever would has died or can't sign in.

    Somebody has worked them and waits for their pay. Why stands in the history of the budget.

    :returns: one answer for each id, in their order
    :raises SettlingUnsaid: it isn't said why
    :raises SomebodyCanAgree: whoever manages the budget can agree them
    :raises OwnBudget: whoever agrees is close to the person
    :raises ShiftMissing: one of them is none of this budget's
    :raises OwnHours: one of them was worked by whoever agrees
    """
    if not words.strip():
        raise SettlingUnsaid
    check_may_decide(budget.person, by)
    with transaction.atomic():
        shifts = _read(ids, by)
        if any(shift.engagement.budget_id != budget.pk for shift in shifts):
            raise ShiftMissing
        users = who_can_agree(budget.person, london_day(now))
        if any(users - {shift.engagement.assistant.user_id} for shift in shifts):
            raise SomebodyCanAgree
        answers = _agree_once(shifts, AgreedHow.COUNCIL, by, now)
        done = sum(one.outcome == AgreedOutcome.AGREED for one in answers)
        said = f"{by.user.full_name} agreed {done} shifts. {words.strip()}"
        if done:
            note_change(budget=budget, code="hours_agreed", words=said, by=by.user_id, now=now)
    return answers


def _agree_once(shifts: Sequence[Shift], how: AgreedHow, by: Member, now: datetime) -> list[Agreed]:
    try:
        return _agree(shifts, how, by, now)
    except IntegrityError:  # somebody else tapped at this moment
        return _agree(_read([shift.id for shift in shifts], by), how, by, now)


def _read(ids: Collection[UUID], by: Member) -> list[Shift]:
    rows = Shift.objects.filter(book_id=by.book_id, id__among=set(ids))
    found = {
        shift.id: shift
        for shift in rows.select_related(
            "engagement__assistant", "agreement", "withdrawal", "replaced_by"
        )
    }
    if set(ids) - found.keys():
        raise ShiftMissing
    shifts = [found[one] for one in dict.fromkeys(ids)]
    if any(shift.engagement.assistant.user_id == by.user_id for shift in shifts):
        raise OwnHours
    return shifts


def _agree(shifts: Sequence[Shift], how: AgreedHow, by: Member, now: datetime) -> list[Agreed]:
    open_still = [shift for shift in shifts if _outcome(shift) == AgreedOutcome.AGREED]
    found = check_again(open_still, now)
    with transaction.atomic():
        keep_agreed(open_still, found, how=how, by=by.user_id, now=now)
    return [
        Agreed(
            shift.id,
            _outcome(shift),
            [one for one in found.get(shift.id, ()) if may_be_told(one.code, is_own=False)],
        )
        for shift in shifts
    ]


def _outcome(shift: Shift) -> AgreedOutcome:
    if getattr(shift, "replaced_by", None) or getattr(shift, "withdrawal", None):
        return AgreedOutcome.CHANGED
    if getattr(shift, "agreement", None):
        return AgreedOutcome.ALREADY_AGREED
    return AgreedOutcome.AGREED


def keep_agreed(
    shifts: Sequence[Shift],
    found: Mapping[UUID, Sequence[Warning_]],
    *,
    how: AgreedHow,
    by: UUID | None,
    now: datetime,
) -> None:
    """Write down that hours are agreed, and what stood beside them then."""
    ShiftAgreement.objects.bulk_create(
        ShiftAgreement(
            book_id=shift.book_id, shift_id=shift.id, how=how, agreed_by=by, agreed_at=now
        )
        for shift in shifts
    )
    keep_found(shifts, found, now=now)


def keep_found(
    shifts: Sequence[Shift], found: Mapping[UUID, Sequence[Warning_]], *, now: datetime
) -> None:
    """Write down what was found when hours were looked at again; each thing once."""
    before = ShiftWarning.objects.filter(shift__in=shifts, step=WarnedAt.AGREEING)
    known = set(before.values_list("shift_id", "code"))
    ShiftWarning.objects.bulk_create(
        row
        for shift in shifts
        for row in warning_rows(shift, found[shift.id], step=WarnedAt.AGREEING, now=now)
        if (row.shift_id, row.code) not in known
    )


def check_again(shifts: Sequence[Shift], now: datetime) -> dict[UUID, list[Warning_]]:
    """What may be wrong with hours that are here, as things are now."""
    if not shifts:
        return {}
    desk = read_desk(
        works_of([shift.engagement_id for shift in shifts], shifts[0].book_id),
        since=min(shift.started_at for shift in shifts),
        until=max(shift.ended_at for shift in shifts),
        today=london_day(now),
    )
    found = {}
    for shift in shifts:
        work = desk.works[shift.engagement_id]
        found[shift.id] = warnings_about(
            as_new(shift),
            work=work,
            timeline=desk.timelines[work.assistant_id],
            sums=desk.sums[work.assistant_id],
            own=desk.own(work),
        )
    return found
