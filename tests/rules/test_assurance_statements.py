"""Statements as banks write them, and as they should not be: by name, nothing lost, nothing run."""

from datetime import date

import pytest

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.statements import read_statement
from budgets.assurance.rules.statements.amounts import read_pence
from budgets.assurance.rules.statements.days import read_days
from budgets.assurance.values import Channel
from budgets.assurance.values.statements import ReadStatement, StatementLine, UnknownTable
from tests.rules import statements as samples

TODAY = date(2026, 11, 22)
THIRD, FOURTH = date(2026, 11, 3), date(2026, 11, 4)
TAPPED = {"day": 0, "words": 1, "amount": 2}


def read(content: str | bytes, **columns: int) -> ReadStatement:
    data = content.encode() if isinstance(content, str) else content
    found = read_statement(data, today=TODAY, columns=columns or None)
    assert isinstance(found, ReadStatement)
    return found


def refused(content: str | bytes, **columns: int) -> str:
    with pytest.raises(StatementUnreadable) as why:
        read(content, **columns)
    return why.value.sentence


def short(line: StatementLine) -> tuple[date, int, str, Channel]:
    return line.on, line.pence, line.name, line.channel


@pytest.mark.parametrize(
    ("sample", "reader", "first", "balances"),
    [
        (samples.MONZO, "monzo", (THIRD, -10_99, "Elm Cinema", Channel.CARD), (None, None)),
        (
            samples.STARLING,
            "starling",
            (THIRD, -10_99, "Elm Cinema", Channel.CARD),
            (500_00, 309_01),
        ),
        (
            samples.LLOYDS,
            "lloyds",
            (date(2026, 11, 1), 500_00, "ELMSHIRE CC", Channel.TRANSFER),
            (0, 309_01),
        ),
        (
            samples.BARCLAYS,
            "barclays",
            (THIRD, -10_99, "ELM CINEMA ON 02 NOV BCC", Channel.TRANSFER),
            (None, None),
        ),
        (
            samples.NATWEST,
            "natwest",
            (THIRD, -10_99, "5320 02NOV26 , ELM CINEMA , GB", Channel.CARD),
            (500_00, 429_01),
        ),
        (
            samples.NATIONWIDE,
            "nationwide",
            (THIRD, -10_99, "Café Élan", Channel.CARD),
            (500_00, 429_01),
        ),
        (
            samples.SANTANDER,
            "santander",
            (THIRD, -10_99, "ELM CINEMA", Channel.CARD),
            (500_00, 429_01),
        ),
        (samples.OFX_1, "ofx", (THIRD, -10_99, "ELM CINEMA", Channel.CARD), (None, 429_01)),
        (samples.CAMT, "camt.053", (THIRD, -10_99, "Elm Cinema", Channel.CARD), (500_00, 429_01)),
    ],
)
def test_each_bank(
    sample: str,
    reader: str,
    first: tuple[date, int, str, Channel],
    balances: tuple[int | None, int | None],
) -> None:
    found = read(sample)
    assert found.reader == reader
    assert short(found.lines[0]) == first
    assert (found.opening_pence, found.closing_pence) == balances
    assert found.trouble == ""
    days = [line.on for line in found.lines]
    assert days == sorted(days)


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_whatever_the_letters(letters: str) -> None:
    lines = read(samples.NATIONWIDE.encode(letters)).lines
    assert [line.name for line in lines] == ["Café Élan", "HMRC"]
    assert [line.pence for line in lines] == [-10_99, -60_00]


def test_an_unknown_table_is_asked_about_and_then_read() -> None:
    asked = read_statement(samples.UNKNOWN.encode(), today=TODAY)
    assert isinstance(asked, UnknownTable)
    assert asked.cells == ("When", "What", "How much")
    assert asked.sample[0] == ("03.11.2026", "Elm Cinema", "-10.99")
    assert asked.guess == TAPPED
    found = read(samples.UNKNOWN, **TAPPED)
    assert [(line.on, line.pence) for line in found.lines] == [(THIRD, -10_99), (FOURTH, -1_180_00)]


def test_amounts_in_pence_where_somebody_says_so() -> None:
    table = "Day,What,Pence\n03/11/2026,Cinema,-1099\n"
    assert read(table, **TAPPED).lines[0].pence == -1_099_00
    assert read(table, **TAPPED, in_pence=1).lines[0].pence == -10_99


def test_a_table_without_names_of_columns() -> None:
    asked = read_statement(b"03/11/2026,Elm Cinema,-10.99\n", today=TODAY)
    assert isinstance(asked, UnknownTable)
    assert asked.cells == ("Column 1", "Column 2", "Column 3")
    assert len(read("03/11/2026,Elm Cinema,-10.99\n", **TAPPED).lines) == 1


def test_a_formula_is_words() -> None:
    table = "Date,What,Amount\n03/11/2026,\"=cmd|' /C calc'!A0\",-1.00\n04/11/2026,@SUM(1),-2\n"
    assert [line.name for line in read(table, **TAPPED).lines] == ["=cmd|' /C calc'!A0", "@SUM(1)"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04[Content_Types].xml", "Excel"),
        (b"\x89PNG....", "picture"),
        (b"<html><table>", "web page"),
        (b"hello\nworld\n", "no day and no amount"),
        (samples.STARLING.replace("-180.00", "lots").encode(), "Line 3"),
        (samples.STARLING.replace("04/11/2026", "31/02/2026").encode(), "Line 3"),
        (samples.STARLING.split("\n")[0].encode(), "no line"),
        (samples.SANTANDER.replace("Amount: -60.00 GBP\n", "").encode(), "not whole"),
        (samples.CAMT.replace("GBP", "EUR").encode(), "not in pounds"),
        (samples.OFX_1.replace("GBP", "EUR").encode(), "not in pounds"),
        (samples.OFX_1[:620].encode(), "no whole OFX"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + samples.CAMT.split("?>")[1].encode(), "camt.053"),
        (samples.STARLING.replace("GBP", "EUR").encode(), "no day and no amount"),
    ],
)
def test_what_is_no_statement_is_refused_by_name(content: bytes, words: str) -> None:
    if words == "no day and no amount" and b"EUR" in content:
        assert isinstance(read_statement(content, today=TODAY), UnknownTable)
    else:
        assert words in refused(content)


def test_a_missing_line_is_seen_by_the_balances() -> None:
    lines = samples.LLOYDS.splitlines(keepends=True)
    found = read("".join([lines[0], lines[1], lines[3]]))
    assert "£10.99" in found.trouble
    assert len(found.lines) == 2


def test_american_days_are_known_by_the_whole_column() -> None:
    assert read_days(["11/03/2026", "11/14/2026"], TODAY) == [THIRD, date(2026, 11, 14)]
    assert read_days(["03/11/2026", "14/11/2026"], TODAY) == [THIRD, date(2026, 11, 14)]
    assert read_days(["03/11/26"], TODAY) == [THIRD]
    assert read_days(["11/12/2026", "11/10/2026"], TODAY) == [
        date(2026, 11, 12),
        date(2026, 11, 10),
    ]
    with pytest.raises(StatementUnreadable):
        read_days(["14/11/2026", "11/14/2026"], TODAY)


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("1,234.50", 1_234_50),
        ("£1,234.5", 1_234_50),
        ("-£10.99", -10_99),
        ("£-10.99", -10_99),
        ("−10.99", -10_99),
        ("(10.99)", -10_99),
        ("10.99-", -10_99),
        ("10.99 DR".replace(" ", ""), -10_99),
        ("10.99CR", 10_99),
        ("1 180.00", 1_180_00),
        ("10.99 GBP", 10_99),
        (".50", 50),
        ("12", 12_00),
        ("12.3400", 12_34),
        ("12.345", None),
        ("1e5", None),
        ("１２", None),
        ("", None),
        ("-", None),
        ("12,34", None),
    ],
)
def test_amounts(text: str, pence: int | None) -> None:
    assert read_pence(text) == pence
