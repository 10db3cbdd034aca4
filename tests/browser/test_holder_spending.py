"""Where the money went, on a phone of 360 pixels, and a statement brought from it."""

import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from budgets.assurance.models import SpendingLine
from budgets.assurance.values import Channel, Source
from budgets.plans.models import Budget
from ledgers.values import Purpose
from tests.browser.conftest import Opener
from tests.browser.phone import Phone
from tests.factories import NOW, World
from tests.rules import statements as samples
from tests.worlds_of_lines import line, take
from tests.worlds_of_plans import active, plan

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
LONG = "Featherstonehaugh-Cholmondeley" + "x" * 60


def _budget(world: World) -> Budget:
    purposes = (
        (Purpose.PERSONAL_ASSISTANCE, "Somebody to help me"),
        (Purpose.GETTING_OUT, "The allotment"),
        (Purpose.TRANSPORT, "Getting there"),
    )
    budget = active(world, world.daniel, plan(purposes=purposes))
    take(
        world.book_id,
        line(budget, 880_00, channel=Channel.TOP_UP, counterparty="Elmshire Council"),
        line(budget, -12_50, mcc="7832", counterparty="Elm Cinema"),
        line(budget, -60_00, counterparty="R Smith", channel=Channel.TRANSFER),
        line(budget, -1_299_00, counterparty=LONG, description=LONG),
        line(budget, -9_00, counterparty="City Taxis", source=Source.TOLD),
    )
    take(world.book_id, line(budget, -9_00, counterparty="CITY TAXIS 0042", on=NOW.date()))
    return budget


def _bring(phone: Phone, budget: Budget, content: str) -> None:
    page = phone.page
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bank.csv"
        file.write_text(content)
        phone.open(f"/plan/{budget.id}/spending/statements")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_load_state()


def test_where_the_money_went_on_a_phone(open_phone: Opener, world: World) -> None:
    budget = _budget(world)
    phone = open_phone(world.daniel.user)
    phone.open(f"/plan/{budget.id}/spending").look("where the money went")
    for one in SpendingLine.objects.filter(budget=budget):
        phone.open(f"/plan/{budget.id}/spending/{one.id}").look(f"a line of {one.pence}")
    phone.open(f"/plan/{budget.id}/spending")
    phone.page.get_by_role("button", name="Getting out and joining in").first.click()
    phone.page.wait_for_load_state()
    phone.look("after one tap")
    assert "We remember" in phone.page.inner_text("body")


def test_a_statement_from_a_phone(open_phone: Opener, world: World) -> None:
    budget = _budget(world)
    phone = open_phone(world.daniel.user)
    phone.open(f"/plan/{budget.id}/spending/statements").look("add a statement")
    _bring(phone, budget, samples.STARLING)
    phone.look("a statement was read")
    assert "We have read it" in phone.page.inner_text("body")
    _bring(phone, budget, samples.UNKNOWN)
    phone.look("three taps")
    for name, place in (("day", "0"), ("words", "1"), ("amount", "2")):
        phone.page.select_option(f"select[name={name}]", place)
    phone.page.get_by_role("button", name="Read it").click()
    phone.page.wait_for_load_state()
    phone.look("after three taps")
    assert "We have read it" in phone.page.inner_text("body")
    _bring(phone, budget, "%PDF-1.7")
    phone.look("no statement")


def test_on_a_desk_and_in_large_text(open_phone: Opener, world: World, large_text: Browser) -> None:
    budget = _budget(world)
    desk = open_phone(world.daniel.user, viewport=DESK)
    large = open_phone(world.daniel.user, large_text)
    for page in ("spending", "spending/statements"):
        desk.open(f"/plan/{budget.id}/{page}").look(f"{page}, on a desk")
        assert large.open(f"/plan/{budget.id}/{page}").sideways() <= 0
