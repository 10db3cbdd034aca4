"""How a week's figures are written."""

from typing import Final

from django.db.models import Prefetch

from api.budgets.filters import PartFilters
from api.decisions import DecisionField, decision_filter
from api.shapes import Answer, At, Currency, Direction, On, Pounds, Ref, Said
from api.strictness.bodies import OneOf, Whole
from budgets.plans.models import StatementLine
from budgets.plans.values.rates import RateName, Unit

MOST = 1_000_000_000
LINES: Final = Prefetch("lines", StatementLine.objects.order_by("place"))
"""The lines of statements, in their order."""


class UsedRate(Answer):
    """A rate that a line was worked out from, as it stood: `value` counts what `unit` says."""

    name = OneOf(RateName)
    value = Whole(least=0, most=MOST)
    unit = OneOf(Unit)
    starts_on = Said()
    source = Said()  # type: ignore[assignment]


class LineAnswer(Answer):
    """One part of a week's total, and how it was worked out."""

    code = Said()
    words = Said()
    rule = Said()
    amount = Pounds(source="weekly_pence")
    direction = Direction(source="weekly_pence")
    rates = UsedRate(many=True)


class StatementAnswer(Answer):
    """What support costs in a week: total = the person's contribution + the council's share."""

    id = Ref()
    budget = Ref(source="budget_id")
    number = Whole(least=1, most=MOST)
    state = DecisionField()
    starts_on = On()
    total = Pounds(source="total_pence")
    contribution = Pounds(source="contribution_pence")
    council_share = Pounds(source="council_pence")
    currency = Currency()
    why = Said()
    proposed_by = Ref()
    proposed_at = At()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    withdrawn_at = At(allow_null=True)
    lines = LineAnswer(many=True)


class StatementFilters(PartFilters):
    """Which statements."""

    state = decision_filter()
