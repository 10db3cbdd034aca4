"""What is said when somebody is engaged, and with each step after that."""

from typing import Any

from api.engagements.shapes import MINUTES_OF_WEEK
from api.strictness.bodies import Body, OneOf, Whole, YesNo
from api.strictness.fields import Day, Email, Id, Money, Words
from budgets.assistants.values import (
    HolidayMethod,
    HouseholdAgreement,
    HouseholdReason,
    NewAssistant,
    NewEngagement,
    RateKind,
    Relation,
    StartStep,
)


class FirstRateBody(Body):
    """What a kind of work is paid from the first day on."""

    kind = OneOf(RateKind)
    amount = Money()


class WorkRateBody(FirstRateBody):
    """What a kind of work is paid from a day on."""

    starts_on = Day()


class HouseholdBody(Body):
    """Why the council agrees that family in the household is paid; the person may read it."""

    reason = OneOf(HouseholdReason)
    words = Words(longest=500, lines=True)
    agreed_on = Day()


class EngageBody(Body):
    """Who helps, from when, for how much."""

    budget = Id()
    full_name = Words(longest=200)
    email = Email(required=False)
    phone = Words(longest=30, required=False)
    born_on = Day(required=False)
    relation = OneOf(Relation)
    starts_on = Day()
    rates = FirstRateBody(many=True)
    weekly_minutes = Whole(least=0, most=MINUTES_OF_WEEK, required=False)
    pattern = Words(longest=500, blank=True, required=False)
    is_self_employed = YesNo(required=False)
    opted_out_of_48_hours = YesNo(required=False)
    holiday_method = OneOf(HolidayMethod, required=False)
    household = HouseholdBody(required=False)


class DoneBody(Body):
    """Which step was done, and when."""

    what = OneOf(StartStep)
    done_on = Day()


class LastDayBody(Body):
    """The last day of notice."""

    until = Day()


class EndWorkBody(Body):
    """The last day, and why if somebody likes."""

    ends_on = Day()
    words = Words(longest=500, blank=True, lines=True, required=False)


def as_assistant(said: dict[str, Any]) -> NewAssistant:
    """Who it is."""
    return NewAssistant(
        full_name=said["full_name"],
        email=said.get("email", ""),
        phone=said.get("phone", ""),
        born_on=said.get("born_on"),
    )


def as_engagement(said: dict[str, Any]) -> NewEngagement:
    """What was agreed."""
    return NewEngagement(
        relation=said["relation"],
        starts_on=said["starts_on"],
        rates={one["kind"]: one["amount"] for one in said["rates"]},
        weekly_minutes=said.get("weekly_minutes", 0),
        pattern=said.get("pattern", ""),
        is_self_employed=said.get("is_self_employed", False),
        opted_out_of_48_hours=said.get("opted_out_of_48_hours", False),
        holiday_method=said.get("holiday_method", HolidayMethod.ACCRUED),
        household=as_household(said["household"]) if "household" in said else None,
    )


def as_household(said: dict[str, Any]) -> HouseholdAgreement:
    """The council's agreement."""
    return HouseholdAgreement(
        reason=said["reason"], words=said["words"], agreed_on=said["agreed_on"]
    )


EXAMPLE = {
    "budget": "019aa9b0-0000-7000-8000-000000000004",
    "full_name": "Mariam Haddad",
    "relation": "none",
    "starts_on": "2026-12-01",
    "rates": [{"kind": "standard", "amount": "13.40"}],
    "weekly_minutes": 960,
}
