"""Contributions that were seen, and those that came back: facts, each recorded once."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.contributions.shapes import (
    EXAMPLE_PAID,
    BackBody,
    PaidAnswer,
    PaidBody,
    PaidFilters,
)
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import ContributionPaid


class ContributionDoor(PartDoor):
    """A door to contributions."""

    rows = ContributionPaid.objects.select_related("budget__person")


class Contributions(ContributionDoor):
    """Contributions that were paid."""

    @operation(
        Operation(
            "listContributions",
            Action.CONTRIBUTIONS_READ,
            PaidAnswer,
            filters=PaidFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[ContributionPaid]:
        """List contributions that were paid, also those that came back."""
        rows: QuerySet[ContributionPaid] = self.visible()
        return rows

    @operation(
        Operation(
            "recordContribution",
            Action.CONTRIBUTIONS_RECORD,
            PaidAnswer,
            body=PaidBody,
            status=201,
            keyed=True,
            example=EXAMPLE_PAID,
        )
    )
    def post(self) -> ContributionPaid:
        """Record that somebody paid their part. It is a fact, whatever was due."""
        return services.record_contribution_paid(
            budget=self.budget_of_body(),
            pence=self.body["amount"],
            paid_on=self.body["paid_on"],
            how=self.body["how"],
            key=self.key(),
            words=self.body.get("words", ""),
            by=self.member.user_id,
            now=self.now,
        )


class OneContribution(ContributionDoor):
    """One contribution."""

    @operation(
        Operation(
            "getContribution",
            Action.CONTRIBUTIONS_READ,
            PaidAnswer,
            looks_at="budget.person",
        )
    )
    def get(self, contribution_id: UUID) -> ContributionPaid:
        """Show one contribution, and whether it came back."""
        found: ContributionPaid = self.seen(contribution_id)
        return found


class CameBack(ContributionDoor):
    """It came back."""

    @operation(
        Operation(
            "contributionCameBack",
            Action.CONTRIBUTIONS_RECORD,
            PaidAnswer,
            body=BackBody,
            keyed=True,
            matched=True,
            example={"on": "2026-11-21", "words": "Refer to payer"},
        )
    )
    def post(self, contribution_id: UUID) -> ContributionPaid:
        """Record that a contribution came back, as a debit may for ever: it is due again."""
        return services.contribution_came_back(
            contribution=self.seen(contribution_id),
            on=self.body["on"],
            words=self.body.get("words", ""),
            by=self.member.user_id,
            now=self.now,
        )
