"""Money that the holder paid back: it left them, and it arrived."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.budgets.filters import PartFilters
from api.operation import Operation, operation
from api.repayments.shapes import EXAMPLE_RETURN, ArrivalBody, ReturnAnswer, ReturnBody
from budgets.councils.rights import Action
from budgets.plans import selectors, services
from budgets.plans.models import MoneyReturn, RepaymentRequest


class ReturnDoor(PartDoor):
    """A door to money that was paid back."""

    rows = MoneyReturn.objects.select_related("budget__person")


class Returns(ReturnDoor):
    """Money that was paid back."""

    @operation(
        Operation(
            "listMoneyReturns",
            Action.BUDGETS_READ,
            ReturnAnswer,
            filters=PartFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[MoneyReturn]:
        """List money that was paid back, and what of it has arrived."""
        rows: QuerySet[MoneyReturn] = self.visible()
        return rows

    @operation(
        Operation(
            "recordMoneyBack",
            Action.REPAYMENTS_RECORD,
            ReturnAnswer,
            body=ReturnBody,
            status=201,
            keyed=True,
            example=EXAMPLE_RETURN,
        )
    )
    def post(self) -> MoneyReturn:
        """Record that the holder paid money back: it left them on a day."""
        return services.record_money_back(
            budget=self.budget_of_body(),
            pence=self.body["amount"],
            left_on=self.body["left_on"],
            key=self.key(),
            by=self.member.user_id,
            now=self.now,
            request=self._request(),
        )

    def _request(self) -> RepaymentRequest | None:
        if "request" not in self.body:
            return None
        requests = selectors.parts_visible_to(
            self.viewer, RepaymentRequest.objects.all(), self.operation.right
        )
        found: RepaymentRequest = self.find(requests, id=self.body["request"])
        return found


class OneReturn(ReturnDoor):
    """One sum that was paid back."""

    @operation(
        Operation("getMoneyReturn", Action.BUDGETS_READ, ReturnAnswer, looks_at="budget.person")
    )
    def get(self, return_id: UUID) -> MoneyReturn:
        """Show one sum that was paid back."""
        found: MoneyReturn = self.seen(return_id)
        return found


class Arrived(ReturnDoor):
    """It is there."""

    @operation(
        Operation(
            "moneyArrived",
            Action.REPAYMENTS_RECORD,
            ReturnAnswer,
            body=ArrivalBody,
            keyed=True,
            matched=True,
            example={"on": "2026-11-21"},
        )
    )
    def post(self, return_id: UUID) -> MoneyReturn:
        """Record that it is with the council. Once all that was asked for is, that is closed."""
        return services.money_arrived(
            money_return=self.seen(return_id),
            on=self.body["on"],
            by=self.member.user_id,
            now=self.now,
        )
