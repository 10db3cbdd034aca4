"""Balances are written by the ledger alone, and never below their floor."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from ledgers.errors import Refusal
from ledgers.models import Account, Hold, Release, Transfer
from ledgers.services.posting import as_transfer
from ledgers.values import AccountKind, TransferKind
from tests.ledgers.attacks.raw import (
    POSTGRESQL,
    harmless,
    insert,
    refused,
    run,
    undone,
)
from tests.ledgers.books import BY, NOW, Books, nothing_moves

TOTALS = ["debits_posted", "credits_posted", "debits_held"]
NOT_PENCE = ["12.5abc", "12.5", 12.5, "", "1e3x", b"12", -1, 0]
EVERY_WAY_IN = [
    "INSERT",
    *(
        pytest.param(f"INSERT OR {way}", marks=pytest.mark.sqlite)
        for way in ("IGNORE", "REPLACE", "FAIL")
    ),
]


@pytest.fixture(params=EVERY_WAY_IN)
def how(request: pytest.FixtureRequest) -> str:
    """Each way to insert; OR IGNORE is the trap, for it silences a CHECK inside a trigger."""
    return str(request.param)


def transfer(books: Books, debit: Account, credit: Account, pence: int, **more: Any) -> Transfer:
    return as_transfer(books.posting(debit, credit, pence, **more))


def a_hold(books: Books, account: Account, pence: int, **more: Any) -> Hold:
    said = {
        "book_id": books.book.id,
        "about_kind": "test",
        "about_id": uuid4(),
        "key": uuid4(),
        "account_id": account.id,
        "pence": pence,
        "held_by": BY,
        "held_at": NOW,
    }
    return Hold(**{**said, **more})


def a_release(books: Books, held: Hold, pence: int) -> Release:
    return Release(
        book_id=books.book.id,
        hold_id=held.id,
        key=uuid4(),
        pence=pence,
        released_by=BY,
        released_at=NOW,
    )


def attack(row: Any, how: str = "INSERT", match: str = ".", **instead: Any) -> None:
    sql, values = insert(row, how, **instead)
    refused(sql, *values, match=match)


@pytest.mark.parametrize("total", TOTALS)
def test_a_total_is_not_written(books: Books, total: str) -> None:
    books.put_in(books.pot, 500_00)
    refused(f"UPDATE ledgers_account SET {total} = {total} + 1")
    refused(f"UPDATE ledgers_account SET {total} = 0 WHERE id = %s", books.pot.id)


@pytest.mark.parametrize("total", TOTALS)
def test_an_account_opens_with_nothing(books: Books, total: str, how: str) -> None:
    row = Account(book_id=books.book.id, kind=AccountKind.POT, opened_at=NOW)
    sql, values = insert(row, how, **{total: 1})
    refused(sql, *values)


def test_an_account_is_of_a_known_kind(books: Books) -> None:
    row = Account(book_id=books.book.id, kind="purse", opened_at=NOW)
    attack(row, match="ledgers_account_kind")


def test_a_shared_account_is_there_once(books: Books) -> None:
    row = Account(book_id=books.book.id, kind=AccountKind.COUNCIL_FUNDING, opened_at=NOW)
    attack(row)


def test_only_an_overspent_account_stands_beside_another(books: Books) -> None:
    overspent = Account(book_id=books.book.id, kind=AccountKind.OVERSPENT, opened_at=NOW)
    attack(overspent, match="ledgers_account_overspends")
    pot = Account(
        book_id=books.book.id, kind=AccountKind.POT, overspends=books.budget, opened_at=NOW
    )
    attack(pot)


@pytest.mark.parametrize("kind", [AccountKind.POT, AccountKind.BUDGET, AccountKind.FUND])
def test_a_transfer_stops_at_the_floor(books: Books, kind: AccountKind, how: str) -> None:
    source = books.open(kind)
    books.put_in(source, 500_00)
    attack(transfer(books, source, books.clearing, 500_01), how, "ledgers_account_floor")


def test_a_transfer_stops_at_what_is_held(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    books.hold(books.pot, 300_00)
    attack(transfer(books, books.pot, books.clearing, 200_01), how, "ledgers_account_floor")


def test_a_hold_stops_at_the_floor(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    attack(a_hold(books, books.pot, 500_01), how, "ledgers_account_floor")


def test_nothing_is_held_where_there_is_no_floor(books: Books, how: str) -> None:
    attack(a_hold(books, books.clearing, 1), how, "ledgers_account_(holds|floor)")


@pytest.mark.parametrize("pence", NOT_PENCE)
def test_pence_are_whole_and_more_than_none(books: Books, pence: object, how: str) -> None:
    books.put_in(books.pot, 500_00)
    held = books.hold(books.pot, 100_00)
    for row in (
        transfer(books, books.funding, books.pot, 1),
        a_hold(books, books.pot, 1),
        a_release(books, held, 1),
    ):
        if connection.vendor == POSTGRESQL and pence == 12.5:
            _rounded_to_whole_pence(row)
            continue
        harmless(*_statement(row, how, pence=pence))


def _rounded_to_whole_pence(row: Any) -> None:
    """PostgreSQL rounds a number to the column's type before anybody sees it."""
    with undone():
        sql, values = insert(row, pence=12.5)
        run(sql, *values)
        assert type(row).objects.get(id=row.id).pence in {12, 13}


def _statement(row: Any, how: str, **instead: Any) -> list[Any]:
    sql, values = insert(row, how, **instead)
    return [sql, *values]


def test_an_account_counts_no_further_than_it_can(books: Books, how: str) -> None:
    most = 2**63 - 1
    books.put_in(books.pot, most)
    attack(transfer(books, books.funding, books.pot, 1), how)


def test_money_does_not_move_to_where_it_is(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    harmless(*_statement(transfer(books, books.pot, books.pot, 1_00), how))


def test_a_transfer_is_of_a_known_kind(books: Books) -> None:
    attack(transfer(books, books.funding, books.pot, 1, kind="theft"), match="transfer_kind")


def test_no_transfer_between_two_books(books: Books, how: str) -> None:
    other = Books()
    books.put_in(books.pot, 500_00)
    attack(transfer(books, books.pot, other.clearing, 1_00), how)
    attack(transfer(books, other.funding, books.pot, 1_00), how)
    attack(transfer(books, other.funding, other.pot, 1_00), how)


@pytest.mark.postgres
def test_the_trigger_counts_what_it_wrote(books: Books) -> None:
    """At once and not on commit, for under row security it may see one side only."""
    other = Books()
    row = transfer(books, books.funding, other.pot, 1_00)
    attack(row, match="2 accounts were named and 1 were there")
    release = a_release(books, other.hold(other.pot, _filled(other)), 1_00)
    attack(release, match="no such account in this book")


def _filled(books: Books) -> int:
    return books.put_in(books.pot, 500_00).pence


def test_no_transfer_with_an_account_that_is_not_there(books: Books, how: str) -> None:
    nowhere = Account(id=uuid4(), book_id=books.book.id, kind=AccountKind.POT)
    attack(transfer(books, books.funding, nowhere, 1_00), how)


def test_no_hold_on_anothers_account(books: Books, how: str) -> None:
    other = Books()
    other.put_in(other.pot, 500_00)
    attack(a_hold(books, other.pot, 1_00), how)


def test_no_release_of_anothers_hold(books: Books, how: str) -> None:
    other = Books()
    other.put_in(other.pot, 500_00)
    attack(a_release(books, other.hold(other.pot, 1_00), 1_00), how)


def test_no_release_beyond_what_is_held(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    held = books.hold(books.pot, 100_00)
    books.hold(books.pot, 100_00)
    books.capture(held, 40_00)
    attack(a_release(books, held, 60_01), how, "ledgers_hold_spent")


def test_no_capture_beyond_what_is_held(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    held = books.hold(books.pot, 100_00)
    books.release(held, 40_00)
    row = transfer(books, books.pot, books.clearing, 60_01, hold_id=held.id)
    attack(row, how, "ledgers_hold_spent")


def test_no_capture_of_anothers_hold(books: Books, how: str) -> None:
    other = Books()
    other.put_in(other.pot, 500_00)
    books.put_in(books.pot, 500_00)
    held = other.hold(other.pot, 100_00)
    attack(transfer(books, books.pot, books.clearing, 1_00, hold_id=held.id), how)


def test_no_capture_from_another_account(books: Books, how: str) -> None:
    books.put_in(books.pot, 500_00)
    books.put_in(books.budget, 500_00)
    held = books.hold(books.pot, 100_00)
    row = transfer(books, books.budget, books.clearing, 1_00, hold_id=held.id)
    attack(row, how, "ledgers_hold_spent")


def back(books: Books, was: Transfer, pence: int, **more: Any) -> Transfer:
    said = {"reverses_id": was.id, "kind": TransferKind.MISTAKE_REVERSED, **more}
    return transfer(books, books.pot, books.funding, pence, **said)


def test_no_second_reversal(books: Books, how: str) -> None:
    was = books.put_in(books.pot, 500_00)
    books.put_in(books.pot, 500_00)
    (first,) = books.reverse(was)
    harmless(*_statement(back(books, was, 500_00), how))
    harmless(*_statement(back(books, was, 1, entry=first.entry), how))


def test_no_second_reversal_in_parts(books: Books, how: str) -> None:
    was = books.put_in(books.budget, 500_00)
    first = transfer(books, books.budget, books.funding, 1_00, reverses_id=was.id)
    books.fact(books.budget, books.funding, 1_00, reverses_id=was.id, key=first.key)
    another = transfer(books, books.overspent, books.funding, 1_00, reverses_id=was.id)
    attack(another, how, "ledgers_transfer_reversed_once")


def test_no_reversal_of_more(books: Books, how: str) -> None:
    was = books.put_in(books.pot, 500_00)
    books.put_in(books.pot, 500_00)
    attack(back(books, was, 500_01), how, "ledgers_transfer_reversed_once")


def test_no_reversal_between_other_accounts(books: Books, how: str) -> None:
    was = books.put_in(books.pot, 500_00)
    other = books.open(AccountKind.POT)
    books.put_in(other, 500_00)
    for debit, credit in (
        (other, books.funding),
        (books.pot, books.clearing),
        (books.funding, books.pot),
    ):
        row = transfer(books, debit, credit, 1_00, reverses_id=was.id)
        attack(row, how, "ledgers_transfer_reversed_once")


def test_no_reversal_of_anothers_transfer(books: Books, how: str) -> None:
    other = Books()
    was = other.put_in(other.pot, 500_00)
    books.put_in(books.pot, 500_00)
    attack(back(books, was, 1_00), how)


@pytest.mark.sqlite
def test_a_gate_left_open_stops_every_posting(books: Books) -> None:
    with undone():
        run("INSERT INTO ledgers_gate (open) VALUES (1)")
        with nothing_moves(), pytest.raises((Refusal, Exception), match="ledgers_gate"):
            books.put_in(books.pot, 1_00)


def test_the_statement_form_is_all_or_none(books: Books) -> None:
    """Two rows in one statement, of which the second falls below the floor."""
    books.put_in(books.pot, 500_00)
    sql, fits = insert(transfer(books, books.pot, books.clearing, 300_00))
    _, beyond = insert(transfer(books, books.pot, books.clearing, 300_00))
    places = sql[sql.index("VALUES ") + len("VALUES ") :]
    refused(f"{sql}, {places}", *fits, *beyond, match="ledgers_account_floor")
