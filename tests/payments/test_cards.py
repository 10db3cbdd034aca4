"""A card spends while nothing stops its account; each reason is undone by itself."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ledgers.models import Account
from ledgers.values import SCHEDULER, About
from payments.cards import selectors
from payments.cards import services as cards
from payments.cards.models import Card, CardStop
from payments.cards.values import CardState
from tests.factories import NOW, World, make_world
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import budget_account

WHO: dict[str, Any] = {"by": SCHEDULER, "now": NOW}
LATER: dict[str, Any] = {"by": SCHEDULER, "now": NOW + timedelta(days=1)}


@pytest.fixture
def account(world: World) -> Account:
    return budget_account(world)


def opened(account: Account) -> Card:
    return cards.open_card(account=account, about=About("budget", uuid4()), **WHO)


def state(card: Card) -> str:
    return Card.objects.get(pk=card.pk).state


def test_an_account_has_one_card_at_a_time(account: Account) -> None:
    first = opened(account)
    assert opened(account) == first
    assert (first.state, selectors.find_card(account)) == (CardState.ACTIVE, first)


def test_another_card_after_the_first_is_ended(account: Account) -> None:
    first = opened(account)
    ended = cards.end_card(account=account, **LATER)
    assert ended == first
    assert (state(first), selectors.find_card(account)) == (CardState.ENDED, None)
    assert cards.end_card(account=account, **LATER) is None
    second = opened(account)
    assert second != first
    assert state(second) == CardState.ACTIVE


def test_a_stopped_card_spends_again_when_it_is_started(account: Account) -> None:
    card = opened(account)
    cards.stop(account=account, reason="suspended", **WHO)
    assert (state(card), selectors.is_stopped(account)) == (CardState.STOPPED, True)
    assert cards.start(account=account, reason="suspended", **LATER) == 1
    assert (state(card), selectors.is_stopped(account)) == (CardState.ACTIVE, False)
    stop = CardStop.objects.get()
    assert (stop.stopped_at, stop.started_at) == (NOW, NOW + timedelta(days=1))


def test_each_reason_stops_by_itself(account: Account) -> None:
    card = opened(account)
    first = cards.stop(account=account, reason="suspended", **WHO)
    assert cards.stop(account=account, reason="suspended", **LATER) == first
    cards.stop(account=account, reason="died", **WHO)
    cards.start(account=account, reason="suspended", **LATER)
    assert state(card) == CardState.STOPPED
    assert [one.reason for one in selectors.list_stops(account)] == ["died"]
    assert cards.start(account=account, reason="suspended", **LATER) == 0
    cards.start(account=account, reason="died", **LATER)
    assert state(card) == CardState.ACTIVE


def test_what_was_started_can_be_stopped_again(account: Account) -> None:
    for _ in range(2):
        cards.stop(account=account, reason="suspended", **WHO)
        cards.start(account=account, reason="suspended", **LATER)
    assert CardStop.objects.filter(account=account).count() == 2


def test_an_account_is_stopped_before_it_has_a_card(account: Account) -> None:
    cards.stop(account=account, reason="suspended", **WHO)
    card = opened(account)
    assert card.state == CardState.STOPPED
    cards.start(account=account, reason="suspended", **LATER)
    assert state(card) == CardState.ACTIVE


def test_another_accounts_card_is_left_alone(world: World, account: Account) -> None:
    card, other = opened(account), opened(budget_account(world))
    cards.stop(account=account, reason="suspended", **WHO)
    assert (state(card), state(other)) == (CardState.STOPPED, CardState.ACTIVE)


def test_an_ended_card_is_never_started(account: Account) -> None:
    card = opened(account)
    cards.stop(account=account, reason="died", **WHO)
    cards.end_card(account=account, **LATER)
    cards.start(account=account, reason="died", **LATER)
    assert state(card) == CardState.ENDED


@pytest.mark.django_db(transaction=True)
def test_opened_and_stopped_at_once_it_is_stopped() -> None:
    account = budget_account(make_world())
    calls = [
        lambda: opened(account),
        lambda: cards.stop(account=account, reason="suspended", **WHO),
    ]
    answers = all_at_once(calls * 2)
    assert [a for a in answers if isinstance(a, Exception)] == []
    card = selectors.find_card(account)
    assert card is not None
    assert card.state == CardState.STOPPED
    assert Card.objects.count() == CardStop.objects.count() == 1
