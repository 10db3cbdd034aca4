"""Talking about money above all that is spoken for: opened and closed by people, with figures."""

from datetime import datetime

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import BalanceUnknown, NoSurplus, ReasonUnsaid, TalkClosed
from budgets.plans.models import Budget, SurplusTalk
from budgets.plans.selectors.left import known_day
from budgets.plans.selectors.surplus import find_open_talk, surplus_on
from budgets.plans.services.history import note_change
from budgets.plans.services.states import lock_budget
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values.surplus import Surplus
from ledgers.values import pounds
from payments.payouts.values import london_day


def open_surplus_talk(*, budget: Budget, words: str, by: Member, now: datetime) -> SurplusTalk:
    """
    Begin to talk with the holder about what is above all that is spoken for.

    The figures are kept as they are today. Nothing is asked back by it, and nothing moves. If
    somebody is talking already, that is the conversation.

    :raises OwnBudget: it is for whoever opens it, or somebody close to them
    :raises ReasonUnsaid: it isn't said what it is about
    :raises BalanceUnknown: nobody knows what is left
    :raises NoSurplus: nothing is above what is spoken for
    """
    check_may_decide(budget.person, by)
    if not words.strip():
        raise ReasonUnsaid
    today = london_day(now)
    with transaction.atomic():
        budget = lock_budget(budget)
        going_on = find_open_talk(budget)
        if going_on:
            return going_on
        surplus = surplus_on(budget, today)
        if surplus is None:
            raise BalanceUnknown
        if not surplus.surplus_pence:
            raise NoSurplus
        talk = SurplusTalk.objects.create(
            book_id=budget.book_id,
            budget=budget,
            as_of_on=known_day(budget, today) or today,
            surplus_pence=surplus.surplus_pence,
            figures=figures_of(surplus),
            words=words.strip(),
            opened_by=by.user_id,
            opened_at=now,
        )
        said = f"We would like to talk about {pounds(talk.surplus_pence)} in hand. {talk.words}"
        note_change(budget=budget, code="surplus_talk", words=said, by=by.user_id, now=now)
    return talk


def close_surplus_talk(
    *, talk: SurplusTalk, outcome: str, by: Member, now: datetime
) -> SurplusTalk:
    """
    Close a conversation with what came of it, in words.

    :raises ReasonUnsaid: it isn't said what came of it
    :raises TalkClosed: it was closed before, with other words
    """
    if not outcome.strip():
        raise ReasonUnsaid
    with transaction.atomic():
        budget = lock_budget(talk.budget)
        talk = SurplusTalk.objects.get(pk=talk.pk)
        if talk.closed_at and talk.outcome == outcome.strip():
            return talk
        if talk.closed_at:
            raise TalkClosed
        talk.outcome, talk.closed_by, talk.closed_at = outcome.strip(), by.user_id, now
        talk.save(update_fields=["outcome", "closed_by", "closed_at"])
        said = f"What came of talking about the money in hand: {talk.outcome}"
        note_change(budget=budget, code="surplus_talk_closed", words=said, by=by.user_id, now=now)
    return talk


def figures_of(surplus: Surplus) -> list[dict[str, str | int]]:
    """The sum line by line as plain data, to be kept as it stood."""
    return [{"words": figure.words, "pence": figure.pence} for figure in surplus.figures()]
