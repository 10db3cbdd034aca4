"""Bank details as people type them."""

import pytest

from payments.payouts import errors
from payments.payouts.rules import may_move, read_bank_details
from payments.payouts.values import MAY_MOVE, PaymentState


@pytest.mark.parametrize("typed", ["200000", "20-00-00", "20 00 00", " 20–00—00 "])
def test_sort_codes_with_dashes_and_spaces(typed: str) -> None:
    read = read_bank_details(
        sort_code=typed, account_number="1234 5678", account_name=" D  Okafor "
    )
    assert (read.sort_code, read.account_number, read.account_name) == (
        "200000",
        "12345678",
        "D Okafor",
    )


@pytest.mark.parametrize("typed", ["", "20000", "2000000", "20-OO-00", "２０００００", "٢٠٠٠٠٠"])
def test_other_sort_codes_are_refused(typed: str) -> None:
    with pytest.raises(errors.SortCodeWrong):
        read_bank_details(sort_code=typed, account_number="12345678", account_name="D")


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567x", "１２３４５６７８"])
def test_other_account_numbers_are_refused(typed: str) -> None:
    with pytest.raises(errors.AccountNumberWrong):
        read_bank_details(sort_code="200000", account_number=typed, account_name="D")


@pytest.mark.parametrize("typed", ["", "   ", "名前", "D" * 36, "D\x00", "D<script>"])
def test_names_that_a_bank_cannot_hold_are_refused(typed: str) -> None:
    with pytest.raises(errors.AccountNameWrong):
        read_bank_details(sort_code="200000", account_number="12345678", account_name=typed)


def test_nothing_leads_out_of_a_cancelled_payment() -> None:
    assert not MAY_MOVE[PaymentState.CANCELLED]


@pytest.mark.parametrize("was", list(PaymentState))
def test_a_payment_never_stays_by_moving(was: PaymentState) -> None:
    assert not may_move(was, was)
