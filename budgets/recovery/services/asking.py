"""Saying what would help, and the answers that are not yes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from budgets.councils.models import Member
from budgets.people.errors import PersonClosed
from budgets.people.models import Person
from budgets.recovery import rules, selectors
from budgets.recovery.errors import AlreadyDecided, ReasonMissing
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.services import telling
from budgets.recovery.values import Asking, RequestState
from ledgers.errors import KeyReused

OPEN = (RequestState.ASKED, RequestState.WITH_MANAGER)


def ask_for_recovery_budget(*, asking: Asking, by: Member, now: datetime) -> RecoveryRequest:
    """
    Keep what somebody says would help, once for its key.

    :raises WordsMissing: what it is for is not said
    :raises SumAbsurd: nothing, or more than can be meant
    :raises PayeeMissing: it should go straight to somebody who is not named
    :raises PersonClosed: the person's record is closed
    :raises KeyReused: the key stands for another asking
    """
    with transaction.atomic():
        before = selectors.find_repeat(by.book_id, asking.key)
        if before:
            return _same(before, asking)
        rules.check_asking(asking)
        people = Person.objects.select_for_update(no_key=True).filter(book_id=by.book_id)
        person = people.get(pk=asking.person_id)
        before = selectors.find_repeat(by.book_id, asking.key)
        if before:
            return _same(before, asking)
        if person.closed_on or person.died_on:
            raise PersonClosed
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


def _same(before: RecoveryRequest, asking: Asking) -> RecoveryRequest:
    said = (asking.person_id, asking.words.strip(), asking.pence, asking.reach)
    if (before.person_id, before.words, before.pence, before.reach) != said:
        raise KeyReused(asking.key)
    return before


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
