"""Hours as whoever employs somebody sees them: one tap, all at once, or a kind question."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from budgets.assistants.models import ShiftAgreement, ShiftMessage
from tests.factories import NOW, World
from tests.web.holding import shown
from tests.web.pages import browser
from tests.worlds_of_assistants import Work, works


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


@pytest.fixture
def daniel(work: Work) -> Client:
    return browser(work.holder)


def test_hours_that_wait_stand_on_the_home_and_are_agreed_there(daniel: Client, work: Work) -> None:
    first, second = work.logged(), work.logged(day=date(2026, 11, 18), hours=3)
    home = shown(daniel, "/home")
    assert "Mariam worked 7 hours: £98.00" in home
    assert "Monday 9am to 1pm, Wednesday 9am to midday" in home
    assert "Agree both" in home
    assert "Something’s not right" in home
    answer = daniel.post(
        f"/plan/{work.budget.id}/hours/agree", {"shift": [str(first.id), str(second.id)]}
    )
    assert answer.headers["Location"] == "/home"
    agreed = ShiftAgreement.objects.all()
    assert {one.shift_id for one in agreed} == {first.id, second.id}
    assert {one.agreed_by for one in agreed} == {work.holder.user_id}
    assert "Mariam worked" not in shown(daniel, "/home")
    assert "Agreed" in shown(browser(work.member), "/work/")


def test_only_what_was_seen_is_agreed(daniel: Client, work: Work) -> None:
    seen, later = work.logged(), work.logged(day=date(2026, 11, 18))
    answer = daniel.post(f"/plan/{work.budget.id}/hours/agree", {"shift": [str(seen.id)]})
    assert answer.headers["Location"] == f"/plan/{work.budget.id}/hours"
    assert not ShiftAgreement.objects.filter(shift=later).exists()


def test_what_needs_a_second_look_is_not_one_tap(daniel: Client, work: Work) -> None:
    work.logged()
    work.logged(start=11)
    home = shown(daniel, "/home")
    assert "Some of it needs a second look." in home
    assert "Look at the hours" in home
    assert "Agree both" not in home


def test_something_is_not_right_opens_an_exchange(daniel: Client, work: Work) -> None:
    one = work.logged(note="Shopping")
    address = f"/plan/{work.budget.id}/hours/{one.id}"
    page = shown(daniel, address)
    assert "9am to 1pm, 4 hours" in page
    assert "Shopping" in page
    assert daniel.post(address, {"words": " "}).status_code == 422
    daniel.post(address, {"words": "Was it 3?"})
    assert ShiftMessage.objects.get().words == "Was it 3?"
    hours = shown(daniel, f"/plan/{work.budget.id}/hours")
    assert "You asked about" in hours
    assert "No hours wait for you" in hours


def test_nobody_agrees_anothers_hours_nor_their_own(world: World, work: Work) -> None:
    one = work.logged()
    agree = f"/plan/{work.budget.id}/hours/agree"
    for somebody in (world.holder(world.rosa), work.member, world.practitioner):
        answer = browser(somebody).post(agree, {"shift": [str(one.id)]})
        assert answer.status_code in (403, 404)
    assert browser(work.holder).post(agree, {"shift": ["nonsense"]}).status_code == 404
    assert browser(work.holder).post(agree, {}).status_code == 404
    assert not ShiftAgreement.objects.exists()
