"""Each verb leaves a word in the history of its budget, and a refusal leaves none."""

from datetime import date, timedelta

import pytest

from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetChange
from budgets.plans.selectors.history import list_changes
from budgets.plans.values.agreement import OneOffKind
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.drafting import StatementDraft
from budgets.recovery import services as recovery
from tests.factories import NOW, World, promised
from tests.worlds_of_plans import MONDAY, active

FIGURES = StatementDraft(
    starts_on=date(2026, 12, 14), total_pence=350_00, contribution_pence=30_00, why="More hours"
)


def told(budget: Budget, since: int = 0) -> list[tuple[str, str]]:
    """What happened after the first so many changes, the oldest first."""
    rows = list(list_changes(budget))[::-1]
    return [(row.code, row.words) for row in rows[since:]]


def test_figures_that_are_proposed_and_withdrawn(world: World) -> None:
    budget = active(world, world.daniel)
    before = len(told(budget))
    proposed = plans.propose_statement(budget=budget, draft=FIGURES, by=world.practitioner, now=NOW)
    plans.withdraw_statement(statement=proposed, by=world.practitioner.user_id, now=NOW)
    assert told(budget, before) == [
        ("statement_proposed", "New figures of £350.00 a week wait to be agreed. More hours"),
        ("statement_withdrawn", "New figures of £350.00 a week were withdrawn. More hours"),
    ]


def test_a_single_sum_from_the_first_word_to_the_last(world: World) -> None:
    budget = active(world, world.daniel)
    before = len(told(budget))

    def propose() -> object:
        return plans.propose_one_off(
            budget=budget,
            kind=OneOffKind.ONE_OFF,
            pence=80_00,
            due_on=MONDAY,
            words="A course",
            by=world.practitioner,
            now=NOW,
        )

    plans.agree_one_off(one_off=propose(), by=world.manager, now=NOW)
    plans.withdraw_one_off(one_off=propose(), by=world.manager.user_id, now=NOW)
    assert told(budget, before) == [
        ("one_off_proposed", "£80.00 waits to be agreed: A course"),
        ("one_off_agreed", "£80.00 beside the instalments: A course"),
        ("one_off_proposed", "£80.00 waits to be agreed: A course"),
        ("one_off_withdrawn", "£80.00 was withdrawn: A course"),
    ]


def test_a_condition_that_was_decided(world: World) -> None:
    budget = active(world, world.daniel)
    before = len(told(budget))
    plans.record_condition(
        budget=budget,
        code=ConditionCode.S31_CAPABLE,
        stands=False,
        decided_on=NOW.date(),
        why="Nobody helps with the papers any more.",
        by=world.practitioner,
        now=NOW,
    )
    (decided, stopped) = told(budget, before)
    assert decided[0] == "condition_decided"
    assert decided[1].startswith("This condition of the law does not stand. The person, or whoever")
    assert decided[1].endswith("Nobody helps with the papers any more.")
    assert stopped[0] == "suspended"


def test_a_condition_is_decided_by_today(world: World) -> None:
    budget = active(world, world.daniel)
    before = told(budget)
    with pytest.raises(errors.DayAhead):
        plans.record_condition(
            budget=budget,
            code=ConditionCode.S31_CAPABLE,
            stands=False,
            decided_on=NOW.date() + timedelta(days=1),
            why="x",
            by=world.practitioner,
            now=NOW,
        )
    assert told(budget) == before


def test_a_one_off_budget_is_opened_and_over(world: World) -> None:
    one_off = promised(world, world.daniel)
    recovery.cancel_recovery_budget(recovery=one_off, by=world.practitioner.user_id, now=NOW)
    assert told(one_off.budget) == [
        ("opened", "This budget is in use from 22 November 2026."),
        ("ended", "This budget is over since 22 November 2026."),
    ]
    assert {row.who for row in list_changes(one_off.budget)} == {"Ama Boateng"}


@pytest.mark.parametrize("verb", ["propose", "agree", "decide", "go_on"])
def test_nobody_decides_for_who_is_close_to_them(world: World, verb: str) -> None:
    budget = active(world, world.daniel)
    proposed = plans.propose_statement(budget=budget, draft=FIGURES, by=world.practitioner, now=NOW)
    by = world.practitioner.user_id
    plans.suspend_budget(budget=budget, reason="x", words="x", starts_on=MONDAY, by=by, now=NOW)
    declare_interest(member=world.manager, person=world.daniel, relation=Relation.FAMILY, now=NOW)
    manager, count = world.manager, BudgetChange.objects.count()
    verbs = {
        "propose": lambda: plans.propose_statement(
            budget=budget, draft=FIGURES, by=manager, now=NOW
        ),
        "agree": lambda: plans.agree_statement(statement=proposed, by=manager.user_id, now=NOW),
        "decide": lambda: plans.record_condition(
            budget=budget,
            code=ConditionCode.S31_CAPABLE,
            stands=True,
            decided_on=NOW.date(),
            why="x",
            by=manager,
            now=NOW,
        ),
        "go_on": lambda: plans.resume_budget(
            budget=budget, from_on=MONDAY, words="x", by=manager.user_id, now=NOW
        ),
    }
    with pytest.raises(errors.OwnBudget):
        verbs[verb]()
    proposed.refresh_from_db()
    assert (proposed.agreed_at, BudgetChange.objects.count()) == (None, count)
