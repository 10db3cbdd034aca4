"""How instalments and pay days are written."""

from typing import Final

from django.db.models import Prefetch

from api.budgets.filters import PartFilters
from api.filters import DayFilter, OneOfFilter
from api.shapes import Answer, At, Currency, Direction, LastOn, On, Pounds, Ref, Said, Who
from api.strictness.bodies import OneOf, Whole, YesNo
from budgets.plans.models import InstalmentLine
from budgets.plans.values.agreement import InstalmentKind, LineCode
from budgets.plans.values.conditions import ConditionCode
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


class PlannedDayAnswer(Answer):
    """What was planned for a pay day, and what of it nobody has approved yet."""

    pay_on = On()
    count = Whole(source="planned.count", least=0, most=MOST)
    total = Pounds(source="planned.pence")
    waiting_count = Whole(source="waiting.count", least=0, most=MOST)
    waiting_total = Pounds(source="waiting.pence")
    came_back = Whole(least=0, most=MOST)
    currency = Currency()


class ComingDayAnswer(Answer):
    """What planning a pay day would come to, with all that is due before it."""

    pay_on = On()
    count = Whole(least=0, most=MOST)
    total = Pounds(source="pence")
    currency = Currency()


class MissingAnswer(Answer):
    """A condition of the law that does not stand yet."""

    code = OneOf(ConditionCode)
    words = Said()


class WaitingAnswer(Answer):
    """An agreed budget that would be paid, if the law's conditions stood."""

    budget = Ref()
    reference = Said()
    person = Who()
    missing = MissingAnswer(many=True)


class PayDayAnswer(Answer):
    """What a pay day came to: what was planned now, and what waits for a condition."""

    pay_on = On()
    count = Whole(least=0, most=MOST)
    total = Pounds(source="pence")
    currency = Currency()
    waiting = WaitingAnswer(many=True)


class ApprovedAnswer(Answer):
    """What was approved together."""

    count = Whole(least=0, most=MOST)
    total = Pounds(source="pence")
    currency = Currency()
