"""Payments and files for the bank over REST."""

import pytest

from budgets.councils.services import set_bank_account
from ledgers.models import Transfer
from ledgers.values import SCHEDULER
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.api.client import caller
from tests.factories import NOW, World, make_world, on_its_way


@pytest.fixture
def banked(db: None) -> World:
    """A council that pays by the bank's file, with one payment ready."""
    made = make_world(rail=Rail.BANK_FILE)
    set_bank_account(
        council=made.council, name="Elmshire", sort_code="200000", account_number="11112222"
    )
    on_its_way(made, made.daniel)
    return made


def test_what_came_back_is_paid_anew(world: World) -> None:
    payment = on_its_way(world, world.daniel).payment
    payouts.bring_back(
        payment=Payment.objects.get(pk=payment.pk),
        to=PaymentState.FAILED,
        reason_code="AC04",
        by=SCHEDULER,
        now=NOW,
    )
    finance, path = caller(world.finance), f"/payments/{payment.id}"
    seen = finance.get(path).json()
    assert (seen["state"], seen["reason_code"]) == ("failed", "AC04")
    assert {move["state"] for move in seen["moves"]} == {"approved", "sent", "failed"}
    assert finance.get("/payments?state=failed").json()["data"][0]["id"] == str(payment.id)
    anew = finance.step(path, "pay-anew")
    assert anew.status_code == 200
    assert anew.json()["state"] in ("approved", "sent")
    again = finance.step(path, "pay-anew")
    assert (again.status_code, again.json()["code"]) == (409, "cannot_move")


def test_the_days_payments_go_to_the_bank_once(banked: World) -> None:
    finance = caller(banked.finance)
    made = finance.post("/bank-files")
    assert (made.status_code, made.json()["count"], made.json()["total"]) == (201, 1, "300.00")
    path = f"/bank-files/{made.json()['id']}"
    xml = finance.get(f"{path}/pain001")
    assert xml.headers["Content-Type"] == "application/xml"
    assert b"pain.001.001.09" in xml.content
    assert b"12345678" in finance.get(f"{path}/csv").content
    assert caller(banked.auditor).get(f"{path}/pain001").status_code == 403
    moved = Transfer.objects.count()
    nothing = finance.post("/bank-files")
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_send")
    assert Transfer.objects.count() == moved


def test_the_banks_answer_counts_once(banked: World) -> None:
    finance = caller(banked.finance)
    finance.post("/bank-files")
    payment = Payment.objects.get()
    answer = f"payment_id,outcome\r\n{payment.id},paid\r\n".encode()
    for _ in range(2):
        read = finance.post("/bank-files/answers", answer, Content_Type="text/csv")
        assert (read.status_code, read.json()["applied"], read.json()["rows"]) == (201, 1, 1)
    assert finance.get(f"/payments/{payment.id}").json()["state"] == "paid"


@pytest.mark.parametrize(
    "answer", [b"", b"\x00", b"<a/>", b"<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>"]
)
def test_what_no_bank_answers(banked: World, answer: bytes) -> None:
    before = Transfer.objects.count()
    refused = caller(banked.finance).post(
        "/bank-files/answers", answer, Content_Type="application/xml"
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "unreadable_answer")
    assert Transfer.objects.count() == before


def test_a_council_without_an_account_is_told(world: World) -> None:
    refused = caller(world.finance).post("/bank-files")
    assert (refused.status_code, refused.json()["code"]) == (409, "council_account_missing")


def test_a_pot_is_filled(world: World) -> None:
    finance = caller(world.finance)
    path = f"/teams/{world.team.id}"
    filled = finance.post(f"{path}/fillings", {"amount": "500.00", "reason": "Winter"})
    assert (filled.status_code, filled.json()["reason"]) == (201, "Winter")
    assert finance.get(path).json()["available"] == "12500.00"
    nothing = finance.post(f"{path}/fillings", {"amount": "0.00", "reason": "Winter"})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_to_post")
