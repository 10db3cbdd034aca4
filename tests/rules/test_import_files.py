"""Files that are not what their name says, and first lines as spreadsheets make them."""

import pytest

from budgets.caseload.errors import ColumnsMissing, UnreadableFile
from budgets.caseload.values.files import FILES
from tests.rules.import_files import GOOD, files, opened, people, rows_of

SAVE_AS = "choose Save as, “CSV UTF-8 (comma delimited)”, and bring that file."
WORKBOOK = f"people.csv is an Excel workbook, not CSV. In Excel {SAVE_AS}"
UTF16 = f"people.csv is saved as Excel's “Unicode text” (UTF-16). In Excel {SAVE_AS}"
EMPTY = "people.csv is empty. Nothing was taken from it."
NOT_NAMED = (
    "people.csv does not name its columns in the first line, so nothing was taken from it. "
    "The first line is to be: person_ref, full_name, kind, date_of_birth, team_ref, "
    "household_ref, email, phone, cares_for_ref, died_on, address, prefers."
)
ONE = people("P1,Rosa Delgado,adult,EAST")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", EMPTY),
        (b"\xef\xbb\xbf", EMPTY),
        (b"\r\n \r\n", EMPTY),
        (b",,,\r\n;;\r\n", EMPTY),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", WORKBOOK),
        (b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, WORKBOOK),
        (
            b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            f"people.csv is a LibreOffice table, not CSV. In LibreOffice {SAVE_AS}",
        ),
        (
            b"PK\x03\x04\x14\0people.csv",
            "people.csv is a zip folder, not CSV. Unpack it first.",
        ),
        (
            b"%PDF-1.7\n",
            "people.csv is a PDF, not CSV. Bring the table from which it was printed.",
        ),
        (b"\x1f\x8b\x08\0", "people.csv is packed (gzip). Unpack it first."),
        (
            b"\x89PNG\r\n\x1a\n",
            "people.csv is a picture, not CSV. Bring the table itself.",
        ),
        (
            b"{\\rtf1\\ansi",
            "people.csv is a document of a word processor, not CSV. Bring the table itself.",
        ),
        (ONE.encode("utf-16"), UTF16),
        (ONE.encode("utf-16-le"), UTF16),
        (ONE.encode("utf-16-be"), UTF16),
        (
            b"<html><table><tr><td>person_ref",
            f"people.csv is a web page or XML, whatever it is called. Open it in Excel, {SAVE_AS}",
        ),
        (
            b'\n<?xml version="1.0"?>',
            f"people.csv is a web page or XML, whatever it is called. Open it in Excel, {SAVE_AS}",
        ),
        (b"P1,Rosa Delgado,adult,EAST\n", NOT_NAMED),
        (b'{"person_ref": "P1"}', NOT_NAMED),
        (b"\x01" * 300_000, NOT_NAMED),
        (b"x" * 300_000, NOT_NAMED),
        (
            b"person_ref,full_name,kind,team_ref,Full Name\n",
            (
                "people.csv names the column full_name twice, so nothing was taken from it. "
                "Keep one of the two."
            ),
        ),
    ],
)
def test_what_is_said_of_a_file_that_is_no_table(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        opened(files.PEOPLE, content)
    assert refused.value.sentence == said
    assert refused.value.file == "people.csv"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (
            "person_ref,full_name,kind",
            (
                "people.csv lacks the column team_ref. Nothing was taken from it. "
                "Add what is missing to the first line and to each row."
            ),
        ),
        (
            "person_ref,email",
            (
                "people.csv lacks the columns full_name, kind and team_ref. "
                "Nothing was taken from it. Add what is missing to the first line and to each row."
            ),
        ),
    ],
)
def test_missing_columns_are_named(head: str, said: str) -> None:
    with pytest.raises(ColumnsMissing) as refused:
        opened(files.PEOPLE, f"{head}\nP1,Rosa,adult\n")
    assert refused.value.sentence == said


@pytest.mark.parametrize(
    "content",
    [
        ONE,
        ONE + "\n",
        ONE.replace("\n", "\r\n") + "\r\n",
        ONE.replace("\n", "\r"),
        "\ufeff" + ONE,
        "\n\n" + ONE,
        "sep=,\n" + ONE,
        "sep=;\r\n" + ONE.replace(",", ";"),
        ONE.replace(",", ";"),
        ONE.replace(",", "\t"),
        ONE.replace(",", "|"),
        "Person Ref,FULL-NAME, Kind ,team_REF\nP1,Rosa Delgado,adult,EAST",
        '"person_ref","full_name","kind","team_ref"\n"P1","Rosa Delgado","adult","EAST"',
        '\ufeff"person_ref","full_name","kind","team_ref"\nP1,Rosa Delgado,adult,EAST',
        "team_ref,kind,full_name,person_ref\nEAST,adult,Rosa Delgado,P1",
        "person_ref,full_name,kind,team_ref,,,\nP1,Rosa Delgado,adult,EAST,,,",
        "person_ref,full_name,kind,team_ref\nP1,Rosa Delgado,adult,EAST,,, ,",
        "person_ref,,full_name,kind,team_ref\nP1,x,Rosa Delgado,adult,EAST",
        "person_ref,full_name,kind,team_ref,email,prefers\nP1,Rosa Delgado,adult,EAST",
        ONE.replace("\n", "\n\n,,,\n \n") + "\n\n,,,\n",
    ],
)
def test_tables_in_all_the_ways_that_spreadsheets_save_them(content: str) -> None:
    table = opened(files.PEOPLE, content)
    (row,) = table.rows
    assert table.head.unknown == ()
    assert row.faults == ()
    assert row.record == files.PEOPLE.row(
        person_ref="P1", full_name="Rosa Delgado", kind="adult", team_ref="EAST"
    )


def test_a_file_with_a_first_line_only_has_no_rows() -> None:
    assert rows_of(files.PEOPLE, "person_ref,full_name,kind,team_ref\n") == []


def test_unknown_columns_are_told_once_and_not_read() -> None:
    table = opened(
        files.PEOPLE,
        "person_ref,Shoe Size,full_name,kind,team_ref,größe\nP1,\x00,Rosa,adult,EAST,#REF!\n",
    )
    assert table.head.unknown == ("Shoe Size", "größe")
    assert [row.faults for row in table.rows] == [()]


def test_what_we_put_before_rejected_rows_is_not_unknown_to_us() -> None:
    table = opened(
        files.PEOPLE,
        "line,column,why,person_ref,full_name,kind,team_ref\n"
        "2,kind,It was wrong.,P1,Rosa,adult,EAST\n",
    )
    assert table.head.unknown == ()
    assert [row.faults for row in table.rows] == [()]


def test_a_missing_column_is_known_from_an_empty_cell() -> None:
    without = opened(files.PEOPLE, ONE).head
    within = opened(files.PEOPLE, "person_ref,full_name,kind,team_ref,email\nP1,R,adult,E,").head
    assert (without.has("email"), within.has("email")) == (False, True)


def test_the_files_stand_in_the_order_in_which_they_are_read() -> None:
    assert [(file.name, file.key.name) for file in FILES] == [
        ("teams.csv", "team_ref"),
        ("members.csv", "email"),
        ("people.csv", "person_ref"),
        ("providers.csv", "provider_ref"),
        ("budgets.csv", "budget_ref"),
        ("workers.csv", "worker_ref"),
        ("engagements.csv", "engagement_ref"),
        ("shifts.csv", "shift_id"),
        ("absences.csv", "absence_ref"),
        ("payees.csv", "payee_ref"),
        ("lines.csv", "line_id"),
    ]


def columns(file: files.CaseFile[object]) -> str:
    return " ".join(f"{one.name}{'?' * one.may_be_empty}" for one in file.columns)


def test_the_columns_of_each_file() -> None:
    assert {file.name: columns(file) for file in FILES} == {
        "teams.csv": "team_ref name pot_opening_balance",
        "members.csv": "email full_name role team_ref? grant_limit? person_year_limit? "
        "account_fingerprint?",
        "people.csv": "person_ref full_name kind date_of_birth? team_ref household_ref? email? "
        "phone? cares_for_ref? died_on? address? prefers?",
        "providers.csv": "provider_ref name registered email?",
        "budgets.csv": "budget_ref person_ref kind holder_kind holder_name? holder_email? "
        "provider_ref? weekly_total? weekly_contribution? contribution_mode one_off_amount? "
        "frequency starts_on ends_on? suspended_on? purposes account_kind cash_share_percent? "
        "opening_balance? authorised_by_email? agreed_on? conditions_decided_on? "
        "conditions_decided_by? first_paid_on? last_reviewed_on? known_from?",
        "workers.csv": "worker_ref full_name date_of_birth? email? phone?",
        "engagements.csv": "engagement_ref budget_ref worker_ref hourly_rate weekly_hours "
        "starts_on ends_on? relation household_agreement_on? notice_until?",
        "shifts.csv": "shift_id engagement_ref started_at ended_at break_minutes kind "
        "woken_minutes? logged_at agreed_at?",
        "absences.csv": "absence_ref person_ref kind starts_on ends_on?",
        "payees.csv": "payee_ref budget_ref? name kind account_fingerprint? changed_on? "
        "sort_code? account_number? user_email?",
        "lines.csv": "line_id budget_ref booked_on amount counterparty payee_ref? description "
        "channel mcc? invoice_number? purpose?",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_row_with_nothing_but_what_is_needed_is_taken(file: files.CaseFile[object]) -> None:
    cells = GOOD[file.name]
    (row,) = rows_of(file, "\n".join([",".join(cells), ",".join(cells.values())]))
    assert row.faults == ()
    assert isinstance(row.record, file.row)
