"""What becomes of a recovery budget after it is promised."""

from datetime import timedelta

import pytest

from budgets.recovery import errors, selectors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Helped, Progress
from ledgers.models import Account
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, AccountKind
from payments.outside.encryption import unseal
from payments.outside.models import Message
from payments.payouts import services as payouts
from payments.payouts.values import PaymentState
from tests.factories import NOW, PersonFactory, World, on_its_way, promised, there

DAY = timedelta(days=1)


def available(world: World) -> int:
    return Account.objects.get(pk=world.team.pot_id).available_pence


def clearing(world: World) -> int:
    return get_shared(world.book_id, AccountKind.CLEARING, "practice").balance_pence


def test_there(world: World) -> None:
    budget = there(world, world.daniel)
    assert selectors.progress(budget.request) == Progress.THERE
    assert budget.budget.account.balance_pence == 300_00
    assert (available(world), clearing(world)) == (11_700_00, 0)


@pytest.mark.parametrize("to", [PaymentState.FAILED, PaymentState.RETURNED])
def test_what_comes_back_is_held_again(world: World, to: PaymentState) -> None:
    budget = there(world, world.daniel)
    payouts.bring_back(
        payment=budget.payment, to=to, reason_code="AC04", by=SCHEDULER, now=NOW + 7 * DAY
    )
    pot = Account.objects.get(pk=world.team.pot_id)
    assert (pot.available_pence, pot.debits_held) == (11_700_00, 300_00)
    assert clearing(world) == 0
    assert Account.objects.get(pk=budget.budget.account_id).balance_pence == 0
    fresh = RecoveryBudget.objects.get(pk=budget.pk)
    assert selectors.progress(fresh.request) == Progress.CAME_BACK


def test_what_came_back_may_be_given_up(world: World) -> None:
    budget = on_its_way(world, world.daniel)
    payouts.bring_back(
        payment=budget.payment,
        to=PaymentState.FAILED,
        reason_code="AC01",
        by=SCHEDULER,
        now=NOW,
    )
    recovery.cancel_recovery_budget(recovery=budget, by=world.practitioner.user_id, now=NOW)
    assert (available(world), clearing(world)) == (12_000_00, 0)


@pytest.mark.parametrize("state", ["on its way", "there"])
def test_nobody_takes_back_what_has_gone(world: World, state: str) -> None:
    budget = (there if state == "there" else on_its_way)(world, world.daniel)
    with pytest.raises(errors.MoneyHasGone):
        recovery.cancel_recovery_budget(recovery=budget, by=world.manager.user_id, now=NOW)
    assert available(world) == 11_700_00


def test_a_reminder_then_back_to_the_pot(world: World) -> None:
    budget = promised(world, world.daniel)
    assert recovery.remind_uncollected(book_id=world.book_id, now=NOW + 27 * DAY) == 0
    assert recovery.remind_uncollected(book_id=world.book_id, now=NOW + 28 * DAY) == 1
    assert recovery.remind_uncollected(book_id=world.book_id, now=NOW + 29 * DAY) == 0
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 42 * DAY) == 0
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 43 * DAY) == 1
    assert available(world) == 12_000_00
    fresh = RecoveryBudget.objects.get(pk=budget.pk)
    assert selectors.progress(fresh.request) == Progress.LAPSED


def test_nothing_lapses_without_a_reminder(world: World) -> None:
    promised(world, world.daniel)
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 90 * DAY) == 0
    assert available(world) == 11_700_00


def test_what_reached_somebody_never_lapses(world: World) -> None:
    there(world, world.daniel)
    recovery.remind_uncollected(book_id=world.book_id, now=NOW + 90 * DAY)
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 91 * DAY) == 0


def test_did_it_help_is_asked_once(world: World) -> None:
    budget = there(world, world.daniel)
    assert recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + 55 * DAY) == 0
    assert recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + 56 * DAY) == 1
    assert recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + 99 * DAY) == 0
    assert Message.objects.filter(about_id=budget.request_id).count() == 2


def test_one_tap_answers(world: World) -> None:
    budget, holder = there(world, world.daniel), world.holder(world.daniel)
    answer = recovery.answer_whether_it_helped(
        recovery=budget, helped=Helped.YES, words="I start on Monday.", by=holder, now=NOW
    )
    again = recovery.answer_whether_it_helped(
        recovery=budget, helped=Helped.YES, words="I start on Monday.", by=holder, now=NOW
    )
    assert answer == again
    with pytest.raises(errors.AnsweredAlready):
        recovery.answer_whether_it_helped(
            recovery=budget, helped=Helped.NO, words="", by=holder, now=NOW
        )


def test_nothing_to_say_before_it_is_there(world: World) -> None:
    budget = promised(world, world.daniel)
    with pytest.raises(errors.NotPaidYet):
        recovery.answer_whether_it_helped(
            recovery=budget,
            helped=Helped.YES,
            words="",
            by=world.holder(world.daniel),
            now=NOW,
        )


def test_after_a_year_it_counts_as_spent_on_what_was_agreed(world: World) -> None:
    budget = there(world, world.daniel, words="A college course")
    assert recovery.close_spent(book_id=world.book_id, now=NOW + 364 * DAY) == 0
    assert recovery.close_spent(book_id=world.book_id, now=NOW + 365 * DAY) == 1
    assert recovery.close_spent(book_id=world.book_id, now=NOW + 366 * DAY) == 0
    assert Account.objects.get(pk=budget.budget.account_id).balance_pence == 0
    spending = get_shared(world.book_id, AccountKind.SPENDING, "learning")
    assert spending.balance_pence == 300_00


def test_a_late_reminder_gives_its_days_all_the_same(world: World) -> None:
    promised(world, world.daniel)
    assert recovery.remind_uncollected(book_id=world.book_id, now=NOW + 60 * DAY) == 1
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 60 * DAY) == 0
    assert recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 74 * DAY) == 1


def test_who_has_no_address_is_reminded_by_whoever_authorised(world: World) -> None:
    budget = promised(world, PersonFactory(team=world.team, email=""))
    recovery.remind_uncollected(book_id=world.book_id, now=NOW + 30 * DAY)
    message = Message.objects.get(about_id=budget.request_id)
    assert message.address is not None
    assert unseal(message.address) == world.practitioner.user.email
