"""Keeping when people are away from home."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from budgets.people import rules
from budgets.people.errors import AbsenceReferenceTaken
from budgets.people.models import Absence, Person
from budgets.people.values import AbsenceKind
from ledgers.values import uuid7
from payments.payouts.values import london_day


def record_absence(
    *,
    person: Person,
    kind: AbsenceKind,
    starts_on: date,
    by: UUID,
    now: datetime,
    ends_on: date | None = None,
    reference: str = "",
) -> Absence:
    """
    Keep that somebody is away; told again under its reference, it is corrected.

    :param ends_on: the last day away; empty while nobody knows
    :raises DayImpossible: nobody can mean one of the days
    :raises EndsTooEarly: the last day is before the first
    :raises AbsenceReferenceTaken: the reference is of somebody else's absence
    """
    rules.check_absence(starts_on=starts_on, ends_on=ends_on, today=london_day(now))
    said = {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    with transaction.atomic():
        absence, made = Absence.objects.get_or_create(
            book_id=person.book_id,
            reference=reference or f"A-{uuid7(now.timestamp()).hex[-10:].upper()}",
            defaults={**said, "person": person, "told_by": by, "told_at": now},
        )
        if absence.person_id != person.pk:
            raise AbsenceReferenceTaken
        if not made:
            _correct(absence, said, by=by, now=now)
    return absence


def end_absence(*, absence: Absence, ends_on: date, by: UUID, now: datetime) -> Absence:
    """
    Say which day away is, or was, the last; another day corrects it.

    :raises DayImpossible: nobody can mean that day
    :raises EndsTooEarly: it is before the first
    """
    rules.check_absence(starts_on=absence.starts_on, ends_on=ends_on, today=london_day(now))
    _correct(absence, {"ends_on": ends_on}, by=by, now=now)
    return absence


def _correct(absence: Absence, said: dict[str, Any], *, by: UUID, now: datetime) -> None:
    if all(getattr(absence, name) == value for name, value in said.items()):
        return
    for name, value in {**said, "told_by": by, "told_at": now}.items():
        setattr(absence, name, value)
    absence.save(update_fields=[*said, "told_by", "told_at"])
