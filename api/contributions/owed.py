"""What people are to pay: assessed, due, and where they stand."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.budgets.filters import PartFilters
from api.contributions.shapes import (
    EXAMPLE_ASSESSMENT,
    AssessmentAnswer,
    AssessmentBody,
    ContributionsAnswer,
    DueAnswer,
    InArrearsAnswer,
)
from api.doors import Door
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import ContributionDue, FinancialAssessment
from budgets.plans.selectors.contributions import (
    InArrears,
    find_arrears,
    list_in_arrears,
    list_lines,
)
from payments.payouts.values import london_day


class Assessments(PartDoor):
    """Financial assessments."""

    rows = FinancialAssessment.objects.select_related("budget__person")

    @operation(
        Operation(
            "listAssessments",
            Action.CONTRIBUTIONS_READ,
            AssessmentAnswer,
            filters=PartFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[FinancialAssessment]:
        """List what people can pay, as it was assessed."""
        rows: QuerySet[FinancialAssessment] = self.visible()
        return rows

    @operation(
        Operation(
            "recordAssessment",
            Action.CONTRIBUTIONS_RECORD,
            AssessmentAnswer,
            body=AssessmentBody,
            status=201,
            keyed=True,
            example=EXAMPLE_ASSESSMENT,
        )
    )
    def post(self) -> FinancialAssessment:
        """Record what somebody can pay, and propose the figures that come of it."""
        return services.record_assessment(
            budget=self.budget_of_body(),
            starts_on=self.body["starts_on"],
            assessed_pence=self.body["assessed"],
            disability_expenses_pence=self.body.get("disability_expenses", 0),
            words=self.body.get("words", ""),
            mode=self.body.get("mode"),
            by=self.member,
            now=self.now,
        )


class Dues(PartDoor):
    """What is to be paid."""

    rows = ContributionDue.objects.filter(instalment__cancelled_at=None).select_related(
        "budget__person"
    )

    @operation(
        Operation(
            "listContributionsDue",
            Action.CONTRIBUTIONS_READ,
            DueAnswer,
            filters=PartFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[ContributionDue]:
        """List what people were to pay, for which days."""
        rows: QuerySet[ContributionDue] = self.visible()
        return rows


class OfBudget(BudgetDoor):
    """The contributions of one budget."""

    @operation(Operation("getContributions", Action.CONTRIBUTIONS_READ, ContributionsAnswer))
    def get(self, budget_id: UUID) -> dict[str, Any]:
        """Show all that somebody was to pay and paid, and where they stand today."""
        budget, today = self.seen(budget_id), london_day(self.now)
        return {
            "budget": budget.id,
            "arrears": find_arrears(budget, today),
            "lines": list_lines(budget),
        }


class Arrears(Door):
    """Who owes."""

    @operation(
        Operation(
            "listArrears",
            Action.CONTRIBUTIONS_READ,
            InArrearsAnswer,
            listed=True,
            whole=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> Iterable[InArrears]:
        """List budgets with contributions that are open, the oldest first."""
        return list_in_arrears(self.viewer, london_day(self.now))
