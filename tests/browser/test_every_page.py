"""Every page and state of practitioners, managers and holders, on a phone and in large text."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from budgets.people import services as people
from budgets.people.values import Relation, RepresentativeKind
from budgets.recovery import services as recovery
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.values import PaymentState
from tests.browser.conftest import Opener
from tests.browser.phone import Phone
from tests.factories import (
    NOW,
    PersonFactory,
    PractitionerFactory,
    World,
    asked,
    on_its_way,
    promised,
    there,
)

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
LONG_NAME = "Featherstonehaugh-Cholmondeley Marjoribanks"


def _a_full_life(world: World) -> dict[str, Any]:
    """A world in which every state of a recovery budget is somebody's."""
    grace = PersonFactory(team=world.team, full_name=f"Grace {LONG_NAME}")
    people.declare_interest(
        member=world.practitioner, person=grace, relation=Relation.FRIEND, now=NOW
    )
    people.name_representative(
        person=grace,
        user=world.holder(world.rosa).user,
        kind=RepresentativeKind.AUTHORISED,
        starts_on=NOW.date(),
        now=NOW,
    )
    back = on_its_way(world, world.rosa, pence=40_00, words="A" * 120, account_number="11112222")
    payouts.bring_back(
        payment=back.payment, to=PaymentState.RETURNED, reason_code="AC04", by=SCHEDULER, now=NOW
    )
    arrived = there(world, world.daniel, pence=50_00)
    recovery.ask_whether_it_helped(book_id=world.book_id, now=NOW + timedelta(weeks=8))
    mary = PersonFactory(team=world.team, full_name="Mary Finch")
    given_up = promised(world, mary, pence=10_00)
    recovery.cancel_recovery_budget(recovery=given_up, by=world.practitioner.user_id, now=NOW)
    waiting = promised(world, mary, pence=60_00)
    no = asked(world, world.daniel, pence=70_00)
    recovery.refuse_request(request=no, reason="We ring you.", by=world.manager, now=NOW)
    up = asked(world, world.rosa, pence=900_00, words="A very long word: " + "x" * 60)
    recovery.pass_to_manager(request=up, by=world.practitioner, now=NOW)
    return {
        "grace": grace,
        "mary": mary,
        "back": back.request_id,
        "arrived": arrived.request_id,
        "given_up": given_up.request_id,
        "waiting": waiting.request_id,
        "no": no.id,
        "up": up.id,
        "phone": asked(world, world.daniel, pence=80_00).id,
    }


def _addresses(world: World, life: dict[str, Any]) -> dict[str, dict[str, str]]:
    daniel, grace = world.daniel.id, life["grace"].id
    states = ("back", "arrived", "given_up", "waiting", "no", "up", "phone")
    return {
        "practitioner": {
            "authorise": "/authorise",
            "authorise, many found": "/authorise?who=a",
            "authorise, nobody found": "/authorise?who=zzz",
            "authorise, asked already": f"/authorise?person={daniel}",
            "authorise, a clash": f"/authorise?person={grace}",
            "my people": "/people",
            "my people, nobody found": "/people?who=zzz",
            "a person": f"/people/{daniel}",
            "my decisions": "/decisions",
            "the letter": f"/authorised/{life['waiting']}/letter",
            "the practitioner's queue": "/queue",
            **{f"a request, {state}": f"/authorised/{life[state]}" for state in states},
        },
        "manager": {
            "queue": "/queue",
            "say no": f"/queue/{life['up']}/no",
            "pot": "/pot",
            "limits": f"/pot/limits/{world.practitioner.id}",
        },
        "daniel": {"home, full": "/home", "ask": "/ask", "looked": f"/home/{daniel}/looked"},
        "mary": {"home, something to do": "/home"},
        "rosa": {
            "a carer's home": "/home",
            "represented": f"/home/{grace}",
            "ask for whom": "/ask",
        },
        "alone": {"no team": "/authorise", "no people": "/people", "no decisions": "/decisions"},
    }


def _everybody(world: World, life: dict[str, Any]) -> dict[str, Any]:
    return {
        "practitioner": world.practitioner.user,
        "manager": world.manager.user,
        "daniel": world.holder(world.daniel).user,
        "rosa": world.holder(world.rosa).user,
        "mary": world.holder(life["mary"]).user,
        "alone": PractitionerFactory(book_id=world.book_id, grant_limit=0).user,
    }


def test_every_page_on_a_phone(open_phone: Opener, world: World) -> None:
    life = _a_full_life(world)
    users = _everybody(world, life)
    for who, addresses in _addresses(world, life).items():
        phone = open_phone(users[who])
        for name, address in addresses.items():
            phone.open(address).look(name)
            assert phone.looked[name]["bytes"] < MOST_BYTES, name


def test_every_page_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    life = _a_full_life(world)
    users = _everybody(world, life)
    for who, addresses in _addresses(world, life).items():
        phone = open_phone(users[who], large_text)
        for name, address in addresses.items():
            _fits(phone.open(address), name)


def _fits(phone: Phone, name: str) -> None:
    size = phone.page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert size == "32px"
    assert phone.sideways() <= 0, f"{name} scrolls sideways by {phone.sideways()} px in large text"


def test_every_page_on_a_desk(open_phone: Opener, world: World) -> None:
    life = _a_full_life(world)
    users = _everybody(world, life)
    for who, addresses in _addresses(world, life).items():
        desk = open_phone(users[who], viewport={"width": 1280, "height": 900})
        for name, address in addresses.items():
            desk.open(address).look(f"{name}, on a desk")
