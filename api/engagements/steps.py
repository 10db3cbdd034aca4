"""The steps of an engagement: a rate, the list for new employers, notice, the end."""

from uuid import UUID

from api.engagements.bodies import (
    DoneBody,
    EndWorkBody,
    HouseholdBody,
    LastDayBody,
    WorkRateBody,
    as_household,
)
from api.engagements.operations import EngagementDoor
from api.engagements.shapes import EngagementAnswer
from api.operation import Operation, operation
from budgets.assistants import services
from budgets.assistants.models import Engagement
from budgets.councils.rights import Action


class Rates(EngagementDoor):
    """A rate."""

    @operation(
        Operation(
            "setEngagementRate",
            Action.ENGAGEMENTS_KEEP,
            EngagementAnswer,
            body=WorkRateBody,
            matched=True,
            example={"kind": "standard", "amount": "14.00", "starts_on": "2026-12-01"},
        )
    )
    def post(self, engagement_id: UUID) -> Engagement:
        """Agree what a kind of work is paid from a day on; the same day again puts it right."""
        services.set_rate(
            engagement=self.seen(engagement_id),
            kind=self.body["kind"],
            pence=self.body["amount"],
            from_on=self.body["starts_on"],
            by=self.member,
            now=self.now,
        )
        return self.shown(engagement_id)


class StartChecks(EngagementDoor):
    """The list for new employers."""

    @operation(
        Operation(
            "recordStartCheck",
            Action.ENGAGEMENTS_KEEP,
            EngagementAnswer,
            body=DoneBody,
            matched=True,
            example={"what": "insurance", "done_on": "2026-11-20"},
        )
    )
    def post(self, engagement_id: UUID) -> Engagement:
        """Keep that a step of the list was done. It helps, and nothing waits for it."""
        services.record_start_check(
            engagement=self.seen(engagement_id),
            what=self.body["what"],
            done_on=self.body["done_on"],
            by=self.member,
            now=self.now,
        )
        return self.shown(engagement_id)


class Notice(EngagementDoor):
    """Notice."""

    @operation(
        Operation(
            "giveNotice",
            Action.ENGAGEMENTS_KEEP,
            EngagementAnswer,
            body=LastDayBody,
            matched=True,
            example={"until": "2026-12-31"},
        )
    )
    def post(self, engagement_id: UUID) -> Engagement:
        """Keep that one of them gave notice, and the last day."""
        services.give_notice(
            engagement=self.seen(engagement_id),
            until=self.body["until"],
            by=self.member,
            now=self.now,
        )
        return self.shown(engagement_id)


class End(EngagementDoor):
    """The end."""

    @operation(
        Operation(
            "endEngagement",
            Action.ENGAGEMENTS_KEEP,
            EngagementAnswer,
            body=EndWorkBody,
            matched=True,
            example={"ends_on": "2026-12-31"},
        )
    )
    def post(self, engagement_id: UUID) -> Engagement:
        """Say which day is the last. Hours up to it may still be sent."""
        services.end_engagement(
            engagement=self.seen(engagement_id),
            ends_on=self.body["ends_on"],
            words=self.body.get("words", ""),
            by=self.member,
            now=self.now,
        )
        return self.shown(engagement_id)


class Household(EngagementDoor):
    """Family in the household."""

    @operation(
        Operation(
            "agreeHousehold",
            Action.ENGAGEMENTS_AGREE_HOUSEHOLD,
            EngagementAnswer,
            body=HouseholdBody,
            matched=True,
            example={
                "reason": "times",
                "words": "Care is needed at night, and nobody else could be found.",
                "agreed_on": "2026-11-20",
            },
        )
    )
    def post(self, engagement_id: UUID) -> Engagement:
        """Agree for the council that family who live with the person are paid, and why."""
        services.agree_household(
            engagement=self.seen(engagement_id),
            agreement=as_household(self.body),
            by=self.member,
            now=self.now,
        )
        return self.shown(engagement_id)
