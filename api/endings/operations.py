"""Endings: begun, shown with what is left, settled."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.budgets.shapes import BudgetDetail
from api.endings.shapes import (
    STEPS,
    ClosingBody,
    EndBody,
    EndingAnswer,
    EndingDetail,
    EndingFilters,
    LastDaysBody,
    OwnMoneyBody,
    WriteOffBody,
)
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Budget, Ending


class Begin(BudgetDoor):
    """It ends."""

    @operation(
        Operation(
            "beginEnding",
            Action.BUDGETS_END,
            BudgetDetail,
            body=EndBody,
            keyed=True,
            matched=True,
            example={
                "reason": "not_needed",
                "ends_on": "2026-12-31",
                "words": "You said that you manage without it. We are glad.",
            },
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """
        Begin to end a budget: its last day is set, and what is owed becomes steps that come first.

        What is left is asked of nobody by this.
        """
        services.begin_ending(
            budget=self.seen(budget_id),
            reason=self.body["reason"],
            ends_on=self.body["ends_on"],
            words=self.body.get("words", ""),
            by=self.member,
            now=self.now,
        )
        return self.shown(budget_id)


class EndingDoor(PartDoor):
    """A door to endings."""

    rows = Ending.objects.select_related("budget__person", "budget__account").prefetch_related(
        STEPS
    )


class Endings(EndingDoor):
    """Endings."""

    @operation(
        Operation(
            "listEndings",
            Action.BUDGETS_READ,
            EndingAnswer,
            filters=EndingFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Ending]:
        """List endings, those that go on and those that are settled."""
        rows: QuerySet[Ending] = self.visible()
        return rows


class OneEnding(EndingDoor):
    """One ending."""

    @operation(Operation("getEnding", Action.BUDGETS_READ, EndingDetail, looks_at="budget.person"))
    def get(self, ending_id: UUID) -> Ending:
        """Show one ending: what is paid first, what is left, and whose it is."""
        found: Ending = self.seen(ending_id)
        return found


class Settle(EndingDoor):
    """All is done."""

    @operation(
        Operation(
            "settleEnding",
            Action.BUDGETS_END,
            EndingDetail,
            body=ClosingBody,
            keyed=True,
            matched=True,
            example={"words": "We looked at the last statement together."},
        )
    )
    def post(self, ending_id: UUID) -> Ending:
        """End a budget for good: its last day is over, and nothing is owed or left."""
        services.settle(
            ending=self.seen(ending_id),
            words=self.body.get("words", ""),
            by=self.member,
            now=self.now,
        )
        found: Ending = self.shown(ending_id)
        return found


class WriteOff(EndingDoor):
    """Let it be."""

    @operation(
        Operation(
            "writeOff",
            Action.OVERPAYMENTS_DECIDE,
            EndingDetail,
            body=WriteOffBody,
            keyed=True,
            matched=True,
            example={"amount": "12.40", "words": "Not worth anybody's worry."},
        )
    )
    def post(self, ending_id: UUID) -> Ending:
        """Decide to leave money where it is; another person than who began the ending does."""
        services.write_off(
            ending=self.seen(ending_id),
            pence=self.body["amount"],
            words=self.body["words"],
            by=self.member,
            now=self.now,
        )
        found: Ending = self.shown(ending_id)
        return found


class PayLastDays(EndingDoor):
    """Somebody has earned it."""

    @operation(
        Operation(
            "payLastDays",
            Action.BUDGETS_END,
            EndingDetail,
            body=LastDaysBody,
            keyed=True,
            matched=True,
            example={"words": "Sam worked until Friday, and too little is left."},
        )
    )
    def post(self, ending_id: UUID) -> Ending:
        """Decide that what was due up to the last day is paid after all, though it was stopped."""
        services.pay_last_days(
            ending=self.seen(ending_id),
            words=self.body["words"],
            by=self.member,
            now=self.now,
        )
        found: Ending = self.shown(ending_id)
        return found


class LeaveOwnMoney(EndingDoor):
    """It is theirs."""

    @operation(
        Operation(
            "leaveOwnMoney",
            Action.BUDGETS_END,
            EndingDetail,
            body=OwnMoneyBody,
            keyed=True,
            matched=True,
            example={"amount": "60.00"},
        )
    )
    def post(self, ending_id: UUID) -> Ending:
        """Leave the person what is their own: what they paid ahead, for days after the last."""
        services.leave_own_money(
            ending=self.seen(ending_id),
            pence=self.body["amount"],
            by=self.member,
            now=self.now,
        )
        found: Ending = self.shown(ending_id)
        return found
