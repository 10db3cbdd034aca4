"""An assistant's home: start, stop, type; what they have earned, and where their hours are."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from budgets.assistants import selectors as work
from budgets.assistants.models import Engagement, Shift
from budgets.assistants.selectors.pay.listing import paid_shifts
from budgets.assistants.values import RateKind, ShiftState
from web.assistant.known import KNOWN_FOR, known, pages_of
from web.assistant.starting import going_on
from web.assistant.whose import WorkPage, employer_of, is_over
from web.hours.earning import rate_pence
from web.hours.rows import Row, rows_of, sum_of
from web.menu import Link
from web.templatetags.wherewithal import pounds

MOST_SHOWN: Final = 6
STANDING: Final = (ShiftState.WAITING, ShiftState.QUESTIONED, ShiftState.AGREED)


class Home(WorkPage):
    """The home of one's work for one person."""

    template_name = "assistant/home.html"
    kept = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; without any work, say so kindly."""
        engagement = self.engagement(kwargs.get("engagement_id"))
        if engagement is None:
            return self.nothing()
        return self.page(**self.about(engagement))

    def about(self, engagement: Engagement) -> dict[str, Any]:
        """What stands on it."""
        engagements = self.engagements()
        shifts = list(recent(self, engagements))
        mine = [one for one in shifts if one.engagement_id == engagement.id]
        rows = [
            row
            for row in rows_of(mine, engagement, paid=paid_shifts(mine))
            if row.state in STANDING
        ]
        employer = employer_of(engagement)
        return {
            "engagement": engagement,
            "employer": employer,
            "first_name": engagement.assistant.first_name,
            "known": known(self.viewer, engagements, engagement, (), now=self.now)
            | {"now": self.now.isoformat(), "pages": pages_of(engagements)},
            "rows": rows[:MOST_SHOWN],
            "asked": list(asked_about(mine)),
            "ways": [Link("Your pay and holiday", reverse("work_pay", args=[engagement.id]))],
            "closed": is_over(engagement, self.today),
            "rate_words": rate_words(engagement, self),
            "others": [
                {"id": one.id, "name": employer_of(one)}
                for one in engagements
                if one.id != engagement.id
            ],
            **earned(rows, engagement.assistant.first_name, employer),
            **going_on(self.request.session, engagement),
        }


def recent(page: WorkPage, engagements: list[Engagement]) -> QuerySet[Shift]:
    """Their hours of the last weeks, for whomever, the newest first."""
    seen = work.visible_to(page.as_assistant(), page.action)
    found: QuerySet[Shift] = seen.filter(
        engagement__in=engagements, started_at__gte=page.now - KNOWN_FOR
    )
    return found


def asked_about(shifts: Iterable[Shift]) -> Iterable[dict[str, Any]]:
    """The hours about which the other side has asked last."""
    for shift in shifts:
        if work.state_of(shift) == ShiftState.QUESTIONED:
            said = work.list_messages(shift).last()
            yield {"id": shift.id, "day": shift.started_at, "words": said.words if said else ""}


def earned(rows: list[Row], first_name: str, employer: str) -> dict[str, Any]:
    """What is earned and not paid yet: agreed, and waiting to be."""
    open_rows = [row for row in rows if row.word != "Paid"]
    agreed = sum_of(row for row in open_rows if row.state == ShiftState.AGREED)
    whole = sum_of(open_rows)
    return {
        "earned_pence": whole,
        "agreed_pence": agreed,
        "waiting_pence": whole - agreed,
        "before": f"{first_name}, from {employer} you have earned",
        "after": "that is not paid yet. It is before tax.",
        "split_words": f"{pounds(agreed)} agreed, {pounds(whole - agreed)} waiting",
    }


def rate_words(engagement: Engagement, page: WorkPage) -> str:
    """What an hour is paid today."""
    pence = rate_pence(engagement, RateKind.STANDARD, page.today)
    return f"{pounds(pence)} an hour." if pence else "No rate is agreed yet."
