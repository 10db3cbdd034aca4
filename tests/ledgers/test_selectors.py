"""Statements, balances as of an instant, and what a viewer may see."""

from datetime import timedelta
from typing import Any

import pytest

from ledgers import selectors
from ledgers.models import Account
from ledgers.values import ALL, Viewer
from tests.ledgers.books import BY, NOW, Books


def statement(account: Account) -> list[tuple[int, int]]:
    """Each movement with its change and the balance after it, oldest first."""
    rows: Any = selectors.list_movements(account)
    return [(row.change_pence, selectors.balance_after(account, row)) for row in reversed(rows)]


def test_a_statement_has_a_running_balance(books: Books) -> None:
    for minute, (debit, credit, pence) in enumerate(
        [
            (books.funding, books.budget, 100_00),
            (books.budget, books.spending, 30_00),
            (books.spending, books.budget, 5_00),
        ]
    ):
        books.fact(debit, credit, pence, posted_at=NOW + timedelta(minutes=minute))
    books.put_in(books.pot, 1_00)
    assert statement(books.budget) == [(100_00, 100_00), (-30_00, 70_00), (5_00, 75_00)]


def test_rows_of_one_instant_stand_in_the_order_in_which_they_were_posted(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", NOW.timestamp)
    for place in range(1, 21):
        books.put_in(books.pot, place)
    # 1 + 2 + … + n = n (n + 1) / 2
    assert statement(books.pot) == [(n, n * (n + 1) // 2) for n in range(1, 21)]


def test_a_balance_as_of_an_instant(books: Books) -> None:
    later = NOW + timedelta(hours=1)
    books.put_in(books.pot, 100_00)
    books.post(books.pot, books.clearing, 30_00, posted_at=later)
    asked = [NOW - timedelta(microseconds=1), NOW, later]
    assert [selectors.balance_as_of(books.pot, at) for at in asked] == [0, 100_00, 70_00]


def test_the_balance_after_each_movement(books: Books) -> None:
    for pence in (100_00, 30_00, 5_00):
        books.put_in(books.pot, pence)
    books.post(books.pot, books.clearing, 20_00)
    rows = list(selectors.list_movements(books.pot))
    assert rows == sorted(rows, key=lambda row: row.id, reverse=True)
    balances = [selectors.balance_after(books.pot, row) for row in rows]
    changes: list[Any] = list(
        selectors.list_movements(books.pot).values_list("change_pence", flat=True)
    )
    assert balances[0] == 115_00
    assert balances == [115_00 - sum(changes[:place]) for place in range(4)]


def viewer(books: Books, accounts: Any = ALL) -> Viewer:
    return Viewer(BY, books.book.id, frozenset(), NOW, accounts)


def test_all_of_ones_own_book_is_visible(books: Books) -> None:
    other = Books()
    seen = set(selectors.visible_to(viewer(books)))
    assert seen == set(Account.objects.filter(book=books.book))
    assert other.pot not in seen


def test_only_the_accounts_named_are_visible(books: Books) -> None:
    other = Books()
    named = Account.objects.filter(id__in=[books.budget.id, other.budget.id])
    assert list(selectors.visible_to(viewer(books, accounts=named))) == [books.budget]
    nothing = Account.objects.none()
    assert list(selectors.visible_to(viewer(books, accounts=nothing))) == []


def test_movements_about_one_thing(books: Books) -> None:
    row = books.put_in(books.pot, 1_00)
    other = Books(book=books.book)
    other.put_in(other.pot, 2_00)
    found = selectors.list_about(books.book.id, books.about.kind, books.about.id)
    assert list(found) == [row]
