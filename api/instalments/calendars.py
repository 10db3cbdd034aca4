"""When the council pays: the calendar of each frequency, and days on which nobody is paid."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.shapes import Answer, At, On, Ref, Said
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Day, Words
from budgets.councils.rights import Action
from budgets.plans.models import ClosedDay, PayCalendar
from budgets.plans.services.pay_days import (
    MOST_LEAD_DAYS,
    add_closed_day,
    remove_closed_day,
    set_pay_calendar,
)
from budgets.plans.values.schedule import Frequency

MOST_DAYS = 1_000


class PayCalendarAnswer(Answer):
    """Where periods of a frequency begin, and how many days before that they are paid."""

    id = Ref()
    frequency = OneOf(Frequency)
    anchor_on = On()
    lead_days = Whole(least=0, most=MOST_LEAD_DAYS)
    set_by = Ref()
    set_at = At()


class CalendarBody(Body):
    """The first day of any one period, and how many days before a period it is paid."""

    frequency = OneOf(Frequency)
    anchor_on = Day()
    lead_days = Whole(least=0, most=MOST_DAYS)


class ClosedAnswer(Answer):
    """A day on which this council pays nobody, though banks work."""

    id = Ref()
    day = On()
    words = Said()


class ClosedBody(Body):
    """A day to come, and why nobody is paid on it."""

    day = Day()
    words = Words(longest=120)


class Calendars(Door):
    """Pay calendars."""

    @operation(Operation("listPayCalendars", Action.POLICY_READ, PayCalendarAnswer, listed=True))
    def get(self) -> QuerySet[PayCalendar]:
        """List the calendars that the council has set; of a frequency the newest counts."""
        return PayCalendar.objects.filter(book_id=self.viewer.book_id)

    @operation(
        Operation(
            "setPayCalendar",
            Action.RATES_SET,
            PayCalendarAnswer,
            body=CalendarBody,
            status=201,
            keyed=True,
            example={"frequency": "four_weekly", "anchor_on": "2026-12-14", "lead_days": 3},
        )
    )
    def post(self) -> PayCalendar:
        """Say where periods begin and how early they are paid; what is planned stays."""
        return set_pay_calendar(
            book_id=self.viewer.book_id, by=self.member.user_id, now=self.now, **self.body
        )


class ClosedDays(Door):
    """Days on which nobody is paid."""

    @operation(Operation("listClosedDays", Action.POLICY_READ, ClosedAnswer, listed=True))
    def get(self) -> QuerySet[ClosedDay]:
        """List the days on which this council pays nobody, though banks work."""
        return ClosedDay.objects.filter(book_id=self.viewer.book_id)

    @operation(
        Operation(
            "addClosedDay",
            Action.RATES_SET,
            ClosedAnswer,
            body=ClosedBody,
            status=201,
            keyed=True,
            example={"day": "2026-12-24", "words": "The offices are closed"},
        )
    )
    def post(self) -> ClosedDay:
        """Pay nobody on a day: what falls on it is paid the working day before."""
        return add_closed_day(book_id=self.viewer.book_id, now=self.now, **self.body)


class OneClosedDay(Door):
    """One such day."""

    @operation(Operation("removeClosedDay", Action.RATES_SET, status=204))
    def delete(self, closed_day_id: UUID) -> None:
        """Pay on a day after all."""
        days = ClosedDay.objects.filter(book_id=self.viewer.book_id)
        remove_closed_day(closed=self.find(days, id=closed_day_id), now=self.now)
