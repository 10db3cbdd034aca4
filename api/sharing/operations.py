"""What the signatories of a shared budget decide to spend."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.budgets.drafting import EXAMPLE_HOLDER, ReplacementBody, as_holder
from api.budgets.shapes import BudgetDetail
from api.operation import Operation, operation
from api.sharing.shapes import (
    EXAMPLE_SHARED,
    SharedAnswer,
    SharedBody,
    SharedFilters,
    SignatoryBody,
)
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Budget, BudgetHolder, SharedDecision


class SharedDoor(PartDoor):
    """A door to decisions."""

    rows = SharedDecision.objects.select_related("budget__person")


class SharedDecisions(SharedDoor):
    """Decisions."""

    @operation(
        Operation(
            "listSharedDecisions",
            Action.BUDGETS_READ,
            SharedAnswer,
            filters=SharedFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[SharedDecision]:
        """List what signatories asked for and decided."""
        rows: QuerySet[SharedDecision] = self.visible()
        return rows

    @operation(
        Operation(
            "askSharedDecision",
            Action.BUDGETS_SHARE,
            SharedAnswer,
            body=SharedBody,
            status=201,
            keyed=True,
            example=EXAMPLE_SHARED,
        )
    )
    def post(self) -> SharedDecision:
        """Say what a shared budget is to be spent on; above its sum it waits for a second yes."""
        return services.ask_shared_decision(
            budget=self.budget_of_body(),
            words=self.body["words"],
            pence=self.body["amount"],
            by=self.member.user_id,
            now=self.now,
        )


class OneSharedDecision(SharedDoor):
    """One decision."""

    @operation(
        Operation("getSharedDecision", Action.BUDGETS_READ, SharedAnswer, looks_at="budget.person")
    )
    def get(self, decision_id: UUID) -> SharedDecision:
        """Show one decision, and whether it is signed."""
        found: SharedDecision = self.seen(decision_id)
        return found


class Agree(SharedDoor):
    """A second signature."""

    @operation(
        Operation(
            "agreeSharedDecision",
            Action.BUDGETS_SHARE,
            SharedAnswer,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, decision_id: UUID) -> SharedDecision:
        """Sign what another signatory asked for."""
        return services.agree_shared_decision(
            decision=self.seen(decision_id), by=self.member.user_id, now=self.now
        )


class Withdraw(SharedDoor):
    """Never mind."""

    @operation(
        Operation(
            "withdrawSharedDecision",
            Action.BUDGETS_SHARE,
            SharedAnswer,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, decision_id: UUID) -> SharedDecision:
        """Take back what waits for a second signature."""
        return services.withdraw_shared_decision(
            decision=self.seen(decision_id), by=self.member.user_id, now=self.now
        )


class NameSignatory(BudgetDoor):
    """Somebody more signs."""

    @operation(
        Operation(
            "nameSignatory",
            Action.BUDGETS_DRAFT,
            BudgetDetail,
            body=ReplacementBody,
            keyed=True,
            matched=True,
            example=EXAMPLE_HOLDER,
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Say who manages a budget from a day on, beside whoever does already."""
        said = dict(self.body)
        services.name_holder(
            budget=self.seen(budget_id),
            starts_on=said.pop("starts_on"),
            draft=as_holder(said),
            by=self.member.user_id,
            now=self.now,
        )
        return self.shown(budget_id)


class EndSignatory(BudgetDoor):
    """Somebody signs no longer."""

    @operation(
        Operation(
            "endSignatory",
            Action.BUDGETS_DRAFT,
            BudgetDetail,
            body=SignatoryBody,
            keyed=True,
            matched=True,
            example={
                "holder": "019aa9b0-0000-7000-8000-000000000006",
                "ends_on": "2026-12-31",
            },
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Let one of several signatories sign no longer; `ends_on` is their last day."""
        budget = self.seen(budget_id)
        holder: BudgetHolder = self.get_or_404(budget.holders, id=self.body["holder"])
        services.end_signatory(
            holder=holder, ends_on=_after(self.body), by=self.member.user_id, now=self.now
        )
        return self.shown(budget_id)


def _after(said: dict[str, Any]) -> date:
    last: date = said["ends_on"]
    return min(last, date.max - date.resolution) + date.resolution
