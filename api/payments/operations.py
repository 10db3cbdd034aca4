"""Payments: where they are, and how they came there."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from api.doors import Door
from api.filters import DayFilter, Filters, IdFilter, OneOfFilter
from api.operation import Operation, operation
from api.shapes import AboutWhat, Answer, At, Currency, On, Pounds, Ref, Said
from api.strictness.bodies import OneOf, Whole
from budgets.councils.rights import Action
from payments.outside.values import Rail
from payments.payouts import selectors
from payments.payouts.models import Payment, PaymentMove, RunLine
from payments.payouts.models.runs import INCLUDED
from payments.payouts.values import Leaves, PaymentState

MOVES = Prefetch("moves", PaymentMove.objects.order_by("moved_at", "id"))


class ToWhom(Answer):
    """Who is paid, masked."""

    id = Ref()
    display_name = Said()
    last_two = Said()


class MoveAnswer(Answer):
    """One step of a payment."""

    id = Ref()
    state = OneOf(PaymentState)
    moved_by = Ref()
    moved_at = At()
    reason_code = Said()


class PaymentAnswer(Answer):
    """A payment and where it is."""

    id = Ref()
    state = OneOf(PaymentState)
    amount = Pounds(source="pence")
    currency = Currency()
    payee = ToWhom(allow_null=True)
    about = AboutWhat(source="*")
    source_account = Ref(source="source_account_id")
    to_account = Ref(source="to_account_id")
    pay_on = On()
    leaves = OneOf(Leaves)
    rail = Said()
    bank_file = Ref(source="bank_file_id", allow_null=True)
    tries = Whole(least=0, most=32_767)
    planned_by = Ref()
    planned_at = At()
    approved_by = Ref(allow_null=True)
    approved_at = At(allow_null=True)
    sent_at = At(allow_null=True)
    paid_at = At(allow_null=True)
    paid_how = Said()
    reason_code = Said()


class PaymentDetail(PaymentAnswer):
    """A payment with every step it took."""

    moves = MoveAnswer(many=True)


class PaymentFilters(Filters):
    """Which payments."""

    state = OneOfFilter(PaymentState, label="Where they are.")
    rail = OneOfFilter(Rail, label="By which rail.")
    payee = IdFilter(field_name="payee_id", label="To one payee.")
    pay_on = DayFilter(label="Due on a day.")
    run = IdFilter(method="of_run", label="Of one pay run.")

    def of_run(self, rows: QuerySet[Payment], _: str, run_id: UUID) -> QuerySet[Payment]:
        """Those that leave with a run, or left with it."""
        lines = RunLine.objects.filter(INCLUDED, run=run_id, payment=OuterRef("pk"))
        return rows.filter(Exists(lines))


class Payments(Door):
    """Payments."""

    @operation(
        Operation(
            "listPayments",
            Action.PAYMENTS_READ,
            PaymentAnswer,
            filters=PaymentFilters,
            listed=True,
        )
    )
    def get(self) -> QuerySet[Payment]:
        """List payments."""
        return selectors.visible_to(self.viewer).select_related("payee")


class PaymentDoor(Door):
    """A door to one payment."""

    def seen(self, payment_id: UUID) -> Payment:
        """The payment, with its moves in the order in which it made them."""
        visible = selectors.visible_to(self.viewer).select_related("payee", "hold")
        found: Payment = self.find(visible.prefetch_related(MOVES), id=payment_id)
        return found

    def shown(self, payment_id: UUID) -> Payment:
        """The payment as it is now."""
        visible = selectors.visible_to(self.viewer).select_related("payee")
        return visible.prefetch_related(MOVES).get(id=payment_id)


class OnePayment(PaymentDoor):
    """One payment."""

    @operation(Operation("getPayment", Action.PAYMENTS_READ, PaymentDetail))
    def get(self, payment_id: UUID) -> Payment:
        """Show one payment and every step it took."""
        return self.seen(payment_id)
