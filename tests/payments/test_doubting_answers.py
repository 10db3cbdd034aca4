"""What the bank answers and cannot be: refused alone, with its row, its value and why."""

from datetime import timedelta

import pytest

from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import BankAnswer, BankFile
from payments.payouts.values import PaymentState
from tests.factories import NOW, World, make_world
from tests.payments.bank_files import a_report, a_transaction
from tests.payments.worlds import (
    Sums,
    again,
    answers_csv,
    make_file,
    read,
    ready_for_file,
    said,
    sent,
    sums,
)

S = PaymentState
LATER = NOW + timedelta(days=1)
HELD = Sums(pot=11_999_00, held=1_00, clearing=0, there=0)
ARRIVED = Sums(pot=11_999_00, held=0, clearing=0, there=1_00)


def why(answer: BankAnswer) -> str:
    (bad,) = answer.refused
    return str(bad["why"])


def test_paid_after_it_failed_is_asked_about(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "failed", "AC01"))
    assert "which is true" in why(read(by_file, said(payment, "paid")))
    assert sums(by_file, payment) == HELD


def test_an_answer_to_an_earlier_file_moves_nothing(by_file: World) -> None:
    (payment,) = sent(by_file)
    first = again(payment).bank_file
    read(by_file, said(payment, "failed", "AC01"))
    payouts.pay_anew(payment=again(payment), by=by_file.finance.user_id, now=LATER)
    make_file(by_file, LATER)
    report = a_report(a_transaction(payment.id)).replace(b"BORSET-20260105-1", str(first).encode())
    assert "earlier try" in why(read(by_file, report))
    assert "earlier try" in why(read(by_file, said(payment, "paid", day=NOW.date())))
    assert again(payment).state == S.SENT


def test_another_sum_moves_nothing_and_is_shown(by_file: World) -> None:
    (payment,) = sent(by_file)
    head = b"payment_id,outcome,amount\n"
    answer = read(by_file, head + f"{payment.id},paid,1.01\n".encode())
    assert "not the sum that we sent" in why(answer)
    (bad,) = answer.refused
    assert (bad["row"], bad["column"], bad["value"]) == (2, "amount", "1.01")
    assert again(payment).state == S.SENT
    assert read(by_file, head + f"{payment.id},paid,1.00\n".encode()).applied == 1
    assert sums(by_file, payment) == ARRIVED


def test_bad_rows_are_refused_alone(by_file: World) -> None:
    (payment,) = sent(by_file)
    table = said(payment, "paid") + b"\nnonsense,paid,,\n" + str(payment.id).encode() + b"x,paid,,"
    answer = read(by_file, table)
    assert (answer.rows, answer.applied) == (3, 1)
    assert [(bad["row"], bad["column"], bad["value"]) for bad in answer.refused] == [
        (3, "payment_id", "nonsense"),
        (4, "payment_id", f"{payment.id}x"),
    ]
    assert sums(by_file, payment) == ARRIVED


def test_unknown_payments_and_other_councils_are_the_same(by_file: World) -> None:
    (theirs,) = sent(make_world(rail=Rail.BANK_FILE))
    unknown = "019b76da-a800-7000-8000-000000000001"
    answer = read(by_file, answers_csv((theirs, "paid", "", None), (unknown, "paid", "", None)))
    assert len({bad["why"] for bad in answer.refused}) == 1
    assert (answer.applied, again(theirs).state) == (0, S.SENT)


def test_a_payment_that_never_went_by_file_is_unknown(world: World) -> None:
    (payment,) = ready_for_file(world)
    assert "don't know" in why(read(world, said(payment, "paid")))


def test_a_promise_that_has_not_left_is_unknown(by_file: World) -> None:
    (payment,) = ready_for_file(by_file)
    assert "don't know" in why(read(by_file, said(payment, "paid")))
    assert again(payment).state == S.APPROVED


def test_what_is_approved_anew_is_not_with_the_bank(by_file: World) -> None:
    (payment,) = sent(by_file)
    read(by_file, said(payment, "failed", "AC01"))
    payouts.pay_anew(payment=again(payment), by=by_file.finance.user_id, now=LATER)
    assert "not with the bank" in why(read(by_file, said(payment, "paid")))


def report_on(file: BankFile, *transactions: str, group: str = "") -> bytes:
    report = a_report(*transactions, group=group)
    return report.replace(b"BORSET-20260105-1", file.message_id.encode()).replace(
        b"2026-01-05", b"2026-11-23"
    )


def rejected(file: BankFile) -> bytes:
    why = "<StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>"
    return report_on(file, group=f"<GrpSts>RJCT</GrpSts>{why}")


def test_a_rejected_file_brings_all_of_it_back(by_file: World) -> None:
    payments = sent(by_file, 2)
    answer = read(by_file, rejected(BankFile.objects.get()))
    assert (answer.applied, answer.refused) == (2, [])
    assert {(again(p).state, again(p).reason_code) for p in payments} == {(S.FAILED, "FF01")}
    assert sums(by_file, payments[0]) == Sums(pot=11_997_00, held=3_00, clearing=0, there=0)


def test_a_rejected_file_of_another_council_is_unknown(by_file: World) -> None:
    other = make_world(rail=Rail.BANK_FILE)
    (theirs,) = sent(other)
    answer = read(by_file, rejected(BankFile.objects.get()))
    assert "don't know this file" in why(answer)
    assert again(theirs).state == S.SENT


def test_what_the_bank_has_not_finished_waits(by_file: World) -> None:
    (payment,) = sent(by_file)
    file = BankFile.objects.get()
    answer = read(by_file, report_on(file, a_transaction(payment.id, "PDNG")))
    assert (answer.rows, answer.waiting, answer.applied) == (1, 1, 0)
    read(by_file, report_on(file, a_transaction(payment.id, "ACSC")))
    assert sums(by_file, payment) == ARRIVED


def test_what_is_no_answer_is_not_kept(by_file: World) -> None:
    with pytest.raises(UnreadableAnswer):
        read(by_file, b"%PDF-1.7")
    assert not BankAnswer.objects.exists()
