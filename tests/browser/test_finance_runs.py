"""A pay run walked through by two officers: on a phone, on a desk, by keyboard, without script."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
import time_machine
from playwright.sync_api import Browser, expect

from ledgers.services import stop_book
from ledgers.values import SCHEDULER
from payments.outside import calling
from payments.outside.errors import CallRefused
from payments.payouts import services as payouts
from payments.payouts.models import PayRun
from tests.browser.conftest import PHONE, Opener
from tests.browser.phone import Phone
from tests.factories import World
from tests.payments.worlds import payment_of, poll
from tests.web.runs import NEXT, answered, opened, work
from tests.worlds_of_plans import at
from tests.worlds_of_runs import busy_council, held_by_officer

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
SHOTS = os.environ.get("SHOTS", "")
"""A folder for pictures of each page, for who wants to look at them."""


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[Callable[..., None]]:
    """The morning before the second pay day; a test may move on."""
    with time_machine.travel(at(NEXT) - timedelta(days=1), tick=True) as traveller:
        yield traveller.move_to


def look(phone: Phone, name: str) -> None:
    """Look at a page with axe, and keep a picture where somebody wants one."""
    size = phone.page.viewport_size
    width = size["width"] if size else 0
    phone.look(f"{name}, {width}")
    if SHOTS:
        Path(SHOTS).mkdir(exist_ok=True)
        file = Path(SHOTS) / f"{name.replace(' ', '-')}-{width}.png"
        phone.page.screenshot(path=file, full_page=True)


def send(world: World) -> None:
    """What the worker does on the day."""
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=at(NEXT)):
        pass
    payouts.close_runs(book_id=world.book_id, now=at(NEXT))


@SIZES
def test_one_officer_checks_and_another_approves(
    open_phone: Opener, world: World, size: dict[str, int], the_clock: Callable[..., None]
) -> None:
    run = busy_council(world)
    first = open_phone(world.finance.user, viewport=size)
    _check(first, world, run)
    _approve(open_phone(world.second_finance.user, viewport=size), run)
    _send(first, world, run, the_clock)
    _pay_again(first, run)


def _check(first: Phone, world: World, run: PayRun) -> None:
    """Look at what changed, let one go that is held back, and see whose turn it is."""
    page = first.page
    first.open("/finance/runs")
    look(first, "runs")
    page.get_by_role("link", name="Monday 14 December").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("£")
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    look(first, "run 1 calculated")
    for link in ("New", "Raised", "Lowered", "Stopped", "Held back"):
        page.get_by_role("link", name=link, exact=True).first.click()
        look(first, f"run lines {link.lower()}")
        page.get_by_role("link", name="Back to the pay run").click()
    _let_go(first)
    held_by_officer(world, run)
    first.open(f"/finance/runs/{run.id}/lines?who=hale")
    look(first, "run lines found")
    page.get_by_role("link", name="Joan Hale").click()
    look(first, "run line raised")
    first.open(f"/finance/runs/{run.id}")
    look(first, "run 2 checked")


def _let_go(first: Phone) -> None:
    """What was typed stays until it is right."""
    page = first.page
    page.get_by_role("link", name="Li Wei").click()
    look(first, "run line held")
    page.get_by_role("link", name="Let it go").click()
    look(first, "run line release")
    page.get_by_role("button", name="Let £").click()
    look(first, "run line release without words")
    page.get_by_label("Why?").fill("I rang her: the account is hers.")
    page.get_by_role("button", name="Let £").click()
    expect(page.get_by_text("goes with this run")).to_be_visible()


def _approve(second: Phone, run: PayRun) -> None:
    """Approve it by keyboard alone."""
    second.open(f"/finance/runs/{run.id}")
    look(second, "run 3 to approve")
    second.tab_to("button.button--great").page.keyboard.press("Enter")
    expect(second.page.get_by_text("is approved. It leaves on its day.")).to_be_visible()
    look(second, "run 4 approved")


def _send(first: Phone, world: World, run: PayRun, the_clock: Callable[..., None]) -> None:
    """See it leave, on a page that brings itself up to date."""
    the_clock(at(NEXT))
    PayRun.objects.filter(pk=run.pk).update(state="sending", sending_at=at(NEXT))
    first.open(f"/finance/runs/{run.id}")
    look(first, "run 5 being sent")
    send(world)
    expect(first.page.get_by_text("Where the money is")).to_be_visible(timeout=15_000)
    look(first, "run 6 sent")


def _pay_again(first: Phone, run: PayRun) -> None:
    """Open a run for what came back, then see what the first run says of it."""
    page = first.page
    run.refresh_from_db()
    answered(run, back=2)
    first.open(f"/finance/runs/{run.id}")
    look(first, "run 7 came back")
    page.get_by_role("button", name="Pay them again").click()
    expect(page.get_by_text("Paying again on")).to_be_visible()
    look(first, "run 8 follow-up")
    first.open(f"/finance/runs/{run.id}")
    look(first, "run 9 afterwards")
    first.open("/finance/runs")
    look(first, "runs afterwards")


@SIZES
def test_states_in_which_somebody_has_to_know_what_to_do(
    open_phone: Opener, world: World, size: dict[str, int]
) -> None:
    officer = open_phone(world.finance.user, viewport=size)
    officer.open("/finance/runs")
    look(officer, "runs empty")
    run = opened(world, NEXT, now=at(NEXT))
    officer.open(f"/finance/runs/{run.id}")
    look(officer, "run draft")
    work(now=at(NEXT))
    officer.open(f"/finance/runs/{run.id}")
    look(officer, "run empty")
    officer.open(f"/finance/runs/{run.id}/give-up")
    look(officer, "run give up")
    officer.page.get_by_label("Why?").fill("Nothing is due.")
    officer.page.get_by_role("button", name="Give it up").click()
    look(officer, "run given up")
    officer.open("/finance/runs/urgent")
    look(officer, "urgent empty")
    officer.open("/finance/runs/waiting")
    look(officer, "waiting")
    officer.open("/finance/stuck")
    look(officer, "stuck nothing")


@SIZES
def test_what_got_stuck(open_phone: Opener, world: World, size: dict[str, int]) -> None:
    payment_of(world, account_number="12345678")
    with patch.object(calling, "gateway_for", side_effect=CallRefused("The bank is shut.")):
        poll(world)
    officer = open_phone(world.finance.user, viewport=size)
    officer.open("/finance/stuck")
    look(officer, "stuck")
    officer.page.get_by_role("link", name="The bank did not pay it").click()
    look(officer, "stuck give up")


@SIZES
def test_what_stopped_all_payments(open_phone: Opener, world: World, size: dict[str, int]) -> None:
    officer = open_phone(world.finance.user, viewport=size)
    officer.open("/finance/stopped")
    look(officer, "nothing stopped")
    findings = [
        f"Account {world.team.pot_id} has debits_posted of £3.00, and its rows come to £2.00."
    ]
    stop_book(book_id=world.book_id, findings=findings, now=at(NEXT))
    officer.open("/finance/stopped")
    look(officer, "stopped")
    officer.page.get_by_label("What was wrong").fill("A penny too much.")
    officer.page.get_by_role("button", name="Check again").click()
    look(officer, "let go")


def test_a_run_is_approved_without_script_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    run = busy_council(world)
    phone = open_phone(world.second_finance.user, large_text, java_script_enabled=False)
    phone.open(f"/finance/runs/{run.id}")
    phone.page.get_by_role("button", name="Approve £").click()
    expect(phone.page.get_by_text("is approved")).to_be_visible()
    run.refresh_from_db()
    assert run.state == "approved"
