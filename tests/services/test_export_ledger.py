"""The books as hledger and beancount read them: to the penny what our own trial balance says."""

import csv
import os
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.councils.models import Council
from budgets.councils.services import open_council
from ledgers.values import AccountKind, TransferKind
from tests.ledgers.books import NOW, Books

HLEDGER = shutil.which("hledger")
BEAN_CHECK = Path(sys.executable).with_name("bean-check")
needs_hledger = pytest.mark.skipif(
    not HLEDGER and not os.environ.get("CI"), reason="hledger is not on this machine"
)
needs_beancount = pytest.mark.skipif(
    not BEAN_CHECK.exists() and not os.environ.get("CI"), reason="beancount is not in this .venv"
)
Balances = dict[str, Decimal]


@pytest.fixture
def council(db: None) -> Council:
    """Books with everything in them: a split, an overspent budget filled again, reversals."""
    made = open_council(code="elmshire", name="Elmshire", now=NOW)
    books = Books(book=made.book)
    books.put_in(books.budget, 100_00)
    books.put_in(books.pot, 1_234_56)
    held = books.hold(books.pot, 60_00)
    books.capture(held, 20_01)
    books.release(held, 10_00)
    books.fact(books.budget, books.spending, 140_00)
    books.fact(books.funding, books.budget, 30_00, kind=TransferKind.KEPT_BY_US)
    (split, *_) = books.fact(books.budget, books.spending, 5)
    books.reverse(split)
    opening = books.shared(AccountKind.BROUGHT_FORWARD)
    books.fact(opening, books.pot, 7, occurred_on=NOW.date().replace(year=2025))
    return made


def exported(council: Council, tmp_path: Path, format: str) -> Path:
    out = tmp_path / format
    call_command("export_ledger", council=council.code, format=format, out=out, verbosity=0)
    return out


@pytest.fixture
def ours(council: Council, tmp_path: Path) -> Balances:
    """Our own trial balance, by the names that journals give to accounts."""
    table = exported(council, tmp_path, "trial-balance").read_text()
    rows = list(csv.DictReader(table.splitlines()))
    debits, credits_ = (sum(Decimal(row[side]) for row in rows) for side in ("debits", "credits"))
    assert debits == credits_ > 0
    assert any(Decimal(row["balance"]) < 0 for row in rows if "Overspent" in row["account"])
    return {row["account"]: Decimal(row["balance"]) for row in rows}


def hledger(*words: str | Path) -> subprocess.CompletedProcess[str]:
    assert HLEDGER, "hledger must be there where CI is: apt-get install hledger"
    return subprocess.run(
        [HLEDGER, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


@needs_hledger
def test_hledger_has_every_balance(council: Council, ours: Balances, tmp_path: Path) -> None:
    file = exported(council, tmp_path, "hledger")
    checked = hledger("check", "accounts", "commodities", "balanced", "-f", file)
    assert (checked.returncode, checked.stderr) == (0, "")
    table = hledger("balance", "-f", file, "--flat", "--empty", "-N", "-O", "csv").stdout
    theirs = {
        row["account"]: Decimal(row["balance"].removesuffix(" GBP"))
        for row in csv.DictReader(table.splitlines())
    }
    assert theirs == ours


@needs_hledger
def test_hledger_finds_a_penny(council: Council, tmp_path: Path) -> None:
    file = exported(council, tmp_path, "hledger")
    file.write_text(file.read_text().replace("1234.56 GBP\n", "1234.57 GBP\n", 1))
    assert hledger("check", "-f", file).returncode == 1


def beancount(*words: str | Path) -> subprocess.CompletedProcess[str]:
    assert BEAN_CHECK.exists(), "beancount must be there where CI is"
    return subprocess.run(
        [BEAN_CHECK, "--no-cache", *words], capture_output=True, text=True, check=False
    )


THEIR_BALANCES = """
import sys
from beancount import loader
from beancount.core import data, realization
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors
opened = [entry.account for entry in entries if isinstance(entry, data.Open)]
books = realization.realize(entries)
for name in opened:
    amount = realization.get(books, name).balance.get_currency_units("GBP")
    print(f"{name},{amount.number}")
"""


@needs_beancount
def test_beancount_has_every_balance(council: Council, ours: Balances, tmp_path: Path) -> None:
    file = exported(council, tmp_path, "beancount")
    checked = beancount(file)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    table = subprocess.run(
        [sys.executable, "-c", THEIR_BALANCES, file],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "BEANCOUNT_DISABLE_LOAD_CACHE": "1"},
    ).stdout
    theirs = dict(line.split(",") for line in table.splitlines())
    assert {name: Decimal(number) for name, number in theirs.items()} == ours
    assert [path.name for path in tmp_path.iterdir() if "cache" in path.name] == []


@needs_beancount
def test_beancount_finds_a_penny(council: Council, tmp_path: Path) -> None:
    file = exported(council, tmp_path, "beancount")
    file.write_text(file.read_text().replace("1214.62 ~", "1214.63 ~", 1))
    assert beancount(file).returncode == 1


def test_each_happening_is_one_transaction(council: Council, tmp_path: Path) -> None:
    text = exported(council, tmp_path, "hledger").read_text()
    entries = [block for block in text.split("\n\n") if "; entry:" in block]
    split = next(block for block in entries if "Overspent" in block)
    assert split.count("; transfer:") == 2
    assert "£" not in text
    begun = [line.split("entry:")[1] for line in text.splitlines() if "; entry:" in line]
    assert len(begun) == len(set(begun)) == 8


def test_books_with_nothing_in_them(db: None, tmp_path: Path) -> None:
    empty = open_council(code="nowhere", name="Nowhere", now=NOW)
    assert "2026-11-22 open" in exported(empty, tmp_path, "beancount").read_text()


def test_no_such_council(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no council nowhere"):
        call_command("export_ledger", council="nowhere", format="hledger", out=tmp_path / "x")
