"""How the decisions of signatories are written, and what is said when one is asked for."""

from api.budgets.filters import PartFilters
from api.decisions import DecisionField, decision_filter
from api.shapes import Answer, At, Currency, CurrencyCode, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf, YesNo
from api.strictness.fields import Day, Id, Money, Words


class SharedAnswer(Answer):
    """What a shared budget is to be spent on, and who signed."""

    id = Ref()
    budget = Ref(source="budget_id")
    state = DecisionField()
    words = Said()
    amount = Pounds(source="pence")
    currency = Currency()
    needs_two = YesNo()
    asked_by = Ref()
    asked_at = At()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    withdrawn_by = Ref(allow_null=True)
    withdrawn_at = At(allow_null=True)


class SharedFilters(PartFilters):
    """Which decisions."""

    state = decision_filter()


class SharedBody(Body):
    """What it is for, and how much."""

    budget = Id()
    words = Words(longest=500)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)


class SignatoryBody(Body):
    """Who signs no longer, and their last day."""

    holder = Id()
    ends_on = Day()


EXAMPLE_SHARED = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "words": "A projector for the film club",
    "amount": "180.00",
}
