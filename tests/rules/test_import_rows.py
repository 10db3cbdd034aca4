"""Rows that are broken, come twice or are not UTF-8: each is refused alone."""

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.caseload.errors import ColumnsMissing, UnreadableFile
from budgets.caseload.rules import open_table
from budgets.caseload.values.reading import ReadRow
from tests.rules.import_files import files, opened, people, rows_of

ROSA, OWEN, JOY = "P1,Rosa,adult,EAST", "P2,Owen,adult,EAST", "P3,Joy,carer,EAST"
QUOTES = (
    "A quotation mark is opened here and not closed, or closed in the middle of a cell. "
    "Put one at both ends of the cell, and write those inside it twice."
)
UTF8 = (
    "There are letters here that are not UTF-8. In Excel choose Save as, "
    "“CSV UTF-8 (comma delimited)”, and bring that file."
)
LONG = "This line has more than 100,000 letters, so it is no row of a table."

Story = list[tuple[int, str | list[tuple[str, str]]]]


def story(rows: list[ReadRow[Any]]) -> Story:
    """Of each row its line and whom it is of, or why it is refused."""
    return [
        (row.line, row.record.person_ref if row.record else [(f.column, f.why) for f in row.faults])
        for row in rows
    ]


def told(*rows: str) -> Story:
    return story(rows_of(files.PEOPLE, people(*rows)))


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert told(ROSA, "", 'P2,"Owen\n\nProsser",adult,EAST', JOY) == [
        (2, "P1"),
        (4, "P2"),
        (7, "P3"),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            "P2,Prosser, Owen,adult,EAST",
            (
                "This row has 5 cells, and the first line names 4. "
                "Words with a comma in them need quotation marks around the cell."
            ),
        ),
        (
            "P2,Owen",
            "This row has 2 cells, and the first line names 4. It may have been cut off.",
        ),
        ("P2", "This row has 1 cell, and the first line names 4. It may have been cut off."),
    ],
)
def test_too_many_cells_and_too_few(row: str, why: str) -> None:
    assert told(ROSA, row, JOY) == [(2, "P1"), (3, [("", why)]), (4, "P3")]


def test_the_sign_between_cells_is_named_as_it_is() -> None:
    content = people("P2,Prosser, Owen,adult,EAST").replace(",", ";")
    assert story(rows_of(files.PEOPLE, content)) == [
        (
            2,
            [
                (
                    "",
                    (
                        "This row has 5 cells, and the first line names 4. "
                        "Words with a semicolon in them need quotation marks around the cell."
                    ),
                )
            ],
        )
    ]


@pytest.mark.parametrize(
    "row", ['P2,"Owen,adult,EAST', 'P2,"Owen" Prosser,adult,EAST', '"P2,Owen,adult,EAST']
)
def test_a_broken_quotation_mark_spoils_its_own_line_alone(row: str) -> None:
    many = [f"Q{place},Joy,carer,EAST" for place in range(200)]
    expected: Story = [(2, "P1"), (3, [("", QUOTES)])]
    expected += [(4 + place, f"Q{place}") for place in range(200)]
    assert told(ROSA, row, *many) == expected
    assert told(ROSA, row) == [(2, "P1"), (3, [("", QUOTES)])]


def test_two_broken_quotation_marks_are_two_broken_lines() -> None:
    assert told('P1,"Rosa,adult,EAST', OWEN, 'P3,"Joy,carer,EAST', "P4,Imran,adult,EAST") == [
        (2, [("", QUOTES)]),
        (3, "P2"),
        (4, [("", QUOTES)]),
        (5, "P4"),
    ]


def test_a_quotation_mark_inside_words_is_one() -> None:
    (row,) = rows_of(files.PEOPLE, people('P1,Rosa "Dot" Delgado,adult,EAST'))
    assert row.record is not None
    assert row.record.full_name == 'Rosa "Dot" Delgado'


def test_a_line_without_end_is_refused_and_the_next_is_read() -> None:
    assert told(ROSA, "P2," + "x" * 250_000, JOY) == [(2, "P1"), (3, [("", LONG)]), (4, "P3")]
    assert told('P1,"' + "x" * 250_000, JOY) == [(2, [("", LONG)]), (3, "P3")]
    assert told('P1,"Rosa', "x" * 250_000, JOY) == [
        (2, [("", LONG)]),
        (3, [("", LONG)]),
        (4, "P3"),
    ]


def test_a_line_as_long_as_it_may_be_takes_nothing_from_the_next() -> None:
    whole = "P2," + "x" * (100_000 - len("P2,\n"))
    assert told(whole, JOY) == [(2, [("", LONG)]), (3, "P3")]


def test_letters_of_windows_are_refused_row_by_row() -> None:
    content = people("P1,O\u2019Neil,adult,EAST", OWEN, "P3,Jos\u00e9,adult,EAST").encode("cp1252")
    rows = rows_of(files.PEOPLE, content)
    assert story(rows) == [(2, [("full_name", UTF8)]), (3, "P2"), (4, [("full_name", UTF8)])]
    assert [fault.value for row in rows for fault in row.faults] == ["O\\x92Neil", "Jos\\xe9"]


def test_half_a_letter_is_refused_and_the_rest_is_read() -> None:
    content = people(ROSA, "P2,Ow", JOY).encode().replace(b"Ow", b"Ow\xe2\x82,adult,EAST")
    assert story(rows_of(files.PEOPLE, content)) == [
        (2, "P1"),
        (3, [("full_name", UTF8)]),
        (4, "P3"),
    ]


def test_a_key_that_comes_twice_is_refused_the_second_time() -> None:
    twice = [("person_ref", "This is in line 2 already. Keep one of the two rows.")]
    assert told(ROSA, OWEN, ROSA, "P1,Other,carer,HILL") == [
        (2, "P1"),
        (3, "P2"),
        (4, twice),
        (5, twice),
    ]


def test_a_key_whose_first_row_is_refused_is_still_taken_once() -> None:
    rows = told("P1,,adult,EAST", ROSA)
    assert rows[1] == (
        3,
        [("person_ref", "This is in line 2 already. Keep one of the two rows.")],
    )


def test_keys_are_compared_as_they_are_read() -> None:
    content = (
        "email,full_name,role\nAma@elmshire.example,Ama,manager\nama@elmshire.example,Ama,manager\n"
    )
    first, second = rows_of(files.MEMBERS, content)
    assert first.faults == ()
    assert [(one.column, one.why) for one in second.faults] == [
        ("email", "This is in line 2 already. Keep one of the two rows.")
    ]


def test_cells_are_kept_as_they_stood() -> None:
    (row,) = rows_of(files.PEOPLE, people(' P1 , "Rosa" ,adult\t, EAST,'))
    assert row.cells == [" P1 ", ' "Rosa" ', "adult\t", " EAST", ""]


class Endless(io.RawIOBase):
    """A file of very many rows that nobody ever has whole."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.seek(0)

    def parts(self) -> Iterator[bytes]:
        yield b"person_ref,full_name,kind,team_ref,notes\n"
        for row in range(self.rows):
            yield b"P%d,Rosa,adult,EAST,%s\n" % (row, b"She likes to swim. " * 270)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, *_: int) -> int:
        self.left, self.still = self.parts(), b""
        return 0

    def readinto(self, buffer: Any) -> int:
        while len(self.still) < len(buffer) and (part := next(self.left, b"")):
            self.still += part
        count = min(len(self.still), len(buffer))
        buffer[:count] = self.still[:count]
        self.still = self.still[count:]
        return count


def test_a_long_file_is_read_in_little_memory() -> None:
    stream = io.BufferedReader(Endless(rows=20_000))
    tracemalloc.start()
    try:
        table = open_table(file=files.PEOPLE, stream=stream)
        assert sum(row.record is not None for row in table.rows) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # The file has 20,000 rows of 5 kB, which is 100 MB; of these the keys alone are kept.
    assert peak < 8_000_000


def test_nothing_is_read_before_it_is_asked_for() -> None:
    table = opened(files.PEOPLE, people(ROSA, OWEN))
    assert next(table.rows).line == 2
    assert next(table.rows).line == 3
    assert list(table.rows) == []


PIECES = [*'P1,"\n\r;\t|=\\', "person_ref,full_name,kind,team_ref\n", ROSA, "\x00", "é", "\udc92"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_mess_of_signs_breaks_it(pieces: list[str]) -> None:
    content = people(ROSA, "".join(pieces)).encode("utf-8", "surrogateescape")
    for row in rows_of(files.PEOPLE, content):
        assert (row.record is None) == bool(row.faults)
        assert all(fault.why.endswith(".") for fault in row.faults)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    with suppress(UnreadableFile, ColumnsMissing):
        rows_of(files.PEOPLE, content)
