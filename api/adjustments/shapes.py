"""How adjustments are written, and what is said when somebody decides about an over-payment."""

from enum import StrEnum
from typing import Any, Final

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema_field

from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.shapes import Answer, At, Currency, LastOn, On, Pounds, Ref, Said
from api.strictness.bodies import Body, Whole
from api.strictness.fields import Text, Words
from budgets.plans.models import Adjustment
from budgets.plans.values.agreement import OverpaymentDecision

MOST_INSTALMENTS: Final = 52


class Became(StrEnum):
    """What becomes of an adjustment: arrears go out by themselves, an over-payment waits."""

    ARREARS = "arrears"
    OPEN = "open"
    SPREAD = "spread"
    WAIVED = "waived"


ROWS: Final = {
    Became.ARREARS: Q(pence__gt=0),
    Became.OPEN: Q(pence__lt=0, decision=""),
    Became.SPREAD: Q(decision=OverpaymentDecision.SPREAD),
    Became.WAIVED: Q(decision=OverpaymentDecision.WAIVED),
}


@extend_schema_field({"type": "string", "enum": list(map(str, Became))})
class BecameField(Text):
    """What becomes of it, in one word."""

    def __init__(self, **also: Any) -> None:
        super().__init__(source="*", **also)

    def to_representation(self, value: Adjustment) -> str:
        """Read from its sign and what was decided."""
        return Became.ARREARS.value if value.pence > 0 else value.decision or Became.OPEN.value


class Cause(Answer):
    """What changed: `statement` or `pause`, and which."""

    kind = Said(source="cause_kind")
    id = Ref(source="cause_id")


class AdjustmentAnswer(Answer):
    """What a change made of days that were paid already: still owed, or paid too much."""

    id = Ref()
    budget = Ref(source="budget_id")
    state = BecameField()
    starts_on = On()
    ends_on = LastOn()
    amount = Pounds(source="pence")
    currency = Currency()
    why = Said()
    cause = Cause(source="*")
    made_by = Ref()
    made_at = At()
    over_instalments = Whole(least=1, most=MOST_INSTALMENTS, allow_null=True)
    decision_words = Said()
    decided_by = Ref(allow_null=True)
    decided_at = At(allow_null=True)


class AdjustmentFilters(PartFilters):
    """Which adjustments."""

    state = OneOfFilter(Became, method="became", label="What becomes of them.")

    def became(self, rows: QuerySet[Adjustment], _: str, word: str) -> QuerySet[Adjustment]:
        """Those of which a word says what becomes."""
        return rows.filter(ROWS[Became(word)])


class SpreadBody(Body):
    """Over how many instalments, and why, kindly: the person will read it."""

    over_instalments = Whole(least=1, most=MOST_INSTALMENTS)
    words = Words(longest=1000, lines=True)


class WaiverBody(Body):
    """Why it is left where it is."""

    words = Words(longest=1000, lines=True)
