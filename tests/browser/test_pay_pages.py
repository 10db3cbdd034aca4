"""Every page of pay, on a phone, on a desk, in large text; with JavaScript off payroll is read."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from budgets.assistants.models import Pay
from budgets.assistants.services import pay as paying
from budgets.assistants.values import RateKind, ShiftKind
from budgets.assistants.values.pay_steps import NewInvoice
from tests.browser.conftest import Opener
from tests.browser.phone import Phone
from tests.factories import NOW, PersonFactory, World
from tests.services.test_pay_closing import in_hospital
from tests.worlds_of_assistants import Work, helps, works
from tests.worlds_of_pay import HEAD, agreed_hours, keeps_the_money, read_in, row, worked_out

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}
MOST_BYTES = 100_000
LONG_NAME = "Grace Featherstonehaugh-Cholmondeley Marjoribanks"
RATES = {RateKind.STANDARD: 14_00, RateKind.SLEEP_IN: 60_00, RateKind.MILEAGE: 45}


@dataclass
class Busy:
    """Pay in every state, and whose it is."""

    work: Work
    pay: Pay
    own: Work
    own_pay: Pay
    helping: Work
    odd: str


def _busy(world: World) -> Busy:
    work = works(world, rates=RATES)
    keeps_the_money(work)
    for number, day in enumerate((20, 22, 27, 29)):
        agreed_hours(work, date(2026, 10, day), hours=7.5, miles_tenths=40 * number)
    night = {"kind": ShiftKind.SLEEP_IN, "start": 22, "hours": 9, "woken_minutes": 45}
    agreed_hours(work, date(2026, 10, 24), **night)
    pay = worked_out(work)
    read_in(work, row(pay, tax=12_40, pension=9_10, employer=20_00))
    agreed_hours(work, date(2026, 11, 17), hours=6)
    work.logged(day=date(2026, 11, 19), hours=5)
    own = works(world, world.rosa, assistant=helps(world, LONG_NAME), rates=RATES)
    agreed_hours(own, date(2026, 10, 21))
    own_pay = worked_out(own)
    read_in(own, row(own_pay, tax=3_00))
    late = agreed_hours(own, date(2026, 10, 28))
    in_hospital(own, date(2026, 10, 27), date(2026, 10, 30))
    agreed_hours(own, date(2026, 11, 18))
    person = PersonFactory(team=world.team, full_name="Mary Finch")
    helping = works(world, person, assistant=helps(world, "Ben Cole"), is_self_employed=True)
    new = NewInvoice(key=uuid4(), pence=84_00, words="6 hours in the garden", number="12")
    paying.send_invoice(
        budget=helping.budget, engagement=helping.engagement, new=new, by=helping.user_id, now=NOW
    )
    return Busy(work, pay, own, own_pay, helping, str(late.id))


def _look(phone: Phone, name: str, address: str = "") -> None:
    if address:
        phone.open(address)
    phone.look(name)
    assert phone.looked[name]["bytes"] < MOST_BYTES, name
    kept = os.environ.get("SHOTS")
    if kept:
        path = Path(kept) / f"{name.replace(' ', '-').replace(',', '')}.png"
        phone.page.screenshot(path=path, full_page=True)


def test_the_assistants_pay_on_a_phone(open_phone: Opener, world: World) -> None:
    busy = _busy(world)
    phone = open_phone(busy.work.member.user)
    _look(phone, "my pay", f"/work/{busy.work.engagement.id}/pay")
    _look(phone, "one pay of mine", f"/work/pay/{busy.pay.id}")
    other = open_phone(busy.helping.member.user)
    _look(other, "pay of who sends bills", f"/work/{busy.helping.engagement.id}/pay")


def test_the_holders_wages_on_a_phone(open_phone: Opener, world: World) -> None:
    busy = _busy(world)
    kept, own = busy.work.budget.id, busy.own.budget.id
    phone = open_phone(busy.work.holder.user)
    _look(phone, "wages", f"/plan/{kept}/wages")
    _look(phone, "one wage", f"/plan/{kept}/wages/{busy.pay.id}")
    _look(phone, "a holiday", f"/plan/{kept}/work/{busy.work.engagement.id}/holiday")
    _look(phone, "an illness", f"/plan/{kept}/work/{busy.work.engagement.id}/sick")
    phone.page.get_by_role("button", name="Write it down").click()
    _look(phone, "an illness, refused")
    rosa = open_phone(busy.own.holder.user)
    _look(rosa, "wages from my own account", f"/plan/{own}/wages")
    _look(rosa, "a wage to pay", f"/plan/{own}/wages/{busy.own_pay.id}")
    rosa.page.get_by_role("button", name="I have paid this").click()
    _look(rosa, "wages, paid")
    mary = open_phone(busy.helping.holder.user)
    _look(mary, "a bill", f"/plan/{busy.helping.budget.id}/wages")
    mary.page.get_by_role("link", name="Something’s not right").click()
    _look(mary, "a bill, sent back")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_payroll_from_one_file_to_the_other(
    open_phone: Opener, world: World, tmp_path: Path, size: str
) -> None:
    busy = _busy(world)
    options = {"viewport": DESK} if size == "desk" else {}
    desk = open_phone(world.finance.user, java_script_enabled=True, **options)
    _look(desk, f"payroll, {size}", "/finance/payroll")
    desk.page.get_by_role("button", name="Work out pay").click()
    _look(desk, f"payroll, worked out, {size}")
    _look(desk, f"odd hours, {size}", f"/finance/payroll/hours/{busy.odd}")
    answer = tmp_path / "figures.csv"
    answer.write_text(
        HEAD + row(busy.pay, tax=12_40, pension=9_10, employer=20_00) + "nobody,1,0,0,0,0,0\n"
    )
    desk.open("/finance/payroll")
    desk.page.get_by_label("Payroll’s file").set_input_files(answer)
    desk.page.get_by_role("button", name="Read payroll’s file").click()
    expect(desk.page.get_by_text("Refused, and why")).to_be_visible()
    _look(desk, f"payroll, read, {size}")


def test_pay_in_text_twice_as_large(open_phone: Opener, world: World, large_text: Browser) -> None:
    busy = _busy(world)
    phone = open_phone(busy.own.member.user, large_text)
    for address in (f"/work/{busy.own.engagement.id}/pay", f"/work/pay/{busy.own_pay.id}"):
        assert phone.open(address).sideways() <= 0, address
    holder = open_phone(busy.own.holder.user, large_text)
    for address in ("wages", f"wages/{busy.own_pay.id}"):
        assert holder.open(f"/plan/{busy.own.budget.id}/{address}").sideways() <= 0, address
    desk = open_phone(world.finance.user, large_text)
    assert desk.open("/finance/payroll").sideways() <= 0
