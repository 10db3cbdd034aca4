"""A phone without signal: shifts are typed, the tab is closed, and each is kept once."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from budgets.assistants.models import Shift
from budgets.assistants.values import RateKind
from tests.browser.conftest import Opener
from tests.browser.phone import Phone
from tests.factories import NOW, World
from tests.worlds_of_assistants import Work, works

pytestmark = pytest.mark.browser
RATES = {RateKind.STANDARD: 13_40, RateKind.SLEEP_IN: 60_00, RateKind.MILEAGE: 45}


def engaged(world: World, **said: Any) -> Work:
    return works(world, rates=RATES, **said)


def opened(open_phone: Opener, work: Work) -> Phone:
    """A phone on which the pages are ready to be opened without signal."""
    phone = open_phone(work.member.user)
    phone.page.clock.install(time=NOW)
    phone.open("/work/")
    kept(phone.page, f"/work/{work.engagement.id}/type")
    return phone


def kept(page: Page, address: str) -> None:
    """Wait until the service worker has this page."""
    script = """async (address) => {
        await navigator.serviceWorker.ready;
        for (let tries = 0; tries < 400; tries += 1) {
            if (await (await caches.open("work-pages")).match(address)) return true;
            await new Promise((done) => setTimeout(done, 25));
        }
        return false;
    }"""
    assert page.evaluate(script, address)


def type_shift(page: Page, day: str, start: str, end: str) -> None:
    page.get_by_role("link", name="Type in a shift").click()
    page.get_by_label("On which day?").fill(day)
    page.get_by_label("From", exact=True).fill(start)
    page.get_by_label("To", exact=True).fill(end)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="Waiting on this phone")).to_be_visible()


def test_three_shifts_without_signal_are_kept_once_each(open_phone: Opener, world: World) -> None:
    work = engaged(world)
    phone = opened(open_phone, work)
    context = phone.page.context
    context.set_offline(True)
    phone.page.reload()
    expect(phone.page.get_by_text("No signal. Nothing is lost.")).to_be_visible()
    phone.look("assistant, no signal")
    for day, end in (("2026-11-18", "12:30"), ("2026-11-19", "13:00"), ("2026-11-20", "11:00")):
        type_shift(phone.page, day, "09:00", end)
    phone.look("assistant, three wait")
    assert not Shift.objects.exists()
    phone.page.close()
    again = Phone(context.new_page(), phone.site)
    again.open("/work/")
    expect(again.page.locator("#waiting li")).to_have_count(3)
    expect(again.page.get_by_text("3 shifts are safe on this phone.")).to_be_visible()
    by_the_phone = again.page.locator("#waiting .sum").all_inner_texts()
    context.set_offline(False)
    expect(again.page.locator("#waiting")).to_be_hidden()
    expect(again.page.locator("#earlier li")).to_have_count(3)
    assert again.page.locator("#earlier .sum").all_inner_texts() == by_the_phone
    assert sorted(Shift.objects.values_list("minutes", flat=True)) == [120, 210, 240]
    again.page.reload()
    expect(again.page.locator("#earlier li")).to_have_count(3)
    assert Shift.objects.count() == 3
    again.look("assistant, sent")
