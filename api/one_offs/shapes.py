"""How single sums are written, and what is said when one is proposed."""

from enum import StrEnum

from api.budgets.filters import PartFilters
from api.decisions import DecisionField, decision_filter
from api.filters import OneOfFilter
from api.shapes import Answer, At, Currency, CurrencyCode, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Id, Money, Words
from budgets.plans.values.agreement import OneOffKind


class ProposedKind(StrEnum):
    """What a single sum is for; a recovery budget's is asked for elsewhere."""

    START_UP = OneOffKind.START_UP.value
    CONTINGENCY = OneOffKind.CONTINGENCY.value
    ONE_OFF = OneOffKind.ONE_OFF.value


class OneOffAnswer(Answer):
    """A single sum: it goes out with the next instalment from its day on."""

    id = Ref()
    budget = Ref(source="budget_id")
    kind = OneOf(OneOffKind)
    state = DecisionField()
    amount = Pounds(source="pence")
    currency = Currency()
    due_on = On()
    words = Said()
    proposed_by = Ref()
    proposed_at = At()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    withdrawn_at = At(allow_null=True)


class OneOffFilters(PartFilters):
    """Which single sums."""

    kind = OneOfFilter(OneOffKind, label="What they are for.")
    state = decision_filter()


class OneOffBody(Body):
    """A single sum for a budget, and what it is for."""

    budget = Id()
    kind = OneOf(ProposedKind)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    due_on = Day()
    words = Words(longest=500)


EXAMPLE_ONE_OFF = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "kind": "start_up",
    "amount": "120.00",
    "due_on": "2026-12-07",
    "words": "Insurance for the first year",
}
