"""What the bank answers moves each payment once, in whatever order and however often it comes."""

from datetime import date, timedelta

import pytest

from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import BankAnswer
from payments.payouts.values import PaidHow, PaymentState
from tests.factories import NOW, World, make_world
from tests.ledgers.crowd import all_at_once
from tests.payments.worlds import (
    TODAY,
    Sums,
    again,
    answers_csv,
    make_file,
    read,
    said,
    sent,
    sums,
)

S = PaymentState
LATER = NOW + timedelta(days=1)
HELD = Sums(pot=11_999_00, held=1_00, clearing=0, there=0)
ARRIVED = Sums(pot=11_999_00, held=0, clearing=0, there=1_00)


def test_each_row_moves_its_payment(by_file: World) -> None:
    paid, failed, returned = sent(by_file, 3)
    answer = read(
        by_file,
        answers_csv(
            (paid, "paid", "", TODAY),
            (failed, "failed", "AC01", TODAY),
            (returned, "returned", "AC04", TODAY),
        ),
    )
    assert (answer.rows, answer.applied, answer.unchanged, answer.refused) == (3, 3, 0, [])
    found = [again(p) for p in (paid, failed, returned)]
    assert [p.state for p in found] == [S.PAID, S.FAILED, S.RETURNED]
    assert [p.reason_code for p in found] == ["", "AC01", "AC04"]
    assert sums(by_file, failed) == Sums(pot=11_994_00, held=5_00, clearing=0, there=0)


def test_the_ledger_says_when_the_bank_did_it(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "paid"))
    arrived = Transfer.objects.get(credit_id=payment.to_account_id)
    assert (arrived.occurred_on, arrived.pence) == (TODAY, 1_00)
    assert again(payment).paid_how == PaidHow.ANSWERED


def test_a_day_that_has_not_come_is_today(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "paid", day=date(2031, 1, 1)))
    assert Transfer.objects.get(credit_id=payment.to_account_id).occurred_on == TODAY


def test_a_file_read_twice_changes_nothing(by_file: World) -> None:
    (payment,) = sent(by_file)
    first = read(by_file, said(payment, "paid"))
    assert read(by_file, said(payment, "paid")) == first
    assert sums(by_file, payment) == ARRIVED
    assert BankAnswer.objects.count() == 1


def test_a_file_read_again_after_the_payment_moved_on_changes_nothing(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "failed", "AC01"))
    payouts.pay_anew(payment=again(payment), by=by_file.finance.user_id, now=LATER)
    make_file(by_file, LATER)
    read(by_file, said(payment, "failed", "AC01"))
    assert again(payment).state == S.SENT


@pytest.mark.django_db(transaction=True)
def test_one_file_read_by_many_at_once_counts_once() -> None:
    world = make_world(rail=Rail.BANK_FILE)
    payments = sent(world, 3)
    data = answers_csv(*((payment, "paid", "", TODAY) for payment in payments))
    answers = all_at_once([lambda: read(world, data)] * 4)
    assert {answer.pk for answer in answers} == {BankAnswer.objects.get().pk}
    assert {again(payment).moves.filter(state=S.PAID).count() for payment in payments} == {1}
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_two_files_at_once_about_the_same_payments_agree() -> None:
    world = make_world(rail=Rail.BANK_FILE)
    payments = sent(world, 4)
    forth = answers_csv(*((payment, "paid", "", TODAY) for payment in payments))
    back = answers_csv(*((p, "failed", "AC01", TODAY) for p in reversed(payments)))
    answers = all_at_once([lambda: read(world, forth), lambda: read(world, back)])
    assert all(isinstance(answer, BankAnswer) for answer in answers)
    assert {again(payment).state for payment in payments} == {S.FAILED}
    assert sums(world, payments[0]) == Sums(pot=11_990_00, held=10_00, clearing=0, there=0)


def test_what_was_paid_may_come_back_a_week_later(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "paid"))
    week = NOW + timedelta(days=8)
    read(by_file, said(payment, "returned", "AC04", week.date()), week)
    assert sums(by_file, payment) == HELD


def test_what_failed_may_be_paid_anew_in_another_file(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "failed", "AC01"))
    payouts.pay_anew(payment=again(payment), by=by_file.finance.user_id, now=LATER)
    second = make_file(by_file, LATER)
    read(by_file, said(payment, "paid", day=TODAY + timedelta(days=1)), NOW + timedelta(days=2))
    assert (again(payment).state, again(payment).bank_file) == (S.PAID, second)
    assert sums(by_file, payment) == ARRIVED


@pytest.mark.parametrize(
    ("first", "then"),
    [("returned", "paid"), ("returned", "failed"), ("failed", "returned"), ("paid", "paid")],
)
def test_what_we_knew_moves_nothing_and_is_no_mistake(
    by_file: World, first: str, then: str
) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, first, "" if first == "paid" else "AC04"))
    before = sums(by_file, payment), again(payment).state
    answer = read(by_file, said(payment, then, "", TODAY + timedelta(days=1)))
    assert (answer.applied, answer.unchanged, answer.refused) == (0, 1, [])
    assert (sums(by_file, payment), again(payment).state) == before


def test_in_either_order_it_ends_returned(by_file: World) -> None:
    one, other = sent(by_file, 2)
    for payment, outcomes in ((one, ("paid", "returned")), (other, ("returned", "paid"))):
        for outcome in outcomes:
            read(by_file, said(payment, outcome, "AC04" if outcome == "returned" else ""))
    assert (again(one).state, again(other).state) == (S.RETURNED, S.RETURNED)
    assert sums(by_file, one) == Sums(pot=11_997_00, held=3_00, clearing=0, there=0)
