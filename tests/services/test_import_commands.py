"""The commands: what they print, what they leave, and the code they leave with."""

import json
import stat
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from budgets.councils.models import Council, Member
from budgets.councils.selectors import policy_on, roles_of
from budgets.councils.values import Policy
from budgets.people.models import Person
from ledgers.models import Account
from payments.outside.tasks import clock
from payments.payouts.selectors import settings_on
from tests.factories import NOW
from tests.services.import_worlds import Rows, as_bytes, nothing_changes

pytestmark = pytest.mark.django_db

ALL: dict[str, Rows] = {"teams": [{}], "people": [{}], "budgets": [{}], "lines": [{}]}
BAD: dict[str, Rows] = ALL | {
    "people": [{}, {"person_ref": "P2", "team_ref": "WEST", "full_name": "=SUM(A1)"}],
    "budgets": [{}, {"budget_ref": "B2", "weekly_total": "1.234,50"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder, and an empty council to bring it to."""
    call_command("create_council", "elm", name="Elm Council", stdout=StringIO())
    return tmp_path


def put(folder: Path, files: Mapping[str, Rows | bytes]) -> None:
    for name, data in as_bytes(files).items():
        (folder / name).write_bytes(data)


def bring(folder: Path, **options: Any) -> tuple[int, str, str]:
    """Run the command; the code it leaves with, and what it says."""
    out, err = StringIO(), StringIO()
    with time_machine.travel(NOW, tick=False), pytest.raises(SystemExit) as left:
        call_command("import_caseload", folder, council="elm", stdout=out, stderr=err, **options)
    return int(left.value.code or 0), out.getvalue(), err.getvalue()


def test_all_taken_leaves_with_nought(folder: Path) -> None:
    put(folder, ALL)
    code, out, err = bring(folder)
    assert (code, err) == (0, "")
    assert "people.csv: 1 read, 1 created" in out
    assert "lines.csv: 1 read, 1 created" in out
    assert not (folder / "rejected").exists()
    code, out, _ = bring(folder)
    assert code == 0
    assert "people.csv: 1 read, 1 unchanged" in out


def test_counts_as_json(folder: Path) -> None:
    put(folder, BAD)
    code, out, _ = bring(folder, json=True)
    assert code == 1
    counts = json.loads(out)
    assert list(counts) == ["teams.csv", "people.csv", "budgets.csv", "lines.csv"]
    assert counts["people.csv"] == {
        "read": 2,
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "later": 0,
    }


def test_what_is_refused_is_said_and_kept_to_be_corrected(folder: Path) -> None:
    put(folder, BAD)
    code, _, err = bring(folder)
    assert code == 1
    assert "people.csv line 3 team_ref: “WEST” This points at nothing" in err
    assert "budgets.csv line 3 weekly_total: “1.234,50” Pence come after a point" in err
    rejected = folder / "rejected" / "people.csv"
    head, row = rejected.read_text().splitlines()
    assert head.startswith("line,column,why,person_ref,")
    assert row.startswith("3,team_ref,")
    assert "=SUM(A1)" in row
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600


def test_what_was_refused_comes_back_corrected(folder: Path) -> None:
    put(folder, BAD)
    bring(folder)
    corrected = (folder / "rejected" / "people.csv").read_text().replace("WEST", "EAST")
    (folder / "people.csv").write_text(corrected)
    (folder / "budgets.csv").unlink()
    code, out, err = bring(folder)
    assert (code, err) == (0, "")
    assert "people.csv: 1 read, 1 created" in out
    assert not (folder / "rejected" / "people.csv").exists()
    assert Person.objects.count() == 2


def test_what_was_taken_and_should_be_looked_at_is_kept_beside(folder: Path) -> None:
    put(folder, ALL | {"budgets": [{"weekly_total": "0.00", "colour": "red"}]})
    code, _, err = bring(folder)
    assert code == 0
    assert "budgets.csv line 1 colour: This column is not one of ours" in err
    lines = (folder / "rejected" / "remarks.csv").read_text().splitlines()
    assert lines[0] == "file,line,column,value,why"
    assert [line.split(",")[:3] for line in lines[1:]] == [
        ["budgets.csv", "1", "colour"],
        ["budgets.csv", "2", "weekly_total"],
    ]


def test_twenty_of_a_file_are_shown_and_all_are_kept(folder: Path) -> None:
    put(folder, ALL | {"people": [{"person_ref": f"P{n}", "team_ref": "X"} for n in range(50)]})
    _, _, err = bring(folder)
    assert err.count("people.csv line") == 20
    assert len((folder / "rejected" / "people.csv").read_text().splitlines()) == 51


def test_a_trial_keeps_nothing(folder: Path) -> None:
    put(folder, BAD)
    with nothing_changes():
        code, out, _ = bring(folder, dry_run=True)
    assert code == 1
    assert "people.csv: 2 read, 1 created, 1 refused" in out
    assert "budgets.csv: 2 read, 1 created, 1 refused" in out


def test_one_file_that_cannot_be_read_leaves_with_one(folder: Path) -> None:
    put(folder, {**ALL, "people": b"\x89PNG nonsense"})
    code, out, err = bring(folder, json=True)
    assert code == 1
    assert "is a picture, not CSV" in err
    assert "is a picture" in json.loads(out)["people.csv"]["why"]


def test_when_nothing_can_be_read_it_leaves_with_two(folder: Path) -> None:
    put(folder, {"people": b"", "teams": b"a,b\n"})
    code, _, _ = bring(folder)
    assert code == 2


@pytest.mark.parametrize("council", ["elm", "nobody"])
def test_nothing_to_read_leaves_with_two(folder: Path, council: str) -> None:
    for where in (folder, folder / "nowhere"):
        with pytest.raises(CommandError) as refused:
            call_command("import_caseload", where, council=council)
        assert refused.value.returncode == 2


def test_other_files_are_named(folder: Path) -> None:
    put(folder, ALL)
    (folder / "notes.csv").write_text("hello")
    _, _, err = bring(folder)
    assert "notes.csv is not one of our files" in err


def test_a_council_goes_out_into_a_folder(folder: Path) -> None:
    put(folder, ALL)
    bring(folder)
    out = StringIO()
    with time_machine.travel(NOW, tick=False):
        call_command("export_caseload", folder / "out", council="elm", stdout=out)
    assert "budgets.csv: 1 rows" in out.getvalue()
    written = folder / "out" / "budgets.csv"
    assert written.read_bytes().startswith(b"budget_ref,person_ref,")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert (folder / "out" / "lines.csv").read_bytes().count(b"\r\n") == 2


def test_nobody_goes_out_of_no_council(folder: Path) -> None:
    with pytest.raises(CommandError, match="There is no council nobody"):
        call_command("export_caseload", folder, council="nobody")


def test_a_new_council_has_its_book_policy_and_rail(folder: Path) -> None:
    council = Council.objects.get(code="elm")
    assert council.name == "Elm Council"
    assert Account.objects.filter(book_id=council.book_id, kind="council_funding").count() == 1
    today = clock().date()
    assert policy_on(council.book_id, today) == Policy()
    assert settings_on(council.book_id, today).rail == "bank_file"
    assert not Member.objects.exists()


def test_a_new_council_may_have_an_administrator() -> None:
    call_command("create_council", "oak", name="Oak", admin="Boss@oak.example", stdout=StringIO())
    boss = Member.objects.get()
    assert boss.user.email == "boss@oak.example"
    assert roles_of(boss) == {"administrator"}


@pytest.mark.parametrize(
    ("code", "admin"), [("elm", ""), ("Elm Council", ""), ("", ""), ("oak", "not an address")]
)
def test_a_council_that_cannot_be(folder: Path, code: str, admin: str) -> None:
    before = Council.objects.count(), Account.objects.count()
    with pytest.raises(CommandError):
        call_command("create_council", code, name="Another", admin=admin)
    assert (Council.objects.count(), Account.objects.count()) == before
