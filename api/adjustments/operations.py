"""Deciding about money that was paid too much: a person does, and nothing is taken silently."""

from uuid import UUID

from django.db.models import QuerySet

from api.adjustments.shapes import AdjustmentAnswer, AdjustmentFilters, SpreadBody, WaiverBody
from api.budgets.doors import PartDoor
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Adjustment


class AdjustmentDoor(PartDoor):
    """A door to adjustments."""

    rows = Adjustment.objects.select_related("budget__person")


class Adjustments(AdjustmentDoor):
    """Adjustments."""

    @operation(
        Operation(
            "listAdjustments",
            Action.BUDGETS_READ,
            AdjustmentAnswer,
            filters=AdjustmentFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Adjustment]:
        """List arrears and over-payments, and what was decided about each."""
        rows: QuerySet[Adjustment] = self.visible()
        return rows


class OneAdjustment(AdjustmentDoor):
    """One adjustment."""

    @operation(
        Operation("getAdjustment", Action.BUDGETS_READ, AdjustmentAnswer, looks_at="budget.person")
    )
    def get(self, adjustment_id: UUID) -> Adjustment:
        """Show one adjustment, and what changed."""
        found: Adjustment = self.seen(adjustment_id)
        return found


class Spread(AdjustmentDoor):
    """Little by little."""

    @operation(
        Operation(
            "spreadOverpayment",
            Action.OVERPAYMENTS_DECIDE,
            AdjustmentAnswer,
            body=SpreadBody,
            keyed=True,
            matched=True,
            example={"over_instalments": 6, "words": "As we agreed on the phone."},
        )
    )
    def post(self, adjustment_id: UUID) -> Adjustment:
        """Take an over-payment back in equal parts from the next instalments."""
        return services.spread_overpayment(
            overpayment=self.seen(adjustment_id), by=self.member, now=self.now, **self.body
        )


class Waive(AdjustmentDoor):
    """Let it be."""

    @operation(
        Operation(
            "waiveOverpayment",
            Action.OVERPAYMENTS_DECIDE,
            AdjustmentAnswer,
            body=WaiverBody,
            keyed=True,
            matched=True,
            example={"words": "It was our mistake, and it is spent."},
        )
    )
    def post(self, adjustment_id: UUID) -> Adjustment:
        """Leave an over-payment where it is, for a reason."""
        return services.waive_overpayment(
            overpayment=self.seen(adjustment_id), by=self.member, now=self.now, **self.body
        )
