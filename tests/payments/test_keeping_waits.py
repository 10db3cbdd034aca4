"""What money that we keep waits for, and what never waits for it."""

from datetime import datetime, timedelta

import pytest

from ledgers.errors import NotEnoughMoney
from ledgers.models import Account
from ledgers.values import SCHEDULER
from payments.payouts import selectors
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.selectors.desk import Place, list_place, place_of, tally_places
from payments.payouts.values import Leaves, PaymentState
from tests.factories import NOW, World
from tests.ledgers.books import available, nothing_moves
from tests.payments.owed import TODAY, TOMORROW, approved, budget_account, funding, owed, plan
from tests.payments.runs import approved_run, steps
from tests.payments.worlds import again, scheduler

S = PaymentState
DAY = timedelta(days=1)


def keep(world: World, now: datetime = NOW) -> list[Payment]:
    return payouts.keep_ready(book_id=world.book_id, by=SCHEDULER, now=now)


def test_it_waits_for_its_day(world: World) -> None:
    account = budget_account(world)
    (payment,) = plan(world, owed(funding(world), account, pay_on=TODAY + DAY))
    approved_run(world, TODAY + DAY)
    assert keep(world) == []
    assert selectors.leaves_on(again(payment), NOW) == TODAY + DAY
    assert selectors.shows_by(again(payment), NOW) == TODAY + DAY
    assert keep(world, TOMORROW) == []  # not before its run has begun to leave
    steps(world, TOMORROW)
    assert again(payment).state == S.PAID


def test_it_waits_to_be_approved(world: World) -> None:
    account = budget_account(world)
    plan(world, owed(funding(world), account))
    assert keep(world) == []
    assert available(account) == 0


def test_a_pot_gives_no_more_than_it_has(world: World) -> None:
    pot, account = Account.objects.get(pk=world.team.pot_id), budget_account(world)
    at_once = owed(pot, account, pence=12_000_01, leaves=Leaves.AT_ONCE)
    with nothing_moves(), pytest.raises(NotEnoughMoney):
        plan(world, at_once)
    assert not Payment.objects.filter(key=at_once.key).exists()


def test_one_that_lacks_money_stops_no_other(world: World) -> None:
    pot, accounts = Account.objects.get(pk=world.team.pot_id), [budget_account(world)] * 3
    first, second, third = approved(
        world, *(owed(pot, account, pence=5_000_00) for account in accounts)
    )
    assert keep(world) == [first, second]
    assert again(third).state == S.APPROVED
    assert selectors.is_short(again(third))
    assert available(pot) == 2_000_00


def test_a_budget_is_not_overspent_by_what_it_gives(world: World) -> None:
    account = budget_account(world)
    (payment,) = approved(world, owed(account, funding(world), pence=1))
    with nothing_moves():
        assert keep(world) == []
    assert again(payment).state == S.APPROVED


@pytest.mark.parametrize("end", ["source", "to"])
def test_nothing_is_kept_while_an_end_is_held_back(world: World, end: str) -> None:
    pot, account = Account.objects.get(pk=world.team.pot_id), budget_account(world)
    stopped = {"source": pot, "to": account}[end]
    (payment,) = approved(world, owed(pot, account))
    payouts.hold_back(account=stopped, reason="suspended", by=SCHEDULER, now=NOW)
    with nothing_moves():
        assert keep(world) == []
    payouts.let_go(account=stopped, reason="suspended", by=SCHEDULER, now=NOW)
    assert keep(world) == [payment]


def test_it_waits_for_no_bank_details_on_the_desk(world: World) -> None:
    (payment,) = approved(world, owed(funding(world), budget_account(world)))
    assert place_of(again(payment)) == Place.READY
    assert list(list_place(scheduler(world), Place.READY)) == [payment]
    assert not list_place(scheduler(world), Place.NO_DETAILS).exists()
    keep(world)
    paid = next(t for t in tally_places(scheduler(world)) if t.place == Place.PAID)
    assert (paid.count, paid.pence) == (1, 480_00)
