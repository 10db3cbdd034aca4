"""Every page and state of personal assistants and of hours to agree, on a phone and large."""

from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from budgets.assistants import services as assistants
from budgets.assistants.models import Shift
from budgets.assistants.values import RateKind, ShiftKind
from tests.browser.conftest import Opener
from tests.browser.phone import Phone
from tests.browser.test_assistant_offline import RATES, engaged, opened, type_shift
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_assistants import helps, works

pytestmark = pytest.mark.browser
MOST_BYTES = 100_000
LONG = "Featherstonehaugh-Cholmondeley Marjoribanks"


def _full(world: World) -> dict[str, Any]:
    """Hours in every state, for two employers."""
    work = engaged(world, weekly_minutes=16 * 60)
    other = works(world, world.rosa, assistant=work.assistant, rates={RateKind.STANDARD: 14_00})
    agreed = [work.logged(day=date(2026, 11, day)) for day in (9, 10)]
    assistants.agree_shifts(ids=[one.id for one in agreed], by=work.holder, now=NOW)
    waiting = work.logged(day=date(2026, 11, 18), hours=3.5, note="Shopping, and lunch " * 12)
    long = work.logged(day=date(2026, 11, 17), hours=9)
    night = work.logged(
        day=date(2026, 11, 19), start=22, hours=9, kind=ShiftKind.SLEEP_IN, woken_minutes=45,
        miles_tenths=123,
    )  # fmt: skip
    asked = work.logged(day=date(2026, 11, 16))
    assistants.question_shift(
        shift=asked,
        words="Were you here until 1? I thought it was midday.",
        by=work.holder,
        now=NOW,
    )
    back = work.logged(day=date(2026, 11, 12))
    assistants.withdraw_shift(shift=back, by=work.member, now=NOW)
    other.logged(day=date(2026, 11, 18), start=10)
    return {
        "work": work, "other": other, "agreed": agreed[0], "waiting": waiting, "long": long,
        "night": night, "asked": asked, "back": back,
    }  # fmt: skip


def _addresses(life: dict[str, Any]) -> dict[str, dict[str, str]]:
    work, other = life["work"], life["other"]
    here = f"/work/{work.engagement.id}"
    states = ("agreed", "waiting", "long", "night", "asked", "back")
    plan = f"/plan/{work.budget.id}"
    return {
        "assistant": {
            "work home": f"{here}/",
            "work home, another employer": f"/work/{other.engagement.id}/",
            "work, type": f"{here}/type",
            "work, all shifts": f"{here}/shifts",
            "work, offline": "/work/offline",
            **{f"work, a shift, {name}": f"/work/shifts/{life[name].id}" for name in states},
            "work, correct": f"/work/shifts/{life['waiting'].id}/correct",
        },
        "holder": {
            "home, hours to agree": "/home",
            "hours to agree": f"{plan}/hours",
            "hours, a question": f"{plan}/hours/{life['long'].id}",
            "hours, asked": f"{plan}/hours/{life['asked'].id}",
            "my assistants": f"{plan}/assistants",
            "add an assistant": f"{plan}/assistants/add",
            "one assistant": f"{plan}/assistants/{work.engagement.id}",
            **{
                f"one assistant, {step}": f"{plan}/assistants/{work.engagement.id}/{step}"
                for step in ("rate", "invite", "notice", "end")
            },
        },
        "practitioner": {
            "employed": f"/budgets/{work.budget.id}/assistants",
            "family, new": f"/budgets/{work.budget.id}/assistants/family",
            "family, agreed": f"/budgets/{work.budget.id}/assistants/{work.engagement.id}/family",
        },
    }


def _users(life: dict[str, Any]) -> dict[str, Any]:
    work = life["work"]
    return {
        "assistant": work.member.user,
        "holder": work.holder.user,
        "practitioner": work.world.practitioner.user,
    }


def test_every_page_on_a_phone(open_phone: Opener, world: World) -> None:
    life = _full(world)
    users = _users(life)
    for who, addresses in _addresses(life).items():
        phone = open_phone(users[who])
        for name, address in addresses.items():
            phone.open(address).look(name)
            assert phone.looked[name]["bytes"] < MOST_BYTES, name


def test_every_page_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    life = _full(world)
    users = _users(life)
    for who, addresses in _addresses(life).items():
        phone = open_phone(users[who], large_text)
        for name, address in addresses.items():
            assert phone.open(address).sideways() <= 0, name


def test_somebody_new_and_somebody_with_a_long_name(open_phone: Opener, world: World) -> None:
    person = PersonFactory(team=world.team, full_name=f"Grace{LONG.replace(' ', '')} Marsh")
    work = works(world, person, rates=RATES, assistant=helps(world, LONG))
    open_phone(work.member.user).open("/work/").look("work home, new")
    work.logged()
    open_phone(work.member.user).open("/work/").look("work home, a long name")
    open_phone(work.holder.user).open("/home").look("home, hours of a long name")
    gone = open_phone(world.holder(world.rosa).user)
    gone.open("/work/").look("work, ended")


def _start(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Start a shift now").click()
    expect(phone.page.get_by_text("You are working")).to_be_visible()


def test_starting_and_stopping_without_signal(open_phone: Opener, world: World) -> None:
    work = engaged(world)
    phone = opened(open_phone, work)
    phone.page.context.set_offline(True)
    _start(phone)
    phone.look("work home, working")
    phone.page.clock.fast_forward(timedelta(hours=2, minutes=30).total_seconds() * 1000)
    phone.page.reload()
    expect(phone.page.get_by_text("since 10:42am")).to_be_visible()
    phone.page.get_by_role("button", name="Stop now").click()
    expect(phone.page.get_by_label("From", exact=True)).to_have_value("10:42")
    expect(phone.page.get_by_label("To", exact=True)).to_have_value("13:12")
    phone.look("work, stopped")
    phone.page.get_by_role("button", name="Keep it: £33.50").click()
    expect(phone.page.locator("#waiting li")).to_have_count(1)
    expect(phone.page.get_by_role("button", name="Start a shift now")).to_be_visible()
    phone.look("work home, one waits")


def test_what_was_refused_stays_and_is_put_right(open_phone: Opener, world: World) -> None:
    work = engaged(world, starts_on=date(2026, 11, 16))
    phone = opened(open_phone, work)
    page = phone.page
    page.get_by_role("link", name="Type in a shift").click()
    page.get_by_label("On which day?").fill("2026-11-01")
    page.get_by_label("From", exact=True).fill("09:00")
    page.get_by_label("To", exact=True).fill("10:00")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("This is before your first day in this work.")).to_be_visible()
    phone.look("work home, refused")
    page.get_by_role("link", name="Put it right").click()
    expect(page.get_by_label("From", exact=True)).to_have_value("09:00")
    page.get_by_label("On which day?").fill("2026-11-20")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#earlier li")).to_have_count(1)
    expect(page.locator("#refused")).to_be_hidden()
    assert Shift.objects.get().started_at.day == 20


def test_what_to_think_about_is_said_while_typing(open_phone: Opener, world: World) -> None:
    work = engaged(world, weekly_minutes=4 * 60)
    work.logged(day=date(2026, 11, 20), start=8)
    phone = opened(open_phone, work)
    page = phone.open(f"/work/{work.engagement.id}/type").page
    page.get_by_label("On which day?").fill("2026-11-20")
    page.get_by_label("From", exact=True).fill("09:00")
    page.get_by_label("To", exact=True).fill("16:00")
    expect(page.get_by_text("You have another shift at the same time")).to_be_visible()
    expect(page.get_by_text("more than 6 hours without a break")).to_be_visible()
    expect(page.get_by_text("With this it is 11 hours in that week.")).to_be_visible()
    phone.look("work, type, to think about")
    page.get_by_label("On which day?").fill("2026-10-25")
    page.get_by_label("From", exact=True).fill("01:30")
    page.get_by_label("To", exact=True).fill("03:00")
    expect(page.get_by_text("Started: which do you mean?")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Say which time you mean.")).to_be_visible()
    phone.look("work, type, which time")
    page.get_by_role("radio", name="The second time").check(force=True)
    expect(page.get_by_role("button", name="Keep it: £20.10")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#earlier li")).to_have_count(2)
    assert Shift.objects.order_by("started_at")[0].minutes == 90


def test_signed_out_nothing_is_lost_and_nothing_is_shown(open_phone: Opener, world: World) -> None:
    work = engaged(world)
    phone = opened(open_phone, work)
    page, context = phone.page, phone.page.context
    context.set_offline(True)
    _start(phone)
    page.get_by_role("button", name="Stop now").click()
    expect(page.get_by_label("From", exact=True)).to_have_value("10:42")
    page.get_by_label("To", exact=True).fill("11:42")
    page.get_by_label("On which day?").fill("2026-11-21")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#waiting li")).to_have_count(1)
    context.clear_cookies(name="sessionid")
    context.set_offline(False)
    expect(page.get_by_role("heading", name="Sign in again")).to_be_visible()
    phone.look("work home, signed out")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_text("1 shift is safe on this phone")).to_be_visible()
    phone.look("sign in, something is safe")
    assert not page.evaluate("caches.has('work-pages')")
    phone.sign_in(work.member.user)
    expect(page.locator("#earlier li")).to_have_count(1)
    assert Shift.objects.get().minutes == 60


def test_after_the_role_has_ended_nothing_is_lost(open_phone: Opener, world: World) -> None:
    work = engaged(world)
    phone = opened(open_phone, work)
    page, context = phone.page, phone.page.context
    context.set_offline(True)
    type_shift(page, "2026-11-20", "09:00", "10:00")
    work.member.roles.all().delete()
    context.set_offline(False)
    expect(page.get_by_text("We can’t take these any more")).to_be_visible()
    phone.look("work home, role ended")
    phone.open("/work/")
    expect(page.get_by_text("1 shift is safe on this phone")).to_be_visible()
    expect(page.get_by_text("Friday 20 November, 9am to 10am")).to_be_visible()
    phone.look("work, ended, something is safe")
    assert not Shift.objects.exists()
