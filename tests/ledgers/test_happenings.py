"""What happens in the life of a direct payment, as the ledger keeps it: out of what, into what."""

import pytest

from ledgers.models import Account
from ledgers.values import AccountKind, TransferKind
from tests.ledgers.books import Books, available, balance

K = AccountKind


def account(books: Books, kind: AccountKind) -> Account:
    """The pot, the budget, or what the whole book shares."""
    own = {K.POT: books.pot, K.BUDGET: books.budget, K.SPENDING: books.spending}
    return own.get(kind) or books.shared(kind)


@pytest.mark.parametrize(
    ("kind", "debit", "credit"),
    [
        pytest.param(TransferKind.CONTRIBUTION_PAID, K.CONTRIBUTIONS, K.BUDGET, id="net"),
        pytest.param(
            TransferKind.CONTRIBUTION_PAID, K.CONTRIBUTIONS, K.COUNCIL_FUNDING, id="gross"
        ),
        pytest.param(TransferKind.CONTRIBUTION_REVERSED, K.BUDGET, K.CONTRIBUTIONS, id="failed"),
        pytest.param(TransferKind.OTHER_MONEY_IN, K.OTHER_MONEY_IN, K.BUDGET, id="interest"),
        pytest.param(TransferKind.MONEY_RETURNED, K.BUDGET, K.RETURNED_MONEY, id="left"),
        pytest.param(TransferKind.MONEY_RETURNED, K.SPENDING, K.RETURNED_MONEY, id="repaid"),
        pytest.param(
            TransferKind.RETURN_ARRIVED, K.RETURNED_MONEY, K.COUNCIL_FUNDING, id="arrived"
        ),
        pytest.param(TransferKind.RETURN_ARRIVED, K.RETURNED_MONEY, K.POT, id="arrived-in-pot"),
        pytest.param(TransferKind.WRITTEN_OFF, K.BUDGET, K.WRITTEN_OFF, id="written-off"),
    ],
)
def test_each_happening_moves_its_pence(
    books: Books, kind: TransferKind, debit: AccountKind, credit: AccountKind
) -> None:
    books.put_in(books.budget, 500_00)
    out_of, into = account(books, debit), account(books, credit)
    before = balance(out_of), balance(into)
    (row,) = books.fact(out_of, into, 130_25, kind=kind)
    assert (balance(out_of), balance(into)) == (before[0] - 130_25, before[1] + 130_25)
    assert row.kind == kind


def test_a_contribution_fills_what_was_overspent_first(books: Books) -> None:
    books.fact(books.budget, books.spending, 30_00)
    paid = books.shared(K.CONTRIBUTIONS)
    books.fact(paid, books.budget, 50_00, kind=TransferKind.CONTRIBUTION_PAID)
    # £30.00 was overspent; of £50.00 that fills £30.00, and £20.00 is left.
    assert (balance(books.overspent), available(books.budget)) == (0, 20_00)


def test_a_failed_contribution_is_a_fact_though_it_is_spent(books: Books) -> None:
    paid = books.shared(K.CONTRIBUTIONS)
    (row,) = books.fact(paid, books.budget, 50_00, kind=TransferKind.CONTRIBUTION_PAID)
    books.fact(books.budget, books.spending, 45_00)
    back = books.reverse(row, kind=TransferKind.CONTRIBUTION_REVERSED)
    assert [one.pence for one in back] == [5_00, 45_00]
    assert (balance(books.overspent), available(books.budget)) == (-45_00, 0)
    assert balance(paid) == 0
