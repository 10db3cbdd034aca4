"""New figures for a week: looked at with what they change, proposed, agreed by another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values.support import Assistance, Support
from tests.factories import NOW, World
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, PLAN, active, agreed, pay

MORE = {
    "starts_on": "30 November 2026",
    "how": "total",
    "total": "340",
    "total_words": "An hour more",
    "contribution": "30",
    "why": "He goes out more.",
}


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


@pytest.fixture
def priya(world: World) -> Client:
    return browser(world.manager)


@pytest.fixture
def budget(world: World) -> Budget:
    """Paid until 13 December at £310.00 a week, £30.00 of it his own."""
    made = active(world, world.daniel)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    return made


def sent(client: Client, budget: Budget, status: int, **typed: Any) -> str:
    answer = client.post(f"/budgets/{budget.id}/figures", typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("&#x27;", "’")


def looked_at(typed: dict[str, str]) -> str:
    return f"2026-11-30 {int(typed['total']) * 100} {int(typed['contribution']) * 100}"


def test_what_stands_now_is_in_the_fields(ama: Client, budget: Budget) -> None:
    page = ama.get(f"/budgets/{budget.id}/figures").content.decode()
    assert "Now a week costs £310.00, of which £30.00 is Daniel’s own" in page
    assert 'value="310.00"' in page
    assert "Propose" not in page


def test_built_figures_are_built_again(ama: Client, world: World) -> None:
    support = Support(
        Assistance(minutes_per_week=630, hour_pence=13_20, insurance=False, payroll=False)
    )
    built = plans.figures_for(
        book_id=world.book_id, support=support, starts_on=MONDAY, contribution_pence=0, why="First"
    )
    budget = agreed(world, world.daniel, replace(PLAN, statement=built))
    page = ama.get(f"/budgets/{budget.id}/figures").content.decode()
    assert 'value="10:30"' in page
    assert 'value="13.20"' in page


def test_looking_stores_nothing_and_says_what_is_owed(ama: Client, budget: Budget) -> None:
    page = sent(ama, budget, 200, **MORE)
    # £30.00 a week more for the two weeks from 30 November to 13 December that are paid.
    assert "For them £60.00 more is owed" in page
    assert "Propose £340.00 a week" in page
    assert budget.statements.count() == 1


def test_less_money_is_never_taken_silently(ama: Client, budget: Budget) -> None:
    page = sent(ama, budget, 200, **(MORE | {"total": "290"}))
    assert "For them £40.00 was paid too much" in page  # £20.00 a week less for two weeks
    assert "Nothing is taken" in page


def test_days_to_come_change_nothing_paid(ama: Client, budget: Budget) -> None:
    page = sent(ama, budget, 200, **(MORE | {"starts_on": "14 December 2026"}))
    assert "paid already" not in page


def test_what_was_looked_at_is_proposed_and_agreed_by_another(
    ama: Client, priya: Client, budget: Budget
) -> None:
    sent(ama, budget, 302, propose=looked_at(MORE), **MORE)
    proposed = budget.statements.get(number=2)
    assert (proposed.total_pence, proposed.starts_on) == (340_00, date(2026, 11, 30))
    there = f"/budgets/{budget.id}/figures/{proposed.id}"
    assert ama.get(f"{there}/agree").status_code == 404
    page = priya.get(f"{there}/agree").content.decode()
    assert "For them £60.00 more is owed" in page
    assert priya.post(f"{there}/agree").status_code == 302
    assert budget.adjustments.get().pence == 60_00
    assert "What we still owed" in ama.get(f"/budgets/{budget.id}").content.decode()


def test_something_else_than_was_looked_at_is_shown_first(ama: Client, budget: Budget) -> None:
    page = sent(ama, budget, 200, **(MORE | {"total": "350", "propose": looked_at(MORE)}))
    assert "Propose £350.00 a week" in page
    assert budget.statements.count() == 1


def test_proposed_figures_can_be_taken_back(ama: Client, budget: Budget) -> None:
    sent(ama, budget, 302, propose=looked_at(MORE), **MORE)
    proposed = budget.statements.get(number=2)
    waiting = sent(ama, budget, 409, propose=looked_at(MORE), **MORE)
    assert "Other figures are waiting to be agreed" in waiting
    there = f"/budgets/{budget.id}/figures/{proposed.id}/withdraw"
    assert ama.post(there).status_code == 302
    proposed.refresh_from_db()
    assert proposed.withdrawn_at is not None
    assert ama.post(there).status_code == 409


def test_a_manager_does_not_agree_their_own_figures(priya: Client, budget: Budget) -> None:
    sent(priya, budget, 302, propose=looked_at(MORE), **MORE)
    proposed = budget.statements.get(number=2)
    there = f"/budgets/{budget.id}/figures/{proposed.id}/agree"
    assert "Another manager agrees this" in priya.get(there).content.decode()
    assert priya.post(there).status_code == 409
    proposed.refresh_from_db()
    assert proposed.agreed_at is None


@pytest.mark.parametrize(
    ("day", "typed", "words"),
    [
        ("2026-11-01", {}, "can’t begin before the budget does"),
        ("2026-11-23", {}, "Figures from a later day are agreed"),
        ("2026-11-30", {"contribution": "400"}, "Nobody pays more than their support costs"),
    ],
)
def test_what_does_not_fit_comes_back(
    ama: Client, budget: Budget, day: str, typed: dict[str, str], words: str
) -> None:
    changed = MORE | {"starts_on": day} | typed
    signed = f"{day} 34000 {int(changed['contribution']) * 100}"
    assert words in sent(ama, budget, 409, propose=signed, **changed)
    assert budget.statements.count() == 1
