"""All shifts for one person, week by week, the newest first."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from budgets.assistants import selectors as work
from budgets.assistants.selectors.pay.listing import paid_shifts
from budgets.assistants.selectors.shifts import midnight
from budgets.assistants.values import ShiftState
from web.assistant.whose import WorkPage, employer_of
from web.hours.rows import Row, rows_of, sum_of
from web.hours.words import hours_words

WEEKS_SHOWN: Final = 8
A_WEEK: Final = timedelta(weeks=1)
FIRST_MONDAY: Final = date(2000, 1, 3)
"""Nobody's shifts here are older."""
GONE: Final = (ShiftState.REPLACED, ShiftState.WITHDRAWN)


class Shifts(WorkPage):
    """Eight weeks of them; older ones a page further."""

    template_name = "assistant/shifts.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them."""
        engagement = self.engagement(kwargs["engagement_id"])
        if engagement is None:
            raise Http404
        until = self.until()
        since = until - WEEKS_SHOWN * A_WEEK
        all_seen = work.visible_to(self.as_assistant(), self.action).filter(engagement=engagement)
        shown = all_seen.filter(started_at__gte=midnight(since), started_at__lt=midnight(until))
        older = all_seen.filter(started_at__lt=midnight(since)).exists()
        return self.page(
            engagement=engagement,
            employer=employer_of(engagement),
            weeks=list(weeks_of(rows_of(shown, engagement, paid=paid_shifts(shown)))),
            older=since if older else None,
        )

    def until(self) -> date:
        """The Monday before which they are shown: the next one, or the one in the address."""
        before: date = self.kwargs.get("before") or self.today + A_WEEK
        return monday_of(max(before, FIRST_MONDAY))


def weeks_of(rows: list[Row]) -> Iterator[dict[str, Any]]:
    """Rows by the Monday of their week; what was corrected or taken back counts nothing."""
    for monday, group in groupby(rows, key=lambda row: monday_of(row.day)):
        several = list(group)
        counted = [row for row in several if row.state not in GONE]
        yield {
            "monday": monday,
            "rows": several,
            "hours": hours_words(sum(row.minutes for row in counted)),
            "pence": sum_of(counted),
        }


def monday_of(day: date) -> date:
    """The Monday of the week in which a day is."""
    return day - timedelta(days=day.weekday())
