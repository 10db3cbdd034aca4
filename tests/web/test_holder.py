"""A holder's home: what there is, what to do, what happened; asking; who has looked."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.councils.models import Member
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.values import RepresentativeKind
from budgets.recovery import services as recovery
from budgets.recovery.models import HelpAnswer, RecoveryRequest
from budgets.recovery.values import Reach
from ledgers.values import SCHEDULER, uuid7
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.values import PaymentState
from tests.factories import (
    NOW,
    MemberFactory,
    World,
    asked,
    make_world,
    on_its_way,
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


def test_an_empty_home_is_kind(daniel: Client) -> None:
    page = shown(daniel, "/home")
    assert "Hello, Daniel" in page
    assert "Nothing for you to do" in page
    assert "You don’t need to keep receipts" in page
    assert "Ask for it" in page


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


def test_a_promise_is_one_thing_to_do_and_leads_to_the_link(daniel: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    page = shown(daniel, "/home")
    assert "1 thing to do" in page
    assert "Tell us where to pay £300.00" in page
    answer = daniel.post(f"/ask/{granted.request_id}/where")
    assert answer["Location"] == recovery.hand_over_link(recovery=granted, now=NOW)


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


def test_on_its_way_says_no_more_than_is_true(daniel: Client, world: World) -> None:
    on_its_way(world, world.daniel)
    page = shown(daniel, "/home")
    assert "Daniel, this is on its way" in page
    assert "Nothing for you to do" in page
    assert "left" not in page


def test_over_the_bank_file_it_says_when(db: None) -> None:
    world = make_world(rail=Rail.BANK_FILE)
    on_its_way(world, world.daniel)
    page = shown(browser(world.holder(world.daniel)), "/home")
    assert "Daniel, you are getting" in page
    assert "It goes with the bank file of" in page


def test_what_arrived_says_when_and_no_balance(daniel: Client, world: World) -> None:
    there(world, world.daniel)
    page = shown(daniel, "/home")
    assert "Paid on Sunday 22 November 2026." in page
    assert "+ £300.00" in page
    assert "Did it help?" not in page


def test_what_came_back_is_safe_and_asks_for_the_details_again(
    daniel: Client, world: World
) -> None:
    granted = on_its_way(world, world.daniel)
    payouts.bring_back(
        payment=granted.payment, to=PaymentState.RETURNED, reason_code="AC04", by=SCHEDULER, now=NOW
    )
    page = shown(daniel, "/home")
    assert "this came back from the bank" in page
    assert "Look at your bank details again" in page


def test_what_lapsed_or_was_refused_stands_below_with_its_kind_reason(
    daniel: Client, world: World
) -> None:
    promised(world, world.daniel)
    recovery.remind_uncollected(book_id=world.book_id, now=NOW + timedelta(days=30))
    recovery.lapse_uncollected(book_id=world.book_id, now=NOW + timedelta(days=60))
    request = asked(world, world.daniel, words="A sofa")
    recovery.refuse_request(request=request, reason="We ring you.", by=world.manager, now=NOW)
    page = shown(daniel, "/home")
    assert "Back in the pot" in page
    assert "Not this time" in page
    assert "We ring you." in page
    assert "Nothing for you to do" in page


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


def test_a_carers_own_home_is_apart_from_whom_they_look_after(world: World) -> None:
    rosa = represent(world)
    promised(world, world.rosa, words="A break for Rosa")
    promised(world, world.daniel, words="Something for Daniel")
    own = shown(rosa, "/home")
    assert "A break for Rosa" in own
    assert "Something for Daniel" not in own
    assert f"/home/{world.daniel.id}" in own
    theirs = shown(rosa, f"/home/{world.daniel.id}")
    assert "Daniel Okafor’s money, which you look after" in theirs
    assert "A break for Rosa" not in theirs
    assert "My own money" in theirs


def test_a_representative_asks_for_whom_they_choose(world: World) -> None:
    rosa = represent(world)
    assert "Who is it for?" in shown(rosa, "/ask")
    typed = {"key": str(uuid7()), "words": "A ramp", "amount": "90"}
    assert rosa.post("/ask", typed).status_code == 422
    answer = rosa.post("/ask", typed | {"person": str(world.daniel.id)})
    assert answer["Location"] == f"/home/{world.daniel.id}"
    assert RecoveryRequest.objects.get().person == world.daniel


def test_somebody_who_represents_nobody_any_more_finds_a_kind_page(world: World) -> None:
    member: Member = MemberFactory(book_id=world.book_id, role=Role.HOLDER)
    assert "Nothing here now" in shown(browser(member), "/home")
    assert "You look after nobody’s money" in shown(browser(member), "/ask")


def test_who_has_looked_is_shown_once_a_day(daniel: Client, world: World) -> None:
    address = f"/home/{world.daniel.id}/looked"
    assert "Nobody yet" in shown(daniel, address)
    ama = browser(world.practitioner)
    for _ in range(3):
        ama.get(f"/people/{world.daniel.id}")
    page = shown(daniel, address)
    assert page.count("Ama Boateng, practitioner") == 1
    assert "Looked at requests and payments" in page


def test_what_is_not_theirs_does_not_exist(world: World) -> None:
    granted, rosa = promised(world, world.daniel), browser(world.holder(world.rosa))
    for page in (f"/home/{world.daniel.id}", f"/home/{world.daniel.id}/looked", f"/home/{uuid4()}"):
        assert rosa.get(page).status_code == 404
    for act in ("take-back", "where", "helped"):
        assert rosa.post(f"/ask/{granted.request_id}/{act}", {"helped": "yes"}).status_code == 404
    for member in (world.practitioner, world.manager, world.finance, world.auditor):
        assert browser(member).get("/home").status_code == 404
    assert browser(world.finance).get("/ask").status_code == 404
    assert "You look after nobody" in shown(browser(world.practitioner), "/ask")
    typed = {"key": str(uuid7()), "words": "A ramp", "amount": "90"}
    assert browser(world.practitioner).post("/ask", typed).status_code == 422


def test_staff_who_draw_on_support_see_only_their_own_home(world: World) -> None:
    people.give_sign_in(person=world.rosa, email=world.practitioner.user.email, now=NOW)
    promised(world, world.daniel, words="Something for Daniel")
    page = shown(browser(world.practitioner), "/home")
    assert "Hello, Rosa" in page
    assert "Something for Daniel" not in page
    assert browser(world.practitioner).get(f"/home/{world.daniel.id}").status_code == 404
