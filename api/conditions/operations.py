"""Conditions of the Care Act 2014: every decision that was recorded, with who decided and why."""

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.budgets.filters import PartFilters
from api.filters import OneOfFilter
from api.operation import Operation, operation
from api.shapes import Answer, At, On, Ref, Said
from api.strictness.bodies import OneOf, YesNo
from budgets.councils.rights import Action
from budgets.plans.models import Condition
from budgets.plans.values.conditions import ConditionCode


class ConditionAnswer(Answer):
    """One decision about one condition; of a code, the newest counts."""

    id = Ref()
    budget = Ref(source="budget_id")
    code = OneOf(ConditionCode)
    stands = YesNo()
    decided_on = On()
    decided_by = Said()
    why = Said()
    on_paper = YesNo()
    recorded_by = Ref()
    recorded_at = At()


class ConditionFilters(PartFilters):
    """Which decisions."""

    code = OneOfFilter(ConditionCode, label="About one condition.")


class Conditions(PartDoor):
    """Conditions."""

    rows = Condition.objects.select_related("budget__person")

    @operation(
        Operation(
            "listConditions",
            Action.PEOPLE_READ,
            ConditionAnswer,
            filters=ConditionFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Condition]:
        """List what was decided about the law's conditions, and why: part of a person's records."""
        rows: QuerySet[Condition] = self.visible()
        return rows
