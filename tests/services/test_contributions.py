"""What people pay towards their support: assessed, paid, come back, and owed."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetStatement, ContributionPaid, FinancialAssessment
from budgets.plans.rules.contributions import arrears_words
from budgets.plans.selectors import contributions as seen
from budgets.plans.selectors import viewer_for
from budgets.plans.values.agreement import PaidContribution
from budgets.plans.values.drafting import LineDraft
from budgets.plans.values.schedule import ContributionMode
from ledgers.errors import KeyReused
from ledgers.selectors import find_unbalanced, left_pence
from ledgers.values import AccountKind
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import (
    MONDAY,
    active,
    at,
    balance,
    drafted,
    moved,
    pay,
    plan,
    prepare,
    spent,
)

NEXT = date(2026, 12, 14)
DAY = timedelta(days=1)


def assess(world: World, budget: Budget, **told: Any) -> FinancialAssessment:
    """£75.00 a week assessed, less £25.00 that disability costs: £50.00, from 14 December."""
    said = {"starts_on": NEXT, "assessed_pence": 75_00, "disability_expenses_pence": 25_00, **told}
    by = said.pop("by", world.practitioner)
    words = said.pop("words", "Seen together.")
    return plans.record_assessment(budget=budget, words=words, by=by, now=NOW, **said)


def paid(world: World, budget: Budget, pence: int = 90_00, **told: Any) -> ContributionPaid:
    on = told.pop("on", MONDAY)
    said = {"how": PaidContribution.STANDING_ORDER, "words": "", "key": uuid4(), **told}
    by, now = world.finance.user_id, said.pop("now", at(on))
    return plans.record_contribution_paid(
        budget=budget, pence=pence, paid_on=on, by=by, now=now, **said
    )


def back(world: World, contribution: ContributionPaid, on: date, **said: Any) -> ContributionPaid:
    return plans.contribution_came_back(
        contribution=contribution,
        on=on,
        words="Refused by the bank.",
        by=world.finance.user_id,
        now=said.pop("now", at(on)),
    )


def left(budget: Budget) -> int:
    return left_pence(Budget.objects.select_related("account").get(pk=budget.pk).account)


# Assessed


def test_an_assessment_proposes_figures_that_somebody_else_agrees(world: World) -> None:
    lines = (LineDraft("pay", "20 hours", 300_00), LineDraft("insurance", "Insurance", 10_00))
    budget = active(world, world.daniel, plan(statement={"lines": lines}))
    told = assess(world, budget)
    # £75.00 - £25.00 = £50.00 a week of £310.00
    proposed = told.statement
    assert proposed is not None
    assert (proposed.total_pence, proposed.contribution_pence) == (310_00, 50_00)
    assert [line.weekly_pence for line in proposed.lines.order_by("place")] == [300_00, 10_00]
    with pytest.raises(errors.NotYourDraft):
        plans.agree_statement(statement=proposed, by=world.practitioner.user_id, now=NOW)
    plans.agree_statement(statement=proposed, by=world.manager.user_id, now=NOW)
    prepare(world, MONDAY)
    (second,) = prepare(world, NEXT)
    # 4 × £50.00 = £200.00 is his own; 4 × (£310.00 - £50.00) = £1,040.00 is the council's
    assert (second.contribution_pence, second.pence) == (200_00, 1_040_00)


def test_disability_may_cost_more_than_was_assessed(world: World) -> None:
    told = assess(world, active(world, world.daniel), disability_expenses_pence=80_00)
    assert told.statement is not None
    assert told.statement.contribution_pence == 0


def test_told_twice_it_is_kept_once(world: World) -> None:
    budget = active(world, world.daniel)
    assert assess(world, budget) == assess(world, budget)
    assert budget.statements.count() == 2


def test_the_same_part_as_before_needs_nobody(world: World) -> None:
    budget = active(world, world.daniel)
    told = assess(world, budget, assessed_pence=55_00)
    assert (told.statement, budget.statements.count()) == (None, 1)


def test_a_part_from_the_first_day_on_takes_the_place_of_the_first_figures(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    told = assess(world, budget, starts_on=MONDAY)
    assert told.statement is not None
    plans.agree_statement(statement=told.statement, by=world.manager.user_id, now=NOW)
    # 3 weeks × £20.00 more = £60.00: so much was paid too much, and so much more is due.
    assert budget.adjustments.get().pence == -60_00
    assert seen.find_arrears(budget, NEXT).due_pence == 150_00


def test_after_figures_that_took_the_place_of_later_ones_an_assessment_fits(world: World) -> None:
    budget = active(world, world.daniel)
    for starts_on in (date(2027, 2, 1), NEXT):
        new = plan(statement={"starts_on": starts_on, "takes_place": True}).statement
        proposed = plans.propose_statement(budget=budget, draft=new, by=world.practitioner, now=NOW)
        plans.agree_statement(statement=proposed, by=world.manager.user_id, now=NOW)
    assert assess(world, budget, starts_on=date(2027, 1, 4)).statement is not None


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"assessed_pence": 335_01}, errors.ContributionAboveTotal),  # £310.01 of £310.00
        ({"assessed_pence": -1}, errors.AssessmentAbsurd),
        ({"disability_expenses_pence": -1}, errors.AssessmentAbsurd),
        ({"starts_on": MONDAY - DAY}, errors.StatementTooEarly),
        ({"starts_on": date(1999, 12, 31)}, errors.DayAbsurd),
    ],
)
def test_an_assessment_that_cannot_be(
    world: World, told: dict[str, Any], refusal: type[Exception]
) -> None:
    budget = active(world, world.daniel)
    with pytest.raises(refusal):
        assess(world, budget, **told)
    assert not budget.assessments.exists()
    assert BudgetStatement.objects.filter(budget=budget).count() == 1


def test_nobody_assesses_their_own_household(world: World) -> None:
    budget = active(world, world.daniel)
    with pytest.raises(errors.OwnBudget):
        assess(world, budget, by=world.holder(world.daniel))


def test_who_never_paid_a_part_says_how_first(world: World) -> None:
    free = plan(contribution_mode=ContributionMode.NONE, statement={"contribution_pence": 0})
    budget = active(world, world.daniel, free)
    with pytest.raises(errors.ContributionModeMissing):
        assess(world, budget)
    told = assess(world, budget, mode=ContributionMode.GROSS)
    budget.refresh_from_db()
    assert told.statement is not None
    assert (budget.contribution_mode, told.statement.contribution_pence) == ("gross", 50_00)


def test_figures_with_a_part_need_to_say_how_it_is_paid(world: World) -> None:
    with pytest.raises(errors.ContributionModeMissing):
        drafted(world, world.daniel, plan(contribution_mode=ContributionMode.NONE))


# Paid


def test_net_it_is_in_the_budget(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    paid(world, budget)
    # £840.00 from the council and £90.00 of his own
    assert (left(budget), balance(world.book_id, AccountKind.CONTRIBUTIONS)) == (930_00, -90_00)
    assert find_unbalanced() == []


def test_gross_it_is_with_the_council(world: World) -> None:
    budget = active(world, world.daniel, plan(contribution_mode=ContributionMode.GROSS))
    pay(world, MONDAY, now=at(MONDAY))
    paid(world, budget)
    # £930.00 went out, £90.00 came in
    assert left(budget) == 930_00
    assert balance(world.book_id, AccountKind.COUNCIL_FUNDING) == -12_000_00 - 930_00 + 90_00
    assert balance(world.book_id, AccountKind.CONTRIBUTIONS) == -90_00


def test_told_twice_it_is_paid_once(world: World) -> None:
    budget, key = active(world, world.daniel), uuid4()
    assert paid(world, budget, key=key) == paid(world, budget, key=key, words="Again")
    assert left(budget) == 90_00


@pytest.mark.parametrize("other", [{"pence": 90_01}, {"on": MONDAY + DAY}, {"how": "invoice"}])
def test_another_payment_needs_another_key(world: World, other: dict[str, Any]) -> None:
    budget, key = active(world, world.daniel), uuid4()
    paid(world, budget, key=key)
    with pytest.raises(KeyReused):
        paid(world, budget, key=key, **other)
    assert left(budget) == 90_00


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"pence": 0}, errors.SumMissing),
        ({"pence": -1}, errors.SumMissing),
        ({"on": MONDAY, "now": NOW}, errors.DayAhead),
        ({"on": date(1999, 1, 1)}, errors.DayAbsurd),
    ],
)
def test_a_payment_that_cannot_be(
    world: World, told: dict[str, Any], refusal: type[Exception]
) -> None:
    budget, before = active(world, world.daniel), moved(world.book_id)
    with pytest.raises(refusal):
        paid(world, budget, **told)
    assert (moved(world.book_id), budget.contributions_paid.count()) == (before, 0)


def test_nobody_pays_where_nobody_contributes(world: World) -> None:
    free = plan(contribution_mode=ContributionMode.NONE, statement={"contribution_pence": 0})
    budget, before = active(world, world.daniel, free), moved(world.book_id)
    with pytest.raises(errors.NoContribution):
        paid(world, budget)
    assert moved(world.book_id) == before


def test_nobody_pays_to_what_nobody_agreed(world: World) -> None:
    with pytest.raises(errors.BudgetElsewhere):
        paid(world, drafted(world, world.daniel))


# Come back


def test_what_came_back_is_reversed_once_and_due_again(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    contribution = paid(world, budget)
    assert seen.find_arrears(budget, NEXT).owed_pence == 0
    for day in (NEXT, NEXT + DAY):
        back(world, contribution, day)
    assert (left(budget), balance(world.book_id, AccountKind.CONTRIBUTIONS)) == (840_00, 0)
    arrears = seen.find_arrears(budget, NEXT)
    assert (arrears.owed_pence, arrears.missed) == (90_00, 1)


def test_it_may_come_back_though_it_was_spent(world: World) -> None:
    budget = active(world, world.daniel)
    spent(budget, 20_00, on=MONDAY)
    contribution = paid(world, budget)  # £20.00 fill what was overspent, £70.00 are left
    spent(budget, 60_00, on=MONDAY)
    back(world, contribution, NEXT)
    assert left(budget) == -80_00  # £60.00 and £20.00 were spent, and nothing came in
    assert find_unbalanced() == []


def test_nothing_comes_back_before_it_was_paid(world: World) -> None:
    contribution, before = paid(world, active(world, world.daniel)), moved(world.book_id)
    with pytest.raises(errors.BackBeforePaid):
        back(world, contribution, MONDAY - DAY)
    with pytest.raises(errors.DayAhead):
        back(world, contribution, NEXT, now=at(MONDAY))
    assert moved(world.book_id) == before


# Seen


def test_every_line_with_what_was_owed_after_it(world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    contribution = paid(world, budget, 80_00, on=MONDAY + DAY, words="By standing order")
    back(world, contribution, MONDAY + 2 * DAY)
    lines = [(line.on, line.kind, line.pence, line.owed_pence) for line in seen.list_lines(budget)]
    assert lines == [
        (MONDAY, "due", 90_00, 90_00),
        (MONDAY + DAY, "paid", -80_00, 10_00),
        (MONDAY + 2 * DAY, "came_back", 80_00, 90_00),
    ]
    first, *_ = seen.list_lines(budget)
    assert first.words == "Your part for 23 November 2026 to 13 December 2026"


def _person(world: World, name: str) -> Any:
    return PersonFactory(team=world.team, full_name=name)


def test_who_is_behind_the_oldest_first_in_two_queries(world: World) -> None:
    early = active(world, _person(world, "Ann Early"))
    late = active(world, _person(world, "Ben Late"))
    good = active(world, world.daniel)
    for day in (MONDAY, NEXT):
        pay(world, day, now=at(day))
    paid(world, late, 90_00 + 20_00, on=NEXT)  # of the second period £100.00 are open
    paid(world, good, 90_00 + 120_00, on=NEXT)
    viewer = viewer_for(world.finance, NOW)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        behind = seen.list_in_arrears(viewer, date(2027, 1, 4))
    assert len(asked) == 2
    found = [
        (one.budget, one.since_on, one.arrears.owed_pence, one.arrears.missed) for one in behind
    ]
    assert found == [(early, MONDAY, 210_00, 2), (late, NEXT, 100_00, 1)]


def test_nobody_is_behind_on_the_day_itself(world: World) -> None:
    active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    viewer = viewer_for(world.finance, NOW)
    assert seen.list_in_arrears(viewer, MONDAY) == []
    assert len(seen.list_in_arrears(viewer, MONDAY + DAY)) == 1


def test_another_councils_arrears_are_nobodys_here(world: World) -> None:
    from tests.factories import make_world

    other = make_world()
    active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    assert seen.list_in_arrears(viewer_for(other.finance, NOW), NEXT) == []


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (0, "£90.00 of your part hasn't reached us yet: 1 payment."),
        (90_00, "Thank you. Nothing is open."),
        (100_00, "Thank you. You have paid £10.00 ahead."),
    ],
)
def test_kind_words(world: World, pence: int, words: str) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=at(MONDAY))
    if pence:
        paid(world, budget, pence)
    assert arrears_words(seen.find_arrears(budget, NEXT)).startswith(words)
