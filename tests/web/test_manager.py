"""The manager: what waits, oldest first; yes, or no with a kind reason; the pot; delegations."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.councils.models import Delegation
from budgets.people import services as people
from budgets.people.values import Relation
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Asking, Helped
from ledgers.values import Purpose
from tests.factories import NOW, PractitionerFactory, World, asked, make_world, promised, there
from tests.web.pages import browser, newest_mail


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def priya(world: World) -> Client:
    return browser(world.manager)


def passed(world: World, pence: int = 450_00) -> RecoveryRequest:
    asking = Asking(person_id=world.daniel.id, words="Driving lessons", pence=pence, key=uuid4())
    return recovery.ask_manager(asking=asking, by=world.practitioner, now=NOW)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_queue_is_good_news(priya: Client) -> None:
    assert "Nobody is waiting" in shown(priya, "/queue")


def test_the_longest_waiting_stands_first_with_the_pot(priya: Client, world: World) -> None:
    first = passed(world)
    second = asked(world, world.rosa, words="A taxi to my choir")
    RecoveryRequest.objects.filter(pk=second.pk).update(asked_at=NOW - timedelta(days=2))
    page = shown(priya, "/queue")
    assert page.index("A taxi to my choir") < page.index(first.words)
    assert "Ama Boateng asks you" in page
    assert "Asked by Rosa" in page
    assert "£12,000<span" in page
    assert "2 wait for an answer" in page


def test_yes_promises_it(priya: Client, world: World) -> None:
    request = passed(world)
    answer = priya.post(f"/queue/{request.id}/yes")
    assert answer["Location"] == f"/authorised/{request.id}"
    assert RecoveryBudget.objects.get().authorised_by == world.manager.user_id
    assert priya.post(f"/queue/{request.id}/yes").status_code == 302
    assert RecoveryBudget.objects.count() == 1


def test_what_somebody_else_decided_leads_back_kindly(priya: Client, world: World) -> None:
    request = asked(world, world.daniel)
    recovery.authorise_recovery_budget(request=request, by=world.practitioner, now=NOW)
    answer = priya.post(f"/queue/{request.id}/yes")
    assert answer.status_code == 409
    assert 'href="/queue"' in answer.content.decode()


def test_no_has_a_kind_reason_that_the_person_reads(priya: Client, world: World) -> None:
    request = passed(world)
    address = f"/queue/{request.id}/no"
    assert "What Daniel will read" in shown(priya, address)
    assert priya.post(address, {}).status_code == 422
    assert priya.post(address, {"offered": "own", "words": "  "}).status_code == 422
    assert priya.post(address, {"offered": "smaller", "words": ""})["Location"] == "/queue"
    request.refresh_from_db()
    assert request.decision_words.startswith("This is more than our team has")
    assert request.decision_words in newest_mail()[2]
    assert "Not this time" in shown(browser(world.holder(world.daniel)), "/home")


def test_the_offered_sentence_can_be_changed(priya: Client, world: World) -> None:
    request = passed(world)
    priya.post(f"/queue/{request.id}/no", {"offered": "talk", "words": "I ring you at two."})
    request.refresh_from_db()
    assert request.decision_words == "I ring you at two."


def test_a_reason_is_kept_when_it_was_decided_meanwhile(priya: Client, world: World) -> None:
    request = passed(world)
    recovery.withdraw_request(request=request, by=world.holder(world.daniel), now=NOW)
    answer = priya.post(f"/queue/{request.id}/no", {"words": "I ring you at two."})
    assert answer.status_code == 409
    assert "I ring you at two." in answer.content.decode()


def test_a_practitioner_answers_what_came_from_phones_or_passes_it_on(world: World) -> None:
    ama = browser(world.practitioner)
    passed(world)
    assert "Nobody is waiting" in shown(ama, "/queue")
    request = asked(world, world.rosa, pence=400_00)
    page = shown(ama, "/queue")
    assert "This is above what you may authorise alone" in page
    assert "Authorise £400.00" not in page
    assert ama.post(f"/queue/{request.id}/pass-on").status_code == 302
    request.refresh_from_db()
    assert request.state == "with_manager"
    assert browser(world.manager).post(f"/queue/{request.id}/pass-on").status_code == 404


def test_who_is_close_to_the_person_is_not_offered_to_answer(priya: Client, world: World) -> None:
    people.declare_interest(
        member=world.manager, person=world.daniel, relation=Relation.FAMILY, now=NOW
    )
    request = asked(world, world.daniel)
    page = shown(priya, "/queue")
    assert "somebody else must answer this" in page
    assert "Authorise £" not in page
    assert priya.post(f"/queue/{request.id}/yes").status_code == 409


def test_another_councils_queue_does_not_exist(world: World) -> None:
    request, other = passed(world), make_world()
    stranger = browser(other.manager)
    assert "Driving lessons" not in shown(stranger, "/queue")
    for act in ("yes", "no", "pass-on"):
        assert stranger.post(f"/queue/{request.id}/{act}").status_code == 404


def test_the_pot_says_how_fast_it_goes_what_for_and_whether_it_helped(
    priya: Client, world: World
) -> None:
    assert "It is too early to say" in shown(priya, "/pot")
    granted = there(world, world.daniel, words="A course")
    recovery.answer_whether_it_helped(
        recovery=granted, helped=Helped.YES, words="", by=world.holder(world.daniel), now=NOW
    )
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        page = shown(browser(world.manager), "/pot")
    assert "About £150 goes in a month. At that pace it lasts until the year ends." in page
    assert "Learning" in page
    assert "1 yes, 0 a little, 0 no" in page
    assert "£11,700<span" in page
    assert granted.request.purpose == Purpose.LEARNING


def test_what_went_back_is_not_counted(priya: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    recovery.cancel_recovery_budget(recovery=granted, by=world.manager.user_id, now=NOW)
    assert "Nothing in the last 6 months" in shown(priya, "/pot")


def test_a_delegation_is_given_from_today(priya: Client, world: World) -> None:
    address = f"/pot/limits/{world.practitioner.id}"
    assert 'value="300.00"' in shown(priya, address)
    wrong = priya.post(address, {"grant_limit": "700", "person_year_limit": "600"})
    assert wrong.status_code == 409
    assert 'value="700"' in wrong.content.decode()
    priya.post(address, {"grant_limit": "400", "person_year_limit": "800"})
    newest = Delegation.objects.get(member=world.practitioner, given_by=world.manager.user_id)
    assert (newest.grant_limit_pence, newest.person_year_limit_pence) == (400_00, 800_00)


def test_nobody_sets_their_own_limit_or_that_of_another_team(priya: Client, world: World) -> None:
    elsewhere = PractitionerFactory(book_id=world.book_id)
    for member in (world.manager, elsewhere, world.finance):
        assert priya.get(f"/pot/limits/{member.id}").status_code == 404
    assert browser(world.practitioner).get("/pot").status_code == 404
