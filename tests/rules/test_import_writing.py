"""Files going out: what is written is read again as it was, and rejected rows as they stood."""

import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgets.caseload.rules import write_rejected, write_rejected_head, write_rows
from budgets.caseload.rules.sense import nonsense_in
from budgets.caseload.values import columns as kinds
from budgets.caseload.values.budget_rows import BudgetRow, PayeeRow
from budgets.caseload.values.council_rows import TeamRow
from budgets.caseload.values.files import FILES, CaseFile
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose, hides_something
from tests.rules.import_files import files, one_row, opened, people, rows_of

BUDGET = BudgetRow(
    budget_ref="B1",
    person_ref="P1",
    kind=BudgetKind.DIRECT_PAYMENT,
    holder_kind=HolderKind.PERSON,
    weekly_total_pence=220_05,
    weekly_contribution_pence=0,
    contribution_mode=ContributionMode.NET,
    frequency=Frequency.FOUR_WEEKLY,
    starts_on=date(2024, 4, 8),
    purposes=((Purpose.LEARNING, "a coat; and shoes"), (Purpose.TRANSPORT, "Getting there")),
    account_kind=AccountChoice.CARD,
    opening_balance_pence=-7,
    holder_name='=1+1, "Dot"',
)


def written(file: CaseFile[Any], *rows: Any) -> bytes:
    return b"".join(write_rows(file=file, rows=rows))


def test_a_file_to_the_byte() -> None:
    lines = written(files.BUDGETS, BUDGET).split(b"\r\n")
    assert lines[0] == (
        b"budget_ref,person_ref,kind,holder_kind,holder_name,holder_email,provider_ref,"
        b"weekly_total,weekly_contribution,contribution_mode,one_off_amount,frequency,starts_on,"
        b"ends_on,suspended_on,purposes,account_kind,cash_share_percent,opening_balance,"
        b"authorised_by_email,agreed_on,conditions_decided_on,conditions_decided_by,"
        b"first_paid_on,last_reviewed_on,known_from"
    )
    assert lines[1] == (
        b'B1,P1,direct_payment,person,"=1+1, ""Dot""",,,220.05,0.00,net,,four_weekly,2024-04-08,'
        b",,learning: a coat\\; and shoes;transport,card,,-0.07,,,,,,,"
    )
    assert lines[2:] == [b""]


def test_rows_stand_by_their_keys_in_whatever_order_they_come() -> None:
    teams = [
        TeamRow(team_ref=ref, name="Éast", pot_opening_balance_pence=place)
        for place, ref in enumerate(["b", "B", "é", "a10", "a9", "", "Z"])
    ]
    out = written(files.TEAMS, *teams)
    assert out == written(files.TEAMS, *reversed(teams))
    keys = [line.split(b",")[0].decode() for line in out.splitlines()[1:]]
    assert keys == ["", "B", "Z", "a10", "a9", "b", "é"]


def test_bank_details_are_never_given_out() -> None:
    row = PayeeRow(
        payee_ref="Y1",
        name="Elmshire College",
        kind="business",  # type: ignore[arg-type]
        sort_code="200000",
        account_number="12345678",
        user_email="dana@example.org",
    )
    out = written(files.PAYEES, row)
    assert out.splitlines() == [
        b"payee_ref,budget_ref,name,kind,account_fingerprint,changed_on",
        b"Y1,,Elmshire College,business,,",
    ]


def test_no_rows_are_a_first_line() -> None:
    assert written(files.TEAMS) == b"team_ref,name,pot_opening_balance\r\n"


# Back and forth

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1, max_size=30
).map(str.strip)


def can_be_seen(words: str) -> bool:
    seen = any(unicodedata.category(sign) not in {"Cc", "Cf", "Zs"} for sign in words)
    return seen and not hides_something(words) and words != "NULL" and not words.startswith("#")


ONE_LINE = WORDS.filter(can_be_seen)
LINES = st.lists(ONE_LINE, min_size=1, max_size=3).map("\n".join)
REFERENCES = ONE_LINE.filter(lambda words: not any(unicodedata.category(c) == "Cf" for c in words))
EMAILS = st.from_regex(r"[a-z0-9]{1,9}(\.[a-z']{1,5})?@[a-z]{1,9}\.[a-z]{2,5}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 2), date(2199, 12, 31))
MOMENTS = st.builds(
    lambda day, second: datetime(day.year, day.month, day.day, tzinfo=UTC) + second,
    DAYS,
    st.timedeltas(timedelta(0), timedelta(days=1, microseconds=-1)),
)
PENCE = 10**11 - 1
CENT = Decimal("0.01")

OF_KIND: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    kinds.Reference: lambda _: REFERENCES,
    kinds.Words: lambda kind: LINES if kind.lines else ONE_LINE,
    kinds.Email: lambda _: EMAILS,
    kinds.Day: lambda _: DAYS,
    kinds.Instant: lambda _: MOMENTS,
    kinds.Amount: lambda kind: st.integers(-PENCE if kind.signed else 0, PENCE),
    kinds.Whole: lambda kind: st.integers(0, kind.most),
    kinds.Hours: lambda kind: st.integers(0, kind.most * 100).map(
        lambda hundredths: (Decimal(hundredths) / 100).quantize(CENT)
    ),
    kinds.YesNo: lambda _: st.booleans(),
    kinds.Code: lambda kind: st.sampled_from(kind.codes),
    kinds.Codes: lambda kind: st.sets(st.sampled_from(kind.codes), min_size=1).map(
        lambda some: tuple(code for code in kind.codes if code in some)
    ),
    kinds.Purposes: lambda _: st.lists(
        st.tuples(st.sampled_from(Purpose), ONE_LINE), min_size=1, max_size=4
    ).map(tuple),
    kinds.Id: lambda _: st.uuids(),
    kinds.MerchantCategory: lambda _: st.from_regex(r"[0-9]{4}", fullmatch=True),
}
"""Everything that may stand in a column of a kind."""


def of_kind(kind: kinds.Kind) -> st.SearchStrategy[Any]:
    return OF_KIND[type(kind)](kind)


def records(file: CaseFile[Any]) -> st.SearchStrategy[Any]:
    """Everything that may be a row of a file, without what is never given out."""
    cells = {
        one.field: of_kind(one.kind) | st.none() if one.may_be_empty else of_kind(one.kind)
        for one in file.columns
        if one.name not in file.kept_in
    }
    return st.builds(file.row, **cells).map(made_sense)


def made_sense(row: Any) -> Any:
    """The row without the cells that others contradict."""
    if isinstance(row, BudgetRow):
        row = replace(
            row,
            one_off_amount_pence=row.one_off_amount_pence or 0,
            weekly_contribution_pence=None,
            kind=BudgetKind.MANAGED,
            holder_kind=HolderKind.COUNCIL,
        )
    if any(sense.column == "ended_at" for sense in nonsense_in(row)):
        return replace(row, started_at=row.ended_at, ended_at=datetime(2199, 12, 31, tzinfo=UTC))
    contradicted = {sense.column for sense in nonsense_in(row)}
    wrong = {one.name for one in fields(row) if one.name.removesuffix("_pence") in contradicted}
    return replace(row, **dict.fromkeys(wrong))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_again_as_it_was(file: CaseFile[Any], data: st.DataObject) -> None:
    row = data.draw(records(file))
    out = written(file, row)
    (read,) = rows_of(file, out)
    assert (read.faults, read.record) == ((), row)
    assert written(file, read.record) == out


@given(
    st.lists(
        st.tuples(st.sampled_from(Purpose), ONE_LINE | st.text(r"\;: a", min_size=1)), min_size=1
    )
)
def test_purposes_survive_semicolons_and_backslashes(
    purposes: list[tuple[StrEnum, str]],
) -> None:
    meant = tuple((purpose, words.strip() or "a") for purpose, words in purposes)
    (read,) = rows_of(files.BUDGETS, written(files.BUDGETS, replace(BUDGET, purposes=meant)))
    assert read.record is not None
    assert read.record.purposes == meant


# Rejected rows


def rejected(content: str | bytes) -> bytes:
    table = opened(files.PEOPLE, content)
    out = [write_rejected_head(table.head)]
    out += [write_rejected(cells=r.cells, faults=r.faults) for r in table.rows if r.faults]
    return b"".join(out)


def test_a_rejected_row_says_why_and_stands_as_it_stood() -> None:
    content = people("P1,Rosa,adult,EAST", ' P2 ,"Owen, ""Jr""",cat,', "P3,Joy,carer,EAST,extra")
    out = rejected(content).decode()
    assert list(csv.reader(io.StringIO(out))) == [
        ["line", "column", "why", "person_ref", "full_name", "kind", "team_ref"],
        [
            "3",
            "kind; team_ref",
            (
                "kind: “cat” is not one that we know. Write one of adult, carer, group. "
                "team_ref: This can't be empty. Write the reference as your other files have it."
            ),
            " P2 ",
            'Owen, "Jr"',
            "cat",
            "",
        ],
        [
            "4",
            "",
            (
                "This row has 5 cells, and the first line names 4. "
                "Words with a comma in them need quotation marks around the cell."
            ),
            "P3",
            "Joy",
            "carer",
            "EAST",
            "extra",
        ],
    ]


def test_a_rejected_row_keeps_bytes_that_are_not_utf8() -> None:
    out = rejected(people("P1,José,adult,EAST").encode("cp1252"))
    assert out.splitlines()[1].endswith(b",P1,Jos\xe9,adult,EAST")


def test_a_rejected_row_may_come_back_corrected() -> None:
    out = rejected("Full Name;person_ref;kind;team_ref;Shoe\nRosa;P1;cat;EAST;5\n")
    table = opened(files.PEOPLE, out.replace(b",cat,", b",adult,"))
    assert table.head.unknown == ("Shoe",)
    (row,) = table.rows
    assert row.record == one_row(files.PEOPLE, {"full_name": "Rosa"}).record
