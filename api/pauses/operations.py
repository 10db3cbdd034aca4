"""Stopping a budget's payments, letting them go on, and holidays from payments."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.budgets.shapes import BudgetDetail
from api.operation import Operation, operation
from api.pauses.shapes import (
    HolidayBody,
    PauseAnswer,
    PauseFilters,
    ResumptionBody,
    SuspensionBody,
)
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Budget, Pause


class Pauses(PartDoor):
    """Pauses."""

    rows = Pause.objects.select_related("budget__person")

    @operation(
        Operation(
            "listPauses",
            Action.BUDGETS_READ,
            PauseAnswer,
            filters=PauseFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Pause]:
        """List days for which nothing is paid, and why."""
        rows: QuerySet[Pause] = self.visible()
        return rows


class Suspend(BudgetDoor):
    """Stop."""

    @operation(
        Operation(
            "suspendBudget",
            Action.BUDGETS_STOP,
            BudgetDetail,
            body=SuspensionBody,
            keyed=True,
            matched=True,
            example={
                "reason": "hospital",
                "words": "You are in hospital. We start again as soon as you are home.",
                "starts_on": "2026-12-07",
            },
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Stop a budget's payments at once. What assistants have earned is still paid."""
        services.suspend_budget(
            budget=self.seen(budget_id), by=self.member.user_id, now=self.now, **self.body
        )
        return self.shown(budget_id)


class Resume(BudgetDoor):
    """Go on."""

    @operation(
        Operation(
            "resumeBudget",
            Action.BUDGETS_STOP,
            BudgetDetail,
            body=ResumptionBody,
            keyed=True,
            matched=True,
            example={"from_on": "2026-12-21", "words": "Welcome home."},
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Let payments go on. What was paid for the days between waits for a decision."""
        services.resume_budget(
            budget=self.seen(budget_id), by=self.member.user_id, now=self.now, **self.body
        )
        return self.shown(budget_id)


class TakeHoliday(BudgetDoor):
    """A holiday from payments."""

    @operation(
        Operation(
            "takeHoliday",
            Action.BUDGETS_STOP,
            BudgetDetail,
            body=HolidayBody,
            keyed=True,
            matched=True,
            example={
                "starts_on": "2026-12-21",
                "ends_on": "2027-01-03",
                "words": "Two weeks at your sister's.",
            },
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Pay nothing for some days that were agreed with the person."""
        services.take_holiday(
            budget=self.seen(budget_id), by=self.member.user_id, now=self.now, **self.body
        )
        return self.shown(budget_id)
