"""A person's budgets on their own page, and somebody new with whom one begins."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from budgets.councils.services import place_in_team
from budgets.people.models import Person
from tests.factories import NOW, FundedTeamFactory, World
from tests.web.pages import browser
from tests.worlds_of_plans import active, drafted

NEW = {"kind": "adult", "full_name": "Mary Finch", "date_of_birth": "14 May 1991"}


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def test_a_persons_page_has_their_budgets(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    page = ama.get(f"/people/{world.daniel.id}").content.decode()
    assert f"/budgets/{budget.id}" in page
    assert "£310.00" in page
    assert "Every 4 weeks, next on Monday 23 November" in page
    assert "Write down a direct payment" in page


def test_one_without_any_says_so(ama: Client, world: World) -> None:
    page = ama.get(f"/people/{world.rosa.id}").content.decode()
    assert "None that goes on from week to week" in page


def test_a_draft_stands_there_too(ama: Client, world: World) -> None:
    drafted(world, world.rosa)
    assert "To be agreed" in ama.get(f"/people/{world.rosa.id}").content.decode()


def test_somebody_new_is_added_and_their_direct_payment_begun(ama: Client, world: World) -> None:
    assert "Add somebody new" in ama.get("/people").content.decode()
    sent = ama.post("/people/add", NEW | {"reference": "CM-7"})
    person = Person.objects.get(full_name="Mary Finch")
    assert sent.headers["Location"] == f"/people/{person.id}/direct-payment"
    assert (person.team, person.reference) == (world.team, "CM-7")


def test_a_group_has_no_birthday(ama: Client) -> None:
    sent = ama.post("/people/add", {"kind": "group", "full_name": "Tuesday Club"})
    assert sent.status_code == 302
    assert Person.objects.get(full_name="Tuesday Club").date_of_birth is None


def test_everybody_else_has_one(ama: Client) -> None:
    sent = ama.post("/people/add", {"kind": "adult", "full_name": "Mary Finch"})
    assert sent.status_code == 422
    assert "Write the day, like 14 May 1991" in sent.content.decode()


def test_the_same_person_is_not_added_twice(ama: Client) -> None:
    ama.post("/people/add", NEW)
    sent = ama.post("/people/add", NEW)
    assert sent.status_code == 409
    assert "is in your team" in sent.content.decode()
    assert Person.objects.filter(full_name="Mary Finch").count() == 1


def test_with_two_teams_one_is_chosen(ama: Client, world: World) -> None:
    other = FundedTeamFactory(book_id=world.book_id, name="Westgate")
    place_in_team(member=world.practitioner, team=other)
    assert "Which team?" in ama.get("/people/add").content.decode()
    assert ama.post("/people/add", NEW).status_code == 422
    ama.post("/people/add", NEW | {"team": str(other.id)})
    assert Person.objects.get(full_name="Mary Finch").team == other


def test_only_teams_staff_add_people(world: World) -> None:
    for member in (world.finance, world.auditor, world.holder(world.daniel)):
        assert browser(member).get("/people/add").status_code == 404
