"""The command that recomputes every balance finds any that is off, and says which."""

import re
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from ledgers.models import Account
from tests.conftest import guards_down
from tests.ledgers.attacks.raw import run
from tests.ledgers.books import Books

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy() -> Books:
    """A book with every kind of row; not proved afterwards, for it will be corrupted."""
    books = Books()
    books.put_in(books.budget, 100_00)
    held = books.hold(books.budget, 60_00)
    books.fact(books.budget, books.spending, 50_00)
    books.capture(held, 20_00)
    books.release(held, 10_00)
    return books


def corrupt(account: Account, change: str) -> None:
    with guards_down():
        run(f"UPDATE ledgers_account SET {change} WHERE id = %s", account.id)


def test_sound_books(busy: Books, capsys: pytest.CaptureFixture[str]) -> None:
    Books()
    call_command("verify_ledger")
    assert re.fullmatch(
        r"Every balance is the sum of its rows: 42 accounts, 5 transfers, \d+\.\d\d s\n",
        capsys.readouterr().out,
    )


@pytest.mark.parametrize(
    ("total", "change", "true"),
    [("debits_posted", -1, 70_00), ("credits_posted", 1, 100_00), ("debits_held", -1, 30_00)],
)
def test_a_wrong_total_is_named(
    busy: Books, capsys: pytest.CaptureFixture[str], total: str, change: int, true: int
) -> None:
    stored = true + change
    corrupt(busy.budget, f"{total} = {stored}")
    with pytest.raises(CommandError, match="off") as refused:
        call_command("verify_ledger")
    assert refused.value.returncode == 1
    said = f"account {busy.budget.id}: {total} is {stored}, its rows make {true}"
    assert said in capsys.readouterr().out


def test_a_book_out_of_balance_is_named(busy: Books, capsys: pytest.CaptureFixture[str]) -> None:
    corrupt(busy.funding, "debits_posted = debits_posted + 1")
    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert f"book {busy.book.id}: debits " in capsys.readouterr().out


def test_one_book_alone(busy: Books) -> None:
    other = Books()
    corrupt(other.funding, "debits_posted = 1")
    call_command("verify_ledger", book=busy.book.id)
    with pytest.raises(CommandError, match="off: 21 accounts, 0 transfers"):
        call_command("verify_ledger", book=other.book.id)


def test_no_such_book() -> None:
    with pytest.raises(CommandError, match="There is no book"):
        call_command("verify_ledger", book=uuid4())
