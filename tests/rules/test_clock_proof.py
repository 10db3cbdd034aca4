"""The proof `clock`, a part of it: it agrees with a reference, and finds a naive subtraction."""

from datetime import UTC, date, datetime

import pytest

from budgets.assistants.rules.hours import minutes_between
from config import clockwork
from config.proofs import clock

CHANGES = list(clockwork.changes(2026))


def test_the_clocks_change_when_the_law_says() -> None:
    assert clockwork.changes(2026) == (
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
    )
    assert clockwork.changes(2030) == (
        datetime(2030, 3, 31, 1, tzinfo=UTC),
        datetime(2030, 10, 27, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, "0101 0403 0406 0504 0525 0831 1225 1228"),
        (2027, "0101 0326 0329 0503 0531 0830 1227 1228"),
        (2028, "0103 0414 0417 0501 0529 0828 1225 1226"),
    ],
)
def test_bank_holidays_are_those_published(year: int, days: str) -> None:
    """GOV.UK: UK bank holidays, England and Wales."""
    published = {date(year, int(day[:2]), int(day[2:])) for day in days.split()}
    assert clockwork.bank_holidays(year) == published


def test_lengths_agree_and_a_naive_subtraction_does_not() -> None:
    assert clock.compare_lengths(CHANGES, minutes_between) == (36_864, 0)
    asked, wrong = clock.compare_lengths(CHANGES, clock.by_the_wall)
    assert (asked, wrong > 5_000) == (36_864, True)


def test_typed_times_agree() -> None:
    assert clock.compare_times(CHANGES) == (384, 0)


def test_a_misread_time_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(*, day: date, at: datetime, fold: int = 0) -> datetime:
        return datetime.combine(day, at, tzinfo=UTC)  # type: ignore[arg-type]

    monkeypatch.setattr(clock, "read_local", first)
    assert clock.compare_times(CHANGES)[1] > 100


def test_days_agree() -> None:
    assert clock.compare_days(2) == (2 * 730, 0)
