"""What people decide about one payment: approved by itself, paid anew, another way, given up."""

from uuid import UUID

from api.operation import Operation, operation
from api.payments.operations import PaymentDetail, PaymentDoor
from api.strictness.bodies import Body, Nothing
from api.strictness.fields import Id
from budgets.councils.rights import Action
from budgets.plans.services import approve_urgent
from budgets.recovery.services import give_up_payment
from payments.payouts import selectors
from payments.payouts.models import Payment
from payments.payouts.services import pay_anew, pay_another_way


class OtherPayeeBody(Body):
    """Another account of the same person or budget."""

    payee = Id()


class Approve(PaymentDoor):
    """One that can't wait."""

    @operation(
        Operation(
            "approvePayment",
            Action.RUNS_APPROVE,
            PaymentDetail,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, payment_id: UUID) -> Payment:
        """Approve one planned payment that can't wait for its run; it leaves as soon as it can."""
        payment = self.seen(payment_id)
        approve_urgent(
            book_id=payment.book_id, payment_ids=[payment.id], by=self.member, now=self.now
        )
        return self.shown(payment_id)


class PayAnew(PaymentDoor):
    """Once more."""

    @operation(
        Operation(
            "payAnew",
            Action.PAYMENTS_ANEW,
            PaymentDetail,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, payment_id: UUID) -> Payment:
        """Pay anew what came back, after what was wrong is mended."""
        pay_anew(payment=self.seen(payment_id), by=self.member.user_id, now=self.now)
        return self.shown(payment_id)


class PayAnotherWay(PaymentDoor):
    """To another account."""

    @operation(
        Operation(
            "payAnotherWay",
            Action.PAYMENTS_ANEW,
            PaymentDetail,
            body=OtherPayeeBody,
            keyed=True,
            matched=True,
            example={"payee": "019aa9b0-0000-7000-8000-000000000006"},
        )
    )
    def post(self, payment_id: UUID) -> Payment:
        """Pay what came back to another account of the same person; somebody else approves it."""
        payment = self.seen(payment_id)
        payees = selectors.payees_visible_to(self.viewer)
        payee = self.get_or_404(payees, id=self.body["payee"])
        pay_another_way(payment=payment, payee=payee, by=self.member.user_id, now=self.now)
        return self.shown(payment_id)


class GiveUp(PaymentDoor):
    """Not to be paid."""

    @operation(
        Operation(
            "giveUpPayment",
            Action.PAYMENTS_ANEW,
            PaymentDetail,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, payment_id: UUID) -> Payment:
        """Give up a payment that has not left or came back, and the one-off that it was for."""
        give_up_payment(payment=self.seen(payment_id), by=self.member.user_id, now=self.now)
        return self.shown(payment_id)
