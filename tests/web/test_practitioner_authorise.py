"""The button: one promise, one grant for two presses, and everything kept after a refusal."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.people import services as people
from budgets.people.values import Relation
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.values import RequestState
from tests.factories import (
    NOW,
    World,
    make_world,
)
from tests.web.pages import browser
from tests.web.typed import WORDS, said


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def left(world: World) -> int:
    world.team.pot.refresh_from_db()
    return world.team.pot.available_pence


def test_what_they_can_say_yes_to_stands_above_the_form(ama: Client, world: World) -> None:
    page = ama.get("/authorise").content.decode()
    assert "£300<span" in page
    assert '<strong class="sum">£12,000</strong> of £12,000 left' in page
    assert page.index("You can say yes to") < page.index("Who is it for?")
    assert "this year" not in page


def test_one_button_promises_the_sum(ama: Client, world: World) -> None:
    answer = ama.post("/authorise", said(world.daniel))
    request = RecoveryRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/authorised/{request.id}")
    assert (request.words, request.pence, request.state) == (WORDS, 300_00, "authorised")
    assert left(world) == 11_700_00


def test_a_double_press_is_one_grant(ama: Client, world: World) -> None:
    typed = said(world.daniel)
    assert ama.post("/authorise", typed)["Location"] == ama.post("/authorise", typed)["Location"]
    assert left(world) == 11_700_00


def test_the_same_press_with_another_sum_is_told_kindly(ama: Client, world: World) -> None:
    typed = said(world.daniel)
    ama.post("/authorise", typed)
    answer = ama.post("/authorise", typed | {"amount": "200"})
    assert answer.status_code == 409
    assert "You sent this already" in answer.content.decode()
    assert left(world) == 11_700_00


def test_above_the_delegation_the_same_form_asks_the_manager(ama: Client, world: World) -> None:
    typed = said(world.daniel, amount="450")
    answer = ama.post("/authorise", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ask Priya (manager) for £450.00" in page
    assert WORDS in page
    assert left(world) == 12_000_00
    ama.post("/authorise", typed | {"ask_manager": "45000"})
    request = RecoveryRequest.objects.get()
    assert request.state == RequestState.WITH_MANAGER
    assert request.passed_by == world.practitioner.user_id


def test_a_sum_changed_after_the_offer_is_authorised_and_not_asked(
    ama: Client, world: World
) -> None:
    ama.post("/authorise", said(world.daniel, amount="200", ask_manager="45000"))
    assert RecoveryRequest.objects.get().state == RequestState.AUTHORISED


def test_a_clash_of_interest_is_shown_as_soon_as_it_is_one(ama: Client, world: World) -> None:
    people.declare_interest(
        member=world.practitioner,
        person=world.daniel,
        relation=Relation.FRIEND,
        now=world.daniel.added_at,
    )
    page = ama.get("/authorise", {"person": str(world.daniel.id)}).content.decode()
    assert "Somebody else must say yes to this" in page
    answer = ama.post("/authorise", said(world.daniel))
    assert answer.status_code == 409
    assert "Ask Priya (manager) for £300.00" in answer.content.decode()
    assert left(world) == 12_000_00


def test_an_empty_pot_is_said_and_what_was_typed_stays(db: None) -> None:
    world = make_world(pot_pence=100_00)
    answer = browser(world.practitioner).post("/authorise", said(world.daniel))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "pot has less than this left" in page
    assert WORDS in page
    assert 'value="300"' in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount": "three"}, "Write the amount in pounds"),
        ({"words": " "}, "Write a few words here."),
        ({"reach": "card"}, "Choose one of these."),
        ({"reach": "straight"}, "Write the name of the shop or college."),
        ({"who": "", "person": ""}, "Find the person and choose them"),
        ({"person": str(uuid4())}, "Choose one of these."),
        ({"person": "nonsense\x00"}, "Choose one of these."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_rest_is_kept(
    ama: Client, world: World, changed: dict[str, str], sentence: str
) -> None:
    answer = ama.post("/authorise", said(world.daniel) | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert not RecoveryRequest.objects.exists()


def test_at_most_five_fields_are_to_be_filled(ama: Client, world: World) -> None:
    for address in ("/authorise", "/authorise?new=1"):
        form = re.search(
            r"<form.*?data-authorise.*?</form>", ama.get(address).content.decode(), re.DOTALL
        )
        assert form
        names = set(re.findall(r'<(?:input|textarea)(?![^>]*hidden)[^>]* name="(\w+)"', form[0]))
        assert len(names - {"straight_to"}) <= 5


def test_a_manager_authorises_on_their_own_and_is_not_offered_themselves(world: World) -> None:
    priya = browser(world.manager)
    answer = priya.post("/authorise", said(world.daniel, amount="2500"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ask Priya" not in page
    assert "more than you may authorise alone" in page
    typed = said(world.daniel, amount="2500", ask_manager="250000")
    assert priya.post("/authorise", typed).status_code == 409
    assert not RecoveryRequest.objects.exists()
