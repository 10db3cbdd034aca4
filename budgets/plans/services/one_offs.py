"""Single sums beside the regular instalments: to start up, to keep in hand, or once."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import NotYourDraft, OneOffDecided, SumMissing
from budgets.plans.models import Budget, OneOff
from budgets.plans.rules.agreeing import check_day
from budgets.plans.services.history import note_change
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values.agreement import OneOffKind
from ledgers.values import pounds


def propose_one_off(
    *,
    budget: Budget,
    kind: OneOffKind,
    pence: int,
    due_on: date,
    words: str,
    by: Member,
    now: datetime,
) -> OneOff:
    """
    Write down a single sum for a budget. It is paid when somebody else has agreed it.

    :raises SumMissing: it isn't more than nothing
    :raises DayAbsurd: the day can't be meant
    :raises OwnBudget: it is for whoever writes it, or somebody close to them
    """
    check_may_decide(budget.person, by)
    check_day(due_on, now.date())
    if pence <= 0:
        raise SumMissing
    with transaction.atomic():
        one_off = OneOff.objects.create(
            book_id=budget.book_id,
            budget=budget,
            kind=kind,
            pence=pence,
            due_on=due_on,
            words=words,
            proposed_by=by.user_id,
            proposed_at=now,
        )
        _note(one_off, "one_off_proposed", "waits to be agreed", by=by.user_id, now=now)
    return one_off


def agree_one_off(*, one_off: OneOff, by: Member, now: datetime) -> OneOff:
    """
    Agree a single sum: it goes out with the next instalment from its day on.

    :raises NotYourDraft: whoever agrees proposed it
    :raises OneOffDecided: it was agreed by somebody else, or withdrawn
    """
    if one_off.proposed_by == by.user_id:
        raise NotYourDraft
    check_may_decide(one_off.budget.person, by)
    with transaction.atomic():
        if one_off.agreed_by == by.user_id:
            return one_off
        _decide(one_off, agreed_by=by.user_id, agreed_at=now)
        _note(one_off, "one_off_agreed", "beside the instalments", by=by.user_id, now=now)
    return one_off


def withdraw_one_off(*, one_off: OneOff, by: UUID, now: datetime) -> OneOff:
    """
    Take back a single sum that nobody has agreed.

    :raises OneOffDecided: it was agreed, or withdrawn before
    """
    with transaction.atomic():
        _decide(one_off, withdrawn_at=now)
        _note(one_off, "one_off_withdrawn", "was withdrawn", by=by, now=now)
    return one_off


def _note(one_off: OneOff, code: str, said: str, *, by: UUID, now: datetime) -> None:
    words = f"{pounds(one_off.pence)} {said}: {one_off.words}"
    note_change(budget=one_off.budget, code=code, words=words, by=by, now=now)


def _decide(one_off: OneOff, **values: UUID | datetime) -> None:
    open_still = OneOff.objects.filter(pk=one_off.pk, agreed_at=None, withdrawn_at=None)
    if open_still.update(**values) != 1:
        raise OneOffDecided
    for name, value in values.items():
        setattr(one_off, name, value)
