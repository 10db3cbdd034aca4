"""How money in hand is written: set aside, above all that is spoken for, talked about."""

from typing import Any

from django.db.models import QuerySet

from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.shapes import (
    Answer,
    At,
    Currency,
    CurrencyCode,
    Direction,
    On,
    OpenOrClosed,
    Pounds,
    Ref,
    Said,
    Who,
)
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Id, Money, Words
from budgets.plans.values.surplus import RingFenceKind

MOST_WEEKS = 1_000


class RingFenceAnswer(Answer):
    """Money that is owed already and is nobody's surplus, until it is let go."""

    id = Ref()
    budget = Ref(source="budget_id")
    kind = OneOf(RingFenceKind)
    amount = Pounds(source="pence")
    currency = Currency()
    words = Said()
    starts_on = On()
    set_by = Ref()
    set_at = At()
    released_by = Ref(allow_null=True)
    released_at = At(allow_null=True)


class RingFenceFilters(PartFilters):
    """Which money that is set aside."""

    kind = OneOfFilter(RingFenceKind, label="Why it is owed.")
    state = OneOfFilter(OpenOrClosed, method="now", label="Set aside still, or let go.")

    def now(self, rows: QuerySet[Any], _: str, word: str) -> QuerySet[Any]:
        """Those that are set aside, or those that were let go."""
        return rows.filter(released_at__isnull=word == OpenOrClosed.OPEN)


class RingFenceBody(Body):
    """What is owed already, and what it is."""

    budget = Id()
    kind = OneOf(RingFenceKind)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    words = Words(longest=500)


class FigureAnswer(Answer):
    """One number of a sum that a person can follow; `out` is taken off."""

    words = Said()
    amount = Pounds(source="pence")
    direction = Direction(source="pence")


class SurplusAnswer(Answer):
    """What is above all that is spoken for, with every figure; all null where nobody knows."""

    budget = Ref()
    as_of = On(allow_null=True)
    left = Pounds(allow_null=True)
    spoken_for = Pounds(allow_null=True)
    contingency_weeks = Whole(least=0, most=MOST_WEEKS, allow_null=True)
    surplus = Pounds(allow_null=True)
    currency = Currency()
    figures = FigureAnswer(many=True)


class AboveAnswer(Answer):
    """A budget with money above all that is spoken for."""

    budget = Ref(source="budget.id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    left = Pounds(source="surplus.left_pence")
    spoken_for = Pounds(source="surplus.spoken_for_pence")
    surplus = Pounds(source="surplus.surplus_pence")
    currency = Currency()
    talk = Ref(source="talk.id", allow_null=True)


class TalkAnswer(Answer):
    """A conversation about money in hand, with the figures as they stood when it was opened."""

    id = Ref()
    budget = Ref(source="budget_id")
    as_of_on = On()
    surplus = Pounds(source="surplus_pence")
    currency = Currency()
    figures = FigureAnswer(many=True)
    words = Said()
    opened_by = Ref()
    opened_at = At()
    outcome = Said()
    closed_by = Ref(allow_null=True)
    closed_at = At(allow_null=True)


class TalkFilters(PartFilters):
    """Which conversations."""

    state = OneOfFilter(OpenOrClosed, method="now", label="Going on, or closed.")

    def now(self, rows: QuerySet[Any], _: str, word: str) -> QuerySet[Any]:
        """Those that go on, or those that were closed."""
        return rows.filter(closed_at__isnull=word == OpenOrClosed.OPEN)


class TalkBody(Body):
    """What the conversation is about: the holder reads it."""

    budget = Id()
    words = Words(longest=1000, lines=True)


class OutcomeBody(Body):
    """What came of it."""

    outcome = Words(longest=1000, lines=True)


EXAMPLE_RING_FENCE = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "kind": "holiday",
    "amount": "412.50",
    "words": "Holiday that Sam has not taken yet",
}
EXAMPLE_TALK = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "words": "There is more in hand than eight weeks. Is support missing?",
}
