"""Settling what is owed, in order, and what is left: to the penny, and by people."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, Ending, EndingStep
from budgets.plans.selectors.ending import LeftAtEnd, find_ending, list_steps, what_is_left
from budgets.plans.selectors.surplus import list_ring_fences
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import AccountChoice, EndReason, PaidContribution, StepKind
from budgets.plans.values.surplus import RingFenceKind
from ledgers import services as ledgers
from ledgers.selectors import find_unbalanced, left_pence
from ledgers.values import About, AccountKind, Purpose
from payments.cards import services as cards
from payments.cards.selectors import find_card, is_stopped
from payments.payouts import services as payouts
from tests.factories import NOW, World
from tests.worlds_of_plans import (
    MONDAY,
    active,
    at,
    balance,
    moved,
    pay,
    plan,
    prepare,
    seen_until,
    spent,
)

DAY = timedelta(days=1)
CARD = plan(account_kind=AccountChoice.CARD)
LAST = date(2026, 12, 13)
"""The last day of the first three weeks, for which £840.00 came."""
AFTER = LAST + DAY


def ending_of(world: World, draft: Any = CARD, **told: Any) -> Ending:
    """Paid £840.00 for three weeks, which are over; nothing was spent yet."""
    budget = active(world, world.daniel, draft)
    pay(world, MONDAY, now=at(MONDAY))
    for kind, pence, words in told.pop("fences", ()):
        plans.set_ring_fence(
            budget=budget, kind=kind, pence=pence, words=words, by=budget.opened_by, now=NOW
        )
    said = {"reason": EndReason.CHOSEN, "ends_on": LAST, "words": "", **told}
    return plans.begin_ending(
        budget=budget, by=said.pop("by", world.practitioner), now=at(MONDAY), **said
    )


def settle_step(world: World, step: EndingStep, pence: int, **told: Any) -> EndingStep:
    said = {"on": LAST, "now": at(AFTER), "by": world.practitioner.user_id, **told}
    return plans.settle_step(step=step, pence=pence, **said)


def settle(world: World, ending: Ending, **told: Any) -> Ending:
    return plans.settle(ending=ending, **{"by": world.manager, "now": at(AFTER), **told})


def write_off(world: World, ending: Ending, pence: int, **told: Any) -> Ending:
    said = {"words": "Too little to ask for.", "by": world.manager, "now": at(AFTER), **told}
    return plans.write_off(ending=ending, pence=pence, **said)


def give_back(world: World, ending: Ending, pence: int) -> None:
    by = world.finance.user_id
    plans.record_money_back(
        budget=ending.budget, pence=pence, left_on=AFTER, key=uuid4(), by=by, now=at(AFTER)
    )


def contribute(world: World, ending: Ending, pence: int) -> None:
    plans.record_contribution_paid(
        budget=ending.budget,
        pence=pence,
        paid_on=MONDAY,
        how=PaidContribution.INTO_ACCOUNT,
        key=uuid4(),
        words="",
        by=world.finance.user_id,
        now=at(MONDAY),
    )


def fresh(ending: Ending) -> Budget:
    return Budget.objects.select_related("account").get(pk=ending.budget_id)


def left(ending: Ending) -> int:
    return left_pence(fresh(ending).account)


def seen(ending: Ending, day: date = AFTER) -> LeftAtEnd:
    found = find_ending(fresh(ending))
    assert found is not None
    return what_is_left(found, day)


OWED = (
    (RingFenceKind.WAGES, 200_00, "Ana's last weeks"),
    (RingFenceKind.HOLIDAY, 60_00, "Ana's holiday"),
    (RingFenceKind.TAX, 45_00, "Tax for December"),
    (RingFenceKind.BOOKING, 35_00, "The day centre's bill"),
)


# Step by step


def test_from_the_first_wage_to_nothing_left(world: World) -> None:
    ending = ending_of(world, fences=OWED)
    funding = balance(world.book_id, AccountKind.COUNCIL_FUNDING)
    for step in list_steps(ending):
        settle_step(world, step, step.pence)
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.PERSONAL_ASSISTANCE) == 295_00
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.EMPLOYMENT_COSTS) == 45_00
    # £200.00 + £60.00 for Ana, and £35.00 for the bill, which is for what was agreed
    assert not list_ring_fences(ending.budget).exists()
    # £840.00 - £340.00 = £500.00
    assert (left(ending), seen(ending).to_give_back_pence) == (500_00, 500_00)
    with pytest.raises(errors.MoneyLeft):
        settle(world, ending)
    give_back(world, ending, 480_00)
    write_off(world, ending, 20_00)
    settled = settle(world, ending)
    assert (fresh(ending).state, settled.settled_by) == (BudgetState.ENDED, world.manager.user_id)
    assert (left(ending), seen(ending).on_its_way_pence) == (0, 480_00)
    for money in ending.budget.money_returns.all():
        plans.money_arrived(money_return=money, on=AFTER, by=uuid4(), now=at(AFTER))
    assert balance(world.book_id, AccountKind.COUNCIL_FUNDING) == funding + 480_00
    assert balance(world.book_id, AccountKind.WRITTEN_OFF) == 20_00
    assert find_unbalanced() == []


def test_what_is_earned_comes_before_bills(world: World) -> None:
    ending = ending_of(world, fences=OWED)
    wages, *_, bill = list_steps(ending)
    before = moved(world.book_id)
    with pytest.raises(errors.StepsOutOfOrder) as refused:
        settle_step(world, bill, 35_00)
    assert refused.value.sentence == (
        "This is settled first: Ana's last weeks. Settle it, or say why this can't wait."
    )
    assert (moved(world.book_id), left(ending)) == (before, 840_00)
    settle_step(world, bill, 35_00, early_words="The bill is due today.")
    settle_step(world, wages, 200_00)
    assert left(ending) == 605_00


def test_two_wages_in_either_order(world: World) -> None:
    ending = ending_of(
        world,
        fences=(
            (RingFenceKind.WAGES, 200_00, "Ana"),
            (RingFenceKind.WAGES, 100_00, "Ben"),
        ),
    )
    ana, ben = list_steps(ending)
    settle_step(world, ben, 100_00)
    settle_step(world, ana, 210_50)  # ten pounds fifty more than was thought
    assert left(ending) == 529_50


def test_told_twice_it_is_paid_once(world: World) -> None:
    ending = ending_of(world, fences=OWED[:1])
    (step,) = list_steps(ending)
    for _ in range(2):
        settle_step(world, step, 200_00)
    for other in ({"pence": 200_01}, {"pence": 200_00, "on": LAST - DAY}):
        with pytest.raises(errors.StepSettled):
            settle_step(world, step, **other)
    assert left(ending) == 640_00


def test_nothing_was_owed_after_all(world: World) -> None:
    ending = ending_of(world, fences=OWED[:1])
    (step,) = list_steps(ending)
    before = moved(world.book_id)
    settle_step(world, step, 0)
    assert (moved(world.book_id), left(ending)) == (before, 840_00)
    assert not list_ring_fences(ending.budget).exists()


def test_wages_are_paid_though_there_is_too_little(world: World) -> None:
    ending = ending_of(world, fences=((RingFenceKind.WAGES, 900_00, "Ana"),))
    (step,) = list_steps(ending)
    assert seen(ending).short_pence == 60_00
    settle_step(world, step, 900_00)
    assert left(ending) == -60_00  # £840.00 - £900.00 stands beside the budget, as overspent
    settle(world, ending)


def test_wages_are_paid_though_payments_are_stopped(world: World) -> None:
    ending = ending_of(world, fences=OWED[:1], reason=EndReason.CONDITION)
    (step,) = list_steps(ending)
    settle_step(world, step, 200_00)
    assert left(ending) == 640_00


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"pence": -1}, errors.SumMissing),
        ({"pence": 1, "on": AFTER + DAY}, errors.DayAhead),
        ({"pence": 1, "on": date(1999, 1, 1)}, errors.DayAbsurd),
    ],
)
def test_a_step_that_cannot_be_so(
    world: World, told: dict[str, Any], refusal: type[Exception]
) -> None:
    ending = ending_of(world, fences=OWED[:1])
    (step,) = list_steps(ending)
    with pytest.raises(refusal):
        settle_step(world, step, **told)
    assert left(ending) == 840_00


# What stays where it is


def test_another_person_decides_what_stays(world: World) -> None:
    ending = ending_of(world, by=world.manager)
    before = moved(world.book_id)
    with pytest.raises(errors.NotYourEnding):
        write_off(world, ending, 840_00)
    assert (moved(world.book_id), left(ending)) == (before, 840_00)


def test_decided_twice_it_stays_once(world: World) -> None:
    ending = ending_of(world)
    for _ in range(2):
        write_off(world, ending, 40_00)
    write_off(world, ending, 10_00, words="And this.")
    assert (left(ending), balance(world.book_id, AccountKind.WRITTEN_OFF)) == (790_00, 50_00)
    assert Ending.objects.get(pk=ending.pk).written_off_pence == 50_00


def test_what_is_owed_to_others_never_stays(world: World) -> None:
    ending = ending_of(world, fences=OWED)
    before = moved(world.book_id)
    with pytest.raises(errors.AboveWhatIsLeft):  # £840.00 - £340.00 = £500.00
        write_off(world, ending, 500_01)
    with pytest.raises(errors.ReasonUnsaid):
        write_off(world, ending, 1, words=" ")
    with pytest.raises(errors.SumMissing):
        write_off(world, ending, 0)
    with pytest.raises(errors.OwnBudget):
        write_off(world, ending, 1, by=world.holder(world.daniel))
    assert moved(world.book_id) == before


def test_what_was_paid_ahead_is_the_persons_own(world: World) -> None:
    ending = ending_of(world, ends_on=MONDAY + 6 * DAY)
    contribute(world, ending, 90_00)
    # £840.00 + £90.00; of 3 × £30.00 one week was due, so £60.00 are his own
    found = seen(ending)
    assert (found.on_the_books_pence, found.own_pence, found.to_give_back_pence) == (
        930_00,
        60_00,
        870_00,
    )
    with pytest.raises(errors.NotTheirOwn):
        plans.leave_own_money(ending=ending, pence=60_01, by=world.manager, now=at(AFTER))
    plans.leave_own_money(ending=ending, pence=60_00, by=world.manager, now=at(AFTER))
    with pytest.raises(errors.NotTheirOwn):
        plans.leave_own_money(ending=ending, pence=60_00, by=world.manager, now=at(AFTER))
    assert (left(ending), seen(ending).own_pence) == (870_00, 0)
    assert balance(world.book_id, AccountKind.CONTRIBUTIONS) == -30_00
    assert find_unbalanced() == []


def test_what_the_person_owes_is_said_and_not_taken(world: World) -> None:
    ending = ending_of(world)
    found = seen(ending)
    assert (found.owed_pence, found.to_give_back_pence, left(ending)) == (90_00, 840_00, 840_00)


# For good


def test_not_before_its_last_day_is_over(world: World) -> None:
    ending = ending_of(world)
    with pytest.raises(errors.NotOverYet):
        settle(world, ending, now=at(LAST))


def test_not_before_all_that_is_owed_is_paid(world: World) -> None:
    ending = ending_of(world, fences=OWED)
    with pytest.raises(errors.StepsOpen) as refused:
        settle(world, ending)
    assert "Ana's last weeks" in refused.value.sentence
    assert fresh(ending).state == BudgetState.ENDING


def test_not_while_something_is_still_due_to_it(world: World) -> None:
    ending = ending_of(world, ends_on=date(2026, 12, 20))
    spent(ending.budget, 840_00, on=LAST)
    later = {"now": at(date(2026, 12, 21))}
    with pytest.raises(errors.PaymentsOpen):
        settle(world, ending, **later)  # a week, £280.00, is in no instalment yet
    (week,) = prepare(world, AFTER, now=at(AFTER))
    with pytest.raises(errors.PaymentsOpen):
        settle(world, ending, **later)  # it is planned
    payment = week.payment
    assert payment is not None
    payouts.cancel_payment(payment=payment, by=uuid4(), now=at(AFTER))
    settle(world, ending, **later)
    assert fresh(ending).state == BudgetState.ENDED


def test_not_while_something_is_being_bought(world: World) -> None:
    ending = ending_of(world)
    account = fresh(ending).account
    said = {"by": uuid4(), "now": at(LAST)}
    held = ledgers.hold(
        account=account, pence=840_00, key=uuid4(), about=About("purchase", uuid4()), **said
    )
    with pytest.raises(errors.PaymentsOpen):
        settle(world, ending)
    ledgers.release(held=held, key=uuid4(), **said)
    with pytest.raises(errors.MoneyLeft):
        settle(world, ending)


def test_settled_twice_it_is_settled_once(world: World) -> None:
    ending = ending_of(world)
    spent(ending.budget, 840_00, on=LAST)
    assert settle(world, ending).settled_at == settle(world, ending).settled_at
    for late in (
        lambda: settle(world, ending, by=world.practitioner),
        lambda: write_off(world, ending, 1),
        lambda: plans.add_step(
            ending=ending, kind=StepKind.BILL, words="Late", pence=1, by=uuid4(), now=at(AFTER)
        ),
    ):
        with pytest.raises(errors.EndingSettled):
            late()


def test_its_card_ends_with_it(world: World) -> None:
    ending = ending_of(world)
    account = ending.budget.account
    cards.open_card(account=account, about=About("budget", ending.budget_id), by=uuid4(), now=NOW)
    spent(ending.budget, 840_00, on=LAST)
    settle(world, ending)
    assert (find_card(account), is_stopped(account)) == (None, True)


def test_where_nobody_knows_somebody_says_what_they_saw(world: World) -> None:
    ending = ending_of(world, plan())
    assert seen(ending).left is None
    with pytest.raises(errors.LeftUnknown):
        settle(world, ending)
    assert left(ending) == 840_00
    give_back(world, ending, 100_00)
    settle(world, ending, words="We saw the last statement: £100.00, and it is paid back.")
    # What the books still had, £740.00, counts as spent on what was agreed.
    assert (left(ending), fresh(ending).state) == (0, BudgetState.ENDED)
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.PERSONAL_ASSISTANCE) == 740_00


def test_statements_that_reach_the_end_are_enough(world: World) -> None:
    ending = ending_of(world, plan())
    spent(ending.budget, 840_00, on=LAST)
    seen_until(ending.budget, LAST - DAY)
    with pytest.raises(errors.LeftUnknown):
        settle(world, ending)
    seen_until(ending.budget, LAST)
    settle(world, ending)
    assert fresh(ending).state == BudgetState.ENDED
