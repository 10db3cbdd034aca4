"""Ending a budget: its last day, what is stopped, what still goes, and what is paid first."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, Ending, Instalment
from budgets.plans.selectors import contributions, viewer_for
from budgets.plans.selectors.ending import list_ending, list_steps
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import AccountChoice, EndReason, OneOffKind
from budgets.plans.values.surplus import RingFenceKind
from ledgers.selectors import left_pence
from ledgers.values import About
from payments.cards import services as cards
from payments.cards.selectors import is_stopped
from payments.outside.models import Message
from payments.payouts.models import HeldBack, Payment
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, promised
from tests.worlds_of_plans import (
    MONDAY,
    active,
    agreed,
    at,
    drafted,
    moved,
    pay,
    plan,
    prepare,
    spent,
)

DAY = timedelta(days=1)
NEXT = date(2026, 12, 14)
SUNDAY = date(2026, 12, 20)
"""The last day of the first week of the next four."""


def end(world: World, budget: Budget, **told: Any) -> Ending:
    said = {
        "reason": EndReason.CHOSEN,
        "ends_on": SUNDAY,
        "words": "Daniel would like arranged care.",
        "by": world.practitioner,
        "now": at(MONDAY),
        **told,
    }
    return plans.begin_ending(budget=budget, **said)


def fresh(budget: Budget) -> Budget:
    return Budget.objects.select_related("account", "person").get(pk=budget.pk)


def kept(budget: Budget) -> list[tuple[date, date, int]]:
    """The instalments that stand: from, until (not included), and pence."""
    rows = budget.instalments.filter(cancelled_at=None).order_by("starts_on")
    return [(row.starts_on, row.ends_on, row.pence) for row in rows]


def fence(world: World, budget: Budget, kind: RingFenceKind, pence: int, words: str) -> None:
    by = world.practitioner.user_id
    plans.set_ring_fence(budget=budget, kind=kind, pence=pence, words=words, by=by, now=NOW)


# Its last day


def test_what_is_due_up_to_the_last_day_still_goes(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    (whole,) = prepare(world, NEXT, now=at(NEXT - DAY))
    end(world, budget, now=at(NEXT - DAY))
    # Four weeks were planned; one of them is before the end: £310.00 - £30.00 = £280.00
    assert Instalment.objects.get(pk=whole.pk).cancelled_at
    assert Payment.objects.get(pk=whole.payment_id).state == PaymentState.CANCELLED
    assert contributions.find_arrears(budget, date(2027, 1, 1)).due_pence == 90_00
    pay(world, NEXT, now=at(NEXT))
    assert kept(budget) == [(MONDAY, NEXT, 840_00), (NEXT, SUNDAY + DAY, 280_00)]
    assert contributions.find_arrears(budget, date(2027, 1, 1)).due_pence == 120_00
    assert left_pence(fresh(budget).account) == 1_120_00
    assert prepare(world, date(2027, 1, 11), now=at(date(2027, 1, 11))) == []
    assert (fresh(budget).state, fresh(budget).ends_on) == (BudgetState.ENDING, SUNDAY)


def test_days_paid_in_advance_are_part_of_what_is_left(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    before = moved(world.book_id)
    end(world, budget, ends_on=MONDAY + 6 * DAY)
    # Three weeks were paid and one is used: nothing is asked of anybody, and nothing moves.
    assert (kept(budget), budget.adjustments.count()) == ([(MONDAY, NEXT, 840_00)], 0)
    assert moved(world.book_id) == before
    # Of 3 × £30.00 one week is due: £30.00
    assert contributions.find_arrears(budget, NEXT).due_pence == 30_00
    lowered = budget.contributions_due.get(instalment=None)
    assert (lowered.pence, lowered.due_on) == (-60_00, MONDAY)


def test_a_late_change_makes_no_over_payment_of_days_after_the_end(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    end(world, budget, ends_on=MONDAY + 6 * DAY)
    less = plan(statement={"total_pence": 300_00, "takes_place": True}).statement
    proposed = plans.propose_statement(
        budget=budget, draft=less, by=world.practitioner, now=at(MONDAY)
    )
    plans.agree_statement(statement=proposed, by=world.manager.user_id, now=at(MONDAY))
    assert budget.adjustments.count() == 0


def test_arrears_of_days_that_are_never_paid_go_to_nobody(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    prepare(world, NEXT, now=at(NEXT - DAY))
    more = plan(statement={"starts_on": NEXT, "total_pence": 360_00}).statement
    proposed = plans.propose_statement(
        budget=budget, draft=more, by=world.practitioner, now=at(NEXT - DAY)
    )
    plans.agree_statement(statement=proposed, by=world.manager.user_id, now=at(NEXT - DAY))
    assert budget.adjustments.get().pence == 200_00  # 4 × £50.00
    end(world, budget, now=at(NEXT - DAY))
    pay(world, NEXT, now=at(NEXT))
    # One week at the new figures, £360.00 - £30.00 = £330.00, and nothing beside it.
    assert kept(budget)[1:] == [(NEXT, SUNDAY + DAY, 330_00)]


def test_what_was_paid_too_much_is_settled_with_what_is_left(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    less = plan(statement={"total_pence": 300_00, "takes_place": True}).statement
    proposed = plans.propose_statement(budget=budget, draft=less, by=world.practitioner, now=NOW)
    plans.agree_statement(statement=proposed, by=world.manager.user_id, now=NOW)
    end(world, budget)
    overpaid = budget.adjustments.get()
    assert (overpaid.pence, overpaid.decision) == (-30_00, "waived")
    assert overpaid.decision_words == "The budget ends, and what is left is settled there."
    pay(world, NEXT, now=at(NEXT))
    assert kept(budget)[1:] == [(NEXT, SUNDAY + DAY, 270_00)]  # £300.00 - £30.00, nothing taken


def test_it_never_lasts_longer_than_was_agreed(world: World) -> None:
    budget = active(world, world.daniel, plan(ends_on=NEXT))
    end(world, budget, ends_on=SUNDAY)
    assert fresh(budget).ends_on == NEXT


def test_sums_that_fall_due_later_are_not_paid(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    for due_on in (NEXT, SUNDAY + DAY):
        sum_ = plans.propose_one_off(
            budget=budget,
            kind=OneOffKind.ONE_OFF,
            pence=50_00,
            due_on=due_on,
            words="Training",
            by=world.practitioner,
            now=NOW,
        )
        plans.agree_one_off(one_off=sum_, by=world.manager, now=NOW)
    end(world, budget)
    pay(world, NEXT, now=at(NEXT))
    assert prepare(world, date(2027, 1, 11), now=at(date(2027, 1, 11))) == []
    assert kept(budget)[1:] == [(NEXT, SUNDAY + DAY, 330_00)]  # £280.00 and £50.00


# Begun


def test_begun_twice_it_is_begun_once(world: World) -> None:
    budget = active(world, world.daniel)
    assert end(world, budget) == end(world, budget)
    with pytest.raises(errors.BudgetElsewhere):
        end(world, budget, ends_on=NEXT)
    with pytest.raises(errors.BudgetElsewhere):
        end(world, budget, by=world.manager)
    assert budget.changes.filter(code="ending").count() == 1


def test_its_words_are_kept_for_the_holder(world: World) -> None:
    budget = active(world, world.daniel)
    end(world, budget)
    assert budget.changes.get(code="ending").words == (
        "It was chosen to end it. The last day is 20 December 2026. "
        "Daniel would like arranged care."
    )
    assert not Message.objects.filter(book_id=world.book_id).exists()


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"ends_on": NOW.date()}, errors.EndsInThePast),
        ({"ends_on": NOW.date(), "reason": EndReason.MOVED}, errors.EndsBeforeStart),
        ({"ends_on": date(2090, 1, 1)}, errors.DayAbsurd),
        ({"ends_on": date(1999, 1, 1), "reason": EndReason.MOVED}, errors.DayAbsurd),
        ({"reason": EndReason.DIED}, errors.DeathUnrecorded),
    ],
)
def test_an_end_that_cannot_be(
    world: World, told: dict[str, Any], refusal: type[Exception]
) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    before = moved(world.book_id)
    with pytest.raises(refusal):
        end(world, budget, **told)
    assert (fresh(budget).state, moved(world.book_id)) == (BudgetState.ACTIVE, before)
    assert not Ending.objects.exists()


def test_nobody_ends_their_own(world: World) -> None:
    with pytest.raises(errors.OwnBudget):
        end(world, active(world, world.daniel), by=world.holder(world.daniel))


def test_a_one_off_budget_ends_by_itself(world: World) -> None:
    with pytest.raises(errors.EndsByItself):
        end(world, promised(world, world.daniel).budget)


def test_a_move_may_lie_in_the_past(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    end(world, budget, reason=EndReason.MOVED, ends_on=MONDAY + 6 * DAY, now=at(NEXT))
    assert fresh(budget).ends_on == MONDAY + 6 * DAY
    assert is_stopped(budget.account)  # its last day is over


# What has not begun


def test_what_nobody_agreed_ends_at_once(world: World) -> None:
    budget = drafted(world, world.daniel)
    ending = end(world, budget, ends_on=MONDAY)
    assert (fresh(budget).state, ending.settled_by) == (
        BudgetState.ENDED,
        world.practitioner.user_id,
    )
    assert budget.statements.get().withdrawn_at
    assert not ending.steps.exists()
    assert end(world, budget, ends_on=MONDAY) == ending


def test_what_nobody_paid_ends_at_once(world: World) -> None:
    budget = agreed(world, world.daniel)
    end(world, budget, ends_on=MONDAY)
    assert fresh(budget).state == BudgetState.ENDED
    assert prepare(world, MONDAY) == []


# What is stopped


def test_a_condition_that_fell_stops_at_once(world: World) -> None:
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    cards.open_card(
        account=budget.account, about=About("budget", budget.id), by=budget.opened_by, now=NOW
    )
    (first,) = prepare(world, MONDAY)
    end(world, budget, reason=EndReason.CONDITION, ends_on=NEXT - DAY)
    assert HeldBack.objects.filter(account=budget.account, let_go_at=None).count() == 1
    assert is_stopped(budget.account)
    assert pay(world, MONDAY, now=at(MONDAY)) == []
    assert left_pence(fresh(budget).account) == 0
    first.refresh_from_db()
    assert first.cancelled_at == at(MONDAY)


def test_a_choice_stops_the_card_after_the_last_day(world: World) -> None:
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    cards.open_card(
        account=budget.account, about=About("budget", budget.id), by=budget.opened_by, now=NOW
    )
    end(world, budget)
    assert not is_stopped(budget.account)
    assert plans.stop_cards_of_ended(book_id=world.book_id, now=at(SUNDAY)) == 0
    assert plans.stop_cards_of_ended(book_id=world.book_id, now=at(SUNDAY + DAY)) == 1
    assert plans.stop_cards_of_ended(book_id=world.book_id, now=at(SUNDAY + DAY)) == 0
    assert is_stopped(budget.account)
    assert not HeldBack.objects.exists()


def test_from_a_suspension_nothing_more_is_due(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    plans.suspend_budget(
        budget=budget,
        reason="hospital",
        words="In hospital.",
        starts_on=date(2026, 12, 7),
        by=world.practitioner.user_id,
        now=at(date(2026, 12, 7)),
    )
    end(world, fresh(budget), now=at(NEXT))
    assert prepare(world, NEXT, now=at(NEXT)) == []
    # Two weeks are due, 23 November to 6 December: 2 × £30.00
    assert contributions.find_arrears(budget, SUNDAY).due_pence == 60_00


# What is paid first


def test_what_is_owed_becomes_steps_in_their_order(world: World) -> None:
    budget = active(world, world.daniel)
    fence(world, budget, RingFenceKind.BOOKING, 40_00, "A week in Wales")
    fence(world, budget, RingFenceKind.TAX, 30_00, "Tax for November")
    fence(world, budget, RingFenceKind.HOLIDAY, 20_00, "Ana's holiday")
    fence(world, budget, RingFenceKind.WAGES, 10_00, "Ana's November")
    ending = end(world, budget)
    plans.add_step(
        ending=ending,
        kind="notice",
        words="Ana's notice",
        pence=25_00,
        by=world.practitioner.user_id,
        now=NOW,
    )
    fence(world, budget, RingFenceKind.WAGES, 15_00, "Ben's November")
    assert [(step.kind, step.words, step.pence) for step in list_steps(ending)] == [
        ("final_pay", "Ana's November", 10_00),
        ("final_pay", "Ben's November", 15_00),
        ("holiday", "Ana's holiday", 20_00),
        ("notice", "Ana's notice", 25_00),
        ("tax", "Tax for November", 30_00),
        ("bill", "A week in Wales", 40_00),
    ]


def test_what_another_room_keeps_up_to_date_is_one_step(world: World) -> None:
    budget = active(world, world.daniel)
    ending = end(world, budget)
    for pence in (20_00, 35_00):
        plans.set_ring_fence(
            budget=budget,
            kind=RingFenceKind.HOLIDAY,
            pence=pence,
            words="Ana's holiday",
            source="assistants 1",
            by=world.practitioner.user_id,
            now=NOW,
        )
    assert [step.pence for step in list_steps(ending)] == [35_00]


def test_a_step_told_twice_is_there_once(world: World) -> None:
    ending = end(world, active(world, world.daniel))
    told: dict[str, Any] = {"kind": "bill", "words": "The last invoice", "pence": 80_00}
    by = world.practitioner.user_id
    for _ in range(2):
        plans.add_step(ending=ending, by=by, now=NOW, **told)
    assert ending.steps.count() == 1
    for wrong, refusal in (({"pence": 0}, errors.SumMissing), ({"words": ""}, errors.ReasonUnsaid)):
        with pytest.raises(refusal):
            plans.add_step(ending=ending, by=by, now=NOW, **{**told, **wrong})


def test_what_is_ending_is_listed_for_its_team(world: World) -> None:
    ending = end(world, active(world, world.daniel))
    assert list(list_ending(viewer_for(world.practitioner, NOW))) == [ending]
    assert list(list_ending(viewer_for(world.provider, NOW))) == []


def test_a_managed_account_ends_too(world: World) -> None:
    budget = active(world, world.daniel, plan(kind=BudgetKind.MANAGED))
    pay(world, MONDAY, now=at(MONDAY))
    spent(budget, 100_00, on=MONDAY)
    end(world, budget, ends_on=NEXT - DAY)
    assert left_pence(fresh(budget).account) == 740_00
