"""Money above all that is spoken for: counted from what is really there, and talked about."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, RingFence, SurplusTalk
from budgets.plans.selectors import surplus as seen
from budgets.plans.selectors import viewer_for
from budgets.plans.selectors.left import left_of
from budgets.plans.values import KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.surplus import RingFenceKind, Surplus
from ledgers.selectors import find_unbalanced
from tests.factories import NOW, FundedTeamFactory, PersonFactory, World, make_world
from tests.worlds_of_plans import MONDAY, active, at, moved, pay, plan, seen_until, spent

CARD = plan(account_kind=AccountChoice.CARD)
DAY = timedelta(days=1)
PERIODS = [MONDAY + timedelta(days=21 + 28 * number) for number in range(4)]
"""14 December, 11 January, 8 February, 8 March."""


def saved(world: World, person: Any, *, periods: int = 4) -> Budget:
    """
    On a card, paid from 23 November on and never spent.

    £840.00 for the first three weeks, then £1,120.00 for each four: with four of those £5,320.00.
    """
    budget = active(world, person, CARD)
    for day in [MONDAY, *PERIODS[:periods]]:
        pay(world, day, now=at(day))
    return budget


def fence(world: World, budget: Budget, kind: RingFenceKind, pence: int, **told: Any) -> RingFence:
    said = {"words": f"For {kind}", "now": NOW, "by": world.practitioner.user_id, **told}
    return plans.set_ring_fence(budget=budget, kind=kind, pence=pence, **said)


def surplus(budget: Budget, day: date) -> Surplus:
    budget.refresh_from_db()
    found = seen.surplus_on(budget, day)
    assert found is not None
    return found


def talk(world: World, budget: Budget, **told: Any) -> SurplusTalk:
    said = {"words": "Shall we look together?", "by": world.practitioner, **told}
    return plans.open_surplus_talk(budget=budget, now=said.pop("now", at(PERIODS[3])), **said)


# What is left


def test_on_a_card_it_is_known_today(world: World) -> None:
    budget = active(world, world.daniel, CARD)
    pay(world, MONDAY, now=at(MONDAY))
    spent(budget, 100_00, on=MONDAY)
    left = left_of(budget, MONDAY)
    assert left is not None
    # £840.00 - £100.00 = £740.00: two weeks at £310.00, and £120.00
    assert (left.pence, left.weeks_left, left.known_from) == (740_00, 2, KnownFrom.CARD)
    assert left.as_of_words == "As of today"


def test_by_statements_it_is_known_until_the_last(world: World) -> None:
    budget = active(world, world.daniel)
    assert left_of(budget, MONDAY) is None
    pay(world, MONDAY, now=at(MONDAY))
    left = left_of(seen_until(budget, date(2026, 12, 3)), PERIODS[0])
    assert left is not None
    assert (left.pence, left.as_of_words) == (840_00, "As of your last statement, 3 December 2026")


def test_what_is_overspent_is_less_than_nothing(world: World) -> None:
    budget = active(world, world.daniel, CARD)
    spent(budget, 30_00, on=MONDAY)
    left = left_of(budget, MONDAY)
    assert left is not None
    assert (left.pence, left.weeks_left) == (-30_00, 0)


# Above what is spoken for


def test_a_surplus_from_what_is_really_there(world: World) -> None:
    budget = saved(world, world.daniel)
    fence(world, budget, RingFenceKind.HOLIDAY, 300_00)
    fence(world, budget, RingFenceKind.BOOKING, 100_00)
    fence(world, budget, RingFenceKind.BOOKING, 50_00, words="A second booking")
    found = surplus(budget, PERIODS[3])
    # £5,320.00 - £1,120.00 just paid - £300.00 - £150.00 - 8 × £310.00 = £1,270.00
    assert [(figure.words, figure.pence) for figure in found.figures()] == [
        ("What is left", 5_320_00),
        ("The payment that has just come", -1_120_00),
        ("Holiday pay that is owed", -300_00),
        ("Bookings that are agreed", -150_00),
        ("8 weeks, to keep in hand", -2_480_00),
    ]
    assert found.surplus_pence == 1_270_00


def test_by_old_statements_all_that_came_since_is_just_paid(world: World) -> None:
    budget = active(world, world.daniel)
    for day in [MONDAY, *PERIODS]:
        pay(world, day, now=at(day))
    seen_until(budget, date(2026, 12, 20))
    # Known until 20 December: the four payments from 14 December on, 4 × £1,120.00, are not judged.
    found = surplus(budget, PERIODS[3])
    assert (found.instalment_just_paid_pence, found.surplus_pence) == (4_480_00, 0)


def test_what_nobody_knows_is_nobodys_surplus(world: World) -> None:
    budget = active(world, world.daniel)
    for day in [MONDAY, *PERIODS]:
        pay(world, day, now=at(day))
    assert seen.surplus_on(budget, PERIODS[3]) is None
    with pytest.raises(errors.BalanceUnknown):
        talk(world, budget)
    assert not budget.surplus_talks.exists()


def test_the_councils_own_weeks_are_kept_in_hand(world: World) -> None:
    from budgets.councils import services as councils

    budget = saved(world, world.daniel, periods=1)
    councils.set_policy(
        book_id=world.book_id,
        name="contingency_weeks",
        value=2,
        starts_on=MONDAY,
        by=world.administrator.user_id,
        now=NOW,
    )
    # £1,960.00 - £1,120.00 - 2 × £310.00 = £220.00
    assert surplus(budget, PERIODS[0]).surplus_pence == 220_00


# Set aside


def test_told_twice_it_is_set_aside_once(world: World) -> None:
    budget = active(world, world.daniel)
    first = fence(world, budget, RingFenceKind.TAX, 120_00)
    assert fence(world, budget, RingFenceKind.TAX, 120_00) == first
    assert seen.ring_fenced_of([budget])[budget.id] == {RingFenceKind.TAX: 120_00}


def test_what_another_room_keeps_takes_the_place_of_what_it_kept(world: World) -> None:
    budget = active(world, world.daniel)
    for pence in (100_00, 130_00):
        fence(world, budget, RingFenceKind.HOLIDAY, pence, source="assistants 1")
    fence(world, budget, RingFenceKind.HOLIDAY, 40_00, source="assistants 2")
    assert seen.ring_fenced_of([budget])[budget.id] == {RingFenceKind.HOLIDAY: 170_00}


def test_what_is_let_go_is_set_aside_no_more(world: World) -> None:
    one = fence(world, active(world, world.daniel), RingFenceKind.NOTICE, 200_00)
    by = world.practitioner.user_id
    for _ in range(2):
        plans.release_ring_fence(ring_fence=one, by=by, now=NOW)
    assert not seen.list_ring_fences(one.budget).exists()
    with pytest.raises(errors.RingFenceGone):
        plans.release_ring_fence(ring_fence=one, by=world.manager.user_id, now=NOW)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"pence": 0}, errors.SumMissing),
        ({"pence": 1, "words": "  "}, errors.ReasonUnsaid),
    ],
)
def test_nothing_is_set_aside_without_a_sum_and_words(
    world: World, told: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        fence(world, active(world, world.daniel), RingFenceKind.TAX, **told)
    assert not RingFence.objects.exists()


# Talked about


def test_a_conversation_keeps_its_figures_and_moves_nothing(world: World) -> None:
    budget = saved(world, world.daniel)
    before = moved(world.book_id)
    opened = talk(world, budget)
    fence(world, budget, RingFenceKind.HOLIDAY, 300_00)
    # £5,320.00 - £1,120.00 - £2,480.00 = £1,720.00, as it stood before the holiday was known
    kept = SurplusTalk.objects.get(pk=opened.pk)
    assert (kept.surplus_pence, kept.as_of_on) == (1_720_00, PERIODS[3])
    assert kept.figures[0] == {"words": "What is left", "pence": 5_320_00}
    assert talk(world, budget, by=world.manager) == kept
    assert moved(world.book_id) == before


def test_it_is_closed_with_what_came_of_it(world: World) -> None:
    opened = talk(world, saved(world, world.daniel))
    said = {"outcome": "It is for a holiday in May.", "by": world.practitioner, "now": NOW}
    with pytest.raises(errors.ReasonUnsaid):
        plans.close_surplus_talk(talk=opened, **{**said, "outcome": " "})
    for _ in range(2):
        closed = plans.close_surplus_talk(talk=opened, **said)
    with pytest.raises(errors.TalkClosed):
        plans.close_surplus_talk(talk=opened, **{**said, "outcome": "Something else"})
    assert closed.outcome == "It is for a holiday in May."
    assert seen.find_open_talk(opened.budget) is None


def test_nothing_above_needs_no_talk(world: World) -> None:
    budget = saved(world, world.daniel, periods=1)
    with pytest.raises(errors.NoSurplus):
        talk(world, budget)
    with pytest.raises(errors.ReasonUnsaid):
        talk(world, budget, words="")
    assert not SurplusTalk.objects.exists()


def test_nobody_talks_about_their_own_familys_money(world: World) -> None:
    with pytest.raises(errors.OwnBudget):
        talk(world, saved(world, world.daniel), by=world.holder(world.daniel))


# Seen


def test_who_has_a_surplus_the_most_first_in_few_queries(world: World) -> None:
    others = FundedTeamFactory(book_id=world.book_id)
    ann = PersonFactory(team=world.team, full_name="Ann More")
    ben = PersonFactory(team=others, full_name="Ben Elsewhere")
    budgets = [active(world, one, CARD) for one in (world.daniel, ann, ben)]
    for day in [MONDAY, *PERIODS]:
        pay(world, day, now=at(day))
    spent(budgets[0], 400_00, on=MONDAY)
    opened = talk(world, budgets[0])
    viewer = viewer_for(world.auditor, NOW)
    with CaptureQueriesContext(connection) as asked:
        listed = seen.list_with_surplus(viewer, PERIODS[3])
    assert len(asked) <= 8
    assert [(one.budget.person.full_name, one.surplus.surplus_pence) for one in listed][2:] == [
        ("Daniel Okafor", 1_320_00)
    ]
    assert listed[2].talk == opened
    own = seen.list_with_surplus(viewer, PERIODS[3], team=others)
    assert [one.budget for one in own] == [budgets[2]]
    assert len(seen.list_with_surplus(viewer_for(world.manager, NOW), PERIODS[3])) == 2
    stranger = make_world()
    assert seen.list_with_surplus(viewer_for(stranger.auditor, NOW), PERIODS[3]) == []
    assert find_unbalanced() == []
