"""Assurance over a council in the database: what is asked, kept once, and written down."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.assurance.models import FlaggedLine, SpendingFlag, SpendingLine
from budgets.assurance.selectors.facts import read_facts
from budgets.assurance.services.assessing import assess_spending
from budgets.assurance.values.flag_facts import Facts
from budgets.assurance.values.flags import FlagState
from budgets.councils.selectors import find_book
from config.generating.facts import facts_of
from config.generating.making import make_council
from config.generating.world import LAST_DAY, World
from config.generating.writing import write_council
from payments.outside.tasks import clock
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def bring(folder: Path, *, code: str = "elm", budgets: int = 24) -> World:
    """A made-up council, taken from its files as a real one would be."""
    world = make_council(seed=1, shape="rural", budgets=budgets)
    write_council(world, folder)
    call_command("create_council", code, name="Elm Council", stdout=StringIO())
    with pytest.raises(SystemExit) as left:
        call_command("import_caseload", folder, council=code, stdout=StringIO())
    assert left.value.code == 0
    return world


def run(folder: Path, **options: Any) -> dict[str, Any]:
    file = folder / "assessed.json"
    call_command("assess", council="elm", as_of=LAST_DAY, json=file, stdout=StringIO(), **options)
    whole: dict[str, Any] = json.loads(file.read_text())
    del whole["seconds"]
    return whole


@pytest.fixture
def world(tmp_path: Path) -> World:
    return bring(tmp_path)


def test_what_is_planted_is_asked_and_written_down(world: World, tmp_path: Path) -> None:
    whole = run(tmp_path, no_sample=True)
    assert set(whole) == {
        "flags",
        "asked",
        "lines",
        "lines_needing_nothing",
        "purposes_guessed",
    }
    assert whole["lines"] == len(world.rows["lines"]) == SpendingLine.objects.count()
    about = {ref for flag in whole["flags"] for ref in flag["line_ids"] + flag["shift_ids"]}
    missed = [one for one in world.planted if not about & {*one.line_ids, *one.shift_ids}]
    assert missed == []
    ask = [flag for flag in whole["flags"] if flag["severity"] != "look"]
    assert {flag["budget_ref"] for flag in ask} <= set(whole["asked"])
    assert all(flag["reason"].endswith((".", "?")) for flag in whole["flags"])


def test_the_same_again_asks_nothing_twice(world: World, tmp_path: Path) -> None:
    first = run(tmp_path)
    kept = set(SpendingFlag.objects.values_list("id", "state"))
    assert len(kept) == len(first["flags"])
    assert run(tmp_path) == first
    assert set(SpendingFlag.objects.values_list("id", "state")) == kept
    marks = sum(len(flag["line_ids"]) for flag in first["flags"])
    assert FlaggedLine.objects.count() == marks


def test_what_a_person_closed_is_not_asked_again(world: World, tmp_path: Path) -> None:
    run(tmp_path)
    count = SpendingFlag.objects.count()
    closed = SpendingFlag.objects.filter(flagged_lines__isnull=False).first()
    closed.state, closed.closed_at, closed.closed_by = FlagState.CLOSED, NOW, closed.budget_id
    closed.save()
    run(tmp_path)
    closed.refresh_from_db()
    assert closed.state == FlagState.CLOSED
    assert SpendingFlag.objects.count() == count


def test_what_is_explained_since_is_gone(world: World, tmp_path: Path) -> None:
    run(tmp_path)
    before = SpendingFlag.objects.filter(state=FlagState.OPEN).count()
    early = LAST_DAY - timedelta(days=200)
    book_id = find_book("elm")
    assess_spending(book_id=book_id, as_of=early, since=None, now=clock())
    assert SpendingFlag.objects.filter(state=FlagState.OPEN).count() < before
    assert SpendingFlag.objects.filter(state=FlagState.GONE).exists()


def test_purposes_are_written_for_every_line(world: World, tmp_path: Path) -> None:
    file = tmp_path / "purposes.csv"
    run(tmp_path, purposes=file)
    head, *rows = file.read_text().splitlines()
    assert head == "line_id,purpose,how"
    assert len(rows) == len(world.rows["lines"])


def plain(facts: Facts) -> dict[str, Any]:
    """What files and database must agree on."""
    return {
        "budgets": {
            one.budget_ref: (one.kind, one.weekly_pence, one.opening_pence, one.one_off_pence)
            for one in facts.budgets
        },
        "lines": {one.line_id: (one.booked_on, one.pence, one.payee_ref) for one in facts.lines},
        "shifts": {one.shift_id: (one.started_at, one.break_minutes) for one in facts.shifts},
        "engagements": {one.engagement_ref: one.rate_on(LAST_DAY) for one in facts.engagements},
    }


def test_facts_are_what_the_files_said(world: World) -> None:
    said, here = plain(facts_of(world)), plain(read_facts(find_book("elm"), LAST_DAY))
    for name, rows in said.items():
        assert here[name] == rows, name


def test_facts_come_in_as_many_questions_for_many_as_for_few(world: World, tmp_path: Path) -> None:
    few = questions("elm")
    folder = tmp_path / "more"
    bring(folder, code="oak", budgets=60)
    assert questions("oak") == few


def questions(code: str) -> int:
    book_id = find_book(code)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        facts = read_facts(book_id, LAST_DAY)
        assert list(facts.lines)
        assert list(facts.shifts)
    return len(asked)
