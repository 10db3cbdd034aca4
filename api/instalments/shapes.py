"""How instalments are written, and each pay day of a budget."""

from typing import Final

from django.db.models import Prefetch

from api.budgets.filters import PartFilters
from api.filters import DayFilter, OneOfFilter
from api.shapes import Answer, At, Currency, Direction, LastOn, On, Pounds, Ref, Said, Who
from api.strictness.bodies import OneOf, YesNo
from budgets.plans.models import InstalmentLine
from budgets.plans.values.agreement import InstalmentKind, LineCode
from payments.payouts.values import PaymentState

MOST = 1_000_000_000
LINES: Final = Prefetch("lines", InstalmentLine.objects.order_by("place"))
"""The lines of instalments, in their order."""


class PartAnswer(Answer):
    """One part of an instalment, and why it is there; `out` is what lowers it."""

    code = OneOf(LineCode)
    starts_on = On()
    ends_on = LastOn()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    words = Said()
    statement = Ref(source="statement_id", allow_null=True)
    adjustment = Ref(source="adjustment_id", allow_null=True)
    one_off = Ref(source="one_off_id", allow_null=True)


class InstalmentAnswer(Answer):
    """What was planned or paid for some days, as it was: never worked out again."""

    id = Ref()
    budget = Ref(source="budget_id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    kind = OneOf(InstalmentKind)
    starts_on = On()
    ends_on = LastOn()
    pay_on = On()
    amount = Pounds(source="pence")
    contribution = Pounds(source="contribution_pence")
    currency = Currency()
    payment = Ref(source="payment_id", allow_null=True)
    state = OneOf(PaymentState, source="payment.state", allow_null=True)
    prepared_by = Ref()
    prepared_at = At()
    cancelled_at = At(allow_null=True)
    lines = PartAnswer(many=True)


class InstalmentFilters(PartFilters):
    """Which instalments."""

    state = OneOfFilter(PaymentState, field_name="payment__state", label="Where its payment is.")
    pay_on = DayFilter(label="Due on a day.")


class EntryAnswer(Answer):
    """One pay day: kept as it was, or `to_come` by what is agreed now."""

    pay_on = On()
    starts_on = On()
    ends_on = On()
    amount = Pounds(source="pence")
    contribution = Pounds(source="contribution_pence")
    to_come = YesNo(source="is_to_come")
    state = OneOf(PaymentState, allow_null=True)
    instalment = Ref(source="instalment.id", allow_null=True)
    lines = PartAnswer(many=True)


class CalendarAnswer(Answer):
    """Each pay day of a budget between two days."""

    budget = Ref()
    starts_on = On()
    ends_on = On()
    currency = Currency()
    entries = EntryAnswer(many=True)
