"""For which days somebody is paid together, and when: the council's own calendar, afterwards."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from budgets.assistants.models import Engagement
from budgets.councils import selectors as councils
from budgets.plans.rules.periods import period_of
from budgets.plans.selectors.facts import calendars
from budgets.plans.values.schedule import Calendar, Frequency, Period
from payments.payouts.values import LONDON, is_bank_day

Calendars = Mapping[Frequency, Calendar]
A_DAY = timedelta(days=1)


def pay_frequency(engagement: Engagement) -> Frequency:
    """By the month where the budget is, and every four weeks where it is not."""
    monthly = engagement.budget.frequency == Frequency.MONTHLY
    return Frequency.MONTHLY if monthly else Frequency.FOUR_WEEKLY


def pay_period(engagement: Engagement, day: date, known: Calendars | None = None) -> Period:
    """The period in which a day is, and the day on which its pay is due."""
    calendar = (known or calendars(engagement.book_id))[pay_frequency(engagement)]
    whole = period_of(day, calendar)
    return Period(whole.starts_on, whole.ends_on, _pay_on(engagement, whole.ends_on, calendar))


def last_period(engagement: Engagement, today: date, known: Calendars | None = None) -> Period:
    """The last period that is over on a day."""
    now = pay_period(engagement, today, known)
    return pay_period(engagement, now.starts_on - A_DAY, known)


def _pay_on(engagement: Engagement, ends_on: date, calendar: Calendar) -> date:
    """So many days after the period, by the policy; on the day before where nobody is paid then."""
    after = councils.policy_on(engagement.book_id, ends_on).wages_after_days
    day = ends_on + timedelta(days=after)
    while day > ends_on and not (is_bank_day(day) and day not in calendar.closed):
        day -= A_DAY
    return day


def instant_of(day: date) -> datetime:
    """The first instant of a day in England."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)
