"""All that decides somebody's pay for a period, read for one engagement."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Q, QuerySet, Sum

from budgets.assistants.models import (
    Engagement,
    HolidayTaken,
    PaidShift,
    Pay,
    Shift,
    SickDay,
)
from budgets.assistants.rules.hours import week_of
from budgets.assistants.rules.pay import holiday
from budgets.assistants.rules.pay.gross import gross_pence, shift_lines
from budgets.assistants.selectors.pay.periods import instant_of
from budgets.assistants.values import HolidayMethod
from budgets.assistants.values.pay import (
    AverageWeek,
    DatedRate,
    HolidayFacts,
    PayFacts,
    PayLineKind,
    Sickness,
    TimeOff,
    Undone,
    WeekPaid,
    Worked,
)
from budgets.plans.rules.rates import rate_on
from budgets.plans.values.rates import RateName, RateRow
from budgets.plans.values.schedule import Period
from payments.payouts.values import london_day

USUAL_DAYS = 5
SICK_WEEKS = 8
LINKED = timedelta(days=56)
"""Two illnesses no further apart count as one (Social Security Contributions Act 1992, s. 152)."""
TAX_YEAR = (4, 6)


def facts_of(
    engagement: Engagement, period: Period, shifts: Sequence[Shift], rows: Sequence[RateRow]
) -> PayFacts:
    """
    What decides the pay of a period.

    :param shifts: the agreed hours that are to be paid now
    """
    rates = dated_rates(engagement)
    weeks = _weeks(engagement, period.starts_on)
    worked = tuple(worked_of(shift) for shift in shifts)
    return PayFacts(
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        born_on=engagement.assistant.born_on,
        rates=rates,
        shifts=worked,
        holiday=_holiday(engagement, rows, period.ends_on),
        average=holiday.average_week(weeks, week_of(instant_of(period.starts_on))),
        undone=tuple(_undone(engagement, shifts)),
        time_off=tuple(_time_off(engagement, period.ends_on)),
        sickness=_sickness(engagement, period.ends_on, _so_far(weeks, worked, rates)),
        leaves=engagement.ends_on is not None and engagement.ends_on < period.ends_on,
        allowance_left_pence=_allowance_left(engagement, period, rows),
    )


def worked_of(shift: Shift) -> Worked:
    """A shift as pay sees it."""
    return Worked(
        shift.id,
        PayLineKind(shift.kind),
        london_day(shift.started_at),
        max(shift.minutes - shift.break_minutes, 0),
        shift.woken_minutes,
        shift.miles_tenths,
    )


def dated_rates(engagement: Engagement) -> tuple[DatedRate, ...]:
    """What was agreed for each kind of work, from which day."""
    rows = engagement.rates.values_list("kind", "pence", "from_on")
    return tuple(DatedRate(PayLineKind(kind), pence, day) for kind, pence, day in rows)


def average_of(engagement: Engagement, before: date) -> AverageWeek:
    """What an average week was paid, of those before a day."""
    return holiday.average_week(_weeks(engagement, before), week_of(instant_of(before)))


def list_undone(engagement: Engagement) -> QuerySet[PaidShift]:
    """What was paid and stands no more: corrected, or taken back."""
    gone = Q(shift__replaced_by__isnull=False) | Q(shift__withdrawal__isnull=False)
    return (
        PaidShift.objects.filter(gone, shift__engagement=engagement, undone_by=None)
        .select_related("shift")
        .order_by("shift__started_at", "id")
    )


def _undone(engagement: Engagement, shifts: Sequence[Shift]) -> Iterator[Undone]:
    """What is taken back, or stands as other hours that are paid now; else it waits for those."""
    due = {shift.id for shift in shifts}
    for paid in list_undone(engagement):
        last = _last_of(paid.shift)
        if last.id in due or hasattr(last, "withdrawal"):
            yield Undone(
                paid.id,
                london_day(paid.shift.started_at),
                paid.minutes,
                paid.pence + paid.miles_pence,
                worked_of(last) if last.id in due else None,
            )


def _last_of(shift: Shift) -> Shift:
    """The correction of the correction, as far as it goes."""
    while (after := getattr(shift, "replaced_by", None)) is not None:
        shift = after
    return shift


def _time_off(engagement: Engagement, before: date) -> list[TimeOff]:
    rows = HolidayTaken.objects.filter(
        engagement=engagement, first_on__lt=before, withdrawn_at=None, line=None
    )
    return [TimeOff(one.id, one.first_on, one.minutes) for one in rows.order_by("first_on", "id")]


def _holiday(engagement: Engagement, rows: Sequence[RateRow], until: date) -> HolidayFacts:
    before = Pay.objects.filter(engagement=engagement).aggregate(
        minutes=Sum("minutes", default=0),
        earned=Sum("holiday_minutes", default=0),
        taken=Sum("taken_minutes", default=0),
    )
    return HolidayFacts(
        yearly_minutes=_yearly(engagement, rows, until),
        leave_year_from=holiday.leave_year_of(engagement.leave_year_from, begun_on(engagement)),
        begun_on=begun_on(engagement),
        minutes_before=before["minutes"],
        earned_before=before["earned"],
        taken_before=before["taken"],
    )


def begun_on(engagement: Engagement) -> date:
    """From when pay is counted here: what was before an import is the council's old records'."""
    if engagement.imported_at is None:
        return engagement.starts_on
    return max(engagement.starts_on, london_day(engagement.imported_at))


def _yearly(engagement: Engagement, rows: Sequence[RateRow], until: date) -> int | None:
    by_weeks = engagement.holiday_method == HolidayMethod.WEEKS and engagement.weekly_minutes
    if not by_weeks:
        return None
    weeks = rate_on(rows=rows, name=RateName.HOLIDAY_WEEKS, day=until)
    return holiday.year_minutes(engagement.weekly_minutes, USUAL_DAYS, weeks.value)


def _weeks(engagement: Engagement, before: date) -> list[WeekPaid]:
    """What each week was paid, by when its hours began; what was put right is left out."""
    minutes, pence = Counter[date](), Counter[date]()
    since = instant_of(before - holiday.LOOK_BACK * holiday.WEEK)
    rows = PaidShift.objects.filter(
        shift__engagement=engagement, undone_by=None, shift__started_at__gte=since
    )
    for started_at, worked, earned in rows.values_list("shift__started_at", "minutes", "pence"):
        minutes[week_of(started_at)] += worked
        pence[week_of(started_at)] += earned
    return [WeekPaid(week, minutes[week], pence[week]) for week in sorted(pence)]


def _so_far(
    weeks: Sequence[WeekPaid], worked: Sequence[Worked], rates: Sequence[DatedRate]
) -> Counter[date]:
    """What each week earned, this pay's hours among them."""
    earned = Counter({week.starts_on: week.pence for week in weeks})
    for one in worked:
        lines = [line for line in shift_lines(one, rates) if line.kind != PayLineKind.MILEAGE]
        earned[one.day - timedelta(days=one.day.weekday())] += gross_pence(lines)
    return earned


def _sickness(engagement: Engagement, before: date, earned: Counter[date]) -> Sickness | None:
    rows = SickDay.objects.filter(engagement=engagement, day__lt=before).order_by("day")
    days = list(rows)
    due = [one for one in days if one.paid_in_id is None]
    if not due:
        return None
    first, earlier = due[0].day, 0
    for one in reversed([one for one in days if one.paid_in_id and one.day < first]):
        if first - one.day > LINKED:
            break
        first, earlier = one.day, earlier + 1
    return Sickness(
        tuple(one.day for one in due),
        max(one.days_a_week for one in due),
        earlier,
        _weekly_earnings(engagement, first, earned),
    )


def _weekly_earnings(engagement: Engagement, first: date, earned: Counter[date]) -> int:
    """By the eight weeks before an illness, or by what is agreed for a week where none was paid."""
    monday = first - timedelta(days=first.weekday())
    weeks = [earned[monday - number * holiday.WEEK] for number in range(1, SICK_WEEKS + 1)]
    worked = max((monday - begun_on(engagement)).days // 7, 0)
    counted = weeks[: max(min(worked, SICK_WEEKS), 1)]
    if sum(counted):
        return sum(counted) // len(counted)
    hour = next((one.pence for one in dated_rates(engagement) if one.kind == "standard"), 0)
    return engagement.weekly_minutes * hour // 60


def _allowance_left(engagement: Engagement, period: Period, rows: Sequence[RateRow]) -> int:
    """What of the Employment Allowance is left to this employer in the tax year of a pay day."""
    since = tax_year_of(period.pay_on)
    used = Pay.objects.filter(
        engagement__budget_id=engagement.budget_id, pay_on__gte=since, pay_on__lte=period.pay_on
    ).aggregate(used=Sum("allowance_pence", default=0))["used"]
    whole = rate_on(rows=rows, name=RateName.EMPLOYMENT_ALLOWANCE_YEAR, day=period.starts_on)
    return max(whole.value - int(used), 0)


def tax_year_of(day: date) -> date:
    """The 6 April on which the tax year of a day begins."""
    begun = (day.month, day.day) >= TAX_YEAR
    return date(day.year if begun else day.year - 1, *TAX_YEAR)
