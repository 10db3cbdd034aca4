"""The teams' direct payments as a list: what needs somebody first, tabs, search, pages."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values.agreement import OneOffKind
from tests.factories import NOW, FundedTeamFactory, PersonFactory, World, make_world, promised
from tests.web.pages import browser
from tests.worlds_of_plans import MONDAY, active, agreed, drafted


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def listed(client: Client, query: str = "") -> str:
    answer = client.get(f"/budgets{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def somebody(world: World, name: str) -> Any:
    return PersonFactory(team=world.team, full_name=name)


def stopped(world: World, name: str) -> Budget:
    budget = active(world, somebody(world, name))
    plans.suspend_budget(
        budget=budget,
        reason="away",
        words="In hospital",
        starts_on=MONDAY,
        by=world.practitioner.user_id,
        now=NOW,
    )
    return budget


def test_what_needs_somebody_stands_first(ama: Client, world: World) -> None:
    active(world, somebody(world, "Ann Paid"))
    stopped(world, "Bea Stopped")
    agreed(world, somebody(world, "Cleo Open"))
    drafted(world, somebody(world, "Zoe Drafted"))
    page = listed(ama)
    names = ["Zoe Drafted", "Cleo Open", "Bea Stopped", "Ann Paid"]
    assert sorted(names, key=page.index) == names
    assert "A manager agrees it" in page
    assert "4 conditions open" in page
    assert "Every 4 weeks, next on Monday 23 November" in page
    assert "£310.00" in page


def test_an_active_one_with_something_open_comes_first_too(ama: Client, world: World) -> None:
    agreed(world, somebody(world, "Ann Open"))
    budget = active(world, somebody(world, "Zoe Paid"))
    plans.propose_one_off(
        budget=budget,
        kind=OneOffKind.ONE_OFF,
        pence=50_00,
        due_on=MONDAY,
        words="A rail",
        by=world.practitioner,
        now=NOW,
    )
    page = listed(ama)
    assert page.index("Zoe Paid") < page.index("Ann Open")
    assert "Something waits for a manager’s yes" in page


@pytest.mark.parametrize(
    ("only", "name"),
    [("waiting", "Zoe"), ("open", "Cleo"), ("paid", "Ann"), ("stopped", "Bea")],
)
def test_a_tab_shows_one_state(ama: Client, world: World, only: str, name: str) -> None:
    active(world, somebody(world, "Ann"))
    stopped(world, "Bea")
    agreed(world, somebody(world, "Cleo"))
    drafted(world, somebody(world, "Zoe"))
    page = listed(ama, f"?only={only}")
    assert [one for one in ("Ann", "Bea", "Cleo", "Zoe") if f">{one}</a>" in page] == [name]
    assert 'aria-current="page">' in page


def test_a_tab_without_anything_says_so(ama: Client, world: World) -> None:
    drafted(world, world.daniel)
    assert "None is here now" in listed(ama, "?only=ended")


def test_they_are_found_by_name_and_reference(ama: Client, world: World) -> None:
    budget = drafted(world, world.daniel)
    drafted(world, world.rosa)
    for words in ("okafor", "Dan Ok", budget.reference, world.daniel.reference):
        page = listed(ama, f"?who={words}")
        assert "Daniel Okafor" in page
        assert "Rosa Marsh</a>" not in page
    assert "We found nothing for “zzz”" in listed(ama, "?who=zzz")


def test_without_any_it_says_how_one_comes(ama: Client, world: World) -> None:
    assert "No direct payment yet" in listed(ama)


def test_one_off_budgets_stand_elsewhere(ama: Client, world: World) -> None:
    promised(world, world.daniel)
    assert "Daniel Okafor" not in listed(ama)


def test_other_teams_and_councils_are_not_here(ama: Client, world: World) -> None:
    other_team = FundedTeamFactory(book_id=world.book_id)
    drafted(world, PersonFactory(team=other_team, full_name="Next Door"))
    elsewhere = make_world()
    drafted(elsewhere, elsewhere.daniel)
    page = listed(ama)
    assert "Next Door" not in page
    assert "Daniel Okafor" not in page


def test_only_teams_staff_have_the_list(world: World) -> None:
    for member in (world.finance, world.auditor, world.holder(world.daniel)):
        assert browser(member).get("/budgets").status_code == 404


def test_many_are_on_several_pages(ama: Client, world: World) -> None:
    for number in range(51):
        drafted(world, somebody(world, f"Person {number:02}"))
    page = listed(ama)
    assert "Page 1 of 2" in page
    assert "Person 50" not in page
    assert "Person 50" in listed(ama, "?page=2")


def test_it_asks_as_much_for_many_as_for_few(
    ama: Client, world: World, django_assert_num_queries: Any
) -> None:
    active(world, world.daniel)
    drafted(world, world.rosa)
    agreed(world, somebody(world, "Ann"))
    with CaptureQueriesContext(connection) as few:
        listed(ama)
    for number in range(6):
        active(world, somebody(world, f"Active {number}"))
        agreed(world, somebody(world, f"Agreed {number}"))
    with django_assert_num_queries(len(few)):
        listed(ama)
