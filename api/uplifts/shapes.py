"""How uplifts are written, and what is said when one is prepared."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from api.decisions import DecisionField, decision_filter
from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, CurrencyCode, Direction, On, Pounds, Ref, Said, Who
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Day, Id, Money, Words
from budgets.plans.models import Uplift, UpliftLine
from budgets.plans.rules.uplift import MOST_POINTS
from budgets.plans.selectors.uplifts import totals_of
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import Frequency
from budgets.plans.values.uplift import UpliftTotals
from ledgers.values import Purpose

MOST = 1_000_000
MOST_CHOSEN = 500


def _some(child: Any, most: int) -> serializers.ListField:
    return serializers.ListField(child=child, required=False, max_length=most)


class ChosenBody(Body):
    """Which budgets: those that fit each of these; what is left out fits all."""

    kinds = _some(OneOf(BudgetKind), len(BudgetKind))
    teams = _some(Id(), MOST_CHOSEN)
    purposes = _some(OneOf(Purpose), len(Purpose))
    holder_kinds = _some(OneOf(HolderKind), len(HolderKind))
    frequencies = _some(OneOf(Frequency), len(Frequency))
    account_kinds = _some(OneOf(AccountChoice), len(AccountChoice))
    references = _some(Words(longest=40), MOST_CHOSEN)
    weekly_from = Money(required=False)
    weekly_to = Money(required=False)


class UpliftBody(Body):
    """By how much: `percent_points` are hundredths of a per cent; or a new rate for an hour."""

    words = Words(longest=300)
    starts_on = Day()
    percent_points = Whole(least=-MOST_POINTS, most=MOST_POINTS, required=False)
    new_rate = Money(required=False)
    currency = OneOf(CurrencyCode, required=False)
    budgets = ChosenBody(required=False)


def as_filters(said: dict[str, Any]) -> dict[str, Any]:
    """Which budgets, as the trade means it."""
    renamed = {
        "teams": "team_ids",
        "weekly_from": "weekly_from_pence",
        "weekly_to": "weekly_to_pence",
    }
    return {renamed.get(name, name): value for name, value in said.items()}


class TotalsAnswer(Answer):
    """What it comes to for all that it raises; what has a problem is left out."""

    count = Whole(least=0, most=MOST)
    problems = Whole(least=0, most=MOST)
    applied = Whole(least=0, most=MOST)
    old_weekly = Pounds(source="old_weekly_pence")
    new_weekly = Pounds(source="new_weekly_pence")
    more_weekly = Pounds(source="more_weekly_pence")
    more_yearly = Pounds(source="more_yearly_pence")
    direction = Direction(source="more_weekly_pence")


class TotalsNow(TotalsAnswer):
    """The totals as the lines have them."""

    def get_attribute(self, instance: Uplift) -> UpliftTotals:
        """Added up."""
        return totals_of(instance)


class UpliftAnswer(Answer):
    """An uplift, and where it is: applied soon after it is agreed."""

    id = Ref()
    words = Said()
    state = DecisionField()
    percent_points = Whole(least=-MOST_POINTS, most=MOST_POINTS, allow_null=True)
    new_rate = Pounds(source="new_rate_pence", allow_null=True)
    currency = Currency()
    starts_on = On()
    prepared_by = Ref()
    prepared_at = At()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    applied_at = At(allow_null=True)
    withdrawn_by = Ref(allow_null=True)
    withdrawn_at = At(allow_null=True)


class UpliftDetail(UpliftAnswer):
    """An uplift with what it comes to."""

    totals = TotalsNow()


class UpliftFilters(Filters):
    """Which uplifts."""

    state = decision_filter()


class UpliftLineAnswer(Answer):
    """What an uplift makes of one budget; `problem`: why it is left as it is, in words."""

    id = Ref()
    uplift = Ref(source="uplift_id")
    budget = Ref(source="budget_id")
    reference = Said(source="budget.reference")
    person = Who(source="budget.person")
    old_weekly = Pounds(source="old_pence")
    new_weekly = Pounds(source="new_pence")
    contribution = Pounds(source="contribution_pence")
    currency = Currency()
    problem = Said()
    statement = Ref(source="statement_id", allow_null=True)


class UpliftLineFilters(Filters):
    """Which lines."""

    budget = IdFilter(field_name="budget_id", label="Of one budget.")
    state = OneOfFilter(("problem", "raised"), method="now", label="With a problem, or without.")

    def now(self, rows: QuerySet[UpliftLine], _: str, word: str) -> QuerySet[UpliftLine]:
        """Those with a problem, or those without."""
        return rows.exclude(problem="") if word == "problem" else rows.filter(problem="")


EXAMPLE_UPLIFT = {
    "words": "The yearly uplift",
    "starts_on": "2027-04-05",
    "percent_points": 450,
    "budgets": {"purposes": ["personal_assistance"]},
}
