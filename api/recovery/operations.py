"""Asking for a recovery budget, and the practitioner's one step."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.recovery.shapes import EXAMPLE, AskingBody, RecoveryAnswer, RecoveryFilters, as_asking
from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.recovery import selectors, services
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.values import Asking


class Asked(Door):
    """A door behind which one asks."""

    def asking_of(self) -> Asking:
        """What is asked, for a person whom the member may ask for."""
        visible = people.visible_to(self.viewer, self.operation.right)
        self.find(visible, id=self.body["person"])
        return as_asking(self.body, self.key())

    def shown(self, request_id: UUID) -> RecoveryRequest:
        """The asking as it is now."""
        return selectors.visible_to(self.viewer, self.operation.right).get(id=request_id)


class Requests(Asked):
    """Askings."""

    @operation(
        Operation(
            "listRecoveryRequests",
            Action.RECOVERY_READ,
            RecoveryAnswer,
            filters=RecoveryFilters,
            listed=True,
            looks_at="person",
        )
    )
    def get(self) -> QuerySet[RecoveryRequest]:
        """List askings and what became of them."""
        return selectors.visible_to(self.viewer)

    @operation(
        Operation(
            "askForRecoveryBudget",
            Action.RECOVERY_ASK,
            RecoveryAnswer,
            body=AskingBody,
            status=201,
            keyed=True,
            example=EXAMPLE,
        )
    )
    def post(self) -> RecoveryRequest:
        """Say what would help, for oneself or with somebody."""
        asked = services.ask_for_recovery_budget(
            asking=self.asking_of(), by=self.member, now=self.now
        )
        return self.shown(asked.id)


class Grants(Asked):
    """Recovery budgets, asked for and authorised in one step."""

    @operation(
        Operation(
            "grantRecoveryBudget",
            Action.RECOVERY_AUTHORISE,
            RecoveryAnswer,
            body=AskingBody,
            status=201,
            keyed=True,
            example=EXAMPLE,
        )
    )
    def post(self) -> RecoveryRequest:
        """Ask with the person and authorise on the spot, within one's delegation."""
        granted = services.grant_recovery_budget(
            asking=self.asking_of(), by=self.member, now=self.now
        )
        return self.shown(granted.request_id)


class OneRequest(Door):
    """One asking."""

    @operation(
        Operation("getRecoveryRequest", Action.RECOVERY_READ, RecoveryAnswer, looks_at="person")
    )
    def get(self, request_id: UUID) -> RecoveryRequest:
        """Show one asking, and where the money is."""
        found: RecoveryRequest = self.find(selectors.visible_to(self.viewer), id=request_id)
        return found
