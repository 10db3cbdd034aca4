"""What is said of pay: holiday, illness, a decision, a bill."""

from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.shapes import Answer, At, Currency, On, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf, Whole, YesNo
from api.strictness.fields import Day, Id, Money, Words
from budgets.assistants.values.pay_steps import Below, BelowDecision, NewInvoice
from ledgers.values import Purpose

MOST = 10**6


class BelowBody(Body):
    """What is decided about pay below the minimum wage, in words that the assistant may read."""

    how = OneOf(Below)
    words = Words(longest=500, lines=True)


class CloseBody(Body):
    """Which period: the one in which a day is."""

    day = Day()
    below_minimum = BelowBody(required=False)


class TimeOffBody(Body):
    """Holiday that somebody takes, and how much of their work falls into it."""

    first_on = Day()
    last_on = Day()
    minutes = Whole(least=1, most=MOST)


class SickBody(Body):
    """An illness, and on which days of a week they usually work: 0 is Monday."""

    first_on = Day()
    last_on = Day()
    weekdays = serializers.ListField(child=Whole(least=0, most=6), min_length=1, max_length=7)


class PayDecisionBody(Body):
    """Whether hours are paid that carry a warning, and why."""

    pays = YesNo()
    words = Words(longest=500, lines=True)


class RefuseInvoiceBody(Body):
    """Why not, kindly."""

    words = Words(longest=500, lines=True)


class InvoiceBody(Body):
    """A bill of a helper who works for themselves."""

    id = Id()
    engagement = Id()
    amount = Money()
    words = Words(longest=500, lines=True)
    number = Words(longest=40, blank=True, required=False)
    purpose = OneOf(Purpose, required=False)


class HolidayTakenAnswer(Answer):
    """Holiday that was written down."""

    id = Ref()
    engagement = Ref(source="engagement_id")
    first_on = On()
    last_on = On()
    minutes = Whole(least=0, most=MOST)
    recorded_by = Ref()
    recorded_at = At()
    withdrawn_at = At(allow_null=True)


class SickDayAnswer(Answer):
    """A day of illness."""

    id = Ref()
    day = On()
    days_a_week = Whole(least=1, most=7)
    pay = Ref(source="paid_in_id", allow_null=True)


class SicknessAnswer(Answer):
    """The days on which they would have worked."""

    days = SickDayAnswer(many=True)


class PayDecisionAnswer(Answer):
    """What was decided about hours with a warning."""

    id = Ref()
    shift = Ref(source="shift_id")
    pays = YesNo()
    words = Said()
    decided_by = Ref()
    decided_at = At()


class InvoiceAnswer(Answer):
    """A bill, and what was decided about it."""

    id = Ref()
    engagement = Ref(source="engagement_id", allow_null=True)
    budget = Ref(source="budget_id")
    paid_to = Said(source="payee.display_name")
    amount = Pounds(source="pence")
    currency = Currency()
    purpose = OneOf(Purpose)
    number = Said()
    words = Said()
    sent_by = Ref()
    sent_at = At()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    refused_at = At(allow_null=True)
    refused_words = Said()


def below_of(body: dict[str, Any]) -> BelowDecision | None:
    """What was decided about pay below the minimum wage, if anything was."""
    said = body.get("below_minimum")
    return BelowDecision(said["how"], said["words"]) if said else None


def invoice_of(body: dict[str, Any]) -> NewInvoice:
    """A bill as it was sent; its id is made by whoever sends it."""
    key: UUID = body["id"]
    return NewInvoice(
        key=key,
        pence=body["amount"],
        words=body["words"],
        number=body.get("number", ""),
        purpose=body.get("purpose") or Purpose.PERSONAL_ASSISTANCE,
    )
