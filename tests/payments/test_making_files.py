"""The day's file: what is ready leaves once, in one file that the bank takes."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import AccountKind
from payments.outside.encryption import seal
from payments.outside.models import OutboxItem
from payments.outside.rails.bank_file.errors import UnsendableFile
from payments.outside.rails.bank_file.pain001_check import check_pain001
from payments.outside.values import Rail
from payments.payouts import errors
from payments.payouts import services as payouts
from payments.payouts.models import BankFile, Payee, Payment
from payments.payouts.services import bank_files
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world, on_its_way
from tests.ledgers.crowd import all_at_once
from tests.payments.worlds import COUNCIL, again, make_file, ready_for_file, sums


def clearing(world: World) -> int:
    return get_shared(world.book_id, AccountKind.CLEARING, Rail.BANK_FILE).balance_pence


def table_of(file: BankFile) -> list[dict[str, str]]:
    _, table = payouts.read_bank_file(file)
    return list(csv.DictReader(io.StringIO(table.decode())))


def test_what_is_ready_leaves_in_one_file(by_file: World) -> None:
    payments = ready_for_file(by_file, 3)
    file = make_file(by_file)
    assert (file.count, file.total_pence, clearing(by_file)) == (3, 6_00, 6_00)
    assert {again(p).state for p in payments} == {PaymentState.SENT}
    assert {again(p).bank_file for p in payments} == {file}
    assert not OutboxItem.objects.exists(), "people carry it, nobody is called"


def test_the_bank_would_take_it(by_file: World) -> None:
    payment = ready_for_file(by_file)[0]
    file = make_file(by_file)
    pain001, _ = payouts.read_bank_file(file)
    assert check_pain001(pain001) == []
    assert payment.id.hex.encode() in pain001
    assert file.message_id.encode() in pain001
    (row,) = table_of(file)
    assert (row["payment_id"], row["amount"]) == (str(payment.id), "1.00")
    assert len(row["reference"]) <= 18


def test_it_is_not_kept_in_clear(by_file: World) -> None:
    ready_for_file(by_file)
    file = BankFile.objects.get(pk=make_file(by_file).pk)
    kept = bytes(file.pain001) + bytes(file.csv)
    assert b"12345678" not in kept
    assert b"Document" not in kept


def test_a_promise_stays_held_until_the_file_is_made(by_file: World) -> None:
    payment = ready_for_file(by_file)[0]
    assert sums(by_file, payment).held == 1_00
    assert clearing(by_file) == 0


@pytest.mark.parametrize(
    ("made_on", "pay_on"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 22), date(2026, 11, 23)),
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2027, 3, 26), date(2027, 3, 30)),
    ],
)
def test_the_bank_pays_on_a_bank_day(by_file: World, made_on: date, pay_on: date) -> None:
    ready_for_file(by_file)
    Payment.objects.update(pay_on=made_on)
    now = NOW.replace(year=made_on.year, month=made_on.month, day=made_on.day)
    assert make_file(by_file, now).pay_on == pay_on


def test_pressing_twice_makes_one_file(by_file: World) -> None:
    ready_for_file(by_file)
    make_file(by_file)
    with pytest.raises(errors.NothingToSend):
        make_file(by_file)
    assert BankFile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_file() -> None:
    world = make_world(rail=Rail.BANK_FILE)
    ready_for_file(world, 3)
    answers = all_at_once([lambda: make_file(world)] * 2)
    assert sorted(type(answer).__name__ for answer in answers) == ["BankFile", "NothingToSend"]
    assert (BankFile.objects.get().count, clearing(world)) == (3, 6_00)
    assert list(find_discrepancies()) == []


def test_a_thousand_is_a_file(by_file: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bank_files.MOST_AT_ONCE == 1_000
    monkeypatch.setattr(bank_files, "MOST_AT_ONCE", 2)
    ready_for_file(by_file, 5)
    assert [make_file(by_file).count for _ in range(3)] == [2, 2, 1]


def test_nothing_to_send_is_said(by_file: World) -> None:
    with pytest.raises(errors.NothingToSend):
        make_file(by_file)


def test_what_is_not_due_waits(by_file: World) -> None:
    ready_for_file(by_file)
    Payment.objects.update(pay_on=NOW.date() + timedelta(days=1))
    with pytest.raises(errors.NothingToSend):
        make_file(by_file)


def test_another_councils_payments_do_not_exist(by_file: World) -> None:
    ready_for_file(make_world(rail=Rail.BANK_FILE))
    with pytest.raises(errors.NothingToSend):
        make_file(by_file)


def spoil(payment: Payment) -> None:
    """Give the payee a name that got past us and that no bank takes."""
    payee = Payee.objects.get(pk=payment.payee_id)
    details = {"sort_code": "200000", "account_number": "12345678", "account_name": "Zażółć"}
    Payee.objects.filter(pk=payee.pk).update(details=seal(json.dumps(details)))


def test_what_the_bank_would_not_take_does_not_stop_the_others(by_file: World) -> None:
    bad, good = ready_for_file(by_file, 2)
    spoil(bad)
    file = make_file(by_file)
    assert (file.count, file.total_pence) == (1, 2_00)
    (left,) = file.left_out
    assert (left["payment_id"], left["column"]) == (str(bad.id), "account_name")
    assert "Latin" in left["why"]
    assert (again(bad).state, again(good).state) == (PaymentState.APPROVED, PaymentState.SENT)
    assert sums(by_file, bad).held == 1_00


def test_when_the_bank_would_take_none_nothing_is_sent(by_file: World) -> None:
    bad = ready_for_file(by_file)[0]
    spoil(bad)
    with pytest.raises(errors.PaymentsUnsendable) as refused:
        make_file(by_file)
    assert refused.value.left_out[0]["payment_id"] == str(bad.id)
    assert again(bad).state == PaymentState.APPROVED


def test_a_council_whose_account_is_wrong_sends_nothing(by_file: World) -> None:
    ready_for_file(by_file)
    wrong = replace(COUNCIL, sort_code="20-30-40")
    with pytest.raises(UnsendableFile):
        payouts.make_bank_file(
            book_id=by_file.book_id, debtor=wrong, by=by_file.finance.user_id, now=NOW
        )
    assert clearing(by_file) == 0


def test_over_a_rail_that_pays_at_once_nothing_waits_for_a_file(world: World) -> None:
    on_its_way(world, world.daniel)
    with pytest.raises(errors.NothingToSend):
        make_file(world)
