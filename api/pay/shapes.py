"""How pay is written: its lines, what payroll made of it, and how far it has come."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.shapes import Answer, At, Currency, Direction, LastOn, On, Pounds, Ref, Said
from api.strictness.bodies import OneOf, Whole
from api.strictness.fields import Text
from budgets.assistants.selectors.pay.listing import find_figures, payments_of, state_of_pay
from budgets.assistants.values.pay import PayLineKind, PayWay
from budgets.assistants.values.pay_steps import NotPaid, PayState

LEAST, MOST = -(10**6), 10**6


@extend_schema_field({"type": "string", "enum": [str(word) for word in PayState]})
class PayStateField(Text):
    """Where a pay is now."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> str:
        """Read from its figures and payments; for a page of them, read at once."""
        known = getattr(value, "known_payments", None)
        payments = payments_of([value])[value.id] if known is None else known
        return state_of_pay(value, payments).value


class PayrollFiguresAnswer(Answer):
    """What payroll made of a pay; its parts add up to the gross."""

    net = Pounds(source="net_pence")
    tax = Pounds(source="tax_pence")
    employee_ni = Pounds(source="employee_ni_pence")
    employer_ni = Pounds(source="employer_ni_pence")
    employee_pension = Pounds(source="employee_pension_pence")
    employer_pension = Pounds(source="employer_pension_pence")
    other_deductions = Pounds(source="other_pence")
    way = OneOf(PayWay)
    digest = Said()
    read_at = At()


@extend_schema_field(PayrollFiguresAnswer(allow_null=True))
class FiguresField(Text):
    """What payroll made of it, once it was read."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> Any:
        """Nothing before."""
        figures = find_figures(value)
        return PayrollFiguresAnswer(figures).data if figures else None


class PayLineAnswer(Answer):
    """One line of a pay, with its arithmetic; a line that puts something right may be out."""

    kind = OneOf(PayLineKind)
    words = Said()
    minutes = Whole(least=LEAST, most=MOST)
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    shift = Ref(source="shift_id", allow_null=True)


class PayAnswer(Answer):
    """What somebody earned in a period, as it was worked out. It is never changed."""

    id = Ref()
    reference = Said()
    engagement = Ref(source="engagement_id")
    first_on = On(source="starts_on")
    last_on = LastOn(source="ends_on")
    pay_on = On()
    minutes = Whole(least=LEAST, most=MOST)
    gross = Pounds(source="gross_pence")
    mileage = Pounds(source="miles_pence")
    currency = Currency()
    holiday_earned_minutes = Whole(source="holiday_minutes", least=LEAST, most=MOST)
    holiday_taken_minutes = Whole(source="taken_minutes", least=LEAST, most=MOST)
    holiday_owed_minutes = Whole(source="owed_minutes", least=LEAST, most=MOST)
    holiday_owed = Pounds(source="owed_pence")
    employer_costs_about = Pounds(source="costs_pence", help_text="An estimate.")
    state = PayStateField()
    lines = PayLineAnswer(many=True)
    figures = FiguresField()
    closed_by = Ref()
    closed_at = At()


class NotPaidAnswer(Answer):
    """Somebody whose pay was not worked out, and why."""

    engagement = Ref(source="engagement_id")
    reference = Said()
    why = OneOf(NotPaid)
    words = Said()


class HeldHoursAnswer(Answer):
    """Agreed hours that are not paid until somebody decides."""

    shift = Ref(source="shift_id")
    engagement = Ref(source="engagement_id")
    day = On()
    words = Said()


class ClosingAnswer(Answer):
    """What working out everybody's pay came to; `more` are looked at when asked again."""

    closed = serializers.ListField(child=Ref())
    left_out = NotPaidAnswer(many=True)
    held = HeldHoursAnswer(many=True)
    more = Whole(least=0, most=MOST)


class RowFaultAnswer(Answer):
    """A row of payroll's file that was not taken."""

    line = Whole(least=0, most=MOST)
    column = Said()
    value = Said()
    words = Said()


class TakenAnswer(Answer):
    """What became of payroll's file: references taken, unchanged, and rows refused."""

    taken = serializers.ListField(child=Said())
    unchanged = serializers.ListField(child=Said())
    refused = RowFaultAnswer(many=True, source="faults")
    planned = Pounds(source="planned_pence")
    currency = Currency()
