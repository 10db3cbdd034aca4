"""Who it is for: found in one's own teams, or added in two fields; never paid unseen."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from budgets.people.models import Person, RecordRead
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
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


def test_a_person_of_another_team_cannot_be_paid(ama: Client, world: World) -> None:
    elsewhere = PersonFactory(team=FundedTeamFactory(book_id=world.book_id), full_name="Dan Other")
    assert ama.post("/authorise", said(elsewhere)).status_code == 422
    assert not RecoveryRequest.objects.exists()


def test_what_they_asked_already_from_their_phone_is_shown(ama: Client, world: World) -> None:
    asked(world, world.daniel, words="Driving lessons")
    page = ama.get("/authorise", {"person": str(world.daniel.id)}).content.decode()
    assert "Daniel has asked already" in page
    assert "Driving lessons" in page


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


def test_another_council_sees_nothing_of_it(world: World) -> None:
    other = make_world(rail=Rail.BANK_FILE)
    member = MemberFactory(book_id=other.book_id)
    assert browser(member).get("/authorise").status_code == 404
    page = browser(other.practitioner).get("/authorise", {"person": str(world.daniel.id)})
    assert "this year" not in page.content.decode()
