"""When reviews are due, and in a file that any calendar reads."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from api.bank_files.operations import attached
from api.budgets.doors import BudgetDoor
from api.doors import Door
from api.operation import Operation, operation
from api.reviews.shapes import DueFilters, NextAnswer, ReviewDueAnswer
from budgets.councils.rights import Action
from budgets.plans.models import CareReview
from budgets.plans.selectors.reviews import (
    NextReview,
    calendar_of,
    list_due,
    list_overdue,
    next_review,
)
from payments.payouts.values import london_day

CALENDAR = "text/calendar"


class DueDoor(Door):
    """A door to reviews that are due."""

    def due(self) -> list[NextReview]:
        """Those that were missed, then those that are due soon, the first due first."""
        asked = self.asked_for(CareReview.objects.all())
        also: dict[str, Any] = {"today": london_day(self.now), "team_id": asked.get("team")}
        found: list[NextReview] = []
        if asked.get("state") != "due":
            found += list_overdue(self.viewer, **also)
        if asked.get("state") != "overdue":
            found += list_due(self.viewer, **also)
        return found


class Due(DueDoor):
    """Reviews that are due."""

    @operation(
        Operation(
            "listReviewsDue",
            Action.REVIEWS_HOLD,
            ReviewDueAnswer,
            filters=DueFilters,
            listed=True,
            whole=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> Iterable[NextReview]:
        """List the reviews that the council has missed, and those due within eight weeks."""
        return self.due()


class DueCalendar(DueDoor):
    """The same for a calendar."""

    @operation(
        Operation("downloadReviews", Action.REVIEWS_HOLD, filters=DueFilters, media=CALENDAR)
    )
    def get(self) -> HttpResponse:
        """Download the reviews that are due as iCalendar: booked, or the day they are due by."""
        due = self.due()
        self.looked_at += [one.budget.person for one in due]
        return attached(calendar_of(due, now=self.now).encode(), CALENDAR, "reviews.ics")


class Next(BudgetDoor):
    """The next review of one budget."""

    @operation(Operation("getNextReview", Action.BUDGETS_READ, NextAnswer))
    def get(self, budget_id: UUID) -> dict[str, Any]:
        """Show when the next review is due or booked. A missed one is the council's failing."""
        budget = self.seen(budget_id)
        found = next_review(budget, london_day(self.now))
        return {
            "budget": budget.id,
            "due_on": found.due.due_on if found else None,
            "overdue": bool(found and found.is_overdue),
            "booked_for": found.booked_for if found else None,
            "words": found.words if found else "",
        }


class NextCalendar(BudgetDoor):
    """The same for a calendar."""

    @operation(Operation("downloadNextReview", Action.BUDGETS_READ, media=CALENDAR))
    def get(self, budget_id: UUID) -> HttpResponse:
        """Download the next review as iCalendar, with nothing personal in it."""
        budget = self.seen(budget_id)
        found = next_review(budget, london_day(self.now))
        file = calendar_of([found] if found else [], now=self.now, own=True)
        return attached(file.encode(), CALENDAR, "review.ics")
