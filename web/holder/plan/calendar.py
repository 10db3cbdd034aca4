"""The calendar: what was paid and what comes in a year, each pay day with its lines."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from budgets.councils.rules import financial_year
from budgets.plans.models import Budget
from budgets.plans.rules.periods import period_of
from budgets.plans.selectors import calendar as pay_days
from budgets.plans.selectors.facts import calendars
from budgets.plans.values.agreement import InstalmentKind
from budgets.plans.values.schedule import Calendar, Frequency
from payments.payouts import selectors as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState, is_bank_day
from web.holder.plan.page import PlanPage
from web.holder.plan.words import DECIDING, span_words

SATURDAY = 5
YEAR = re.compile(r"20[0-9]{2}")

STATE: dict[PaymentState, tuple[str, str]] = {
    PaymentState.PLANNED: ("Being checked", "outline"),
    PaymentState.APPROVED: ("Ready to go", "outline"),
    PaymentState.SENT: ("On its way", "calm"),
    PaymentState.PAID: ("Paid", "stone"),
    PaymentState.FAILED: ("Came back", "clay"),
    PaymentState.RETURNED: ("Came back", "clay"),
    PaymentState.CANCELLED: ("Given up", "stone"),
}
"""Where an instalment's payment is, as a status word and its tint."""
STOPPED = ("Stopped for now", "honey")
NOTHING = ("Nothing to pay", "stone")
LATE = ("Late", "honey")
LATE_WORDS = "This is late, and that is our job. It comes with our next payments."


@dataclass(frozen=True)
class PayDay:
    """
    One pay day as the page shows it; without a status word it is to come.

    :ivar why: why it is not paid on its usual day, as a sentence
    """

    entry: pay_days.Entry
    span: str
    word: str
    tone: str
    why: str


class PayCalendar(PlanPage):
    """A year of pay days, past and to come."""

    template_name = "holder/plan/calendar.html"
    what = "when they are paid"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The year that the address asks for, or this one, from April to March."""
        today = timezone.localdate(self.now)
        this_since, this_until = financial_year(today)
        since, until = financial_year(self._day(this_since, this_until))
        entries = [
            entry
            for entry in pay_days.year_of(budget, from_on=since, until=until)
            if entry.pay_on >= since
        ]
        days = _told(budget, entries, today)
        return {
            "deciding": budget.state in DECIDING,
            "since": since,
            "until_words": f"{until:%B %Y}",
            "past": [day for day in days if not day.entry.is_to_come],
            "to_come": [day for day in days if day.entry.is_to_come],
            "pence": sum(entry.pence for entry in entries),
            "before": since.year - 1 if since > budget.starts_on else None,
            "after": since.year + 1 if since <= this_since else None,
        }

    def _day(self, this_since: date, this_until: date) -> date:
        """The first day of the year asked for; this year where that is no year of this budget."""
        asked = self.request.GET.get("year", "")
        year = int(asked) if YEAR.fullmatch(asked) else this_since.year
        return this_since.replace(year=min(year, this_until.year))


def _told(budget: Budget, entries: list[pay_days.Entry], today: date) -> list[PayDay]:
    payments = [e.instalment.payment for e in entries if e.instalment and e.instalment.payment]
    held = {payment.id for payment in payouts.held_back_among(payments)}
    calendar = calendars(budget.book_id)[Frequency(budget.frequency)]
    told = []
    for entry in entries:
        span = span_words(entry.starts_on, entry.ends_on, today)
        late = entry.is_to_come and entry.pay_on < today
        word, tone = LATE if late else _status(entry, held)
        why = LATE_WORDS if late else _moved(entry, calendar)
        told.append(PayDay(entry, span, word, tone, why))
    return told


def _status(entry: pay_days.Entry, held: set[UUID]) -> tuple[str, str]:
    if entry.instalment is None:
        return "", ""
    payment: Payment | None = entry.instalment.payment
    if payment is None or entry.state is None:
        return NOTHING
    waits = entry.state in (PaymentState.PLANNED, PaymentState.APPROVED)
    return STOPPED if waits and payment.id in held else STATE[entry.state]


def _moved(entry: pay_days.Entry, calendar: Calendar) -> str:
    """Why it is paid earlier than usual, as a sentence; nothing when it isn't."""
    single = entry.instalment and entry.instalment.kind == InstalmentKind.SINGLE
    if single or calendar.frequency == Frequency.ONCE:
        return ""
    whole = period_of(entry.starts_on, calendar)
    usual = whole.starts_on - timedelta(days=calendar.lead_days)
    if entry.pay_on != whole.pay_on or entry.pay_on == usual:
        return ""
    return f"Paid early, because {usual:%A} {usual.day} {usual:%B} {_closed(usual)}."


def _closed(day: date) -> str:
    if day.weekday() >= SATURDAY:
        return "is in a weekend"
    return "is a day when we pay nobody" if is_bank_day(day) else "is a bank holiday"
