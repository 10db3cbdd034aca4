"""Every page of the finance desk about direct payments, on a phone, on a desk, in large text."""

import io
from datetime import date
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from budgets.caseload.models import CaseloadImport
from budgets.caseload.services import start_import
from budgets.caseload.tasks import run_imports
from budgets.plans import services as plans
from budgets.plans.services.pay_days import add_closed_day
from budgets.plans.values.agreement import AccountChoice, PaidContribution
from budgets.plans.values.rates import RateName, Unit
from budgets.plans.values.schedule import ContributionMode
from payments.payouts.models import PayRun
from tests.browser.conftest import Opener
from tests.factories import NOW, PersonFactory, World
from tests.worlds_of_plans import MONDAY, active, agreed, at, pay, plan, prepare

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
MOST_BYTES = 100_000
LONG_NAME = "Grace Featherstonehaugh-Cholmondeley Marjoribanks"
BEGUN = {"starts_on": date(2026, 10, 19)}


def _a_busy_desk(world: World) -> dict[str, str]:
    """A world in which every page of the desk has something to show, and its addresses."""
    grace = PersonFactory(team=world.team, full_name=LONG_NAME)
    owing = active(world, grace, plan(contribution_mode=ContributionMode.GROSS, statement=BEGUN))
    kept = active(world, world.rosa, plan(account_kind=AccountChoice.CARD, statement=BEGUN))
    pay(world, MONDAY, now=at(MONDAY))
    active(world, world.daniel)
    prepare(world, date(2026, 12, 14))
    run = PayRun.objects.get(pay_on=date(2026, 12, 14))
    agreed(world, PersonFactory(team=world.team, full_name="Mary Finch"))
    paid = plans.record_contribution_paid(
        budget=owing, pence=10_00, paid_on=NOW.date(), how=PaidContribution.DEBIT, key=uuid4(),
        words="x" * 80, by=world.finance.user_id, now=NOW,
    )  # fmt: skip
    money = plans.record_money_back(
        budget=kept, pence=20_00, left_on=NOW.date(), key=uuid4(), by=world.finance.user_id, now=NOW
    )
    plans.set_rate(
        book_id=world.book_id, name=RateName.PA_HOUR, value=13_90, unit=Unit.PENCE_AN_HOUR,
        starts_on=date(2026, 4, 6), source="Cabinet", by=world.finance.user_id, now=NOW,
    )  # fmt: skip
    add_closed_day(book_id=world.book_id, day=date(2026, 12, 24), words="Closed", now=NOW)
    uplift = plans.prepare_uplift(
        book_id=world.book_id, words="A rise " + "x" * 60, filters={}, by=world.finance, now=NOW,
        starts_on=date(2027, 4, 6), percent_points=450,
    )  # fmt: skip
    return {
        "pay runs": "/finance/runs",
        "a pay run": f"/finance/runs/{run.id}",
        "its lines": f"/finance/runs/{run.id}/lines",
        "what got stuck": "/finance/stuck",
        "rates": "/finance/rates",
        "set a rate": "/finance/rates/pa_hour",
        "when we pay": "/finance/pay-calendar",
        "set a calendar": "/finance/pay-calendar/monthly",
        "contributions": "/finance/contributions",
        "contributions, somebody found": "/finance/contributions?who=grace",
        "contributions, nobody found": "/finance/contributions?who=zzz",
        "one contribution": f"/finance/contributions/{owing.id}",
        "a contribution came back": f"/finance/contributions/paid/{paid.id}/back",
        "money back": "/finance/money-back",
        "money back, somebody found": "/finance/money-back?who=rosa",
        "money left": f"/finance/money-back/unasked/{kept.id}",
        "money arrived": f"/finance/money-back/{money.id}/arrived",
        "uplifts": "/finance/uplifts",
        "prepare an uplift": "/finance/uplifts/new",
        "an uplift": f"/finance/uplifts/{uplift.id}",
        "export": "/finance/export",
        "import": "/finance/import",
        "an import": f"/finance/import/{_brought(world).id}",
        "an uplift, problems": f"/finance/uplifts/{uplift.id}?show=problems",
    }


def _brought(world: World) -> CaseloadImport:
    """Files that were tried, with rows that are refused."""
    rows = f"person_ref,full_name,kind,team_ref,colour\r\nP1,Ada,adult,{world.team.reference},x\r\n"
    tried = start_import(
        book_id=world.book_id,
        files={"people.csv": io.BytesIO(f"{rows}P2,,adlt,{'X' * 90},x\r\n".encode())},
        by=world.finance.user_id,
        now=NOW,
        is_trial=True,
    )
    while run_imports(clock=lambda: NOW):
        pass
    return tried


def test_every_page_of_the_desk_on_a_phone(open_phone: Opener, world: World) -> None:
    addresses = _a_busy_desk(world)
    phone = open_phone(world.second_finance.user)
    for name, address in addresses.items():
        phone.open(address).look(name)
        assert phone.looked[name]["bytes"] < MOST_BYTES, name


def test_every_page_of_the_desk_on_a_desk(open_phone: Opener, world: World) -> None:
    addresses = _a_busy_desk(world)
    desk = open_phone(world.finance.user, viewport=DESK)
    for name, address in addresses.items():
        desk.open(address).look(f"{name}, on a desk")


def test_every_page_of_the_desk_in_text_twice_as_large(
    open_phone: Opener, world: World, large_text: Browser
) -> None:
    addresses = _a_busy_desk(world)
    phone = open_phone(world.second_finance.user, large_text)
    for name, address in addresses.items():
        assert phone.open(address).sideways() <= 0, name
