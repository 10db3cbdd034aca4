"""Pay over the REST interface: worked out, told to payroll, read back, each once."""

import csv
import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from budgets.assistants.models import Invoice, Pay, PayrollFigures
from payments.payouts.models import Payment
from tests.api.client import Caller, caller
from tests.factories import World
from tests.worlds_of_assistants import Work, works
from tests.worlds_of_pay import HEAD, agreed_hours, keeps_the_money, row, worked_out
from tests.worlds_of_plans import moved


@pytest.fixture
def work(world: World) -> Work:
    made = works(world)
    keeps_the_money(made)
    return made


@pytest.fixture
def desk(world: World) -> Caller:
    return caller(world.finance)


def keyed(desk: Caller, path: str, body: Any, key: str = "", **headers: str) -> Any:
    return desk.ask("post", path, body, Idempotency_Key=key or str(uuid4()), **headers)


def send_file(desk: Caller, *rows: str, key: str = "") -> Any:
    content = (HEAD + "".join(rows)).encode()
    return keyed(desk, "/pays/figures", content, key, Content_Type="text/csv")


def test_everybody_is_worked_out_and_shown_line_by_line(work: Work, desk: Caller) -> None:
    agreed_hours(work, hours=7.5)
    made = keyed(desk, "/pays", {})
    assert made.status_code == 200, made.content
    (pay_id,) = made.json()["closed"]
    shown = desk.ask("get", f"/pays/{pay_id}").json()
    assert (shown["gross"], shown["state"], shown["figures"]) == ("105.00", "worked_out", None)
    assert (shown["first_on"], shown["last_on"]) == ("2026-10-19", "2026-11-15")
    assert [(line["kind"], line["amount"], line["words"]) for line in shown["lines"]] == [
        ("standard", "105.00", "7 hours 30 minutes at £14.00 an hour")
    ]
    assert keyed(desk, "/pays", {}).json()["closed"] == []


def test_the_assistant_and_the_holder_see_it_and_nobody_else(work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    for member in (work.member, work.holder):
        listed = caller(member).ask("get", "/pays").json()["data"]
        assert [one["id"] for one in listed] == [str(pay.id)]
    other = works(work.world, work.world.rosa)
    assert caller(other.member).ask("get", f"/pays/{pay.id}").status_code == 404


def test_pay_below_the_minimum_wage_is_decided(world: World, desk: Caller) -> None:
    work = works(world, rates={"standard": 12_00})
    agreed_hours(work, hours=10)
    path, body = f"/engagements/{work.engagement.id}/pays", {"day": "2026-10-20"}
    refused = keyed(desk, path, body)
    assert (refused.status_code, refused.json()["code"]) == (409, "below_minimum")
    said = {"how": "raise", "words": "The rate was forgotten in April"}
    made = keyed(desk, path, body | {"below_minimum": said})
    assert (made.status_code, made.json()["gross"]) == (201, "127.10")


def test_payroll_is_told_and_answers_once(work: Work, desk: Caller) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    told = desk.ask("get", "/pays/payroll?last_on=2026-11-15")
    assert told.headers["Content-Type"] == "text/csv"
    assert "attachment" in told.headers["Content-Disposition"]
    (line,) = csv.DictReader(io.StringIO(told.content.decode("utf-8-sig")))
    assert (line["pay_ref"], line["gross_pay"]) == (pay.reference, "56.00")
    key = str(uuid4())
    first, again = (send_file(desk, row(pay, tax=1_00), key=key) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.json()["taken"] == [pay.reference]
    assert first.json()["planned"] == "56.00"
    assert send_file(desk, row(pay, tax=1_00)).json()["unchanged"] == [pay.reference]
    assert Payment.objects.count() == 2
    assert desk.ask("get", f"/pays/{pay.id}").json()["state"] == "on_its_way"


def test_a_wrong_row_is_named_and_nothing_moves(work: Work, desk: Caller) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    before = moved(work.world.book_id)
    answer = send_file(desk, row(pay).replace("56.00", "57.00"))
    (fault,) = answer.json()["refused"]
    assert (fault["line"], fault["column"], fault["value"]) == (2, "net_pay", "57.00")
    assert not PayrollFigures.objects.exists()
    assert moved(work.world.book_id) == before


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe"])
def test_no_such_file_is_a_problem(desk: Caller, content: bytes) -> None:
    answer = keyed(desk, "/pays/figures", content, Content_Type="text/csv")
    assert answer.status_code in (400, 422), answer.content


def test_the_holder_says_that_they_paid(world: World) -> None:
    work = works(world)
    agreed_hours(work)
    pay = worked_out(work)
    send_file(caller(world.finance), row(pay))
    holder = caller(work.holder)
    seen = holder.ask("get", f"/pays/{pay.id}")
    assert seen.json()["state"] == "with_holder"
    said = holder.ask("post", f"/pays/{pay.id}/paid", {}, If_Match=seen.headers["ETag"])
    assert (said.status_code, said.json()["state"]) == (200, "paid")


def test_holiday_and_illness_are_written_down(work: Work) -> None:
    holder = caller(work.holder)
    path = f"/engagements/{work.engagement.id}"
    days = {"first_on": "2026-11-09", "last_on": "2026-11-10"}
    made = keyed(holder, f"{path}/holidays", days | {"minutes": 240})
    assert (made.status_code, made.json()["minutes"]) == (201, 240)
    again = keyed(holder, f"{path}/holidays", days | {"minutes": 120})
    assert (again.status_code, again.json()["code"]) == (409, "time_off_twice")
    ill = keyed(holder, f"{path}/sick-days", days | {"weekdays": [0, 1]})
    assert [day["day"] for day in ill.json()["days"]] == ["2026-11-09", "2026-11-10"]
    own = keyed(caller(work.member), f"{path}/holidays", days | {"minutes": 60})
    assert own.status_code == 403


def test_a_bill_is_sent_agreed_and_planned(world: World) -> None:
    work = works(world, is_self_employed=True)
    keeps_the_money(work)
    bill = {
        "id": str(uuid4()),
        "engagement": str(work.engagement.id),
        "amount": "84.00",
        "words": "6 hours",
        "number": "7",
    }
    sent = keyed(caller(work.member), "/invoices", bill)
    assert (sent.status_code, sent.json()["amount"]) == (201, "84.00")
    holder = caller(work.holder)
    (seen,) = holder.ask("get", "/invoices").json()["data"]
    agreed = keyed(holder, f"/invoices/{seen['id']}/agree", {}, If_Match="*")
    assert (agreed.status_code, Payment.objects.get().pence) == (200, 84_00)
    refused = holder.ask("post", f"/invoices/{seen['id']}/refuse", {"words": "No"}, If_Match="*")
    assert (refused.status_code, refused.json()["code"]) == (409, "invoice_decided")
    assert Invoice.objects.get().agreed_by == work.holder.user_id


def test_pay_of_a_period_is_found_by_its_last_day(work: Work, desk: Caller) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    for day, found in ((date(2026, 11, 15), [str(pay.id)]), (date(2026, 11, 16), [])):
        listed = desk.ask("get", f"/pays?last_on={day}").json()["data"]
        assert [one["id"] for one in listed] == found
    assert Pay.objects.get().ends_on == date(2026, 11, 15) + timedelta(days=1)
