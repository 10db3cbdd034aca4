"""What a holder does: ask, take back, say where to pay it and whether it helped, see who looked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from budgets.people import services as people
from budgets.people.values import RepresentativeKind
from budgets.recovery import services as recovery
from budgets.recovery.models import HelpAnswer, RecoveryRequest
from budgets.recovery.values import Reach
from ledgers.values import uuid7
from tests.factories import (
    NOW,
    World,
    asked,
    promised,
    there,
)
from tests.web.pages import browser


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def daniel(world: World) -> Client:
    return browser(world.holder(world.daniel))


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def represent(world: World) -> Client:
    assert world.rosa.user
    people.name_representative(
        person=world.daniel,
        user=world.rosa.user,
        kind=RepresentativeKind.NOMINATED,
        starts_on=NOW.date(),
        now=NOW,
    )
    return browser(world.holder(world.rosa))


def test_what_was_asked_can_be_taken_back(daniel: Client, world: World) -> None:
    request = asked(world, world.daniel)
    page = shown(daniel, "/home")
    assert "Daniel, you asked for" in page
    assert "Nothing for you to do" in page
    daniel.post(f"/ask/{request.id}/take-back")
    request.refresh_from_db()
    assert request.state == "withdrawn"
    assert "Taken back" in shown(daniel, "/home")


def test_what_is_decided_is_not_taken_back(daniel: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    answer = daniel.post(f"/ask/{granted.request_id}/take-back")
    assert answer.status_code == 409


def test_a_colleges_link_is_not_the_holders(daniel: Client, world: World) -> None:
    granted = promised(world, world.daniel, reach=Reach.STRAIGHT, straight_to="Elm College")
    page = shown(daniel, "/home")
    assert "Elm College has still to tell us where to pay it" in page
    assert "Nothing for you to do" in page
    assert daniel.post(f"/ask/{granted.request_id}/where").status_code == 404


def test_a_link_is_not_handed_out_by_the_staffs_pages(daniel: Client, world: World) -> None:
    granted = promised(world, world.daniel, reach=Reach.STRAIGHT, straight_to="Elm College")
    for page in ("", "/letter"):
        assert daniel.get(f"/authorised/{granted.request_id}{page}").status_code == 404
    assert daniel.post(f"/authorised/{granted.request_id}/link").status_code == 404


def test_did_it_help_is_one_tap_and_asked_once(daniel: Client, world: World) -> None:
    granted = there(world, world.daniel)
    recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + timedelta(weeks=8))
    assert "Did it help?" in shown(daniel, "/home")
    address = f"/ask/{granted.request_id}/helped"
    assert daniel.post(address, {"helped": "maybe", "words": "Kept"}).status_code == 422
    assert daniel.post(address, {"helped": "a_little", "words": ""})["Location"] == "/home"
    assert HelpAnswer.objects.get().helped == "a_little"
    assert "Nothing for you to do" in shown(daniel, "/home")
    assert daniel.post(address, {"helped": "a_little", "words": ""}).status_code == 302
    assert daniel.post(address, {"helped": "no", "words": ""}).status_code == 409


def test_a_wrong_answer_keeps_the_words(daniel: Client, world: World) -> None:
    granted = there(world, world.daniel)
    page = daniel.post(f"/ask/{granted.request_id}/helped", {"words": "It was lovely"})
    assert "It was lovely" in page.content.decode()


def test_asking_is_two_boxes(daniel: Client, world: World) -> None:
    page = shown(daniel, "/ask")
    assert "Who is it for?" not in page
    typed = {"key": str(uuid7()), "words": "Driving lessons", "amount": "250"}
    assert daniel.post("/ask", typed)["Location"] == "/home"
    daniel.post("/ask", typed)
    request = RecoveryRequest.objects.get()
    assert (request.words, request.pence, request.state) == ("Driving lessons", 250_00, "asked")
    assert f"The {world.team.name} team has what you asked for." in shown(daniel, "/home")


@pytest.mark.parametrize("wrong", [{"amount": "lots"}, {"words": ""}, {"amount": "10001"}])
def test_what_is_wrong_is_said_and_the_rest_is_kept(daniel: Client, wrong: dict[str, str]) -> None:
    typed = {"key": str(uuid7()), "words": "Driving lessons", "amount": "250"} | wrong
    answer = daniel.post("/ask", typed)
    assert answer.status_code in (409, 422)
    assert (typed["words"] or typed["amount"]) in answer.content.decode()
    assert not RecoveryRequest.objects.exists()


def test_a_representative_asks_for_whom_they_choose(world: World) -> None:
    rosa = represent(world)
    assert "Who is it for?" in shown(rosa, "/ask")
    typed = {"key": str(uuid7()), "words": "A ramp", "amount": "90"}
    assert rosa.post("/ask", typed).status_code == 422
    answer = rosa.post("/ask", typed | {"person": str(world.daniel.id)})
    assert answer["Location"] == f"/home/{world.daniel.id}"
    assert RecoveryRequest.objects.get().person == world.daniel


def test_who_has_looked_is_shown_once_a_day(daniel: Client, world: World) -> None:
    address = f"/home/{world.daniel.id}/looked"
    assert "Nobody yet" in shown(daniel, address)
    ama = browser(world.practitioner)
    for _ in range(3):
        ama.get(f"/people/{world.daniel.id}")
    page = shown(daniel, address)
    assert page.count("Ama Boateng, practitioner") == 1
    assert "Looked at requests and payments" in page
