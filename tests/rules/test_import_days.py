"""Days and moments as spreadsheets and databases write them, and what is said of each."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.days import read_day, read_instant

PROBABLY = "This is probably {}. Write it like that: the year, the month, the day."
NUMBER = "This is a spreadsheet's number for the day {}. Write it like that."
EMPTY = (
    "This is how a spreadsheet or database writes an empty day. "
    "Write the day like 2024-04-03, or leave the cell empty."
)
NO_SUCH = "The calendar has no such day. Look at the day and the month."
NO_DAY = "This is not a day. Write the day like 2024-04-03."
NO_MOMENT = "This is not a moment. Write it with its zone, like 2024-04-03T09:30:00Z."


@pytest.mark.parametrize(
    "text", ["2024-04-03", "2024-04-03 00:00", "2024-04-03T00:00:00", "2024-04-03 00:00:00.000"]
)
def test_a_day_and_a_day_with_a_databases_midnight(text: str) -> None:
    assert read_day(text) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("03/04/2024", PROBABLY.format("2024-04-03")),
        ("3/4/2024", PROBABLY.format("2024-04-03")),
        ("03/04/2024 00:00", PROBABLY.format("2024-04-03")),
        ("04/25/2024", PROBABLY.format("2024-04-25")),
        ("03/04/24", PROBABLY.format("2024-04-03")),
        ("03/04/29", PROBABLY.format("2029-04-03")),
        ("03/04/52", PROBABLY.format("1952-04-03")),
        ("03.04.2024", PROBABLY.format("2024-04-03")),
        ("03-04-2024", PROBABLY.format("2024-04-03")),
        ("2024/04/03", PROBABLY.format("2024-04-03")),
        ("2024-4-3", PROBABLY.format("2024-04-03")),
        ("20240403", PROBABLY.format("2024-04-03")),
        ("3 April 2024", PROBABLY.format("2024-04-03")),
        ("3rd Apr 24", PROBABLY.format("2024-04-03")),
        ("03-Apr-24", PROBABLY.format("2024-04-03")),
        ("April 3, 2024", PROBABLY.format("2024-04-03")),
        ("45387", NUMBER.format("2024-04-05")),
        ("45387.5", NUMBER.format("2024-04-05")),
        ("7033", NUMBER.format("1919-04-03")),
        ("0", EMPTY),
        ("1899-12-30", EMPTY),
        ("1899-12-31", EMPTY),
        ("1900-01-00", EMPTY),
        ("1900-01-01", EMPTY),
        ("00/01/1900", EMPTY),
        ("30/12/1899", EMPTY),
        ("0000-00-00", EMPTY),
        ("1900-01-01 00:00:00.000", EMPTY),
        ("2024-02-30", NO_SUCH),
        ("2023-02-29", NO_SUCH),
        ("2024-13-01", NO_SUCH),
        ("30/02/2024", NO_SUCH),
        ("3 Foo 2024", NO_SUCH),
        ("9999-12-31", "The year 9999 can't be right. If there is no end, leave it empty."),
        ("1066-10-14", "The year 1066 can't be right. If there is no end, leave it empty."),
        ("2024", NO_DAY),
        ("12/2024", NO_DAY),
        ("soon", NO_DAY),
        ("2024-04-03T09:30", NO_DAY),
        ("2024-04-02T23:00:00.000Z", NO_DAY),
        ("٢٠٢٤-٠٤-٠٣", NO_DAY),
        ("２０２４-０４-０３", NO_DAY),
        ("1e5", NO_DAY),
        ("-5", NO_DAY),
        ("2024-04-03; 2024-04-04", NO_DAY),
    ],
)
def test_what_is_said_of_other_spellings(text: str, said: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_day(text)
    assert refused.value.sentence == said


@given(st.dates(date(1905, 1, 1), date(2119, 1, 1)))
def test_every_number_of_excel_is_named_as_its_day(day: date) -> None:
    # Excel counts 1 January 1900 as 1 and believes in 29 February 1900: 60 is a day that never was.
    serial = (day - date(1899, 12, 31)).days + 1
    if 1900 <= serial <= 2199:
        return
    with pytest.raises(CellWrong) as refused:
        read_day(str(serial))
    assert refused.value.sentence == NUMBER.format(day)


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(["%d/%m/%y", "%d-%b-%y"]))
def test_two_digits_of_a_year_are_read_as_excel_does(day: date, written: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_day(f"{day:{written}}")
    assert refused.value.sentence in {PROBABLY.format(day), EMPTY}


@given(st.dates(date(1900, 1, 2), date(2199, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_day(day.isoformat()) == day


@given(st.text(max_size=30))
def test_nothing_else_breaks_it(text: str) -> None:
    with suppress(CellWrong):
        assert read_day(text).isoformat() == text[:10]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-29T01:30:00Z", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29T02:30:00+01:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29 02:30+0100", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29T01:30:00.250Z", datetime(2026, 3, 29, 1, 30, 0, 250_000, tzinfo=UTC)),
    ],
)
def test_moments_are_read_in_utc(text: str, moment: datetime) -> None:
    assert read_instant(text) == moment
    assert read_instant(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2026-03-29T01:30:00",
            "The zone is missing. In winter write 2026-03-29T01:30:00Z.",
        ),
        ("2026-02-30T01:30:00Z", NO_MOMENT),
        ("2026-03-29T25:30:00Z", NO_MOMENT),
        ("2026-03-29T01:30:00+99:00", NO_MOMENT),
        ("29/03/2026 01:30", NO_MOMENT),
        ("46110.0625", NO_MOMENT),
        ("2026-03-29", NO_MOMENT),
        ("0001-01-01T00:00:00+14:00", NO_MOMENT),
        (
            "0001-01-02T00:00:00Z",
            "The year 1 can't be right. If there is no end, leave it empty.",
        ),
    ],
)
def test_what_is_said_of_other_moments(text: str, said: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_instant(text)
    assert refused.value.sentence == said
