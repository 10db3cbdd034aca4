"""Pages of pay: the assistant's, the holder's, and finance's with payroll's two files."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from budgets.assistants.models import (
    HolidayTaken,
    Invoice,
    Pay,
    PayDecision,
    PayrollFigures,
    SickDay,
    WagesChoice,
)
from budgets.assistants.services import pay as paying
from budgets.assistants.values import RateKind
from budgets.assistants.values.pay_steps import NewInvoice
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from tests.factories import NOW, World
from tests.services.test_pay_closing import in_hospital
from tests.web.holding import shown
from tests.web.pages import browser
from tests.worlds_of_assistants import Work, helps, works
from tests.worlds_of_pay import (
    HEAD,
    agreed_hours,
    everybody_told,
    keeps_the_money,
    read_in,
    row,
    worked_out,
)
from tests.worlds_of_plans import MONDAY, approve_day, at, work_out


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def work(world: World) -> Work:
    return works(world, rates={RateKind.STANDARD: 14_00, RateKind.MILEAGE: 45})


@pytest.fixture
def phone(work: Work) -> Client:
    return browser(work.member)


@pytest.fixture
def holder(work: Work) -> Client:
    return browser(work.holder)


@pytest.fixture
def desk(world: World) -> Client:
    return browser(world.finance)


def send(desk: Client, *rows: str) -> Any:
    file = SimpleUploadedFile("figures.csv", (HEAD + "".join(rows)).encode(), "text/csv")
    return desk.post("/finance/payroll", {"file": file})


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


# The assistant


def test_pay_of_this_period_stands_on_the_phone(phone: Client, work: Work) -> None:
    agreed_hours(work, date(2026, 11, 17), hours=7.5)
    work.logged(day=date(2026, 11, 18))
    page = shown(phone, f"/work/{work.engagement.id}/pay")
    assert "From Daniel" in page
    assert "£161.00" in page
    assert "£105.00 agreed" in page
    assert "£56.00 waiting" in page
    assert "18 December" in page
    # 450 minutes × 12.07 % = 54.3
    assert "<strong>54 minutes</strong> of paid holiday are yours to take." in page


def test_a_pay_is_shown_line_by_line_and_is_no_payslip(phone: Client, work: Work) -> None:
    agreed_hours(work, hours=7.5, miles_tenths=123)
    pay = worked_out(work)
    page = shown(phone, f"/work/{work.engagement.id}/pay")
    assert f"/work/pay/{pay.id}" in page
    assert "With payroll" in page
    one = shown(phone, f"/work/pay/{pay.id}")
    assert "This is not your payslip" in one
    assert "7 hours 30 minutes at £14.00 an hour" in one
    assert "12.3 miles at £0.45 a mile" in one
    read_in(work, row(pay, tax=4_00))
    assert "− £4.00" in shown(phone, f"/work/pay/{pay.id}")


def test_nobody_sees_anothers_pay(world: World, work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    stranger = browser(other.member)
    assert stranger.get(f"/work/pay/{pay.id}").status_code == 404
    assert stranger.get(f"/work/{work.engagement.id}/pay").status_code == 404


def test_hours_are_paid_only_when_the_money_is_there(phone: Client, work: Work) -> None:
    agreed_hours(work, date(2026, 11, 10))
    pay = worked_out(work)
    address = f"/work/{work.engagement.id}/shifts"
    assert "Agreed" in shown(phone, address)
    read_in(work, row(pay))
    paying.say_paid(pay=pay, by=work.holder.user_id, now=NOW)
    assert re.search(r"status[^>]*>\s*Paid", shown(phone, address))


# The holder


def test_the_holder_sees_what_work_costs_beside_the_plan(holder: Client, work: Work) -> None:
    agreed_hours(work, date(2026, 11, 17), hours=10)
    page = shown(holder, f"/plan/{work.budget.id}/wages")
    assert "Work has cost about" in page
    assert "£140.00 so far" in page
    # an hour more: 14.00 and 12.07 % of it
    assert "£15.69" in page
    assert "1 hour 12 minutes, about" in page


def test_the_holder_pays_from_their_own_account_and_says_so(holder: Client, work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    read_in(work, row(pay, tax=6_00))
    home = shown(holder)
    assert "Pay Mariam: £50.00" in home
    assert "is set aside" not in home
    page = shown(holder, f"/plan/{work.budget.id}/wages/{pay.id}")
    assert "You pay this from your own account" in page
    assert "£50.00" in page
    answer = holder.post(f"/plan/{work.budget.id}/wages/{pay.id}/paid")
    assert answer.status_code == 302
    assert PayrollFigures.objects.get().holder_paid_on == NOW.date()
    assert "Pay Mariam" not in shown(holder)
    assert not Payment.objects.exists()


def test_the_holder_lets_the_council_pay(holder: Client, work: Work) -> None:
    address = f"/plan/{work.budget.id}/wages"
    assert "Let the council pay" in shown(holder, address)
    assert holder.post(f"{address}/who-pays", {"who": "council"}).status_code == 302
    assert "I pay them myself again" in shown(holder, address)
    holder.post(f"{address}/who-pays", {"who": "holder"})
    assert [one.keeps_back for one in WagesChoice.objects.order_by("id")] == [True, False]


def test_holiday_and_illness_are_written_down(holder: Client, work: Work) -> None:
    address = f"/plan/{work.budget.id}/work/{work.engagement.id}"
    days = {"first_on": "9 November 2026", "last_on": "10 November 2026"}
    assert "They take a holiday" in shown(holder, f"{address}/holiday")
    assert holder.post(f"{address}/holiday", days | {"hours": "7.5"}).status_code == 302
    assert HolidayTaken.objects.get().minutes == 450
    again = holder.post(f"{address}/holiday", days | {"hours": "4"})
    assert again.status_code == 409
    assert "written down already" in words(again)
    assert holder.post(f"{address}/sick", days | {"weekdays": ["0", "1"]}).status_code == 302
    assert SickDay.objects.count() == 2
    assert holder.post(f"{address}/sick", days).status_code == 422


def test_a_bill_is_agreed_or_sent_back(world: World) -> None:
    work = works(world, is_self_employed=True)
    keeps_the_money(work)
    for pence in (84_00, 90_00):
        paying.send_invoice(
            budget=work.budget,
            engagement=work.engagement,
            new=NewInvoice(key=uuid4(), pence=pence, words="6 hours"),
            by=work.user_id,
            now=NOW,
        )
    first, second = Invoice.objects.order_by("pence")
    holder = browser(work.holder)
    assert "Mariam Haddad sent a bill: £84.00" in shown(holder)
    page = shown(holder, f"/plan/{work.budget.id}/wages")
    assert "A bill from Mariam Haddad: £84.00" in page
    holder.post(f"/plan/{work.budget.id}/bills/{first.id}/agree")
    assert Payment.objects.get().pence == 84_00
    back = f"/plan/{work.budget.id}/bills/{second.id}/refuse"
    assert "£90.00: 6 hours" in shown(holder, back)
    assert holder.post(back, {"words": "It was 84"}).status_code == 302
    assert Invoice.objects.get(pk=second.pk).refused_words == "It was 84"


def test_anothers_wages_do_not_exist(world: World, work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    rosa = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    stranger = browser(rosa.holder)
    assert stranger.get(f"/plan/{work.budget.id}/wages").status_code == 404
    assert stranger.get(f"/plan/{rosa.budget.id}/wages/{pay.id}").status_code == 404
    address = f"/plan/{rosa.budget.id}/work/{work.engagement.id}/holiday"
    assert stranger.get(address).status_code == 404


# Finance


def test_payroll_in_three_steps(desk: Client, work: Work) -> None:
    keeps_the_money(work)
    agreed_hours(work)
    assert "Nothing was worked out yet." in shown(desk, "/finance/payroll")
    done = desk.post("/finance/payroll/work-out")
    assert "1 pay is worked out." in words(done)
    pay = Pay.objects.get()
    file = desk.get("/finance/payroll/2026-11-16.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="payroll-2026-11-15.csv"'
    assert pay.reference in file.content.decode()
    answer = send(desk, row(pay, tax=4_00))
    assert "£56.00" in words(answer)
    assert Payment.objects.count() == 2
    assert "On its way" in shown(desk, "/finance/payroll")
    send(desk, row(pay, tax=4_00))
    assert Payment.objects.count() == 2


def test_a_wrong_row_is_shown_with_its_line(desk: Client, work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    page = words(send(desk, row(pay).replace("56.00", "57.00")))
    assert "Refused, and why" in page
    assert "We told payroll £56.00." in page


def test_no_file_and_no_csv_are_said_beside_the_form(desk: Client) -> None:
    missing = desk.post("/finance/payroll", {})
    assert missing.status_code == 422
    assert "Choose the file that payroll sent." in words(missing)
    file = SimpleUploadedFile("x.csv", b"a,b\n", "text/csv")
    wrong = desk.post("/finance/payroll", {"file": file})
    assert wrong.status_code == 409
    assert "has no column pay_ref" in words(wrong)


def test_odd_hours_are_decided(desk: Client, work: Work) -> None:
    made = agreed_hours(work)
    in_hospital(work)
    assert "Hours that wait for you" in shown(desk, "/finance/payroll")
    address = f"/finance/payroll/hours/{made.id}"
    assert "was in hospital then" in shown(desk, address)
    assert desk.post(address, {"pays": "yes"}).status_code == 422
    assert desk.post(address, {"pays": "yes", "words": "She sat with him"}).status_code == 302
    assert PayDecision.objects.get().pays


def test_pay_below_the_minimum_wage_is_decided(world: World, desk: Client) -> None:
    work = works(world, rates={RateKind.STANDARD: 12_00})
    agreed_hours(work, hours=10)
    page = words(desk.post("/finance/payroll/work-out"))
    address = f"/finance/payroll/below/{work.engagement.id}"
    assert address in page
    assert desk.post(address, {"how": "raise", "words": "Forgotten"}).status_code == 302
    assert Pay.objects.get().gross_pence == 127_10


def test_a_period_without_pay_has_no_file(desk: Client) -> None:
    assert desk.get("/finance/payroll/2026-11-16.csv").status_code == 404


def test_wages_stand_in_the_run_the_payments_and_the_holders_statement(
    world: World, desk: Client, holder: Client, work: Work
) -> None:
    keeps_the_money(work)
    agreed_hours(work)
    pay = worked_out(work)
    read_in(work, row(pay, tax=4_00))
    everybody_told(work)
    work_out(world.book_id, MONDAY, by=world.finance.user_id)
    run = approve_day(world, MONDAY)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=at(MONDAY)):
        pass
    lines = shown(desk, f"/finance/runs/{run.id}/lines")
    assert "Mariam Haddad" in lines
    assert "£52.00" in lines
    assert "Mariam Haddad" in desk.get(f"/finance/runs/{run.id}/lines.csv").getvalue().decode()
    for payment in Payment.objects.filter(about_kind="pay"):
        assert payment.payee
        assert payment.payee.display_name in shown(desk, f"/finance/payments/{payment.id}")
    assert "£52.00" in shown(holder, f"/plan/{work.budget.id}/statement")
