"""The pages of a personal assistant, without a script: start, stop, type, put right, answer."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from budgets.assistants import services as assistants
from budgets.assistants.models import Shift, ShiftMessage, ShiftWithdrawal
from budgets.assistants.values import RateKind
from tests.factories import NOW, World
from tests.web.holding import shown
from tests.web.pages import browser
from tests.worlds_of_assistants import Work, works


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def work(world: World) -> Work:
    return works(world, rates={RateKind.STANDARD: 13_40, RateKind.SLEEP_IN: 60_00})


@pytest.fixture
def phone(work: Work) -> Client:
    return browser(work.member)


def typed(**said: Any) -> dict[str, Any]:
    return {
        "key": str(uuid4()),
        "day": "2026-11-20",
        "start": "09:00",
        "end": "12:30",
        "kind": "standard",
        **said,
    }


def test_the_first_page_of_an_assistant_is_their_work(phone: Client, work: Work) -> None:
    assert phone.get("/").headers["Location"] == "/work/"
    page = shown(phone, "/work/")
    assert "Hello, Mariam" in page
    assert "You work for Daniel." in page
    assert "£13.40 an hour." in page
    assert "No shifts yet" in page


def test_typing_a_shift_keeps_it(phone: Client, work: Work) -> None:
    address = f"/work/{work.engagement.id}/type"
    said = typed(miles="12.3", note="Shopping")
    answer = phone.post(address, said)
    assert answer.headers["Location"] == f"/work/{work.engagement.id}/"
    kept = Shift.objects.get()
    assert (str(kept.id), kept.minutes, kept.miles_tenths) == (said["key"], 210, 123)
    phone.post(address, said)
    assert Shift.objects.count() == 1
    page = shown(phone, "/work/")
    assert "9am to 12:30pm, 3½ hours" in page
    assert "Mariam, from Daniel you have earned" in page
    assert "£46.90" in page
    assert "Sent</span>" in page


def test_what_to_think_about_is_said_once_before_it_is_kept(phone: Client, work: Work) -> None:
    address, said = f"/work/{work.engagement.id}/type", typed(start="8.00", end="4pm")
    first = phone.post(address, said)
    page = first.content.decode()
    assert first.status_code == 200
    assert "Is this right?" in page
    assert "20 minutes" in page
    assert not Shift.objects.exists()
    seen = first.context["form"].data["seen"]
    assert phone.post(address, said | {"seen": seen}).status_code == 302
    assert Shift.objects.get().minutes == 480


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"end": "09:00"}, "The end is not after the start."),
        ({"day": "2026-12-01"}, "That day has not come yet."),
        ({"day": "2026-02-20"}, "This is before your first day in this work."),
        ({"break_minutes": "210"}, "The break is as long as the hours, or longer."),
        ({"break_minutes": "٣"}, "Write minutes in figures, like 30."),
        ({"start": "25:00"}, "Write the time like 14:30 or 2.30pm."),
        ({"kind": "sleep_in", "end": "10:00", "woken_minutes": "90"}, "awake for longer"),
        ({"miles": "far"}, "Write miles like 12 or 12.3."),
        ({"day": ""}, "Write the day"),
    ],
)
def test_the_impossible_is_said_beside_its_field(
    phone: Client, work: Work, said: dict[str, Any], words: str
) -> None:
    answer = phone.post(f"/work/{work.engagement.id}/type", typed(**said))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Shift.objects.exists()


def test_a_time_that_came_twice_is_asked_about(phone: Client, work: Work) -> None:
    address = f"/work/{work.engagement.id}/type"
    said = typed(day="2026-10-25", start="01:30", end="03:00")
    first = phone.post(address, said)
    assert first.status_code == 422
    assert "The first time, before the clocks went back" in first.content.decode()
    assert not Shift.objects.exists()
    phone.post(address, said | {"which_start": "0"})
    assert Shift.objects.get().minutes == 150
    phone.post(
        address,
        typed(day="2026-10-25", start="01:30", end="03:00", which_start="1", seen="overlap"),
    )
    assert sorted(Shift.objects.values_list("minutes", flat=True)) == [90, 150]


def test_a_time_that_never_was_is_asked_about(phone: Client, work: Work) -> None:
    address = f"/work/{work.engagement.id}/type"
    said = typed(day="2026-03-29", start="01:30", end="05:00")
    page = phone.post(address, said).content.decode()
    assert "There was no such time. I mean 12:30am" in page
    assert "There was no such time. I mean 2:30am" in page
    phone.post(address, said | {"which_start": "1"})
    assert Shift.objects.get().minutes == 150


def test_a_night_over_the_change_of_clocks_counts_what_was_worked(
    phone: Client, work: Work
) -> None:
    address = f"/work/{work.engagement.id}/type"
    said = typed(day="2026-10-24", start="22:00", end="08:00", break_minutes="30")
    phone.post(address, said)
    assert Shift.objects.get().minutes == 11 * 60


def test_starting_and_stopping_works_without_a_script(
    phone: Client, work: Work, the_clock: Any
) -> None:
    here = f"/work/{work.engagement.id}"
    phone.post(f"{here}/start")
    assert "since 10:42am" in shown(phone, f"{here}/")
    the_clock.shift(timedelta(hours=2))
    stopped = phone.post(f"{here}/stop").headers["Location"]
    page = shown(phone, stopped)
    assert 'value="10:42"' in page
    assert 'value="12:42"' in page
    phone.post(stopped, typed(day="2026-11-22", start="10:42", end="12:42"))
    assert Shift.objects.get().minutes == 120
    assert "You are working</strong> <span data-since></span>" in shown(phone, f"{here}/")


def test_a_shift_is_put_right_by_another(phone: Client, work: Work) -> None:
    old = work.logged()
    page = shown(phone, f"/work/shifts/{old.id}")
    assert "Put it right" in page
    address = f"/work/shifts/{old.id}/correct"
    assert 'value="09:00"' in shown(phone, address)
    phone.post(address, typed(day="2026-11-16", start="09:00", end="12:00"))
    new = Shift.objects.get(replaces=old)
    assert new.minutes == 180
    assert "Corrected" in shown(phone, f"/work/shifts/{old.id}")
    assert "See what it was before" in shown(phone, f"/work/shifts/{new.id}")


def test_a_question_is_answered_and_a_shift_taken_back(phone: Client, work: Work) -> None:
    one = work.logged()
    assistants.question_shift(shift=one, words="Was it 3 hours?", by=work.holder, now=NOW)
    home = shown(phone, "/work/")
    assert "Daniel asks about Monday 16 November" in home
    assert "Was it 3 hours?" in home
    address = f"/work/shifts/{one.id}"
    assert "Asked about" in shown(phone, address)
    assert phone.post(address, {"words": ""}).status_code == 422
    phone.post(address, {"words": "No, 4."})
    assert ShiftMessage.objects.filter(words="No, 4.").exists()
    phone.post(f"{address}/take-back")
    assert ShiftWithdrawal.objects.filter(shift=one).exists()
    assert "Taken back" in shown(phone, address)


def test_employers_are_kept_apart(world: World, phone: Client, work: Work) -> None:
    other = works(world, world.rosa, assistant=work.assistant)
    work.logged()
    other.logged(day=date(2026, 11, 17))
    page = shown(phone, f"/work/{work.engagement.id}/shifts")
    assert page.count("lines__line") == 1
    assert "Your work for Rosa" in shown(phone, f"/work/{work.engagement.id}/")


def test_older_shifts_are_a_page_further(phone: Client, work: Work) -> None:
    work.logged(day=date(2026, 6, 1))
    here = f"/work/{work.engagement.id}/shifts"
    page = shown(phone, here)
    assert "No shifts yet" in page
    older = page.split('button--outline" href="')[1].split('"')[0]
    assert older == f"{here}/before/2026-09-28"
    assert phone.get(f"{here}/before/2026-02-30").status_code == 404
    assert "Monday 1 June" in shown(phone, f"{here}/before/2026-06-15")


def test_what_is_anothers_does_not_exist(world: World, phone: Client, work: Work) -> None:
    other = works(world, world.rosa)
    theirs = other.logged()
    for address in (
        f"/work/{other.engagement.id}/",
        f"/work/{other.engagement.id}/type",
        f"/work/{other.engagement.id}/shifts",
        f"/work/shifts/{theirs.id}",
        f"/work/shifts/{theirs.id}/correct",
    ):
        assert phone.get(address).status_code == 404, address
    assert phone.post(f"/work/{other.engagement.id}/type", typed()).status_code == 404
    assert phone.post(f"/work/shifts/{theirs.id}/take-back").status_code == 404


def test_an_ended_role_says_what_to_do(work: Work, phone: Client) -> None:
    holder = browser(work.holder)
    answer = holder.get("/work/")
    assert answer.status_code == 403
    assert "There is no work of yours here" in answer.content.decode()
    assert "data-count" in answer.content.decode()


def test_pages_that_a_phone_may_keep_say_so(work: Work, phone: Client) -> None:
    here = f"/work/{work.engagement.id}"
    kept = {
        address: phone.get(address).headers.get("X-Keep-On-Phone")
        for address in ("/work/", f"{here}/", f"{here}/type", f"{here}/shifts")
    }
    assert list(kept.values()) == ["yes", "yes", "yes", None]


def test_the_worker_names_files_that_are_there(phone: Client) -> None:
    answer = phone.get("/work/worker.js")
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    files = text.split("const FILES = [")[1].split("]")[0].replace('"', "").split(", ")
    assert "/static/web/work/home.js" in files
    assert Client().get("/work/offline").status_code == 200
