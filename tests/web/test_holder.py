"""A holder's home: what there is, whether there is anything to do, and whose it is."""

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


def test_an_empty_home_is_kind(daniel: Client) -> None:
    page = shown(daniel, "/home")
    assert "Hello, Daniel" in page
    assert "Nothing for you to do" in page
    assert "You don’t need to keep receipts" in page
    assert "Ask for it" in page


def test_a_promise_is_one_thing_to_do_and_leads_to_the_link(daniel: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    page = shown(daniel, "/home")
    assert "1 thing to do" in page
    assert "Tell us where to pay £300.00" in page
    answer = daniel.post(f"/ask/{granted.request_id}/where")
    assert answer["Location"] == recovery.hand_over_link(recovery=granted, now=NOW)


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


def test_somebody_who_represents_nobody_any_more_finds_a_kind_page(world: World) -> None:
    member: Member = MemberFactory(book_id=world.book_id, role=Role.HOLDER)
    assert "Nothing here now" in shown(browser(member), "/home")
    assert "You look after nobody’s money" in shown(browser(member), "/ask")


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
