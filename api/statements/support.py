"""The support that a week's money is for, as the rate builder is asked."""

from typing import Any

from rest_framework import serializers

from api.strictness.bodies import Body, OneOf, Whole, YesNo
from api.strictness.fields import Money, Words
from budgets.plans.values.support import Assistance, Assistant, Pension, Support, WeeklySum

MOST = 1_000_000
MOST_ASSISTANTS = 50
MOST_SUMS = 50


class AssistantBody(Body):
    """One personal assistant: `share` of the hours is a weight, 2 beside 1 is two thirds."""

    share = Whole(least=0, most=MOST, required=False)
    age = Whole(least=0, most=MOST, required=False)
    pension = OneOf(Pension, required=False)


class AssistanceBody(Body):
    """Hours of personal assistants whom the holder employs, and what their employer pays for."""

    minutes_per_week = Whole(least=0, most=MOST)
    assistants = serializers.ListField(
        child=AssistantBody(), required=False, max_length=MOST_ASSISTANTS
    )
    hour = Money(required=False)
    allowance = YesNo(required=False)
    insurance = YesNo(required=False)
    payroll = YesNo(required=False)
    training = YesNo(required=False)


class WeeklySumBody(Body):
    """Anything else that costs the same each week."""

    words = Words(longest=300)
    amount = Money()


class SupportBody(Body):
    """Hours of assistants, hours of an agency, weekly sums: at least one of them."""

    assistance = AssistanceBody(required=False)
    agency_minutes_per_week = Whole(least=0, most=MOST, required=False)
    weekly_sums = serializers.ListField(child=WeeklySumBody(), required=False, max_length=MOST_SUMS)
    contingency = YesNo(required=False)


def as_support(said: dict[str, Any]) -> Support:
    """The body as the trade means it."""
    sums = said.get("weekly_sums", ())
    return Support(
        assistance=_assistance(said["assistance"]) if "assistance" in said else None,
        agency_minutes_per_week=said.get("agency_minutes_per_week", 0),
        weekly_sums=tuple(WeeklySum(one["words"], one["amount"]) for one in sums),
        contingency=said.get("contingency", False),
    )


def _assistance(said: dict[str, Any]) -> Assistance:
    also = dict(said)
    if "hour" in also:
        also["hour_pence"] = also.pop("hour")
    if "assistants" in also:
        also["assistants"] = tuple(Assistant(**one) for one in also["assistants"])
    return Assistance(**also)


EXAMPLE_SUPPORT: dict[str, Any] = {
    "assistance": {"minutes_per_week": 1200},
    "weekly_sums": [{"words": "The bus to the choir", "amount": "6.00"}],
    "contingency": True,
}
