"""Words that are too long are refused by name, on either database, and nothing is kept of them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from budgets.people import services as people
from budgets.people.errors import WordsTooLong
from budgets.plans import services as plans
from budgets.plans.models import Adjustment, Budget, BudgetChange, BudgetStatement, Pause
from budgets.plans.services.steps import add_step
from budgets.plans.values import BudgetState
from budgets.plans.values.agreement import EndReason, OneOffKind, PaidContribution, StepKind
from budgets.plans.values.conditions import SECTION_31
from budgets.plans.values.drafting import StatementDraft
from budgets.plans.values.schedule import Frequency
from ledgers.values import Purpose
from tests.factories import NOW, World
from tests.worlds_of_plans import MONDAY, active, drafted, moved, plan, prepare

LONG = "x" * 4001
DAY = MONDAY.resolution


def verbs(world: World, budget: Budget) -> dict[str, Callable[[], Any]]:
    """Each verb that keeps words, told too many."""
    manager, user = {"by": world.manager, "now": NOW}, {"by": world.manager.user_id, "now": NOW}
    figures = StatementDraft(MONDAY + DAY, 250_00, 0, LONG)
    return {
        "figures": lambda: plans.propose_statement(budget=budget, draft=figures, **manager),
        "purpose": lambda: drafted(
            world, world.rosa, plan(purposes=((Purpose.PERSONAL_ASSISTANCE, LONG),))
        ),
        "outcome": lambda: drafted(world, world.rosa, plan(outcomes=(LONG,))),
        "condition": lambda: plans.record_condition(
            budget=budget,
            code=SECTION_31[0],
            stands=True,
            decided_on=NOW.date(),
            why=LONG,
            **manager,
        ),
        "suspension": lambda: plans.suspend_budget(
            budget=budget, reason="hospital", words=LONG, starts_on=MONDAY, **user
        ),
        "holiday": lambda: plans.take_holiday(
            budget=budget, starts_on=MONDAY, ends_on=MONDAY, words=LONG, **user
        ),
        "one-off": lambda: plans.propose_one_off(
            budget=budget,
            kind=OneOffKind.ONE_OFF,
            pence=1,
            due_on=MONDAY,
            words=LONG,
            **manager,
        ),
        "contribution": lambda: plans.record_contribution_paid(
            budget=budget,
            pence=1,
            paid_on=NOW.date(),
            how=PaidContribution.INVOICE,
            key=uuid4(),
            words=LONG,
            **user,
        ),
        "end": lambda: plans.begin_ending(
            budget=budget, reason=EndReason.CHOSEN, ends_on=MONDAY, words=LONG, **manager
        ),
        "uplift": lambda: plans.prepare_uplift(
            book_id=world.book_id,
            words=LONG,
            filters={},
            starts_on=MONDAY,
            percent_points=100,
            **manager,
        ),
        "organisation": lambda: people.name_organisation(book_id=world.book_id, name=LONG, **user),
    }


@pytest.mark.parametrize(
    "what",
    [
        "figures",
        "purpose",
        "outcome",
        "condition",
        "suspension",
        "holiday",
        "one-off",
        "contribution",
        "end",
        "uplift",
        "organisation",
    ],
)
def test_each_verb_refuses_more_than_fits(world: World, what: str) -> None:
    budget = active(world, world.daniel)
    before = (moved(world.book_id), BudgetChange.objects.count(), BudgetStatement.objects.count())
    with pytest.raises(WordsTooLong) as refused:
        verbs(world, budget)[what]()
    assert "This has 4,001 letters, and " in refused.value.sentence
    after = (moved(world.book_id), BudgetChange.objects.count(), BudgetStatement.objects.count())
    assert (after, Pause.objects.count()) == (before, 0)
    budget.refresh_from_db()
    assert (budget.state, budget.frequency) == (BudgetState.ACTIVE, Frequency.FOUR_WEEKLY)


def test_a_decision_with_too_many_words_is_none(world: World) -> None:
    budget = active(world, world.daniel)
    prepare(world, MONDAY)
    plans.take_holiday(
        budget=budget,
        starts_on=MONDAY,
        ends_on=MONDAY,
        words="",
        by=world.manager.user_id,
        now=NOW,
    )
    overpaid = Adjustment.objects.get()
    with pytest.raises(WordsTooLong):
        plans.waive_overpayment(overpayment=overpaid, words="x" * 1001, by=world.manager, now=NOW)
    assert Adjustment.objects.get().decision == ""
    plans.waive_overpayment(overpayment=overpaid, words="x" * 1000, by=world.manager, now=NOW)


def test_a_step_with_too_many_words_is_none(world: World) -> None:
    ending = plans.begin_ending(
        budget=active(world, world.daniel),
        reason=EndReason.CHOSEN,
        ends_on=MONDAY,
        words="",
        by=world.manager,
        now=NOW,
    )
    with pytest.raises(WordsTooLong):
        add_step(
            ending=ending,
            kind=StepKind.BILL,
            words="x" * 501,
            pence=1,
            by=ending.begun_by,
            now=NOW,
        )
    assert not ending.steps.exists()
