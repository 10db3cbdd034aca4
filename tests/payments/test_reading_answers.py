"""What the bank answers moves each payment once, in whatever order and however often it comes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies
from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import BankAnswer, BankFile, Payment
from payments.payouts.values import PaidHow, PaymentState
from tests.factories import NOW, World, make_world
from tests.ledgers.crowd import all_at_once
from tests.payments.bank_files import a_report, a_transaction
from tests.payments.worlds import Sums, again, answers_csv, make_file, ready_for_file, sums

S = PaymentState
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=1)
HELD = Sums(pot=11_999_00, held=1_00, clearing=0, there=0)
ARRIVED = Sums(pot=11_999_00, held=0, clearing=0, there=1_00)


def read(world: World, data: bytes, now: Any = LATER) -> BankAnswer:
    return payouts.read_bank_answers(
        book_id=world.book_id, data=data, by=world.finance.user_id, now=now
    )


def sent(world: World, count: int = 1) -> list[Payment]:
    payments = ready_for_file(world, count)
    make_file(world)
    return [again(payment) for payment in payments]


def said(payment: Payment, outcome: str, reason: str = "", day: date | None = TODAY) -> bytes:
    return answers_csv((payment, outcome, reason, day))


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


# The command


def run(world: World, path: Path) -> None:
    call_command("read_bank_answers", str(path), council=world.council.code)


def test_the_command_says_what_came_of_it(
    by_file: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (payment,) = sent(by_file)
    path = tmp_path / "answers.csv"
    path.write_bytes(said(payment, "paid", day=None))
    run(by_file, path)
    assert "1 rows: 1 payments moved" in capsys.readouterr().out
    path.write_bytes(said(payment, "paid", day=None) + b"\nnonsense,paid,,\n")
    with pytest.raises(SystemExit) as ended:
        run(by_file, path)
    assert ended.value.code == 1
    assert "Row 3, payment_id 'nonsense'" in capsys.readouterr().err


def test_the_command_leaves_with_2_when_nothing_can_be_read(by_file: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as ended:
        run(by_file, tmp_path / "nothing.csv")
    assert ended.value.returncode == 2
