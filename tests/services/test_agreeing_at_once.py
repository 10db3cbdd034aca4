"""Two people agree at the same moment: one of them does, and each thing happens once."""

from collections.abc import Callable
from typing import Any

import pytest

from budgets.people.services import add_person
from budgets.people.values import PersonKind
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import BudgetStatement, CareReview, SharedDecision, Uplift
from ledgers.values import SCHEDULER
from tests.factories import MemberFactory, World, make_world
from tests.services.test_at_once import at_once
from tests.services.test_groups import GROUP, SOON, ask, named
from tests.services.test_reviews import AT as REVIEWED_AT
from tests.services.test_uplifts import AT, in_use, prepared
from tests.worlds_of_plans import active, plan

pytestmark = pytest.mark.django_db(transaction=True)


def agreeing(uplift: Uplift, by: Any) -> Callable[[], Any]:
    return lambda: plans.agree_uplift(uplift=Uplift.objects.get(pk=uplift.pk), by=by, now=AT)


def test_two_officers_agree_one_uplift_once() -> None:
    world = make_world()
    in_use(world)
    uplift = prepared(world)
    third = MemberFactory(book_id=world.book_id)
    answers = at_once([agreeing(uplift, by) for by in (world.second_finance, third)])
    assert sorted(type(one).__name__ for one in answers) == ["Uplift", "UpliftDecided"]


def test_agreed_and_withdrawn_at_once_is_one_of_them() -> None:
    world = make_world()
    in_use(world)
    uplift = prepared(world)
    answers = at_once(
        [
            agreeing(uplift, world.second_finance),
            lambda: plans.withdraw_uplift(
                uplift=Uplift.objects.get(pk=uplift.pk), by=world.finance, now=AT
            ),
        ]
    )
    assert sum(isinstance(one, errors.UpliftDecided) for one in answers) == 1
    uplift.refresh_from_db()
    assert (uplift.agreed_at is None) != (uplift.withdrawn_at is None)


def test_two_workers_raise_each_budget_once() -> None:
    world = make_world()
    budgets = [in_use(world) for _ in range(6)]
    uplift = plans.agree_uplift(uplift=prepared(world), by=world.second_finance, now=AT)

    def work() -> int:
        return plans.apply_uplift(uplift=uplift, by=SCHEDULER, now=AT, limit=4)

    assert sorted(at_once([work, work])) == [2, 4]
    assert work() == 0
    assert BudgetStatement.objects.filter(number=2).count() == len(budgets)
    assert not BudgetStatement.objects.filter(number=3).exists()


def shared_world() -> tuple[World, SharedDecision]:
    world = make_world()
    group = add_person(team=world.team, full_name="The choir", kind=PersonKind.GROUP, now=AT)
    return world, ask(active(world, group, plan(**GROUP)), "Asha")


def signing(decision: SharedDecision, name: str) -> Callable[[], Any]:
    return lambda: plans.agree_shared_decision(
        decision=SharedDecision.objects.get(pk=decision.pk), by=named(name).user_id, now=SOON
    )


def test_two_signatories_sign_once() -> None:
    _, decision = shared_world()
    answers = at_once([signing(decision, "Bela"), signing(decision, "Cleo")])
    assert sorted(type(one).__name__ for one in answers) == ["SharedDecided", "SharedDecision"]
    decision.refresh_from_db()
    assert decision.agreed_by in {named("Bela").user_id, named("Cleo").user_id}


def test_two_worries_at_once_are_one_review() -> None:
    world = make_world()
    budget = active(world, world.daniel)

    def worry(words: str) -> Callable[[], CareReview]:
        return lambda: plans.raise_concern(
            budget=budget, words=words, by=world.practitioner.user_id, now=REVIEWED_AT
        )

    at_once([worry("One"), worry("Two")])
    assert sorted(CareReview.objects.get().concern.splitlines()) == ["One", "Two"]
