"""What is paid before what is left of a budget is counted: added, and settled in its order."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.endings.operations import EndingDoor
from api.endings.shapes import EndingDetail, SettledBody, StepAnswer, StepBody, StepFilters
from api.operation import Operation, operation
from budgets.councils.rights import Action
from budgets.plans import selectors, services
from budgets.plans.models import Ending, EndingStep


class Add(EndingDoor):
    """One thing more."""

    @operation(
        Operation(
            "addEndingStep",
            Action.BUDGETS_END,
            EndingDetail,
            body=StepBody,
            keyed=True,
            matched=True,
            example={"kind": "bill", "amount": "84.00", "words": "The agency's last bill"},
        )
    )
    def post(self, ending_id: UUID) -> Ending:
        """Say what else is to be paid before what is left is counted."""
        services.add_step(
            ending=self.seen(ending_id),
            kind=self.body["kind"],
            words=self.body["words"],
            pence=self.body["amount"],
            by=self.member.user_id,
            now=self.now,
        )
        found: Ending = self.shown(ending_id)
        return found


class StepDoor(Door):
    """A door to steps."""

    def visible(self) -> QuerySet[EndingStep]:
        """Those of endings of budgets over which the member has the right."""
        endings = selectors.parts_visible_to(
            self.viewer, Ending.objects.order_by(), self.operation.right
        )
        return EndingStep.objects.filter(ending__in=endings).select_related(
            "ending__budget__person", "ring_fence"
        )


class Steps(StepDoor):
    """Steps."""

    @operation(
        Operation(
            "listEndingSteps",
            Action.BUDGETS_READ,
            StepAnswer,
            filters=StepFilters,
            listed=True,
            looks_at="ending.budget.person",
        )
    )
    def get(self) -> QuerySet[EndingStep]:
        """List what is paid before what is left of ending budgets is counted."""
        return self.visible()


class OneStep(StepDoor):
    """One step."""

    @operation(
        Operation("getEndingStep", Action.BUDGETS_READ, StepAnswer, looks_at="ending.budget.person")
    )
    def get(self, step_id: UUID) -> EndingStep:
        """Show one step, and whether it is settled."""
        found: EndingStep = self.find(self.visible(), id=step_id)
        return found


class SettleStep(StepDoor):
    """It is paid."""

    @operation(
        Operation(
            "settleEndingStep",
            Action.BUDGETS_END,
            StepAnswer,
            body=SettledBody,
            keyed=True,
            matched=True,
            example={"amount": "84.00", "on": "2026-11-21"},
        )
    )
    def post(self, step_id: UUID) -> EndingStep:
        """Record that something owed was paid; earned pay also where too little was left."""
        services.settle_step(
            step=self.find(self.visible(), id=step_id),
            pence=self.body["amount"],
            on=self.body["on"],
            early_words=self.body.get("early_words", ""),
            by=self.member.user_id,
            now=self.now,
        )
        return self.visible().get(id=step_id)
