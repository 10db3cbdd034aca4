"""A direct payment from the first words to the day on which it may be paid."""

from dataclasses import replace
from datetime import date

import pytest

from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, Instalment
from budgets.plans.selectors import conditions
from budgets.plans.selectors.paying import list_waiting
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.conditions import SECTION_31, SECTION_32, ConditionCode
from budgets.plans.values.drafting import HolderDraft
from tests.factories import NOW, ManagerFactory, World
from tests.worlds_of_plans import MONDAY, PLAN, active, agreed, drafted, plan, prepare, work_out

AUTHORISED = HolderDraft(
    kind=HolderKind.AUTHORISED,
    full_name="Grace Okafor",
    email="grace@home.example",
    consented_on=date(2026, 11, 2),
    capacity_decided_on=date(2026, 10, 30),
    evidence="Deputyship order, seen",
)


def test_a_draft_is_nobodys_money_yet(world: World) -> None:
    budget = drafted(world, world.daniel)
    assert budget.state == BudgetState.DRAFT
    assert prepare(world, MONDAY) == []


def test_a_draft_keeps_the_persons_words(world: World) -> None:
    budget = drafted(world, world.daniel)
    assert [one.words for one in budget.purposes.all()] == ["Somebody to help me up and out"]
    assert [one.words for one in budget.outcomes.all()] == ["I see my friends each week"]
    statement = budget.statements.get()
    assert (statement.total_pence, statement.contribution_pence) == (310_00, 30_00)
    assert statement.council_pence == 280_00


def test_whoever_wrote_it_down_does_not_agree_it(world: World) -> None:
    draft = plans.draft_budget(person=world.daniel, draft=PLAN, by=world.manager, now=NOW)
    with pytest.raises(errors.NotYourDraft):
        plans.agree_budget(budget=draft, by=world.manager, now=NOW)
    assert Budget.objects.get(pk=draft.pk).state == BudgetState.DRAFT


def test_nobody_decides_for_a_friend(world: World) -> None:
    declare_interest(member=world.manager, person=world.daniel, relation=Relation.FRIEND, now=NOW)
    draft = drafted(world, world.daniel)
    with pytest.raises(errors.OwnBudget):
        plans.agree_budget(budget=draft, by=world.manager, now=NOW)


def test_agreed_twice_by_one_manager_is_agreed_once(world: World) -> None:
    budget = agreed(world, world.daniel)
    again = plans.agree_budget(budget=budget, by=world.manager, now=NOW)
    assert (again.state, again.statements.count()) == (BudgetState.AGREED, 1)


def test_another_manager_comes_too_late(world: World) -> None:
    budget = agreed(world, world.daniel)
    other = ManagerFactory(book_id=world.book_id, team=world.team)
    with pytest.raises(errors.BudgetElsewhere):
        plans.agree_budget(budget=budget, by=other, now=NOW)


def test_nothing_is_paid_while_a_condition_is_open(world: World) -> None:
    budget = agreed(world, world.daniel)
    assert conditions.list_missing(budget) == list(SECTION_31)
    said = work_out(world.book_id, MONDAY)
    assert (said.count, said.pence, said.run.count) == (0, 0, 0)
    assert list(list_waiting(world.book_id, MONDAY)) == [budget]


def test_the_last_condition_makes_it_active(world: World) -> None:
    budget = agreed(world, world.daniel)
    states = []
    for code in SECTION_31:
        _decide(world, budget, code)
        states.append(Budget.objects.get(pk=budget.pk).state)
    assert states == [BudgetState.AGREED] * 3 + [BudgetState.ACTIVE]


def test_a_condition_that_falls_stops_payments_at_once(world: World) -> None:
    budget = active(world, world.daniel)
    _decide(world, budget, ConditionCode.S31_CAPABLE, stands=False)
    budget.refresh_from_db()
    assert budget.state == BudgetState.SUSPENDED
    assert budget.pauses.get().reason == "condition"
    assert prepare(world, MONDAY) == []


def test_an_authorised_person_has_five_conditions(world: World) -> None:
    budget = agreed(world, world.daniel, plan(holder=AUTHORISED))
    assert conditions.list_missing(budget) == list(SECTION_32)
    with pytest.raises(errors.ConditionUnknown):
        _decide(world, budget, ConditionCode.S31_CAPABLE)


@pytest.mark.parametrize(
    ("holder", "refusal"),
    [
        (replace(AUTHORISED, capacity_decided_on=None), errors.CapacityUndecided),
        (replace(AUTHORISED, consented_on=None), errors.ConsentMissing),
        (replace(AUTHORISED, full_name=" "), errors.HolderUnnamed),
        (HolderDraft(kind=HolderKind.NOMINATED, full_name="Grace"), errors.ConsentMissing),
    ],
)
def test_nobody_manages_money_without_evidence(
    world: World, holder: HolderDraft, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        drafted(world, world.daniel, plan(holder=holder))
    assert not Budget.objects.filter(book=world.book_id).exists()


@pytest.mark.parametrize(
    ("said", "figures", "refusal"),
    [
        ({"purposes": ()}, {}, errors.PurposesMissing),
        ({"ends_on": date(2026, 11, 1)}, {}, errors.EndsBeforeStart),
        ({}, {"starts_on": date(1899, 12, 30)}, errors.DayAbsurd),
        ({}, {"starts_on": date(2062, 1, 1)}, errors.DayAbsurd),
        ({}, {"total_pence": 0}, errors.TotalMissing),
        ({}, {"contribution_pence": 310_01}, errors.ContributionAboveTotal),
        ({}, {"contribution_pence": -1}, errors.ContributionAboveTotal),
    ],
)
def test_what_cannot_be_meant_is_not_written_down(
    world: World, said: dict, figures: dict, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        drafted(world, world.daniel, plan(statement=figures, **said))
    assert not Budget.objects.filter(book=world.book_id).exists()


def test_another_holder_takes_over_from_a_day(world: World) -> None:
    budget = active(world, world.daniel)
    plans.replace_holder(
        budget=budget,
        draft=replace(AUTHORISED, kind=HolderKind.NOMINATED),
        starts_on=date(2026, 12, 1),
        by=world.practitioner.user_id,
        now=NOW,
    )
    first, second = budget.holders.order_by("named_at", "id")
    assert (first.ends_on, second.starts_on, second.ends_on) == (
        date(2026, 12, 1),
        date(2026, 12, 1),
        None,
    )
    assert Budget.objects.get(pk=budget.pk).holder_kind == HolderKind.NOMINATED


def test_every_step_is_in_the_history(world: World) -> None:
    budget = active(world, world.daniel)
    codes = [one.code for one in budget.changes.order_by("changed_at", "id")]
    agreed_first = ["holder_named", "drafted", "statement_agreed", "agreed"]
    assert codes == [*agreed_first, *["condition_decided"] * 4, "active"]
    assert Instalment.objects.count() == 0


def _decide(world: World, budget: Budget, code: str, *, stands: bool = True) -> None:
    plans.record_condition(
        budget=budget,
        code=code,
        stands=stands,
        decided_on=NOW.date(),
        why="We talked about it together.",
        by=world.practitioner,
        now=NOW,
    )


def test_a_drafts_figures_are_agreed_with_it_and_not_before(world: World) -> None:
    draft = drafted(world, world.daniel)
    with pytest.raises(errors.BudgetElsewhere):
        plans.agree_statement(statement=draft.statements.get(), by=world.manager.user_id, now=NOW)
    assert plans.agree_budget(budget=draft, by=world.manager, now=NOW).state == BudgetState.AGREED


def test_nobody_changes_who_manages_the_money_of_a_friend(world: World) -> None:
    budget = active(world, world.daniel)
    declare_interest(
        member=world.practitioner, person=world.daniel, relation=Relation.FRIEND, now=NOW
    )
    friend, days = world.practitioner.user_id, {"starts_on": MONDAY}
    with pytest.raises(errors.OwnBudget):
        plans.replace_holder(budget=budget, draft=AUTHORISED, by=friend, now=NOW, **days)
    with pytest.raises(errors.OwnBudget):
        plans.take_holiday(budget=budget, ends_on=MONDAY, words="Away.", by=friend, now=NOW, **days)
    assert (budget.holders.count(), budget.pauses.count()) == (1, 0)


def test_a_mistyped_year_plans_nothing(world: World) -> None:
    active(world, world.daniel)
    with pytest.raises(errors.PayDayTooFar):
        prepare(world, date(2027, 11, 23))
    assert not Instalment.objects.exists()
