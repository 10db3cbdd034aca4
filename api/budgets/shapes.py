"""How budgets are written: in a list, and one with all that was agreed about it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.filters import Filters, IdFilter, OneOfFilter
from api.shapes import Answer, At, Currency, LastOn, On, Pounds, Ref, Said, Who
from api.statements.shapes import LINES, StatementAnswer
from api.strictness.bodies import OneOf, Whole, YesNo
from api.strictness.fields import Text
from budgets.plans.models import Budget, BudgetStatement
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors import conditions, statements
from budgets.plans.selectors.paying import PAID_BY_PLANS
from budgets.plans.values import BudgetKind, BudgetState, HolderKind, KnownFrom
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.conditions import CONDITION_WORDS, ConditionCode
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose
from payments.payouts.values import london_day


class PurposeAnswer(Answer):
    """What a budget is for, in the person's words."""

    purpose = OneOf(Purpose)
    words = Said()


class KnownPounds(Pounds):
    """What is left as far as we know; null where nothing is known."""

    def get_attribute(self, instance: Any) -> int | None:
        """Nothing is said of money that nobody tells us about."""
        known = instance.known_from != KnownFrom.NOTHING
        return instance.account.available_pence if known else None


class BudgetAnswer(Answer):
    """Money agreed for a person's outcomes. `ends_on` is its last day."""

    id = Ref()
    reference = Said()
    person = Who()
    kind = OneOf(BudgetKind)
    state = OneOf(BudgetState)
    holder_kind = OneOf(HolderKind)
    account = Ref(source="account_id")
    left = KnownPounds(source="*", allow_null=True)
    currency = Currency()
    known_from = OneOf(KnownFrom)
    known_until = On(allow_null=True)
    frequency = OneOf(Frequency)
    contribution_mode = OneOf(ContributionMode)
    account_kind = OneOf(AccountChoice)
    starts_on = On()
    ends_on = On(allow_null=True)
    pays_from = On(allow_null=True)
    first_paid_on = On(allow_null=True)
    agreed_on = On(allow_null=True)
    opened_at = At()
    purposes = PurposeAnswer(many=True)


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Outcomes(Text):
    """What is to become better or stay good, in the person's own words."""

    def to_representation(self, value: Any) -> list[str]:
        """The words, in order."""
        return [row.words for row in value.all()]


class HolderAnswer(Answer):
    """Who manages a budget, from a day until another."""

    id = Ref()
    kind = OneOf(HolderKind)
    name = Said(source="full_name")
    consented_on = On(allow_null=True)
    evidence = Said()
    capacity_decided_on = On(allow_null=True)
    on_paper = YesNo()
    starts_on = On()
    ends_on = LastOn(allow_null=True)


class FiguresInForce(StatementAnswer):
    """The figures that count today."""

    def get_attribute(self, instance: Budget) -> BudgetStatement | None:
        """Those of the highest number that has begun."""
        today = london_day(self.context["door"].now)
        return with_lines(statements.find_in_force(instance, today))


class FiguresProposed(StatementAnswer):
    """The figures that wait for somebody to agree."""

    def get_attribute(self, instance: Budget) -> BudgetStatement | None:
        """If any do."""
        return with_lines(statements.find_open(instance))


def with_lines(statement: BudgetStatement | None) -> BudgetStatement | None:
    """A statement with its lines in their order."""
    if statement:
        prefetch_related_objects([statement], LINES)
    return statement


def conditions_of(budget: Budget) -> Iterable[dict[str, Any]]:
    """Each condition of the law that a budget needs, with the newest decision about it."""
    if budget.kind not in PAID_BY_PLANS:
        return
    decided = conditions.newest(budget)
    for code in conditions_for(HolderKind(budget.holder_kind)):
        row = decided.get(code)
        yield {
            "code": code,
            "words": CONDITION_WORDS[code],
            "stands": row.stands if row else None,
            "decided_on": row.decided_on if row else None,
            "decided_by": row.decided_by if row else None,
        }


class ConditionsOf(serializers.ListSerializer[Any]):
    """A budget's conditions, worked out from the whole budget."""

    def to_representation(self, data: Any) -> list[Any]:
        """Each in turn."""
        return super().to_representation(list(conditions_of(data)))


class ConditionState(Answer):
    """One condition of the law: whether it stands; null while nobody has decided."""

    code = OneOf(ConditionCode)
    words = Said()
    stands = YesNo(allow_null=True)
    decided_on = On(allow_null=True)
    decided_by = Said(allow_null=True)

    class Meta:
        list_serializer_class = ConditionsOf


class BudgetDetail(BudgetAnswer):
    """A budget with all that was agreed about it, and what is still missing."""

    cash_share_percent = Whole(least=0, most=100, allow_null=True)
    two_signatures_above = Pounds(source="two_signatures_above_pence", allow_null=True)
    opened_by = Ref()
    agreed_by = Ref(allow_null=True)
    agreed_at = At(allow_null=True)
    outcomes = Outcomes()
    holders = HolderAnswer(many=True)
    figures = FiguresInForce(allow_null=True)
    proposed = FiguresProposed(allow_null=True)
    conditions = ConditionState(many=True, source="*")


class BudgetFilters(Filters):
    """Which budgets."""

    kind = OneOfFilter(BudgetKind, label="How the money is managed.")
    state = OneOfFilter(BudgetState, label="Where they are.")
    holder_kind = OneOfFilter(HolderKind, label="Who manages the money.")
    frequency = OneOfFilter(Frequency, label="How often they are paid.")
    person = IdFilter(field_name="person_id", label="Of one person.")
