"""Files are taken in their order, a batch at a time; brought again they change nothing twice."""

import io
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.caseload.models import ImportedRow
from budgets.caseload.services import import_files, importing
from budgets.caseload.services.importing import running, taking
from budgets.councils.models import Team
from budgets.people.models import Absence, Organisation, Person
from budgets.plans.models import Budget
from ledgers.selectors import find_discrepancies, find_unbalanced, get_shared
from ledgers.values import SCHEDULER, AccountKind
from payments.payouts.models import Payee
from tests.factories import NOW
from tests.services.import_worlds import (
    bring,
    bring_bytes,
    empty_council,
    nothing_changes,
    table,
    try_out,
    written_out,
)


@pytest.fixture
def book(db: None) -> Iterator[UUID]:
    """An empty council. Afterwards its books are proved."""
    yield empty_council()
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []


ALL = {
    "teams": [{}],
    "members": [{}],
    "people": [{}],
    "providers": [{}],
    "budgets": [{}],
    "absences": [{}],
    "payees": [{}],
}


def test_each_file_is_taken_and_points_at_the_others(book: UUID) -> None:
    brought = bring(book, **ALL)
    assert brought.refused == []
    assert {step.file for step in brought.steps} == {f"{name}.csv" for name in ALL}
    assert all(brought.of(name) == {"read": 1, "created": 1} for name in ALL)
    budget = Budget.objects.get(book_id=book)
    assert (budget.reference, budget.person.reference) == ("B1", "P1")
    assert budget.person.team.reference == "EAST"
    assert Absence.objects.get().person == budget.person


def test_the_order_in_which_files_are_brought_does_not_matter(book: UUID) -> None:
    brought = bring(book, **dict(reversed(ALL.items())))
    assert brought.refused == []
    assert Budget.objects.filter(book_id=book).count() == 1


def test_any_subset_is_enough(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}])
    brought = bring(book, budgets=[{}])
    assert brought.of("budgets") == {"read": 1, "created": 1}


def test_the_same_again_changes_nothing(book: UUID) -> None:
    bring(book, **ALL)
    with nothing_changes():
        again = bring(book, **ALL)
    assert all(again.of(name) == {"read": 1, "unchanged": 1} for name in ALL)


def test_the_same_in_another_order_and_spelling_changes_nothing(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}, {"person_ref": "P2", "email": "two@home.example"}])
    shuffled = (
        b"email;kind;team_ref;full_name;person_ref\r\n"
        b"TWO@home.example ;Adult;EAST;Rosa Delgado;P2\r\n;ADULT;EAST;Rosa Delgado;P1\r\n"
    )
    with nothing_changes(but=lambda name: name == "caseload.ImportedRow"):
        again = bring_bytes(book, {"people.csv": shuffled})
    assert again.of("people") == {"read": 2, "unchanged": 2}


def test_many_unchanged_rows_take_few_queries(book: UUID) -> None:
    """Of 1,200 rows in three batches: a query for what is known, and one to stand in line."""
    people = [{"person_ref": f"P{n}"} for n in range(1_200)]
    bring(book, teams=[{}], people=people)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        again = bring(book, people=people)
    assert again.of("people") == {"read": 1_200, "unchanged": 1_200}
    questions = [q["sql"] for q in asked if "SAVEPOINT" not in q["sql"]]
    assert len([sql for sql in questions if "set_config" not in sql]) == 3 * 2


def test_a_row_that_points_at_nothing_is_refused_alone(book: UUID) -> None:
    brought = bring(
        book,
        teams=[{}],
        people=[{}, {"person_ref": "P2", "team_ref": "WEST"}],
        budgets=[{}, {"budget_ref": "B2", "person_ref": "P2"}],
    )
    assert brought.of("people") == {"read": 2, "created": 1, "refused": 1}
    assert brought.of("budgets") == {"read": 2, "created": 1, "refused": 1}
    (team, person) = brought.refused
    assert team[:3] == ("people.csv", 3, "team_ref")
    assert "teams.csv has no such row" in team[3]
    assert person[:3] == ("budgets.csv", 3, "person_ref")


def test_every_thing_that_is_not_there_is_named(book: UUID) -> None:
    said = {"person_ref": "P9", "provider_ref": "V9", "authorised_by_email": "no@c.example"}
    brought = bring(book, budgets=[said])
    assert [column for _, _, column, _ in brought.refused] == [
        "person_ref",
        "provider_ref",
        "authorised_by_email",
    ]
    assert not Budget.objects.exists()


def test_a_refused_row_is_taken_when_it_comes_corrected(book: UUID) -> None:
    bring(book, teams=[{}], people=[{}, {"person_ref": "P2", "team_ref": "WEST"}])
    again = bring(
        book,
        teams=[{}, {"team_ref": "WEST"}],
        people=[{}, {"person_ref": "P2", "team_ref": "WEST"}],
    )
    assert again.of("people") == {"read": 2, "created": 1, "unchanged": 1}


def test_a_row_that_cannot_be_read_is_refused_with_its_cells(book: UUID) -> None:
    brought = bring(book, teams=[{}], people=[{}, {"person_ref": "P2", "date_of_birth": "3/4/57"}])
    (row,) = [row for step in brought.steps for row in step.refused]
    assert (row.line, row.cells[0]) == (3, "P2")
    assert brought.refused[0][2] == "date_of_birth"
    assert Person.objects.get().reference == "P1"


@pytest.fixture
def nobody_keeps_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of the service that has no room for lines yet."""
    ways = {name: way for name, way in importing.WAYS.items() if name != "lines.csv"}
    monkeypatch.setattr(importing, "WAYS", ways)


def test_what_nobody_keeps_yet_is_counted_for_later(book: UUID, nobody_keeps_lines: None) -> None:
    brought = bring(book, **ALL, lines=[{}])
    assert brought.of("lines") == {"read": 1, "later": 1}
    assert brought.refused == []


def test_of_what_comes_later_too_a_row_that_cannot_be_read_is_refused(
    book: UUID, nobody_keeps_lines: None
) -> None:
    brought = bring(book, lines=[{}, {"line_id": "L2", "amount": "never"}])
    assert brought.of("lines") == {"read": 2, "later": 1, "refused": 1}


def test_a_file_that_cannot_be_read_stops_no_other(book: UUID) -> None:
    files = {"teams.csv": table("teams.csv", [{}]), "people.csv": b"PK\x03\x04 nonsense"}
    brought = bring_bytes(book, files)
    (unread,) = [step for step in brought.steps if step.why]
    assert unread.file == "people.csv"
    assert "zip folder" in unread.why
    assert Team.objects.filter(book_id=book).count() == 1


def test_columns_that_are_missing_are_named(book: UUID) -> None:
    brought = bring_bytes(book, {"people.csv": b"person_ref,full_name\nP1,Rosa\n"})
    assert "lacks the columns kind and team_ref" in brought.steps[0].why


def test_an_unknown_column_is_said_once(book: UUID) -> None:
    brought = bring(book, teams=[{"colour": "red"}, {"team_ref": "WEST", "colour": "blue"}])
    assert brought.of("teams") == {"read": 2, "created": 2}
    ((file, line, column, why),) = brought.remarks
    assert (file, line, column) == ("teams.csv", 1, "colour")
    assert "not one of ours" in why


def test_a_missing_column_takes_nothing_away(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"phone": "01632 960 412"}])
    with nothing_changes(but=lambda name: name == "caseload.ImportedRow"):
        again = bring(book, people=[{}])
    assert again.of("people") == {"read": 1, "unchanged": 1}
    assert Person.objects.get().phone == "01632 960 412"


def test_an_empty_cell_takes_nothing_away(book: UUID) -> None:
    bring(book, teams=[{}], people=[{"phone": "01632 960 412"}])
    again = bring(book, people=[{"phone": "", "full_name": "Rosa D."}])
    assert again.of("people") == {"read": 1, "changed": 1}
    person = Person.objects.get()
    assert (person.full_name, person.phone) == ("Rosa D.", "01632 960 412")


def test_a_trial_keeps_nothing_and_says_the_same(book: UUID) -> None:
    files = ALL | {"people": [{}, {"person_ref": "P2", "team_ref": "NONE"}]}
    with nothing_changes():
        tried = try_out(book, **files)
    brought = bring(book, **files)
    assert [(s.file, s.counts) for s in tried.steps] == [(s.file, s.counts) for s in brought.steps]
    assert tried.refused == brought.refused
    assert tried.of("people") == {"read": 2, "created": 1, "refused": 1}


def test_a_trial_of_what_is_here_says_what_would_change(book: UUID) -> None:
    bring(book, **ALL)
    with nothing_changes():
        tried = try_out(book, **ALL | {"teams": [{"name": "East side"}]})
    assert tried.of("teams") == {"read": 1, "changed": 1}
    assert tried.of("people") == {"read": 1, "unchanged": 1}


class Killed(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("batch", [0, 2, 5, 8])
def test_an_import_that_is_killed_and_begun_again_ends_the_same(
    book: UUID, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten batches: one of teams, five of people, four of budgets. One is cut off in its middle."""
    monkeypatch.setattr(running, "BATCH", 50)
    files = {
        "teams": [{"team_ref": "EAST", "pot_opening_balance": "12000.00"}],
        "people": [{"person_ref": f"P{n}", "cares_for_ref": f"P{n + 1}"} for n in range(199)]
        + [{"person_ref": "P199", "cares_for_ref": "P0"}],
        "budgets": [
            {"budget_ref": f"B{n}", "person_ref": f"P{n}", "opening_balance": f"{n}.07"}
            for n in range(200)
        ],
    }
    whole = empty_council()
    bring(whole, **files)
    remember, done = taking.Taker._remember, []

    def cut_off(self: object, hands: object) -> None:
        if len(done) == batch:
            raise Killed
        done.append(hands)
        remember(self, hands)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(taking.Taker, "_remember", cut_off)
        with pytest.raises(Killed):
            bring(book, **files)
    again = bring(book, **files)
    assert again.refused == []
    assert again.of("budgets")["read"] == 200
    assert written_out(book) == written_out(whole)
    assert bring(book, **files).of("budgets") == {"read": 200, "unchanged": 200}
    funded = sum(n * 100 + 7 for n in range(200)) + 12_000_00
    assert get_shared(book, AccountKind.BROUGHT_FORWARD).balance_pence == -funded


def test_what_was_left_half_read_is_simply_read_again(book: UUID) -> None:
    people = [{"person_ref": f"P{n}"} for n in range(600)]
    files = {"teams.csv": table("teams.csv", [{}]), "people.csv": table("people.csv", people)}
    steps = import_files(
        book_id=book,
        sources={name: io.BytesIO(data) for name, data in files.items()},
        by=SCHEDULER,
        now=NOW,
    )
    while Person.objects.count() == 0:
        next(steps)
    steps.close()
    assert Person.objects.count() == 500
    again = bring_bytes(book, files)
    assert again.of("people") == {"read": 600, "created": 100, "unchanged": 500}


def test_two_councils_may_use_the_same_references(book: UUID) -> None:
    other = empty_council()
    bring(book, **ALL)
    with_other = bring(other, **ALL)
    assert all(with_other.of(name) == {"read": 1, "created": 1} for name in ALL)
    assert Organisation.objects.filter(reference="V1").count() == 2
    assert Payee.objects.filter(reference="Y1").count() == 2
    assert ImportedRow.objects.filter(book_id=other).count() == len(ALL)


def test_nothing_points_into_another_council(book: UUID) -> None:
    bring(empty_council(), **ALL)
    brought = bring(book, budgets=[{}])
    assert brought.of("budgets") == {"read": 1, "refused": 1}
