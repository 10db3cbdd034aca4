"""Asking for money back (Care Act 2014 s.33(5)): a decision with figures, time, and a reply."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.operation import Operation, operation
from api.repayments.shapes import (
    EXAMPLE_REQUEST,
    ReplyBody,
    RequestAnswer,
    RequestBody,
    RequestFilters,
    WordsBody,
)
from budgets.councils.rights import Action
from budgets.plans import selectors, services
from budgets.plans.models import RepaymentRequest, SurplusTalk


class RequestDoor(PartDoor):
    """A door to requests."""

    rows = RepaymentRequest.objects.select_related("budget__person")


class Requests(RequestDoor):
    """Requests."""

    @operation(
        Operation(
            "listRepaymentRequests",
            Action.BUDGETS_READ,
            RequestAnswer,
            filters=RequestFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[RepaymentRequest]:
        """List what was asked back, and what became of it."""
        rows: QuerySet[RepaymentRequest] = self.visible()
        return rows

    @operation(
        Operation(
            "askForRepayment",
            Action.REPAYMENTS_ASK,
            RequestAnswer,
            body=RequestBody,
            status=201,
            keyed=True,
            example=EXAMPLE_REQUEST,
        )
    )
    def post(self) -> RepaymentRequest:
        """Ask the holder for money back, and tell them how it was counted. Nothing is taken."""
        budget = self.budget_of_body()
        return services.ask_for_repayment(
            budget=budget,
            talk=self._talk(),
            pence=self.body["amount"],
            reason=self.body["reason"],
            answer_by=self.body["answer_by"],
            by=self.member,
            now=self.now,
        )

    def _talk(self) -> SurplusTalk | None:
        if "talk" not in self.body:
            return None
        talks = selectors.parts_visible_to(
            self.viewer, SurplusTalk.objects.all(), self.operation.right
        )
        found: SurplusTalk = self.find(talks, id=self.body["talk"])
        return found


class OneRequest(RequestDoor):
    """One request."""

    @operation(
        Operation(
            "getRepaymentRequest", Action.BUDGETS_READ, RequestAnswer, looks_at="budget.person"
        )
    )
    def get(self, request_id: UUID) -> RepaymentRequest:
        """Show one request, with its figures and what was answered."""
        found: RepaymentRequest = self.seen(request_id)
        return found


class Reply(RequestDoor):
    """The holder's answer."""

    @operation(
        Operation(
            "replyToRepayment",
            Action.REPAYMENTS_REPLY,
            RequestAnswer,
            body=ReplyBody,
            matched=True,
            example={"words": "Sam is back, and the money is for the hours we missed."},
        )
    )
    def post(self, request_id: UUID) -> RepaymentRequest:
        """Answer what is asked back, at any time until it is closed."""
        return services.reply_to_repayment(
            request=self.seen(request_id),
            words=self.body["words"],
            by=self.member.user_id,
            now=self.now,
        )


class Withdraw(RequestDoor):
    """Never mind."""

    @operation(
        Operation(
            "withdrawRepayment",
            Action.REPAYMENTS_ASK,
            RequestAnswer,
            body=WordsBody,
            keyed=True,
            matched=True,
            example={"words": "We counted the holiday pay twice. We are sorry."},
        )
    )
    def post(self, request_id: UUID) -> RepaymentRequest:
        """Take a request back, and tell the holder why."""
        return services.withdraw_repayment(
            request=self.seen(request_id), words=self.body["words"], by=self.member, now=self.now
        )
