"""How the lines of a pay run are written, and what a list of them is narrowed by."""

from django.db.models import Q, QuerySet

from api.filters import Filters, IdFilter, OneOfFilter, WordsFilter
from api.payments.operations import ToWhom
from api.shapes import Answer, At, Currency, Pounds, Ref, Said
from api.strictness.bodies import OneOf, YesNo
from payments.payouts.models import RunLine
from payments.payouts.models.runs import INCLUDED
from payments.payouts.values import LineChange, PaymentState


class RunLineAnswer(Answer):
    """
    One payment in a run, as it was calculated; `held` says why it is held back.

    `before` is what the same account was paid for the same in the run before.
    """

    id = Ref()
    run = Ref(source="run_id")
    payment = Ref(source="payment_id")
    budget = Ref(source="payment.instalment.budget_id", default=None, allow_null=True)
    reference = Said(source="payment.instalment.budget.reference", default="")
    payee = ToWhom(allow_null=True)
    amount = Pounds(source="pence")
    before = Pounds(source="before_pence")
    currency = Currency()
    change = OneOf(LineChange)
    included = YesNo(source="is_included")
    held = Said()
    held_words = Said()
    held_by = Ref(allow_null=True)
    held_at = At(allow_null=True)
    released_words = Said()
    released_by = Ref(allow_null=True)
    released_at = At(allow_null=True)
    state = OneOf(PaymentState, source="payment.state")


class WaitingAnswer(Answer):
    """
    What was approved with a run and has not left.

    `why`: `changed` when it is not what was approved, `payee_changed` when its account isn't,
    what holds it back, or `not_yet`.
    """

    line = Ref(source="line.id")
    payment = Ref(source="line.payment_id")
    payee = ToWhom(source="line.payee", allow_null=True)
    amount = Pounds(source="line.pence")
    currency = Currency()
    why = Said()


class StoppedAnswer(Answer):
    """An account that the run before paid and this one would not; `reason` where it is stopped."""

    account = Ref(source="to_account_id")
    payee = ToWhom(allow_null=True)
    before = Pounds(source="pence")
    currency = Currency()
    reason = Said()


class RunLineFilters(Filters):
    """Which lines."""

    held = OneOfFilter(("yes", "no"), method="kept_out", label="Held back, or to be paid.")
    why = WordsFilter(field_name="held", label="Held back, or released, for one reason.")
    change = OneOfFilter(LineChange, label="How they differ from the run before.")
    state = OneOfFilter(PaymentState, field_name="payment__state", label="Where they are.")
    payee = IdFilter(field_name="payee_id", label="To one payee.")
    budget = IdFilter(field_name="payment__instalment__budget_id", label="Of one budget.")
    q = WordsFilter(method="words", label="By the payee's name, or a budget's reference.")

    def kept_out(self, rows: QuerySet[RunLine], _: str, word: str) -> QuerySet[RunLine]:
        """Those that are held back, or those that would be paid."""
        return rows.filter(INCLUDED) if word == "no" else rows.exclude(INCLUDED)

    def words(self, rows: QuerySet[RunLine], _: str, said: str) -> QuerySet[RunLine]:
        """Those to somebody with every word in their name, or of a budget with this reference."""
        named = Q()
        for word in said.split():
            named &= Q(payee__display_name__icontains=word)
        budget = Q(payment__instalment__budget__reference__istartswith=said)
        return rows.filter(named | budget)
