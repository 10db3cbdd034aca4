"""The steps of an asking: each changes its state, from the state that was seen."""

from uuid import UUID

from api.doors import Door
from api.operation import Operation, operation
from api.recovery.shapes import RecoveryAnswer, RefusalBody
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.recovery import selectors, services
from budgets.recovery.models import RecoveryBudget, RecoveryRequest


class Step(Door):
    """A door to one step of an asking."""

    def seen(self, request_id: UUID) -> RecoveryRequest:
        """The asking, in the state that the member saw, if they may take this step with it."""
        visible = selectors.visible_to(self.viewer, self.operation.right)
        found: RecoveryRequest = self.find(visible, id=request_id)
        return found

    def granted(self, request_id: UUID) -> RecoveryBudget:
        """The recovery budget that it became."""
        self.seen(request_id)
        found: RecoveryBudget = self.get_or_404(RecoveryBudget.objects, request_id=request_id)
        return found

    def shown(self, request_id: UUID) -> RecoveryRequest:
        """The asking as it is now."""
        return selectors.visible_to(self.viewer, self.operation.right).get(id=request_id)


class Authorise(Step):
    """Yes."""

    @operation(
        Operation(
            "authoriseRecoveryBudget",
            Action.RECOVERY_AUTHORISE,
            RecoveryAnswer,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Promise the sum from the team's pot, on one's own authority."""
        services.authorise_recovery_budget(
            request=self.seen(request_id), by=self.member, now=self.now
        )
        return self.shown(request_id)


class PassOn(Step):
    """Somebody else's decision."""

    @operation(
        Operation(
            "passToManager",
            Action.RECOVERY_PASS,
            RecoveryAnswer,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Give the decision to the team's manager."""
        services.pass_to_manager(request=self.seen(request_id), by=self.member, now=self.now)
        return self.shown(request_id)


class Refuse(Step):
    """No, kindly."""

    @operation(
        Operation(
            "refuseRequest",
            Action.RECOVERY_REFUSE,
            RecoveryAnswer,
            body=RefusalBody,
            matched=True,
            example={"reason": "The college pays for this course itself. Shall we call them?"},
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Say no, with a kind reason that the person will read."""
        services.refuse_request(
            request=self.seen(request_id),
            reason=self.body["reason"],
            by=self.member,
            now=self.now,
        )
        return self.shown(request_id)


class Withdraw(Step):
    """Never mind."""

    @operation(
        Operation(
            "withdrawRequest",
            Action.RECOVERY_WITHDRAW,
            RecoveryAnswer,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Take an asking back before it is decided."""
        services.withdraw_request(request=self.seen(request_id), by=self.member, now=self.now)
        return self.shown(request_id)
