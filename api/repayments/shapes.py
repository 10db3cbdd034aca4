"""How requests to repay, and money that came back, are written."""

from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.shapes import Answer, At, Currency, CurrencyCode, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Id, Money, Words
from api.surplus.shapes import FigureAnswer
from budgets.plans.values.agreement import RequestStep


class RequestAnswer(Answer):
    """A person's decision to ask for money back, with its figures, and what the holder says."""

    id = Ref()
    budget = Ref(source="budget_id")
    talk = Ref(source="talk_id", allow_null=True)
    step = OneOf(RequestStep)
    amount = Pounds(source="pence")
    currency = Currency()
    reason = Said()
    figures = FigureAnswer(many=True)
    asked_on = On()
    answer_by = On()
    asked_by = Ref()
    asked_at = At()
    reply = Said()
    replied_by = Ref(allow_null=True)
    replied_at = At(allow_null=True)
    withdrawn_words = Said()
    withdrawn_by = Ref(allow_null=True)
    withdrawn_at = At(allow_null=True)


class RequestFilters(PartFilters):
    """Which requests."""

    step = OneOfFilter(RequestStep, label="Where they are.")


class RequestBody(Body):
    """How much is asked back, why, and by when an answer is hoped for: the holder reads it."""

    budget = Id()
    talk = Id(required=False)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    reason = Words(longest=2000, lines=True)
    answer_by = Day()


class WordsBody(Body):
    """Words that the other side reads."""

    words = Words(longest=1000, lines=True)


class ReplyBody(Body):
    """What the holder says to it, as long as they like."""

    words = Words(longest=4000, lines=True)


class ReturnAnswer(Answer):
    """Money that left the holder for the council, and when it arrived there."""

    id = Ref()
    budget = Ref(source="budget_id")
    request = Ref(source="request_id", allow_null=True)
    amount = Pounds(source="pence")
    currency = Currency()
    left_on = On()
    arrived_on = On(allow_null=True)
    recorded_by = Ref()
    recorded_at = At()


class ReturnBody(Body):
    """Money that the holder paid back, and what asked for it, if anything did."""

    budget = Id()
    request = Id(required=False)
    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    left_on = Day()


class ArrivalBody(Body):
    """When it was with the council."""

    on = Day()


EXAMPLE_REQUEST = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "amount": "400.00",
    "reason": "Sam was away for six weeks, and that money is still there.",
    "answer_by": "2026-12-21",
}
EXAMPLE_RETURN = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "amount": "400.00",
    "left_on": "2026-11-20",
}
