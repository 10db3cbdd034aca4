"""What becomes of a recovery budget once it is promised."""

from uuid import UUID

from api.operation import Operation, operation
from api.recovery.shapes import HelpedBody, LinkAnswer, RecoveryAnswer
from api.recovery.steps import Step
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.recovery import services
from budgets.recovery.models import RecoveryRequest


class Cancel(Step):
    """Give it up."""

    @operation(
        Operation(
            "cancelRecoveryBudget",
            Action.RECOVERY_CANCEL,
            RecoveryAnswer,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Give up what has not reached anybody: the sum goes back to the pot."""
        services.cancel_recovery_budget(
            recovery=self.granted(request_id), by=self.member.user_id, now=self.now
        )
        return self.shown(request_id)


class HandOver(Step):
    """The link for bank details."""

    @operation(Operation("handOverLink", Action.RECOVERY_LINK, LinkAnswer, body=Nothing))
    def post(self, request_id: UUID) -> dict[str, str]:
        """Get the address at which whoever is paid types their bank details."""
        link = services.hand_over_link(recovery=self.granted(request_id), now=self.now)
        return {"link": link}


class Helped(Step):
    """Did it help?"""

    @operation(
        Operation(
            "answerWhetherItHelped",
            Action.RECOVERY_ANSWER,
            RecoveryAnswer,
            body=HelpedBody,
            matched=True,
            example={"helped": "yes", "words": "I passed!"},
        )
    )
    def post(self, request_id: UUID) -> RecoveryRequest:
        """Answer, once, whether it helped."""
        services.answer_whether_it_helped(
            recovery=self.granted(request_id),
            helped=self.body["helped"],
            words=self.body.get("words", ""),
            by=self.member,
            now=self.now,
        )
        return self.shown(request_id)
