"""The teams' care reviews: what the council has missed, what is due, and a calendar's file."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.models import Team
from budgets.councils.rights import Action
from budgets.plans.selectors import reviews
from budgets.plans.selectors.reviews import SOON_WEEKS, NextReview
from budgets.plans.values.agreement import ReviewReason
from web.doors import Page

REASON_WORDS = {
    ReviewReason.FIRST: "The first review",
    ReviewReason.YEARLY: "The yearly review",
    ReviewReason.CONCERN: "Somebody is worried",
}
MOST_SHOWN = 100


class _Team(Page):
    action = Action.REVIEWS_HOLD

    def team(self) -> Team | None:
        """The team that the address asks for, among the viewer's."""
        self.teams = list(councils.teams_for(self.viewer, self.action))
        wanted = self.request.GET.get("team", "")
        return next((one for one in self.teams if str(one.id) == wanted), None)

    def found(self, team: Team | None) -> tuple[list[NextReview], list[NextReview]]:
        """What is overdue, the longest first, and what is due soon."""
        today, team_id = timezone.localdate(self.now), self._id(team)
        late = reviews.list_overdue(self.viewer, today=today, team_id=team_id)
        return late, reviews.list_due(self.viewer, today=today, team_id=team_id)

    def _id(self, team: Team | None) -> UUID | None:
        return team.id if team else None


class Reviews(_Team):
    """What is overdue first, in the council's name; then what is due in the next weeks."""

    template_name = "budgets/reviews.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them, of all the viewer's teams or of one."""
        team = self.team()
        late, due = self.found(team)
        return self.page(
            teams=self.teams if len(self.teams) > 1 else [],
            team=team,
            late=[(one, REASON_WORDS[one.due.reason]) for one in late[:MOST_SHOWN]],
            late_count=len(late),
            due=[(one, REASON_WORDS[one.due.reason]) for one in due[:MOST_SHOWN]],
            due_count=len(due),
            most=MOST_SHOWN,
            until=timezone.localdate(self.now) + timedelta(weeks=SOON_WEEKS),
        )


class ReviewsCalendar(_Team):
    """The same as a file that any calendar reads."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the file; it holds first names and references, nothing more."""
        late, due = self.found(self.team())
        text = reviews.calendar_of([*late, *due], now=self.now)
        answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="reviews.ics"'
        return answer
