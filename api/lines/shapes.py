"""How a line is written, and what is said about it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field

from api.filters import DayFilter, Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, Direction, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Text
from budgets.assurance.selectors.evidence import asked_of
from budgets.assurance.values import Booked, Channel, Source
from budgets.assurance.values.evidence import Need, Why
from ledgers.values import Purpose


class NeedAnswer(Answer):
    """What the holder must do for a line, if anything, and why."""

    need = OneOf(Need)
    why = OneOf(Why)
    words = Said()


@extend_schema_field(NeedAnswer)
class NeedField(Text):
    """What is asked of the holder, worked out at once for a whole page."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Any) -> Any:
        """Under the policy of the line's day."""
        known = getattr(value, "asked", None)
        if known is None:
            known = asked_of(value.book_id, [value])[value.id]
        return NeedAnswer(known).data


class SpendingLineAnswer(Answer):
    """One movement of a holder's money, what it was for, and how that was found."""

    id = Ref()
    budget = Ref(source="budget_id")
    line_id = Said(help_text="By which whoever brought it knows it.")
    booked_on = On()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")
    currency = Currency()
    counterparty = Said()
    description = Said()
    payee = Ref(source="payee_id", allow_null=True)
    channel = OneOf(Channel)
    mcc = Said()
    invoice_number = Said()
    purpose = Said(help_text="Empty where nothing was spent or given back.")
    how = Said(help_text="How the purpose was found; `tap` and `told` are somebody's own word.")
    told_by = OneOf(Source, source="source")
    booked_as = OneOf(Booked)
    statement = Ref(source="statement_id", allow_null=True)
    asked = NeedField()
    taken_at = At()


class SpendingLineFilters(Filters):
    """Which lines."""

    budget = IdFilter(field_name="budget_id", label="Of one budget.")
    person = IdFilter(field_name="budget__person_id", label="Of one person.")
    statement = IdFilter(field_name="statement_id", label="Of one bank statement.")
    purpose = OneOfFilter(Purpose, label="Spent on one purpose.")
    channel = OneOfFilter(Channel, label="By one way.")
    booked_as = OneOfFilter(Booked, label="What the books were told.")
    starts_on = DayFilter(field_name="booked_on", lookup_expr="gte", label="On this day or later.")
    until = DayFilter(field_name="booked_on", lookup_expr="lte", label="On this day or before.")


class SayPurposeBody(Body):
    """What it was for."""

    purpose = OneOf(Purpose)
