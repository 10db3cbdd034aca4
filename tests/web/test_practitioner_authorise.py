"""A recovery budget in under a minute: what is shown before, what is kept after a refusal."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.people import services as people
from budgets.people.models import Person, RecordRead
from budgets.people.values import Relation
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import RequestState
from ledgers.values import uuid7
from payments.outside.values import Rail
from tests.factories import (
    NOW,
    FundedTeamFactory,
    MemberFactory,
    PersonFactory,
    PractitionerFactory,
    World,
    asked,
    make_world,
)
from tests.web.pages import browser

WORDS = "A course in bike repair. I want to work with my hands again."


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def said(person: Person | None, **changed: str) -> dict[str, str]:
    typed = {
        "key": str(uuid7()),
        "who": person.full_name if person else "",
        "person": str(person.id) if person else "",
        "words": WORDS,
        "amount": "300",
        "reach": "own_account",
        "straight_to": "",
    }
    return typed | changed


def left(world: World) -> int:
    world.team.pot.refresh_from_db()
    return world.team.pot.available_pence


def test_what_they_can_say_yes_to_stands_above_the_form(ama: Client, world: World) -> None:
    page = ama.get("/authorise").content.decode()
    assert "£300<span" in page
    assert '<strong class="sum">£12,000</strong> of £12,000 left' in page
    assert page.index("You can say yes to") < page.index("Who is it for?")
    assert "this year" not in page


def test_a_search_finds_by_name_and_by_reference_and_only_in_the_team(
    ama: Client, world: World
) -> None:
    elsewhere = PersonFactory(team=FundedTeamFactory(book_id=world.book_id), full_name="Dan Other")
    page = ama.get("/authorise", {"who": "dan"}).content.decode()
    assert str(world.daniel.id) in page
    assert str(elsewhere.id) not in page
    assert (
        str(world.rosa.id) in ama.get("/authorise", {"who": world.rosa.reference}).content.decode()
    )
    assert "We found nobody like “zzz”" in ama.get("/authorise", {"who": "zzz"}).content.decode()


def test_the_year_of_whoever_is_chosen_is_shown_and_the_look_is_kept(
    ama: Client, world: World
) -> None:
    page = ama.get("/authorise", {"person": str(world.daniel.id)}).content.decode()
    assert "Daniel has had £0 of £600 this year." in page
    assert "What for, in Daniel’s words?" in page
    assert RecordRead.objects.get(person=world.daniel).read_by == world.practitioner.user_id


def test_finding_keeps_everything_that_was_typed_and_moves_nothing(
    ama: Client, world: World
) -> None:
    typed = said(None, who="daniel", amount="12.50", reach="straight", straight_to="Elm College")
    answer = ama.post("/authorise", typed | {"find": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WORDS in page
    assert 'value="12.50"' in page
    assert 'value="Elm College"' in page
    assert f'value="{world.daniel.id}"' in page
    assert typed["key"] in page
    assert "Authorise £12.50" in page
    assert not RecoveryRequest.objects.exists()


def test_pressing_authorise_with_nobody_chosen_finds_first_and_pays_nobody(
    ama: Client, world: World
) -> None:
    answer = ama.post("/authorise", said(None, who="daniel"))
    assert answer.status_code == 200
    assert not RecoveryRequest.objects.exists()
    assert left(world) == 12_000_00


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


def test_somebody_new_is_two_fields_and_one_step(ama: Client, world: World) -> None:
    typed = said(None, new="1", full_name="Zoë  Adler", date_of_birth="14 May 1991")
    ama.post("/authorise", typed)
    ama.post("/authorise", typed)
    zoe = Person.objects.get(full_name="Zoë Adler")
    assert RecoveryBudget.objects.get().request.person == zoe
    assert zoe.team == world.team
    assert left(world) == 11_700_00


def test_a_refused_grant_adds_nobody(ama: Client, world: World) -> None:
    typed = said(None, new="1", full_name="Zoë Adler", date_of_birth="1/2/1990", amount="450")
    assert ama.post("/authorise", typed).status_code == 409
    assert not Person.objects.filter(full_name="Zoë Adler").exists()


def test_somebody_who_is_here_already_is_not_added_twice(ama: Client, world: World) -> None:
    typed = said(None, new="1", full_name="daniel okafor", date_of_birth="14 May 1991")
    answer = ama.post("/authorise", typed)
    assert answer.status_code == 409
    assert "is in your team. Choose them" in answer.content.decode()
    page = ama.post("/authorise", typed | {"switch": "known"}).content.decode()
    assert f'value="{world.daniel.id}"' in page
    assert WORDS in page


def test_changing_to_somebody_new_keeps_the_name_that_was_typed(ama: Client, world: World) -> None:
    page = ama.post("/authorise", said(None, who="Zoë Adler") | {"switch": "new"}).content.decode()
    assert 'name="full_name" value="Zoë Adler"' in page
    assert WORDS in page
    assert "Somebody we know" in page


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


def test_a_person_of_another_team_cannot_be_paid(ama: Client, world: World) -> None:
    elsewhere = PersonFactory(team=FundedTeamFactory(book_id=world.book_id), full_name="Dan Other")
    assert ama.post("/authorise", said(elsewhere)).status_code == 422
    assert not RecoveryRequest.objects.exists()


def test_what_they_asked_already_from_their_phone_is_shown(ama: Client, world: World) -> None:
    asked(world, world.daniel, words="Driving lessons")
    page = ama.get("/authorise", {"person": str(world.daniel.id)}).content.decode()
    assert "Daniel has asked already" in page
    assert "Driving lessons" in page


def test_at_most_five_fields_are_to_be_filled(ama: Client, world: World) -> None:
    for address in ("/authorise", "/authorise?new=1"):
        form = re.search(
            r"<form.*?data-authorise.*?</form>", ama.get(address).content.decode(), re.DOTALL
        )
        assert form
        names = set(re.findall(r'<(?:input|textarea)(?![^>]*hidden)[^>]* name="(\w+)"', form[0]))
        assert len(names - {"straight_to"}) <= 5


def test_nobody_without_a_team_or_the_right_finds_a_form(world: World) -> None:
    alone = PractitionerFactory(book_id=world.book_id, grant_limit=0)
    page = browser(alone).get("/authorise").content.decode()
    assert "You have no team yet" in page
    assert "data-authorise" not in page
    assert (
        browser(alone).post("/authorise", said(None, new="1", full_name="A B")).status_code == 422
    )
    for member in (world.finance, world.auditor, world.holder(world.daniel)):
        assert browser(member).get("/authorise").status_code == 404
        assert browser(member).post("/authorise", said(world.daniel)).status_code == 404


def test_with_two_teams_a_newcomer_joins_the_one_that_is_chosen(world: World) -> None:
    from budgets.councils.services import place_in_team

    second = FundedTeamFactory(book_id=world.book_id, name="Westgate")
    place_in_team(member=world.practitioner, team=second)
    ama = browser(world.practitioner)
    typed = said(None, new="1", full_name="Zoë Adler", date_of_birth="1 May 1990")
    assert ama.post("/authorise", typed).status_code == 422
    ama.post("/authorise", typed | {"team": str(second.id)})
    assert Person.objects.get(full_name="Zoë Adler").team == second


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


def test_another_council_sees_nothing_of_it(world: World) -> None:
    other = make_world(rail=Rail.BANK_FILE)
    member = MemberFactory(book_id=other.book_id)
    assert browser(member).get("/authorise").status_code == 404
    page = browser(other.practitioner).get("/authorise", {"person": str(world.daniel.id)})
    assert "this year" not in page.content.decode()
