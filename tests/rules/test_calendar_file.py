"""A calendar's file against RFC 5545: folding, escaping, times, and what never stands in it."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.plans.rules.calendar_file import Entry, calendar_file, escape, fold

MADE_AT = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
UID = UUID("0193a5c0-0000-7000-8000-000000000007")


def test_the_whole_file_line_by_line() -> None:
    at = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    text = calendar_file([Entry(UID, at, "Your care review", "Due by 8 December")], made_at=MADE_AT)
    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wherewithal//Care reviews//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{UID}",
        "DTSTAMP:20261122T104200Z",
        "DTSTART:20261203T143000Z",
        "DTEND:20261203T153000Z",
        "SUMMARY:Your care review",
        "DESCRIPTION:Due by 8 December",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_times_are_told_in_utc() -> None:
    summer = timezone(timedelta(hours=1))
    at = datetime(2026, 6, 1, 0, 30, tzinfo=summer)
    text = calendar_file([Entry(UID, at, "Review")], made_at=MADE_AT)
    assert "DTSTART:20260531T233000Z\r\n" in text


def test_a_day_takes_nobodys_time() -> None:
    text = calendar_file([Entry(UID, date(2026, 12, 8), "Review")], made_at=MADE_AT)
    assert "DTSTART;VALUE=DATE:20261208\r\nTRANSP:TRANSPARENT\r\n" in text
    assert "DTEND" not in text


def test_a_list_has_each_once() -> None:
    entries = [Entry(UUID(int=n), date(2026, 12, n), f"Review {n}") for n in (1, 2, 3)]
    text = calendar_file(entries, made_at=MADE_AT)
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    assert text.count("BEGIN:VCALENDAR") == 1


def test_an_empty_calendar_is_one_still() -> None:
    assert calendar_file([], made_at=MADE_AT).endswith("METHOD:PUBLISH\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("plain", "plain"),
        ("a, b; c", "a\\, b\\; c"),
        ("back\\slash", "back\\\\slash"),
        ("two\nlines", "two\\nlines"),
        ("two\r\nlines", "two\\nlines"),
        ("\\n is no line", "\\\\n is no line"),
        ("bell\x07", "bell"),
        ("a\ttab", "a tab"),
        ("one\u00a0word", "one\u00a0word"),
        ("Zoë: “yes”", "Zoë: “yes”"),
        ("END:VEVENT\r\nBEGIN:VALARM", "END:VEVENT\\nBEGIN:VALARM"),
    ],
)
def test_words_mean_nothing_to_a_calendar(words: str, text: str) -> None:
    assert escape(words) == text


def test_75_octets_stay_in_one_line() -> None:
    assert fold("x" * 75) == "x" * 75
    assert fold("x" * 76) == "x" * 75 + "\r\n x"
    # A further line has its space and 74 more.
    assert fold("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"


def test_no_character_is_torn_apart() -> None:
    # 74 octets and a character of two: it would end at the 76th.
    assert fold("x" * 74 + "ë") == "x" * 74 + "\r\n ë"
    assert fold("x" * 73 + "ë") == "x" * 73 + "ë"
    assert fold("x" * 72 + "🙂") == "x" * 72 + "\r\n 🙂"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_what_is_folded_unfolds_to_itself(line: str) -> None:
    parts = fold(line).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in parts)
    assert fold(line).replace("\r\n ", "") == line


@given(st.text(min_size=1, max_size=200))
def test_whatever_is_said_the_file_keeps_its_form(words: str) -> None:
    text = calendar_file([Entry(UID, MADE_AT, words)], made_at=MADE_AT)
    assert text.replace("\r\n", "").count("\n") == text.replace("\r\n", "").count("\r") == 0
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert len(unfolded) == 15
    assert unfolded[10].startswith("SUMMARY:")
