"""After the button: where the money is, the link, giving up; people and decisions."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.people.models import RecordRead
from budgets.recovery import services as recovery
from budgets.recovery.values import Helped, Reach
from ledgers.values import SCHEDULER
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, asked, make_world, on_its_way, promised, there
from tests.web.pages import browser, newest_mail


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_next_page_says_where_the_money_is_and_gives_the_link(
    ama: Client, world: World
) -> None:
    granted = promised(world, world.daniel)
    page = shown(ama, f"/authorised/{granted.request_id}")
    assert "is set aside for Daniel" in page
    assert recovery.hand_over_link(recovery=granted, now=NOW) in page
    assert "Waiting for Daniel to open the link" in page
    assert "It waits until Sunday 3 January 2027" in page
    assert "Did it help?" in page


def test_the_practice_rail_says_no_more_than_on_its_way(ama: Client, world: World) -> None:
    page = shown(ama, f"/authorised/{on_its_way(world, world.daniel).request_id}")
    assert "is on its way to Daniel" in page
    assert "We will know when the bank answers" in page
    assert "Most banks" not in page
    assert "Hand it over" not in page


def test_over_the_bank_file_it_says_with_which_file_it_leaves(db: None) -> None:
    world = make_world(rail=Rail.BANK_FILE)
    granted = on_its_way(world, world.daniel)
    page = shown(browser(world.practitioner), f"/authorised/{granted.request_id}")
    assert "is promised to Daniel" in page
    assert "It goes with the bank file of" in page
    assert "Most banks show it by" in page
    assert "Give up £300.00" in page


def test_what_arrived_says_on_which_day_one_question_comes(ama: Client, world: World) -> None:
    granted = there(world, world.daniel)
    page = shown(ama, f"/authorised/{granted.request_id}")
    assert "has reached Daniel" in page
    assert "On Sunday 17 January 2027 we ask Daniel one question" in page
    assert "Give up" not in page


def test_what_came_back_is_safe(ama: Client, world: World) -> None:
    granted = on_its_way(world, world.daniel)
    payouts.bring_back(
        payment=granted.payment, to=PaymentState.RETURNED, reason_code="AC04", by=SCHEDULER, now=NOW
    )
    page = shown(ama, f"/authorised/{granted.request_id}")
    assert "came back from the bank" in page
    assert "It is safe, set aside for Daniel" in page
    assert "Our finance team is putting it right" in page


def test_straight_to_a_college_hands_the_link_to_the_college(ama: Client, world: World) -> None:
    granted = promised(world, world.daniel, reach=Reach.STRAIGHT, straight_to="Elm College")
    page = shown(ama, f"/authorised/{granted.request_id}")
    assert "Elm College opens this and types where to be paid" in page
    assert "Email it" not in page
    letter = shown(ama, f"/authorised/{granted.request_id}/letter")
    assert "Dear Elm College" in letter


def test_the_letter_has_the_link_the_day_and_a_number_to_call(ama: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    letter = shown(ama, f"/authorised/{granted.request_id}/letter")
    assert recovery.hand_over_link(recovery=granted, now=NOW) in letter
    assert "Sunday 3 January 2027" in letter
    assert world.council.phone in letter


def test_the_link_is_emailed_again_once_a_day(ama: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    address = f"/authorised/{granted.request_id}/email"
    assert ama.post(address).status_code == 302
    to, _, words = newest_mail()
    assert to == world.daniel.email
    assert "/pay/" in words
    assert ama.post(address).status_code == 302


def test_without_an_address_the_link_is_handed_over_or_printed(ama: Client, world: World) -> None:
    world.daniel.email = ""
    world.daniel.save()
    granted = promised(world, world.daniel)
    assert "Email it" not in shown(ama, f"/authorised/{granted.request_id}")
    answer = ama.post(f"/authorised/{granted.request_id}/email")
    assert answer.status_code == 409
    assert "print it as a letter" in answer.content.decode()


def test_a_link_that_is_too_old_is_made_again(ama: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    payee = granted.payment.payee
    assert payee
    payee.link_ends_at = NOW - timedelta(days=1)
    payee.save()
    page = shown(ama, f"/authorised/{granted.request_id}")
    assert "Make a new link" in page
    assert ama.get(f"/authorised/{granted.request_id}/letter").status_code == 404
    ama.post(f"/authorised/{granted.request_id}/link")
    assert "/pay/" in shown(ama, f"/authorised/{granted.request_id}")


def test_what_has_not_left_can_be_given_up(ama: Client, world: World) -> None:
    granted = promised(world, world.daniel)
    ama.post(f"/authorised/{granted.request_id}/give-up")
    assert "went back to the pot" in shown(ama, f"/authorised/{granted.request_id}")
    world.team.pot.refresh_from_db()
    assert world.team.pot.available_pence == 12_000_00


def test_what_has_left_is_never_taken_back(ama: Client, world: World) -> None:
    granted = on_its_way(world, world.daniel)
    answer = ama.post(f"/authorised/{granted.request_id}/give-up")
    assert answer.status_code == 409
    assert "nobody takes it back" in answer.content.decode()


def test_what_is_not_theirs_does_not_exist(world: World) -> None:
    granted, other = promised(world, world.daniel), make_world()
    pages = ("", "/letter")
    acts = ("/email", "/give-up", "/link")
    for member in (other.practitioner, world.finance, world.holder(world.daniel)):
        client = browser(member)
        for page in pages:
            assert client.get(f"/authorised/{granted.request_id}{page}").status_code == 404
        for act in acts:
            assert client.post(f"/authorised/{granted.request_id}{act}").status_code == 404
        assert client.get(f"/people/{world.daniel.id}").status_code == 404
    assert browser(world.practitioner).get(f"/authorised/{uuid4()}").status_code == 404


def test_what_is_with_the_manager_says_so(ama: Client, world: World) -> None:
    request = asked(world, world.daniel)
    recovery.pass_to_manager(request=request, by=world.practitioner, now=NOW)
    page = shown(ama, f"/authorised/{request.id}")
    assert "Priya sees it at once" in page
    assert ama.get(f"/authorised/{request.id}/letter").status_code == 404


def test_my_people_are_the_teams_with_what_they_had(ama: Client, world: World) -> None:
    promised(world, world.daniel, pence=120_00)
    page = shown(ama, "/people")
    assert "Daniel Okafor" in page
    assert "£120" in page
    assert "Rosa Marsh" not in shown(ama, "/people?who=daniel")
    assert "We found nobody like “zzz”" in shown(ama, "/people?who=zzz")


def test_my_people_say_that_somebody_waits(ama: Client, world: World) -> None:
    assert "waits for an answer" not in shown(ama, "/people")
    asked(world, world.rosa)
    assert "1 asking waits for an answer" in shown(ama, "/people")


def test_a_persons_page_shows_what_became_of_it_and_keeps_who_looked(
    ama: Client, world: World
) -> None:
    granted = there(world, world.daniel)
    recovery.answer_whether_it_helped(
        recovery=granted,
        helped=Helped.A_LITTLE,
        words="The bus was late.",
        by=world.holder(world.daniel),
        now=NOW,
    )
    page = shown(ama, f"/people/{world.daniel.id}")
    assert "It helped a little. “The bus was late.”" in page
    assert "£300<span" in page
    read = RecordRead.objects.get(person=world.daniel)
    assert (read.what, read.role) == ("requests and payments", "practitioner")


def test_my_decisions_say_how_they_turned_out(ama: Client, world: World) -> None:
    assert "Nothing decided yet" in shown(ama, "/decisions")
    granted = there(world, world.daniel)
    assert "Nobody has answered yet" in shown(ama, "/decisions")
    recovery.answer_whether_it_helped(
        recovery=granted, helped=Helped.YES, words="", by=world.holder(world.daniel), now=NOW
    )
    page = shown(ama, "/decisions")
    assert "<strong>1</strong> said yes" in page
    assert "It helped." in page
    assert "Nothing decided yet" in shown(browser(world.manager), "/decisions")


def test_many_decisions_come_in_pages(ama: Client, world: World) -> None:
    for _ in range(26):
        promised(world, world.daniel, pence=1_00)
    assert "Older" in shown(ama, "/decisions")
    assert "Newer" in shown(ama, "/decisions?page=2")
