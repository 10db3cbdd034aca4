"""On which day a period is paid."""

from datetime import date, timedelta

from budgets.plans.values.schedule import Calendar
from payments.payouts.values import is_bank_day

ONE_DAY = timedelta(days=1)


def pay_day(period_starts_on: date, calendar: Calendar) -> date:
    """
    The day on which a period is paid: its first day, or the council's lead of days before.

    If banks or the council are closed then, it is the working day before, so that nobody waits
    for their money over a weekend or a holiday.
    """
    day = period_starts_on - timedelta(days=calendar.lead_days)
    while day in calendar.closed or not is_bank_day(day):
        day -= ONE_DAY
    return day
