"""Uplifts: previewed, agreed by a second officer, applied once, with exact arrears."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from budgets.people.services import declare_interest
from budgets.people.values import Relation
from budgets.plans import errors, tasks
from budgets.plans import services as plans
from budgets.plans.models import (
    Adjustment,
    Budget,
    BudgetChange,
    BudgetStatement,
    PayCalendar,
    Uplift,
    UpliftLine,
)
from budgets.plans.selectors import uplifts as seen
from budgets.plans.selectors import viewer_for
from budgets.plans.values import BudgetKind, BudgetState
from budgets.plans.values.agreement import AccountChoice, LineCode
from budgets.plans.values.drafting import LineDraft, StatementDraft
from budgets.plans.values.rates import RateName, Unit
from budgets.plans.values.schedule import ContributionMode, Frequency
from budgets.plans.values.support import Assistance, Support
from ledgers.values import SCHEDULER, Purpose
from tests.factories import FundedTeamFactory, PersonFactory, World
from tests.worlds_of_plans import active, agreed, drafted, pay, plan, prepare

FIRST = date(2027, 3, 30)
DAY = date(2027, 4, 6)
IN_MARCH = datetime(2027, 3, 20, 9, 0, tzinfo=UTC)
AT = datetime(2027, 4, 20, 9, 0, tzinfo=UTC)
"""A fortnight after the day from which it counts."""


def from_march(**said: Any) -> Any:
    statement = {"starts_on": FIRST, **said.pop("statement", {})}
    return plan(statement=statement, **said)


def in_use(world: World, person: Any = None, **said: Any) -> Budget:
    person = person or PersonFactory(team=world.team)
    return active(world, person, from_march(**said), now=IN_MARCH)


def from_first_on(world: World) -> None:
    """Let the council's periods of four weeks begin on 30 March."""
    PayCalendar.objects.create(
        book_id=world.book_id,
        frequency=Frequency.FOUR_WEEKLY,
        anchor_on=FIRST,
        set_by=SCHEDULER,
        set_at=IN_MARCH,
    )


def prepared(world: World, **said: Any) -> Uplift:
    way = {} if "new_rate_pence" in said else {"percent_points": 450}
    said = {"filters": {}, "words": "This year's uplift", "starts_on": DAY, **way, **said}
    return plans.prepare_uplift(
        book_id=world.book_id, by=said.pop("by", world.finance), now=AT, **said
    )


def agree(world: World, uplift: Uplift) -> Uplift:
    return plans.agree_uplift(uplift=uplift, by=world.second_finance, now=AT)


def applied(world: World, uplift: Uplift, **said: Any) -> Uplift:
    plans.apply_uplift(uplift=agree(world, uplift), by=SCHEDULER, now=AT, **said)
    uplift.refresh_from_db()
    return uplift


def lines_of(uplift: Uplift) -> list[tuple[str, int, int, str]]:
    rows = seen.list_lines(uplift)
    return [(one.budget.reference, one.old_pence, one.new_pence, one.problem) for one in rows]


def nothing_moved(world: World) -> bool:
    return not BudgetStatement.objects.exclude(number=1).exists() and not (
        Adjustment.objects.exists()
    )


# The preview


def test_a_preview_says_what_each_becomes_and_all_together(world: World) -> None:
    one, other = in_use(world), in_use(world, statement={"total_pence": 214_37})
    uplift = prepared(world)
    assert sorted(lines_of(uplift)) == sorted(
        [(one.reference, 310_00, 323_95, ""), (other.reference, 214_37, 224_02, "")]
    )
    totals = seen.totals_of(uplift)
    assert (totals.count, totals.problems, totals.applied) == (2, 0, 0)
    # 310.00 + 214.37 and 323.95 + 224.02; × 365 / 7 = 27,342.15 and 28,572.721
    assert (totals.old_weekly_pence, totals.new_weekly_pence) == (524_37, 547_97)
    assert (totals.old_yearly_pence, totals.new_yearly_pence) == (27_342_15, 28_572_72)
    assert nothing_moved(world)


def test_people_stand_in_the_order_of_their_names(world: World) -> None:
    for name in ("Wei Chen", "Abla Dogan", "Éloïse Martin"):
        in_use(world, PersonFactory(team=world.team, full_name=name))
    names = [line.budget.person.full_name for line in seen.list_lines(prepared(world))]
    assert names[:2] == ["Abla Dogan", "Wei Chen"]


def test_who_is_not_paid_on_the_day_is_left_out(world: World) -> None:
    counted = in_use(world)
    drafted(world, PersonFactory(team=world.team), from_march(), now=IN_MARCH)
    in_use(world, ends_on=date(2027, 4, 5))
    later = plan(statement={"starts_on": date(2027, 5, 4)})
    agreed(world, PersonFactory(team=world.team), later, now=IN_MARCH)
    over = in_use(world)
    Budget.objects.filter(pk=over.pk).update(state=BudgetState.ENDED)
    last = in_use(world, ends_on=DAY)
    suspended = in_use(world)
    plans.suspend_budget(
        budget=suspended, reason="x", words="x", starts_on=FIRST, by=SCHEDULER, now=AT
    )
    kept = {line.budget for line in seen.list_lines(prepared(world))}
    assert kept == {counted, last, suspended}


@pytest.mark.parametrize(
    "filters",
    [
        {"kinds": ["managed"]},
        {"purposes": ["breaks"]},
        {"holder_kinds": ["council"]},
        {"frequencies": ["monthly"]},
        {"account_kinds": ["card"]},
        {"weekly_from_pence": 400_00},
        {"weekly_from_pence": 400_00, "weekly_to_pence": 400_00, "kinds": ["managed"]},
    ],
)
def test_filters_choose(world: World, filters: dict[str, Any]) -> None:
    in_use(world)
    chosen = in_use(
        world,
        kind=BudgetKind.MANAGED,
        purposes=((Purpose.BREAKS, "A week by the sea"),),
        frequency=Frequency.MONTHLY,
        account_kind=AccountChoice.CARD,
        statement={"total_pence": 400_00},
    )
    Budget.objects.filter(pk=chosen.pk).update(holder_kind="council")
    uplift = prepared(world, filters=filters)
    assert [line.budget for line in uplift.lines.all()] == [chosen]
    assert uplift.filters == filters


def test_one_team_or_a_list_of_references(world: World) -> None:
    team = FundedTeamFactory(book_id=world.book_id)
    here, there = in_use(world), in_use(world, PersonFactory(team=team))
    uplift = prepared(world, filters={"team_ids": [str(team.id)]})
    assert [line.budget for line in uplift.lines.all()] == [there]
    uplift = prepared(world, filters={"references": [here.reference]})
    assert [line.budget for line in uplift.lines.all()] == [here]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"filters": {"references": ["B-NOBODY"]}}, errors.FilterUnknown),
        ({"filters": {"colour": ["red"]}}, errors.FilterUnknown),
        ({"filters": {"kinds": ["managed"]}}, errors.NobodyToUplift),
        ({"percent_points": 0}, errors.UpliftAbsurd),
        ({"percent_points": 450, "new_rate_pence": 13_20}, errors.UpliftAbsurd),
        ({"words": " "}, errors.UpliftUnsaid),
    ],
)
def test_what_is_no_uplift(world: World, said: dict[str, Any], refusal: type[Exception]) -> None:
    in_use(world)
    with pytest.raises(refusal):
        prepared(world, **said)
    assert not Uplift.objects.exists()
    assert nothing_moved(world)


# What stands in the way


def proposed(world: World, budget: Budget, starts_on: date, **said: Any) -> BudgetStatement:
    draft = StatementDraft(
        starts_on=starts_on, total_pence=400_00, contribution_pence=30_00, why="More hours", **said
    )
    return plans.propose_statement(budget=budget, draft=draft, by=world.practitioner, now=AT)


def test_other_figures_on_their_way_are_a_problem(world: World) -> None:
    free, waiting, later = in_use(world), in_use(world), in_use(world)
    proposed(world, waiting, date(2027, 5, 4))
    plans.agree_statement(
        statement=proposed(world, later, date(2027, 5, 4)), by=world.manager.user_id, now=AT
    )
    found = {line.budget: line.problem for line in prepared(world).lines.all()}
    assert found == {
        free: "",
        waiting: "Other figures are waiting to be agreed. Agree or withdraw them first.",
        later: "Other figures begin on 4 May 2027. Write down by hand what both become.",
    }


def test_money_of_somebody_close_is_left_to_others(world: World) -> None:
    mine, theirs, other = in_use(world), in_use(world), in_use(world)
    for member, budget in ((world.finance, mine), (world.second_finance, theirs)):
        declare_interest(member=member, person=budget.person, relation=Relation.FAMILY, now=AT)
    uplift = prepared(world)
    assert uplift.lines.get(budget=mine).problem == errors.OwnBudget().sentence
    agree(world, uplift)
    assert uplift.lines.get(budget=theirs).problem == errors.OwnBudget().sentence
    assert uplift.lines.get(budget=other).problem == ""


# A new rate for an hour


def by_the_hour(world: World, person: Any = None, **assistance: Any) -> Budget:
    asked = {"insurance": False, "payroll": False, "minutes_per_week": 600, **assistance}
    figures = plans.figures_for(
        book_id=world.book_id,
        support=Support(assistance=Assistance(**asked)),
        starts_on=FIRST,
        contribution_pence=30_00,
        why="Built from hours",
    )
    draft = from_march(statement=vars(figures))
    return active(world, person or PersonFactory(team=world.team), draft, now=IN_MARCH)


@pytest.fixture
def council_rate(world: World) -> None:
    plans.set_rate(
        book_id=world.book_id,
        name=RateName.PA_HOUR,
        value=12_80,
        unit=Unit.PENCE_AN_HOUR,
        starts_on=date(2025, 4, 1),
        source="The council",
        by=SCHEDULER,
        now=IN_MARCH,
    )


@pytest.mark.usefixtures("council_rate")
def test_a_new_rate_builds_figures_again_from_their_hours(world: World) -> None:
    budget, by_hand = by_the_hour(world), in_use(world)
    better = by_the_hour(world, hour_pence=14_00)
    uplift = prepared(world, new_rate_pence=13_20)
    # 10 hours at 12.80 = 128.00 and 12.07 % holiday 15.45; at 13.20 = 132.00 and 15.93.
    assert uplift.lines.get(budget=budget).old_pence == 143_45
    assert uplift.lines.get(budget=budget).new_pence == 147_93
    assert uplift.lines.get(budget=by_hand).problem == (
        "These figures weren't worked out from hours. Write down new ones by hand."
    )
    assert uplift.lines.get(budget=better).problem == (
        "£14.00 an hour is agreed here already, so it stays."
    )
    applied(world, uplift)
    statement = budget.statements.get(number=2)
    assert (statement.total_pence, statement.contribution_pence) == (147_93, 30_00)
    lines = statement.lines.order_by("place")
    assert [line.weekly_pence for line in lines] == [132_00, 15_93, 0, 0]
    assert "13.20" in lines[0].rule
    assert statement.built_from["assistance"]["hour_pence"] == 13_20
    assert statement.why == "A new rate of £13.20 an hour: This year's uplift"
    assert by_hand.statements.count() == better.statements.count() == 1


@pytest.mark.usefixtures("council_rate")
def test_less_than_the_law_says_is_a_problem_of_each(world: World) -> None:
    by_the_hour(world)
    uplift = prepared(world, new_rate_pence=12_70)
    (line,) = uplift.lines.all()
    assert line.problem == "£12.70 an hour is below the minimum wage of £12.71 an hour."
    with pytest.raises(errors.NobodyToUplift):
        agree(world, uplift)
    uplift.refresh_from_db()
    assert uplift.agreed_at is None
    assert nothing_moved(world)


# Two people


def test_nobody_agrees_their_own_uplift(world: World) -> None:
    in_use(world)
    uplift = prepared(world)
    with pytest.raises(errors.NotYourUplift):
        plans.agree_uplift(uplift=uplift, by=world.finance, now=AT)
    with pytest.raises(IntegrityError, match="plans_uplift_two_people"), transaction.atomic():
        Uplift.objects.update(agreed_by=world.finance.user_id, agreed_at=AT)
    with pytest.raises(errors.UpliftNotAgreed):
        plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT)
    assert nothing_moved(world)


def test_agreed_twice_by_one_officer_is_agreed_once(world: World) -> None:
    in_use(world)
    uplift = agree(world, prepared(world))
    assert agree(world, uplift).agreed_at == AT


def test_what_was_withdrawn_is_not_agreed_nor_the_other_way_round(world: World) -> None:
    in_use(world)
    uplift = plans.withdraw_uplift(uplift=prepared(world), by=world.finance, now=AT)
    assert uplift.withdrawn_by == world.finance.user_id
    with pytest.raises(errors.UpliftDecided):
        agree(world, uplift)
    other = agree(world, prepared(world))
    with pytest.raises(errors.UpliftDecided):
        plans.withdraw_uplift(uplift=other, by=world.finance, now=AT)
    with pytest.raises(IntegrityError, match="plans_uplift_one_end"), transaction.atomic():
        Uplift.objects.filter(pk=other.pk).update(withdrawn_at=AT)
    assert nothing_moved(world)


# Applying


def test_a_raised_budget_has_new_figures_and_a_word_in_its_history(world: World) -> None:
    figures = {"lines": (LineDraft("pay", "Pay", 250_00), LineDraft("sum", "Taxis", 60_00))}
    budget = in_use(world, statement=figures)
    uplift = applied(world, prepared(world))
    statement = budget.statements.get(number=2)
    assert (statement.starts_on, statement.total_pence) == (DAY, 323_95)
    assert statement.contribution_pence == 30_00
    assert statement.proposed_by == world.finance.user_id
    assert statement.agreed_by == world.second_finance.user_id
    assert statement.why == "Raised by 4.5 %: This year's uplift"
    # 250.00 × 1.045 = 261.25 and 60.00 × 1.045 = 62.70
    assert [(one.words, one.weekly_pence) for one in statement.lines.order_by("place")] == [
        ("Pay", 261_25),
        ("Taxis", 62_70),
    ]
    change = BudgetChange.objects.get(budget=budget, code="uplifted")
    assert change.changed_by == world.second_finance.user_id
    assert change.words == (
        "£323.95 a week from 6 April 2027, of which £30.00 is the person's own. "
        "Raised by 4.5 %: This year's uplift"
    )
    assert uplift.applied_at == AT
    assert seen.totals_of(uplift).applied == 1


def test_days_that_were_paid_too_little_come_with_the_next_instalment(world: World) -> None:
    from_first_on(world)
    budget = in_use(world)
    (paid,) = pay(world, FIRST, now=datetime(2027, 3, 30, 9, 0, tzinfo=UTC))
    # 30 March to 26 April: four weeks of 310.00 less 30.00.
    assert paid.pence == 4 * 280_00
    applied(world, prepared(world))
    # 6 to 26 April are 21 days, three weeks of 323.95 − 310.00 = 13.95.
    adjustment = budget.adjustments.get()
    assert (adjustment.pence, adjustment.starts_on, adjustment.ends_on) == (
        3 * 13_95,
        DAY,
        date(2027, 4, 27),
    )
    paid.refresh_from_db()
    assert paid.pence == 4 * 280_00
    (following,) = prepare(world, date(2027, 4, 27), now=AT + timedelta(days=7))
    # Four weeks of 323.95 less 30.00 is 1,175.80, and 41.85 of arrears.
    assert following.pence == 4 * 293_95 + 41_85 == 1_217_65
    arrears = following.lines.get(code=LineCode.ARREARS)
    assert arrears.pence == 41_85
    assert arrears.words == ("New figures from 6 April 2027: Raised by 4.5 %: This year's uplift")


def test_arrears_are_counted_by_days(world: World) -> None:
    budget = in_use(
        world,
        frequency=Frequency.MONTHLY,
        contribution_mode=ContributionMode.NONE,
        statement={
            "starts_on": date(2027, 4, 1),
            "total_pence": 214_37,
            "contribution_pence": 0,
        },
    )
    (paid,) = pay(world, date(2027, 4, 1), now=datetime(2027, 4, 1, 9, 0, tzinfo=UTC))
    # 30 days: 214.37 × 30 / 7 = 918.7285…
    assert paid.pence == 918_73
    applied(world, prepared(world))
    # Until 30 April less until 5 April, of 224.02: 224.02 × 30 / 7 = 960.0857 and × 5 / 7 =
    # 160.0142, so 800.08 (960.09 − 160.01); of 214.37: 918.73 − 153.12 (153.1214) = 765.61.
    assert budget.adjustments.get().pence == 800_08 - 765_61 == 34_47


def test_a_day_to_come_changes_nothing_that_was_paid(world: World) -> None:
    budget = in_use(world)
    pay(world, FIRST, now=datetime(2027, 3, 30, 9, 0, tzinfo=UTC))
    applied(world, prepared(world, starts_on=date(2027, 9, 7)))
    assert budget.statements.count() == 2
    assert not budget.adjustments.exists()


def test_the_way_back_is_another_uplift_that_says_so(world: World) -> None:
    from_first_on(world)
    budget = in_use(world)
    pay(world, FIRST, now=datetime(2027, 3, 30, 9, 0, tzinfo=UTC))
    applied(world, prepared(world))
    back = applied(world, prepared(world, percent_points=-431, words="It was a mistake"))
    third = budget.statements.get(number=3)
    # 323.95 × 0.9569 = 309.9877…
    assert third.total_pence == 309_99
    assert third.why == "Lowered by 4.31 %: It was a mistake"
    assert seen.way_of(back).words == "Lowered by 4.31 %"
    # 6 to 26 April are three weeks: 13.95 more a week, then 13.96 less.
    changes = budget.adjustments.order_by("made_at", "id")
    assert [one.pence for one in changes] == [3 * 13_95, -3 * 13_96]
    assert changes[1].decision == ""


def test_a_contribution_is_never_above_what_it_costs(world: World) -> None:
    budget = in_use(world, statement={"total_pence": 32_00})
    applied(world, prepared(world, percent_points=-1_000))
    statement = budget.statements.get(number=2)
    # 32.00 × 0.9 = 28.80, and the person paid 30.00.
    assert (statement.total_pence, statement.contribution_pence) == (28_80, 28_80)


def test_it_is_applied_in_batches_and_each_once(world: World) -> None:
    budgets = [in_use(world) for _ in range(5)]
    uplift = agree(world, prepared(world))
    done = [plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT, limit=2) for _ in range(4)]
    assert done == [2, 2, 1, 0]
    assert [one.statements.count() for one in budgets] == [2] * 5
    uplift.refresh_from_db()
    assert uplift.applied_at == AT


def test_a_full_last_batch_is_followed_by_an_empty_one(world: World) -> None:
    in_use(world)
    uplift = agree(world, prepared(world))
    assert plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT, limit=1) == 1
    assert list(seen.list_to_apply(world.book_id)) == [uplift]
    assert plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT, limit=1) == 0
    assert not seen.list_to_apply(world.book_id).exists()


def test_what_changed_since_the_preview_is_left_as_it_is(world: World) -> None:
    same, other, over, later, shared = (in_use(world) for _ in range(5))
    uplift = agree(world, prepared(world))
    for budget, day in ((other, DAY), (later, date(2027, 5, 4))):
        plans.agree_statement(
            statement=proposed(world, budget, day), by=world.manager.user_id, now=AT
        )
    Budget.objects.filter(pk=over.pk).update(state=BudgetState.ENDED)
    plans.suspend_budget(budget=shared, reason="x", words="x", starts_on=DAY, by=SCHEDULER, now=AT)
    assert plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT) == 5
    found = {line.budget: line.problem for line in uplift.lines.all()}
    assert found == {
        same: "",
        shared: "",
        other: errors.ChangedSincePreview().sentence,
        over: "It has ended since the preview, so it was not raised.",
        later: "Other figures begin on 4 May 2027. Write down by hand what both become.",
    }
    assert other.statements.get(number=2).total_pence == 400_00
    assert over.statements.count() == 1
    assert UpliftLine.objects.filter(statement=None).exclude(problem="").count() == 3
    uplift.refresh_from_db()
    assert uplift.applied_at == AT


def test_the_worker_applies_what_was_agreed(world: World) -> None:
    budget = in_use(world)
    waiting = prepared(world)
    agree(world, prepared(world))
    assert tasks.apply_uplifts(clock=lambda: AT) == 1
    assert tasks.apply_uplifts(clock=lambda: AT) == 0
    assert budget.statements.count() == 2
    waiting.refresh_from_db()
    assert waiting.applied_at is None


def test_finance_and_auditors_see_uplifts_of_their_council(world: World) -> None:
    in_use(world)
    uplift = prepared(world)
    for member, rows in (
        (world.finance, [uplift]),
        (world.auditor, [uplift]),
        (world.practitioner, []),
        (world.administrator, []),
    ):
        assert list(seen.visible_to(viewer_for(member, AT))) == rows


def test_lines_with_a_problem_stand_apart(world: World) -> None:
    free, waiting = in_use(world), in_use(world)
    proposed(world, waiting, date(2027, 5, 4))
    uplift = prepared(world)
    assert [one.budget for one in seen.list_lines(uplift, with_problem=True)] == [waiting]
    assert [one.budget for one in seen.list_lines(uplift, with_problem=False)] == [free]
