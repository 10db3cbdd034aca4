"""
What a shift earns: hours to the minute, a flat sum for a night asleep, miles in tenths.

Each line is rounded once, **up to the whole penny**. So a shift costs the same wherever it is
shown, shifts add up to the pay, and nobody falls below the minimum wage by rounding.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from budgets.assistants.values.pay import DatedRate, PayLine, PayLineKind, Worked
from ledgers.values import pounds

HOUR = 60
TENTHS = 10


def hours_pence(minutes: int, hour_pence: int) -> int:
    """What minutes earn at pence an hour, rounded up to the penny."""
    return -(-minutes * hour_pence // HOUR)


def miles_pence(miles_tenths: int, mile_pence: int) -> int:
    """What tenths of a mile come to at pence a mile, rounded up to the penny."""
    return -(-miles_tenths * mile_pence // TENTHS)


def agreed_rate(rates: Iterable[DatedRate], kind: PayLineKind, day: date) -> DatedRate | None:
    """
    The newest rate for a kind of work that has started by a day.

    Work without a rate of its own is paid as standard hours are, so that nobody works for nothing.
    """
    begun = [rate for rate in rates if rate.from_on <= day]
    own = [rate for rate in begun if rate.kind == kind]
    usual = [rate for rate in begun if rate.kind == PayLineKind.STANDARD]
    flat = kind in (PayLineKind.SLEEP_IN, PayLineKind.MILEAGE)
    return max(own or ([] if flat else usual), key=lambda rate: rate.from_on, default=None)


def shift_lines(worked: Worked, rates: Sequence[DatedRate]) -> list[PayLine]:
    """The lines of one shift; a rate that was never agreed counts as nothing, and says so."""
    return [*_time_lines(worked, rates), *_miles(worked, rates)]


def gross_pence(lines: Iterable[PayLine]) -> int:
    """What lines add up to."""
    return sum(line.pence for line in lines)


def hours_words(minutes: int) -> str:
    """Minutes as people say them: 7 hours 30 minutes."""
    hours, rest = divmod(abs(minutes), HOUR)
    counted = [(hours, "hour"), (rest, "minute")]
    said = " ".join(f"{n:,} {one}{'' if n == 1 else 's'}" for n, one in counted if n)
    return said or "0 minutes"


def miles_words(miles_tenths: int) -> str:
    """Tenths of a mile as people say them: 12.3 miles."""
    whole, part = divmod(miles_tenths, TENTHS)
    number = f"{whole:,}.{part}" if part else f"{whole:,}"
    return f"{number} {'mile' if number == '1' else 'miles'}"


def _time_lines(worked: Worked, rates: Sequence[DatedRate]) -> Iterator[PayLine]:
    if worked.kind != PayLineKind.SLEEP_IN:
        yield _hours(worked, worked.kind, worked.minutes, rates)
        return
    night = agreed_rate(rates, PayLineKind.SLEEP_IN, worked.day)
    yield PayLine(
        PayLineKind.SLEEP_IN,
        night.pence if night else 0,
        f"One night at {pounds(night.pence)}" if night else "No rate was agreed for a sleep-in.",
        rate_pence=night.pence if night else 0,
        shift_id=worked.shift_id,
    )
    if worked.woken_minutes:
        yield _hours(worked, PayLineKind.SLEEP_IN_WOKEN, worked.woken_minutes, rates)


def _hours(worked: Worked, kind: PayLineKind, minutes: int, rates: Sequence[DatedRate]) -> PayLine:
    rate = agreed_rate(rates, kind, worked.day)
    hour_pence = rate.pence if rate else 0
    said = f"{hours_words(minutes)} at {pounds(hour_pence)} an hour"
    return PayLine(
        kind,
        hours_pence(minutes, hour_pence),
        said if rate else f"{hours_words(minutes)}: no rate was agreed.",
        minutes=minutes,
        rate_pence=hour_pence,
        shift_id=worked.shift_id,
    )


def _miles(worked: Worked, rates: Sequence[DatedRate]) -> Iterator[PayLine]:
    if not worked.miles_tenths:
        return
    rate = agreed_rate(rates, PayLineKind.MILEAGE, worked.day)
    mile_pence = rate.pence if rate else 0
    said = f"{miles_words(worked.miles_tenths)} at {pounds(mile_pence)} a mile"
    yield PayLine(
        PayLineKind.MILEAGE,
        miles_pence(worked.miles_tenths, mile_pence),
        said if rate else f"{miles_words(worked.miles_tenths)}: no rate was agreed.",
        miles_tenths=worked.miles_tenths,
        rate_pence=mile_pence,
        shift_id=worked.shift_id,
    )
