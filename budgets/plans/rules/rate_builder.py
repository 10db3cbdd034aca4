"""
A week's money from the hours of support, line by line, each with its arithmetic.

The payment must be enough for what an employer has to pay (Care Act guidance 12.27 and 12.29).
Every line is rounded once, half up, to the penny of a week; the lines add up to the total.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from budgets.plans.errors import (
    AgeAbsurd,
    HoursAbsurd,
    RateBelowMinimumWage,
    SharesAbsurd,
    SupportMissing,
    WeeklySumAbsurd,
)
from budgets.plans.rules.employer_costs import (
    WEEKS,
    WHOLE,
    Earner,
    RateOf,
    national_insurance,
    pension,
)
from budgets.plans.rules.rates import half_up, minimum_wage_for, rate_on
from budgets.plans.values.rates import RateName, RateRow
from budgets.plans.values.support import Assistance, CostCode, RateLine, Support
from ledgers.values import pounds, share_out

HOUR = 60
WEEK = 168 * HOUR
AT_ONCE = 2
"""An agency may send as many people at a time, day and night."""
AGES = range(16, 101)
MOST_ASSISTANTS = 20
SHARES = range(1, 1001)


def build_rate(*, support: Support, rows: Iterable[RateRow], day: date) -> list[RateLine]:
    """
    The lines of a week's total for support that starts on a day, at the rates of that day.

    :param rows: the nation's rates and the council's own
    :raises SupportMissing: nothing is asked for
    :raises HoursAbsurd: none, or more than a week has, for somebody
    :raises AgeAbsurd: somebody is under 16 or over 100
    :raises SharesAbsurd: nobody, too many, or a share that is no share
    :raises WeeklySumAbsurd: a sum of nothing, or for nothing
    :raises RateMissing: a rate that is needed hasn't started by that day
    :raises RateBelowMinimumWage: an hour is paid less than the law says for somebody's age
    """
    rate = partial(_rate, tuple(rows), day)
    _check(support)
    lines = [*_assistance(support.assistance, rate), *_agency(support, rate), *_sums(support)]
    if support.contingency:
        lines.append(_contingency(weekly_total_pence(lines), rate))
    return lines


def weekly_total_pence(lines: Iterable[RateLine]) -> int:
    """What the lines add up to."""
    return sum(line.weekly_pence for line in lines)


def _rate(rows: tuple[RateRow, ...], day: date, name: RateName) -> RateRow:
    return rate_on(rows=rows, name=name, day=day)


def _check(support: Support) -> None:
    if not (support.assistance or support.agency_minutes_per_week or support.weekly_sums):
        raise SupportMissing
    if support.assistance:
        _check_assistance(support.assistance)
    if not 0 <= support.agency_minutes_per_week <= AT_ONCE * WEEK:
        raise HoursAbsurd
    if any(one.pence <= 0 or not one.words.strip() for one in support.weekly_sums):
        raise WeeklySumAbsurd


def _check_assistance(assistance: Assistance) -> None:
    assistants = assistance.assistants
    if not 0 < len(assistants) <= MOST_ASSISTANTS:
        raise SharesAbsurd
    if any(one.share not in SHARES for one in assistants):
        raise SharesAbsurd
    if any(one.age is not None and one.age not in AGES for one in assistants):
        raise AgeAbsurd
    if assistance.minutes_per_week <= 0 or max(_minutes(assistance)) > WEEK:
        raise HoursAbsurd


def _minutes(assistance: Assistance) -> list[int]:
    """The minutes of each assistant: not one is lost."""
    return share_out(assistance.minutes_per_week, [one.share for one in assistance.assistants])


def _assistance(assistance: Assistance | None, rate: RateOf) -> Iterator[RateLine]:
    if assistance is None:
        return
    pay = _pay(assistance, rate)
    holiday = _holiday(pay.weekly_pence, rate)
    earners = _earners(assistance, pay, holiday)
    yield from (pay, holiday)
    yield national_insurance(earners=earners, allowance=assistance.allowance, rate=rate)
    yield pension(earners=earners, rate=rate)
    yield from _overheads(assistance, rate)


def _pay(assistance: Assistance, rate: RateOf) -> RateLine:
    hour_pence, used = assistance.hour_pence, list[RateRow]()
    if hour_pence is None:
        used.append(rate(RateName.PA_HOUR))
        hour_pence = used[0].value
    for age in {one.age for one in assistance.assistants}:
        _check_wage(hour_pence, age, rate(minimum_wage_for(age)))
    minutes = assistance.minutes_per_week
    return _hours(CostCode.PAY, "Personal assistants' pay", minutes, hour_pence, *used)


def _check_wage(hour_pence: int, age: int | None, least: RateRow) -> None:
    if hour_pence < least.value:
        whom = "" if age is None else f" for somebody who is {age}"
        raise RateBelowMinimumWage(
            f"{pounds(hour_pence)} an hour is below the minimum wage of {least.words}{whom}."
        )


def _holiday(pay_pence: int, rate: RateOf) -> RateLine:
    share = rate(RateName.HOLIDAY_PERCENT)
    return _percentage(CostCode.HOLIDAY, "Holiday pay", share, pay_pence)


def _earners(assistance: Assistance, *lines: RateLine) -> list[Earner]:
    """What each assistant earns in a year of 52 weeks: the week's lines, dealt by their minutes."""
    minutes = _minutes(assistance)
    dealt = [share_out(line.weekly_pence, minutes) for line in lines]
    return [
        Earner(one.age, one.pension, WEEKS * sum(weekly))
        for one, weekly in zip(assistance.assistants, zip(*dealt, strict=True), strict=True)
    ]


def _overheads(assistance: Assistance, rate: RateOf) -> Iterator[RateLine]:
    if assistance.insurance:
        yield _yearly(CostCode.INSURANCE, "Employer's insurance", rate(RateName.INSURANCE_YEAR))
    if assistance.payroll:
        fee = rate(RateName.PAYROLL_FEE_WEEK)
        yield RateLine(CostCode.PAYROLL, "Payroll", fee.words, (fee,), fee.value)
    if assistance.training:
        yield _yearly(CostCode.TRAINING, "Training", rate(RateName.TRAINING_YEAR))


def _agency(support: Support, rate: RateOf) -> Iterator[RateLine]:
    minutes = support.agency_minutes_per_week
    if minutes:
        hour = rate(RateName.AGENCY_HOUR)
        yield _hours(CostCode.AGENCY, "Agency's hours", minutes, hour.value, hour)


def _sums(support: Support) -> Iterator[RateLine]:
    for one in support.weekly_sums:
        rule = f"{pounds(one.pence)} a week"
        yield RateLine(CostCode.WEEKLY_SUM, one.words.strip(), rule, (), one.pence)


def _contingency(total_pence: int, rate: RateOf) -> RateLine:
    share = rate(RateName.CONTINGENCY_PERCENT)
    return _percentage(CostCode.CONTINGENCY, "For what can't be foreseen", share, total_pence)


def _hours(code: CostCode, words: str, minutes: int, hour_pence: int, *used: RateRow) -> RateLine:
    weekly_pence = half_up(minutes * hour_pence, HOUR)
    rule = f"{_time(minutes)} at {pounds(hour_pence)} = {pounds(weekly_pence)} a week"
    return RateLine(code, words, rule, used, weekly_pence)


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    counted = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{n:,} {one}{'s' if n != 1 else ''}" for n, one in counted if n)


def _percentage(code: CostCode, words: str, share: RateRow, pence: int) -> RateLine:
    weekly_pence = half_up(share.value * pence, WHOLE)
    rule = f"{share.words} of {pounds(pence)} = {pounds(weekly_pence)} a week"
    return RateLine(code, words, rule, (share,), weekly_pence)


def _yearly(code: CostCode, words: str, year: RateRow) -> RateLine:
    weekly_pence = half_up(year.value, WEEKS)
    rule = f"{year.words} ÷ {WEEKS} = {pounds(weekly_pence)} a week"
    return RateLine(code, words, rule, (year,), weekly_pence)
