"""The command that recomputes every balance and every seal finds what is off, and says where."""

import json
import re
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from budgets.councils.services import open_council
from ledgers import services
from ledgers.models import Account, Book
from ledgers.rules.roots import KeptRoot, as_line
from ledgers.selectors import list_seals
from tests.conftest import guards_down
from tests.ledgers.attacks.raw import run
from tests.ledgers.books import NOW, Books

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
        r"Every balance is the sum of its rows and every seal holds: 42 accounts, 5 transfers, "
        r"0 seals, 0 roots from outside, \d+\.\d\d s\n"
        r"Nothing was compared with roots outside: .+\n",
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
    with pytest.raises(CommandError, match="There is no book") as refused:
        call_command("verify_ledger", book=uuid4())
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match="There is no council nowhere"):
        call_command("verify_ledger", council="nowhere")


@pytest.fixture
def kept(busy: Books, tmp_path: Path) -> Path:
    """A file of roots, as a colleague outside has it."""
    services.seal_book(book_id=busy.book.id, now=NOW)
    file = tmp_path / "roots.jsonl"
    file.write_text("Dear auditor, here it is:\n" + "\n".join(published(busy.book)))
    return file


def published(book: Book) -> list[str]:
    return [as_line(seal.facts, seal.chain, "elmshire") for seal in list_seals(book.id)]


def test_sealed_books_agree_with_what_is_kept_outside(
    busy: Books, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_ledger", against=[kept])
    said = capsys.readouterr().out
    assert "1 seals, 1 roots from outside" in said
    assert "Nothing was compared" not in said
    call_command("verify_ledger", against=[kept.parent])


def test_a_changed_transfer_is_named_by_council_seal_and_position(
    busy: Books, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    council = open_council(code="elmshire", name="Elmshire", now=NOW)
    books = Books(book=council.book)
    row = books.put_in(books.pot, 5_00)
    services.seal_book(book_id=council.book_id, now=NOW)
    place = row.sealed.get()
    with guards_down():
        run("UPDATE ledgers_transfer SET occurred_on = '2020-01-01' WHERE id = %s", row.id)
    with pytest.raises(CommandError, match="2 things are off"):
        call_command("verify_ledger", council="elmshire")
    said = capsys.readouterr().out
    assert f"council elmshire, seal 1, position {place.position}: not what was sealed" in said
    assert "2020-01-01" in said
    assert "council elmshire, seal 1: its root is not that of positions 1 to" in said


def test_a_root_that_is_kept_of_nothing_here(
    busy: Books, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = KeptRoot(uuid4(), 1, 1, "ab" * 32, "cd" * 32, "2026-11-22T10:42:00.000000Z")
    line = {**asdict(other), "book": str(other.book_id)}
    del line["book_id"]
    kept.write_text(kept.read_text() + "\n" + json.dumps(line))
    with pytest.raises(CommandError, match="1 things are off"):
        call_command("verify_ledger", against=[kept])
    assert f"book {other.book_id}: roots of it are kept outside" in capsys.readouterr().out
    call_command("verify_ledger", book=busy.book.id, against=[kept])


@pytest.mark.parametrize(
    ("words", "said"),
    [("nothing at all", "There are no roots"), ('{"book": 1}', "badly formed"), ("{", "Expecting")],
)
def test_what_can_not_be_read_is_no_verdict(tmp_path: Path, words: str, said: str) -> None:
    file = tmp_path / "roots"
    file.write_text(words)
    for place in (file, tmp_path / "missing"):
        with pytest.raises(CommandError) as refused:
            call_command("verify_ledger", against=[place])
        assert refused.value.returncode == 2
    with pytest.raises(CommandError, match=said):
        call_command("verify_ledger", against=[file])
