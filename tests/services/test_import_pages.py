"""Files brought on a page: kept encrypted, read by the worker a little at a time, then emptied."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import OperationalError

from budgets.caseload import tasks
from budgets.caseload.errors import ImportOpen, NothingToImport
from budgets.caseload.models import CaseloadImport, ImportPart
from budgets.caseload.selectors import imports as seen
from budgets.caseload.services import empty_old_imports, run_import, start_import, take_import
from budgets.caseload.services.importing import parts, taking
from budgets.caseload.values.importing import ImportState, PartKind, Step
from budgets.people.models import Person
from ledgers.values import SCHEDULER
from tests.factories import NOW
from tests.services.import_worlds import Rows, as_bytes, empty_council, everything, nothing_changes

LATER = NOW + timedelta(minutes=5)
FILES: dict[str, Rows] = {
    "teams": [{}],
    "people": [{}, {"person_ref": "P2", "team_ref": "WEST"}, {"person_ref": "P3"}],
    "budgets": [{"weekly_total": "0.00"}],
}


@pytest.fixture
def book(db: None) -> Iterator[UUID]:
    """An empty council; the worker has nothing in its hands before or after."""
    tasks.in_hand.clear()
    yield empty_council()
    tasks.in_hand.clear()


def started(book: UUID, *, is_trial: bool = False, **files: Rows | bytes) -> CaseloadImport:
    streams = {name: io.BytesIO(data) for name, data in as_bytes(files or FILES).items()}
    return start_import(
        book_id=book,
        files=streams,
        by=SCHEDULER,
        now=NOW,
        is_trial=is_trial,
        may_change_members=True,
    )


def clock() -> datetime:
    return NOW


def work(now: datetime = NOW) -> int:
    """As many rounds as there is work for."""
    done = 0
    while some := tasks.run_imports(clock=lambda: now):
        done += some
    return done


def again(one: CaseloadImport) -> CaseloadImport:
    return CaseloadImport.objects.get(pk=one.pk)


def test_what_is_brought_waits_encrypted(book: UUID) -> None:
    one = started(book)
    assert (one.state, one.started_at, one.counts) == (ImportState.WAITING, NOW, {})
    assert [file["name"] for file in one.files] == ["teams.csv", "people.csv", "budgets.csv"]
    assert [file["lines"] for file in one.files] == [2, 4, 2]
    pieces = [bytes(part.sealed) for part in ImportPart.objects.all()]
    assert len(pieces) == 3
    assert not any(b"Rosa" in piece for piece in pieces)
    assert seen.find_open_import(book) == one
    assert not Person.objects.exists()


def test_the_worker_reads_it_and_empties_it(book: UUID) -> None:
    one = started(book)
    assert work() > 3
    done = again(one)
    assert (done.state, done.done_at, done.reading) == (ImportState.DONE, NOW, "")
    assert done.counts["people.csv"]["created"] == 2
    assert done.counts["people.csv"]["refused"] == 1
    assert Person.objects.count() == 2
    assert not ImportPart.objects.filter(kind=PartKind.BROUGHT).exists()
    assert seen.percent_read(done) == 100
    assert seen.find_open_import(book) is None
    assert work() == 0


def test_what_it_refused_can_be_seen_and_taken_away(book: UUID) -> None:
    one = started(book)
    work()
    refused, remark = seen.list_found(one, most=10)
    assert (refused.is_refused, refused.fault.file, refused.fault.line) == (True, "people.csv", 3)
    assert (remark.is_refused, remark.fault.column) == (False, "weekly_total")
    assert seen.list_found(one, most=1) == [refused]
    assert seen.list_rejected(one) == ["people.csv"]
    head, row = b"".join(seen.read_rejected(one, "people.csv")).decode().splitlines()
    assert head.startswith("line,column,why,person_ref")
    assert row.startswith("3,team_ref,")
    assert not any(b"WEST" in bytes(part.sealed) for part in ImportPart.objects.all())


def test_a_trial_keeps_nothing_but_what_it_says(book: UUID) -> None:
    one = started(book, is_trial=True)
    its_own = {"caseload.CaseloadImport", "caseload.ImportPart"}
    with nothing_changes(but=its_own.__contains__):
        work()
    done = again(one)
    assert done.state == ImportState.DONE
    assert done.counts["people.csv"]["created"] == 2


def test_one_at_a_time(book: UUID) -> None:
    started(book)
    before = everything()
    with pytest.raises(ImportOpen):
        started(book)
    assert everything() == before
    other = empty_council()
    assert started(other).state == ImportState.WAITING
    work()
    assert started(book).state == ImportState.WAITING


def test_nothing_of_ours_is_refused(book: UUID) -> None:
    before = everything()
    with pytest.raises(NothingToImport):
        start_import(book_id=book, files={"photo.png": io.BytesIO(b"")}, by=SCHEDULER, now=NOW)
    assert everything() == before


def test_a_file_that_is_not_ours_is_named_and_not_kept(book: UUID) -> None:
    files = {"TEAMS.CSV": io.BytesIO(as_bytes({"teams": [{}]})["teams.csv"]), "x.csv": io.BytesIO()}
    one = start_import(book_id=book, files=files, by=SCHEDULER, now=NOW)
    assert [(file["name"], file["is_ours"]) for file in one.files] == [
        ("teams.csv", True),
        ("x.csv", False),
    ]
    work()
    assert again(one).counts["teams.csv"]["created"] == 1


def test_how_far_it_is_can_be_asked_after_each_step(
    book: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SECONDS_A_ROUND", 0.0)
    people = [{"person_ref": f"P{n}"} for n in range(998)]
    one = started(book, teams=[{}], people=people)
    seen_so_far = []
    taken = take_import(book_id=book, now=NOW)
    assert taken is not None
    for _ in run_import(taken=taken, clock=clock):
        now = again(one)
        seen_so_far.append((now.reading, seen.percent_read(now)))
    assert seen_so_far == [
        ("teams.csv", 0),
        ("teams.csv", 0),
        ("people.csv", 0),
        ("people.csv", 50),
        ("people.csv", 99),
    ]
    assert seen.percent_read(again(one)) == 100


def test_a_round_takes_a_little_and_the_next_goes_on(
    book: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(1000))
    monkeypatch.setattr(tasks, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(tasks, "SECONDS_A_ROUND", 2.0)
    one = started(book)
    assert tasks.run_imports(clock=clock) == 1
    assert again(one).state == ImportState.RUNNING
    assert tasks.run_imports(clock=clock) == 1
    work()
    assert again(one).state == ImportState.DONE
    assert again(one).tries == 1


def test_what_a_dead_worker_left_is_begun_again_by_another(book: UUID) -> None:
    one = started(book)
    first = take_import(book_id=book, now=NOW)
    assert first is not None
    steps = run_import(taken=first, clock=clock)
    while "people.csv" not in again(one).counts or again(one).counts["people.csv"]["read"] == 0:
        next(steps)
    assert take_import(book_id=book, now=NOW + timedelta(minutes=1)) is None
    assert work(LATER) > 0
    done = again(one)
    assert (done.state, done.tries) == (ImportState.DONE, 2)
    assert done.counts["people.csv"] | {"refused": 1} == {
        "read": 3,
        "created": 0,
        "changed": 0,
        "unchanged": 2,
        "refused": 1,
        "later": 0,
    }
    assert len(seen.list_found(one, most=10)) == 2
    assert list(steps) == []  # the first one wakes up, sees that it is another's, and stops
    assert again(one).state == ImportState.DONE


def test_what_breaks_off_is_taken_again_and_given_up_in_the_end(
    book: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Step:
        raise OperationalError("the disk is full")

    monkeypatch.setattr(taking.Taker, "_remember", broken)
    one = started(book)
    for number in range(1, 4):
        work(NOW + number * timedelta(minutes=5))
        assert (again(one).state, again(one).tries) == (ImportState.RUNNING, number)
    work(NOW + timedelta(minutes=30))
    given_up = again(one)
    assert given_up.state == ImportState.FAILED
    assert "begun three times" in given_up.trouble
    assert not ImportPart.objects.filter(kind=PartKind.BROUGHT).exists()
    assert started(book).state == ImportState.WAITING


def test_a_file_in_several_pieces_is_read_as_one(
    book: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PIECE", 97)
    people = [{"person_ref": f"P{n}", "full_name": f"Éloïse {n}"} for n in range(60)]
    one = started(book, teams=[{}], people=people)
    assert ImportPart.objects.filter(file="people.csv").count() > 20
    work()
    assert again(one).counts["people.csv"]["created"] == 60
    assert Person.objects.filter(full_name="Éloïse 59").exists()


def test_a_file_that_cannot_be_read_says_why(book: UUID) -> None:
    one = started(book, teams=[{}], people=b"PK\x03\x04")
    work()
    assert "zip folder" in again(one).counts["people.csv"]["why"]
    assert again(one).counts["teams.csv"]["created"] == 1


def test_what_was_refused_is_not_kept_for_ever(book: UUID) -> None:
    one = started(book)
    work()
    assert empty_old_imports(book_id=book, before=NOW, now=NOW) == 0
    assert tasks.empty_old_imports(book_id=book, now=NOW + timedelta(days=89)) == 0
    assert tasks.empty_old_imports(book_id=book, now=NOW + timedelta(days=91)) == 1
    assert not ImportPart.objects.exists()
    assert again(one).counts["people.csv"]["refused"] == 1
    assert tasks.empty_old_imports(book_id=book, now=NOW + timedelta(days=92)) == 0


def test_another_councils_import_is_not_there(book: UUID) -> None:
    one = started(book)
    other = empty_council()
    assert seen.find_import(book, one.pk) == one
    assert seen.find_import(other, one.pk) is None
    assert list(seen.list_imports(other)) == []
    assert take_import(book_id=other, now=NOW) is None
