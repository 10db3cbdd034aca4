"""Engagements: listed, shown and made."""

from uuid import UUID

from django.db.models import QuerySet

from api.engagements.bodies import EXAMPLE, EngageBody, as_assistant, as_engagement
from api.engagements.shapes import EngagementAnswer, EngagementFilters
from api.operation import Operation, operation
from api.shifts.doors import WorkDoor
from budgets.assistants import services
from budgets.assistants.models import Engagement
from budgets.assistants.selectors import visible_engagements
from budgets.councils.rights import Action
from budgets.plans import selectors as plans

PERSON = "budget.person"


class EngagementDoor(WorkDoor):
    """A door to engagements over which the member has the operation's right."""

    def visible(self) -> QuerySet[Engagement]:
        """The engagements, with what is shown of each."""
        seen = visible_engagements(self.viewer, self.operation.right)
        return seen.prefetch_related("rates", "start_checks")

    def seen(self, engagement_id: UUID) -> Engagement:
        """One of them, in the state that the member saw."""
        found: Engagement = self.find(self.visible(), id=engagement_id)
        return found

    def shown(self, engagement_id: UUID) -> Engagement:
        """One of them as it is now."""
        return self.visible().get(id=engagement_id)


class Engagements(EngagementDoor):
    """Engagements."""

    @operation(
        Operation(
            "listEngagements",
            Action.ENGAGEMENTS_READ,
            EngagementAnswer,
            filters=EngagementFilters,
            listed=True,
            looks_at=PERSON,
        )
    )
    def get(self) -> QuerySet[Engagement]:
        """List engagements; an assistant sees their own, and no employer another's."""
        return self.visible()

    @operation(
        Operation(
            "engage",
            Action.ENGAGEMENTS_KEEP,
            EngagementAnswer,
            body=EngageBody,
            status=201,
            keyed=True,
            example=EXAMPLE,
        )
    )
    def post(self) -> Engagement:
        """Write down what a budget's holder and a personal assistant agreed."""
        budgets = plans.visible_to(self.viewer, self.operation.right).select_related("person")
        made = services.engage(
            budget=self.find(budgets, id=self.body["budget"]),
            assistant=as_assistant(self.body),
            new=as_engagement(self.body),
            by=self.member,
            now=self.now,
        )
        return self.shown(made.id)


class OneEngagement(EngagementDoor):
    """One engagement."""

    @operation(
        Operation("getEngagement", Action.ENGAGEMENTS_READ, EngagementAnswer, looks_at=PERSON)
    )
    def get(self, engagement_id: UUID) -> Engagement:
        """Show one: what is agreed, its rates, what was done before the start."""
        return self.seen(engagement_id)
