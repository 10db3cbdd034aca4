"""What becomes of hours: agreed, asked about, answered, taken back."""

from typing import Any
from uuid import UUID

from django.http import Http404

from api.operation import Operation, operation
from api.shifts.doors import ShiftDoor
from api.shifts.shapes import (
    AgreeBody,
    AllAgreedAnswer,
    SayBody,
    ShiftAnswer,
    WithdrawBody,
)
from api.strictness.bodies import Nothing
from budgets.assistants import selectors, services
from budgets.assistants.models import Shift
from budgets.councils.rights import Action


class Agree(ShiftDoor):
    """One tap."""

    @operation(
        Operation("agreeShift", Action.SHIFTS_AGREE, ShiftAnswer, body=Nothing, matched=True)
    )
    def post(self, shift_id: UUID) -> Shift:
        """Agree some hours. Each check is made again, and warns, and keeps nothing back."""
        services.agree_shifts(ids=[self.seen(shift_id).id], by=self.member, now=self.now)
        return self.shown(shift_id)


class AgreeMany(ShiftDoor):
    """All at once."""

    @operation(Operation("agreeShifts", Action.SHIFTS_AGREE, AllAgreedAnswer, body=AgreeBody))
    def post(self) -> dict[str, Any]:
        """
        Agree many, by their ids; agreed twice they are agreed once.

        One that was corrected or taken back meanwhile is not agreed: its answer says `changed`.
        An id that is nobody's here, or not the member's to agree, is a 404, and nothing is agreed.
        """
        ids = list(dict.fromkeys(self.body["shifts"]))
        seen = selectors.visible_to(self.viewer, self.operation.right).filter(id__in=ids)
        if seen.count() != len(ids):
            raise Http404
        return {"answers": services.agree_shifts(ids=ids, by=self.member, now=self.now)}


class Question(ShiftDoor):
    """Something's not right."""

    @operation(
        Operation(
            "questionShift",
            Action.SHIFTS_AGREE,
            ShiftAnswer,
            body=SayBody,
            matched=True,
            example={"words": "Were you here until 4 on Monday? I thought it was 3."},
        )
    )
    def post(self, shift_id: UUID) -> Shift:
        """Say kindly what does not seem right. It is no rejection: the hours stay."""
        services.question_shift(
            shift=self.seen(shift_id), words=self.body["words"], by=self.member, now=self.now
        )
        return self.shown(shift_id)


class Reply(ShiftDoor):
    """The other side."""

    @operation(
        Operation(
            "answerQuestion",
            Action.SHIFTS_LOG,
            ShiftAnswer,
            body=SayBody,
            matched=True,
            example={"words": "It was 4: we waited for the bus."},
        )
    )
    def post(self, shift_id: UUID) -> Shift:
        """Answer; the hours wait to be agreed again. A correction is another way."""
        services.answer_question(
            shift=self.seen(shift_id), words=self.body["words"], by=self.member, now=self.now
        )
        return self.shown(shift_id)


class Withdraw(ShiftDoor):
    """Not worked after all."""

    @operation(
        Operation("withdrawShift", Action.SHIFTS_LOG, ShiftAnswer, body=WithdrawBody, matched=True)
    )
    def post(self, shift_id: UUID) -> Shift:
        """Take back hours that were not worked. They are kept, and count no more."""
        services.withdraw_shift(
            shift=self.seen(shift_id),
            words=self.body.get("words", ""),
            by=self.member,
            now=self.now,
        )
        return self.shown(shift_id)
