"""The practice bank: on this machine alone, and strict about its keys."""

import json
from contextlib import closing
from http.client import HTTPConnection
from io import StringIO
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from payments.outside.errors import CallRefused, TryAgain
from payments.outside.rails import gateway_for
from payments.outside.rails.practice import gateway
from payments.outside.rails.practice.bank import Mishap, PracticeBank
from payments.outside.rails.practice.gateway import PracticeGateway
from payments.outside.values import Answered, Rail
from tests.payments.worlds import open_bank

ORDER = {"pence": 7, "sort_code": "200000", "account_number": "12345678", "account_name": "D O"}


def pay(key: UUID, **changes: Any) -> Answered:
    with closing(gateway_for(Rail.PRACTICE)) as bank:
        return bank.call(key=key, kind="payment", body=ORDER | changes)


def look_up(key: UUID) -> Answered | None:
    with closing(gateway_for(Rail.PRACTICE)) as bank:
        return bank.look_up(key=key)


def test_one_key_is_one_payment(bank: PracticeBank) -> None:
    key = uuid4()
    assert pay(key) == pay(key) == Answered("paid")
    assert len(bank.list_payments()) == 1


def test_one_key_is_not_two_payments(bank: PracticeBank) -> None:
    key = uuid4()
    pay(key)
    with pytest.raises(CallRefused):
        pay(key, pence=8)
    assert len(bank.list_payments()) == 1


def test_it_is_found_by_our_own_id(bank: PracticeBank) -> None:
    key = uuid4()
    assert look_up(key) is None
    pay(key, account_number="12345600")
    assert look_up(key) == Answered("failed", "AC01")


def test_many_calls_go_over_one_line(bank: PracticeBank) -> None:
    with closing(PracticeGateway.from_settings()) as line:
        for _ in range(3):
            assert line.call(key=uuid4(), kind="payment", body=ORDER) == Answered("paid")
            (kept,) = line.idle
            assert kept.sock is not None
    assert not line.idle
    assert kept.sock is None


def test_a_line_that_broke_is_not_used_again() -> None:
    mishaps = [Mishap.DROPPED_AFTER]
    going_wrong = PracticeBank(mishap=lambda _: mishaps.pop() if mishaps else None)
    with open_bank(going_wrong) as bank, closing(PracticeGateway.from_settings()) as line:
        key = uuid4()
        with pytest.raises(TryAgain):
            line.call(key=key, kind="payment", body=ORDER)
        assert not line.idle
        assert line.call(key=key, kind="payment", body=ORDER) == Answered("paid")
        assert len(bank.list_payments()) == 1


def test_it_is_found_by_our_own_id_when_it_has_forgotten_the_key(bank: PracticeBank) -> None:
    key = uuid4()
    pay(key)
    bank.forget_keys()
    pay(key)
    assert [p.our_id for p in bank.list_payments(str(key))] == [str(key)] * 2
    assert bank.list_payments(str(uuid4())) == []


def test_an_account_that_drops_the_line_pays_at_the_second_call(bank: PracticeBank) -> None:
    key = uuid4()
    with pytest.raises(TryAgain):
        pay(key, account_number="12345698")
    assert pay(key, account_number="12345698") == Answered("paid")
    assert len(bank.list_payments()) == 1


@pytest.mark.parametrize("kind", ["refund", ""])
def test_it_knows_payments_alone(bank: PracticeBank, kind: str) -> None:
    with pytest.raises(CallRefused):
        gateway_for(Rail.PRACTICE).call(key=uuid4(), kind=kind, body=ORDER)


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1:8900",
        "http://bank.example:8900",
        "http://localhost.bank.example:8900",
        "http://0.0.0.0:8900",
        "https://127.0.0.1:8900",
        "http://127.0.0.1",
        "file:///bank",
        "",
    ],
)
def test_no_other_machine_is_spoken_to(address: str) -> None:
    with override_settings(PRACTICE_BANK_URL=address), pytest.raises(TryAgain):
        PracticeGateway.from_settings()


def test_outside_an_example_nothing_is_spoken_to(bank: PracticeBank) -> None:
    with override_settings(EXAMPLE=False), pytest.raises(TryAgain):
        pay(uuid4())
    assert bank.list_payments() == []


def test_outside_an_example_no_bank_opens() -> None:
    with override_settings(EXAMPLE=False), pytest.raises(CommandError):
        call_command("practice_bank", port=0, stdout=StringIO())


def test_nobody_there_is_tried_again() -> None:
    with open_bank():
        address = settings.PRACTICE_BANK_URL
    with override_settings(PRACTICE_BANK_URL=address), pytest.raises(TryAgain):
        pay(uuid4())


def test_a_bank_file_is_called_over_no_rail() -> None:
    with pytest.raises(CallRefused):
        gateway_for(Rail.BANK_FILE)


@pytest.mark.parametrize("mishap", list(Mishap))
def test_every_mishap_is_no_answer(mishap: Mishap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "SECONDS", 0.2)
    with open_bank(PracticeBank(mishap=lambda _: mishap)), pytest.raises(TryAgain):
        pay(uuid4())


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[1]", b"nonsense", b"\xff", json.dumps(ORDER | {"x": 1}).encode()]
)
def test_what_is_no_order_pays_nothing(bank: PracticeBank, body: bytes) -> None:
    assert post(body, {"Idempotency-Key": "k"}) == 400
    assert bank.list_payments() == []


def test_an_order_without_a_key_pays_nothing(bank: PracticeBank) -> None:
    assert post(json.dumps(ORDER | {"our_id": "x"}).encode(), {}) == 400
    assert bank.list_payments() == []


def post(body: bytes, headers: dict[str, str]) -> int:
    address = urlsplit(settings.PRACTICE_BANK_URL)
    line = HTTPConnection(str(address.hostname), address.port, timeout=10)
    line.request("POST", "/payments", body, headers)
    status = line.getresponse().status
    line.close()
    return status


@pytest.mark.parametrize(
    "answer", [None, [], {"our_id": "else", "state": "paid"}, {"state": "paid"}, {"our_id": 1}]
)
def test_an_answer_about_something_else_is_no_answer(
    bank: PracticeBank, monkeypatch: pytest.MonkeyPatch, answer: Any
) -> None:
    monkeypatch.setattr(PracticeGateway, "_ask", lambda *_: answer)
    with pytest.raises(TryAgain):
        pay(uuid4())
