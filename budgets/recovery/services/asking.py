"""Saying what would help, and the answers that are not yes."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from budgets.councils.models import Member, Team
from budgets.people import selectors as people
from budgets.people.errors import AlreadyHere, PersonClosed
from budgets.people.models import Person
from budgets.people.services import add_person
from budgets.recovery import rules, selectors
from budgets.recovery.errors import AlreadyDecided, ReasonMissing
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.services import telling
from budgets.recovery.values import Asking, RequestState
from ledgers.errors import KeyReused

OPEN = (RequestState.ASKED, RequestState.WITH_MANAGER)


def ask_for_recovery_budget(*, asking: Asking, by: Member, now: datetime) -> RecoveryRequest:
    """
    Keep what somebody says would help, once for its key; somebody new is added with it.

    :raises WordsMissing: what it is for is not said
    :raises SumAbsurd: nothing, or more than can be meant
    :raises PayeeMissing: it should go straight to somebody who is not named
    :raises PersonClosed: the person's record is closed
    :raises AlreadyHere: the newcomer is in the team already
    :raises KeyReused: the key stands for another asking
    """
    with transaction.atomic():
        before = selectors.find_repeat(by.book_id, asking.key)
        if before:
            return _same(before, asking)
        rules.check_asking(asking)
        _wait_for_turn(asking, by)
        before = selectors.find_repeat(by.book_id, asking.key)
        if before:
            return _same(before, asking)
        person = _person(asking, by, now=now)
        return RecoveryRequest.objects.create(
            book_id=by.book_id,
            key=asking.key,
            person=person,
            team=person.team,
            words=asking.words.strip(),
            purpose=asking.purpose or rules.guess_purpose(asking.words),
            pence=asking.pence,
            reach=asking.reach,
            straight_to=asking.straight_to.strip(),
            asked_by=by.user_id,
            asked_at=now,
        )


def _wait_for_turn(asking: Asking, by: Member) -> None:
    """Lock the person, or the team that a newcomer joins, so that one key asks once."""
    if asking.newcomer:
        teams = Team.objects.select_for_update(no_key=True).filter(book_id=by.book_id)
        teams.get(pk=asking.newcomer.team_id)
    else:
        known = Person.objects.select_for_update(no_key=True).filter(book_id=by.book_id)
        known.get(Q(pk=asking.person_id))


def _person(asking: Asking, by: Member, *, now: datetime) -> Person:
    new = asking.newcomer
    if new:
        if people.find_namesake(new, by.book_id):
            raise AlreadyHere
        team = Team.objects.get(pk=new.team_id, book_id=by.book_id)
        return add_person(
            team=team, full_name=new.full_name, date_of_birth=new.date_of_birth, now=now
        )
    person = Person.objects.select_related("team").get(Q(pk=asking.person_id), book_id=by.book_id)
    if person.closed_on or person.died_on:
        raise PersonClosed
    return person


def _same(before: RecoveryRequest, asking: Asking) -> RecoveryRequest:
    said = (asking.words.strip(), asking.pence, asking.reach)
    same_words = (before.words, before.pence, before.reach) == said
    if not (same_words and _is_same_person(before.person, asking)):
        raise KeyReused(asking.key)
    return before


def _is_same_person(person: Person, asking: Asking) -> bool:
    new = asking.newcomer
    if new is None:
        return person.pk == asking.person_id
    name = " ".join(new.full_name.split())
    return (person.full_name, person.date_of_birth) == (name, new.date_of_birth)


def ask_manager(*, asking: Asking, by: Member, now: datetime) -> RecoveryRequest:
    """
    Ask with the person and give the decision to the team's manager, in one step.

    :raises Refusal: whatever asking or passing on refuses; then nothing was asked either
    """
    with transaction.atomic():
        request = ask_for_recovery_budget(asking=asking, by=by, now=now)
        if request.passed_by == by.user_id:
            return request
        return pass_to_manager(request=request, by=by, now=now)


def pass_to_manager(*, request: RecoveryRequest, by: Member, now: datetime) -> RecoveryRequest:
    """
    Give the decision to the team's manager, with one tap.

    :raises AlreadyDecided: it isn't open any more
    """
    with transaction.atomic():
        if request.state == RequestState.WITH_MANAGER:
            return request
        move(request, RequestState.WITH_MANAGER, passed_by=by.user_id, passed_at=now)
    return request


def refuse_request(
    *, request: RecoveryRequest, reason: str, by: Member, now: datetime
) -> RecoveryRequest:
    """
    Say no, with a kind reason that the person will read.

    :raises ReasonMissing: no reason is given
    :raises AlreadyDecided: it isn't open any more
    """
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        move(
            request,
            RequestState.REFUSED,
            decided_by=by.user_id,
            decided_at=now,
            decision_words=reason.strip(),
        )
        telling.tell_no(request, now=now)
    return request


def withdraw_request(*, request: RecoveryRequest, by: Member, now: datetime) -> RecoveryRequest:
    """
    Take an asking back before it is decided.

    :raises AlreadyDecided: it is decided
    """
    with transaction.atomic():
        if request.state == RequestState.WITHDRAWN:
            return request
        move(request, RequestState.WITHDRAWN, decided_by=by.user_id, decided_at=now)
    return request


def move(request: RecoveryRequest, to: RequestState, **also: Any) -> None:
    """
    Move an open request to another state, if nobody else has.

    :raises AlreadyDecided: somebody has
    """
    waiting = RecoveryRequest.objects.filter(pk=request.pk, state__in=OPEN)
    if not waiting.update(state=to, **also):
        raise AlreadyDecided
    for name, value in {"state": to, **also}.items():
        setattr(request, name, value)
