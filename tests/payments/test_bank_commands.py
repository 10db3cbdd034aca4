"""The bank's files from the shell: what is written, read, said, and left with."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.councils import services as councils
from payments.outside.rails.bank_file.pain001_check import check_pain001
from payments.payouts.models import Payment
from tests.factories import World
from tests.payments.worlds import ready_for_file, said, sent


def make(world: World, folder: Path) -> None:
    call_command("make_bank_file", council=world.council.code, out=folder)


def test_the_command_writes_what_the_bank_takes(by_file: World, tmp_path: Path) -> None:
    ready_for_file(by_file, 2)
    Payment.objects.update(pay_on=date(2020, 1, 1))
    councils.set_bank_account(
        council=by_file.council, name="Borsetshire", sort_code="20-30-40", account_number="12345678"
    )
    make(by_file, tmp_path)
    pain001, table = sorted(tmp_path.iterdir(), key=lambda path: path.suffix, reverse=True)
    assert check_pain001(pain001.read_bytes()) == []
    assert table.read_bytes().count(b"\r\n") == 3
    assert {path.stat().st_mode & 0o777 for path in (pain001, table)} == {0o600}
    with pytest.raises(CommandError, match="nothing to send"):
        make(by_file, tmp_path)


def test_the_command_asks_for_the_councils_account(by_file: World, tmp_path: Path) -> None:
    ready_for_file(by_file)
    with pytest.raises(CommandError, match="account isn't set"):
        make(by_file, tmp_path)


def test_the_command_knows_its_councils(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no council"):
        call_command("make_bank_file", council="nowhere", out=tmp_path)


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
