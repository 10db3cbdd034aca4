"""Somebody with a budget has died: all stops, nothing is sent, and each budget ends."""

from datetime import date, timedelta
from typing import Any

import pytest

from budgets.people import errors as people_errors
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Budget, Ending
from budgets.plans.selectors import contributions
from budgets.plans.selectors.ending import list_steps
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, EndReason
from budgets.plans.values.drafting import HolderDraft
from budgets.plans.values.surplus import RingFenceKind
from budgets.recovery import services as recovery
from ledgers.models import Account
from ledgers.selectors import find_unbalanced, left_pence
from payments.cards.selectors import is_stopped
from payments.outside.models import Message
from payments.payouts.models import HeldBack, Payee
from tests.factories import NOW, CarerFactory, PersonFactory, World, promised
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
)

DAY = timedelta(days=1)
NEXT = date(2026, 12, 14)
DIED = date(2026, 12, 6)
"""The last day of the second of three weeks that were paid."""


def died(world: World, person: Person, on: date = DIED, **told: Any) -> list[Ending]:
    said = {"by": world.practitioner, "now": at(NEXT - DAY), **told}
    return plans.record_death(person=person, died_on=on, **said)


def fresh(budget: Budget) -> Budget:
    return Budget.objects.select_related("account").get(pk=budget.pk)


def test_everything_stops_and_nothing_is_sent(world: World) -> None:
    budget = active(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    pay(world, MONDAY, now=at(MONDAY))
    prepare(world, NEXT, now=at(NEXT - 2 * DAY))
    before = moved(world.book_id), Message.objects.count()
    (ending,) = died(world, world.daniel)
    assert (fresh(budget).state, fresh(budget).ends_on) == (BudgetState.ENDING, DIED)
    assert (ending.reason, ending.budget) == (EndReason.DIED, budget)
    assert is_stopped(budget.account)
    assert HeldBack.objects.filter(account=budget.account, let_go_at=None).count() == 1
    assert (moved(world.book_id), Message.objects.count()) == before
    assert prepare(world, NEXT, now=at(NEXT)) == []
    # Two of three weeks are due: 2 × £30.00; nobody asks for the third.
    assert contributions.find_arrears(budget, NEXT).due_pence == 60_00
    assert left_pence(fresh(budget).account) == 840_00
    assert find_unbalanced() == []


def test_what_assistants_earned_is_paid_first(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    plans.set_ring_fence(
        budget=budget,
        kind=RingFenceKind.WAGES,
        pence=310_00,
        words="Ana's last weeks",
        by=budget.opened_by,
        now=NOW,
    )
    (ending,) = died(world, world.daniel)
    (step,) = list_steps(ending)
    plans.settle_step(step=step, pence=310_00, on=DIED, by=world.practitioner.user_id, now=at(NEXT))
    assert left_pence(fresh(budget).account) == 530_00


@pytest.mark.parametrize("state", ["drafted", "agreed", "suspended", "ending"])
def test_from_whatever_state(world: World, state: str) -> None:
    if state in ("drafted", "agreed"):
        budget = (drafted if state == "drafted" else agreed)(world, world.daniel)
    else:
        budget = active(world, world.daniel)
        pay(world, MONDAY, now=at(MONDAY))
    if state == "suspended":
        plans.suspend_budget(
            budget=budget,
            reason="hospital",
            words="",
            starts_on=DIED - DAY,
            by=world.practitioner.user_id,
            now=at(DIED),
        )
    if state == "ending":
        plans.begin_ending(
            budget=budget,
            reason=EndReason.CHOSEN,
            ends_on=NEXT,
            words="",
            by=world.manager,
            now=at(DIED),
        )
    (ending,) = died(world, world.daniel)
    begun = state in ("suspended", "ending")
    assert fresh(budget).state == (BudgetState.ENDING if begun else BudgetState.ENDED)
    assert ending.reason == EndReason.DIED
    assert not begun or fresh(budget).ends_on == DIED
    assert prepare(world, NEXT, now=at(NEXT)) == []


def test_before_the_budget_began_nothing_was_ever_due(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    died(world, world.daniel, NOW.date(), now=NOW)
    assert prepare(world, MONDAY) == []
    assert contributions.find_arrears(budget, NEXT).due_pence == 0
    assert fresh(budget).ends_on == MONDAY


def test_told_again_nothing_changes_and_another_day_corrects_it(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    (first,) = died(world, world.daniel)
    (again,) = died(world, world.daniel, by=world.manager)
    assert first == again
    assert budget.changes.filter(code="ending").count() == 1
    died(world, world.daniel, DIED - 7 * DAY)
    assert fresh(budget).ends_on == DIED - 7 * DAY
    assert contributions.find_arrears(budget, NEXT).due_pence == 30_00
    died(world, world.daniel, DIED)
    assert fresh(budget).ends_on == DIED
    assert contributions.find_arrears(budget, NEXT).due_pence == 60_00


def test_a_day_that_cannot_be_changes_nothing(world: World) -> None:
    budget = active(world, world.daniel)
    with pytest.raises(people_errors.DeathInFuture):
        died(world, world.daniel, NEXT + DAY)
    assert fresh(budget).state == BudgetState.ACTIVE
    assert not Ending.objects.exists()


def test_nobody_writes_to_the_account_holder_any_more(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    died(world, world.daniel)
    assert Payee.objects.get(about_id=budget.id).silent


def test_a_one_off_budget_is_stopped_and_returns_to_the_pot(world: World) -> None:
    one_off = promised(world, world.daniel)
    assert died(world, world.daniel) == []
    assert HeldBack.objects.filter(account=one_off.budget.account, let_go_at=None).exists()
    assert is_stopped(one_off.budget.account)
    recovery.lapse_uncollected(book_id=world.book_id, now=NOW + 60 * DAY)
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 12_000_00
    assert not Message.objects.filter(written_at__gt=NOW).exists()


def test_a_carers_own_budget_goes_on(world: World) -> None:
    carer = CarerFactory(team=world.team, cares_for=world.daniel)
    own = active(world, carer)
    active(world, world.daniel)
    died(world, world.daniel)
    assert fresh(own).state == BudgetState.ACTIVE
    assert own.changes.get(code="cared_for_died").words == (
        "Daniel has died. This budget is for you, and it goes on. "
        "We will talk about what you need when you want to."
    )


def test_money_that_they_managed_for_somebody_needs_another_name(world: World) -> None:
    mother = PersonFactory(team=world.team, full_name="Grace Okafor", email="grace@home.example")
    managed = active(
        world,
        world.daniel,
        plan(
            holder=HolderDraft(
                kind=HolderKind.NOMINATED,
                full_name="Grace Okafor",
                email="grace@home.example",
                consented_on=NOW.date(),
            )
        ),
    )
    assert died(world, mother) == []
    assert fresh(managed).state == BudgetState.ACTIVE
    assert managed.changes.get(code="holder_died").words.startswith("Grace Okafor, who managed")
