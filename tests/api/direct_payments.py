"""What is sent and asked again and again in the REST tests of direct payments."""

from datetime import date
from typing import Any

from budgets.people.models import Person
from budgets.plans.models import Adjustment, Budget, BudgetChange, Instalment, OneOff
from ledgers.models import Transfer
from payments.payouts.models import Payment
from tests import worlds_of_plans as plans
from tests.factories import NOW, World

FIGURES = {
    "starts_on": "2026-11-23",
    "total": "310.00",
    "contribution": "30.00",
    "why": "Our first figures",
}
DRAFT: dict[str, Any] = {
    "holder": {"kind": "person"},
    "purposes": [{"purpose": "personal_assistance", "words": "Somebody to help me up"}],
    "outcomes": ["I see my friends each week"],
    "figures": FIGURES,
    "contribution_mode": "net",
}


def draft_for(person: Person, **said: Any) -> dict[str, Any]:
    return DRAFT | {"person": str(person.id)} | said


def everything() -> tuple[int, ...]:
    """How much there is of all that an act on a direct payment leaves behind."""
    kinds = (Transfer, Payment, Budget, BudgetChange, Instalment, Adjustment, OneOff)
    return tuple(kind.objects.count() for kind in kinds)


JUNE = date(2026, 6, 29)
"""Where a period of the council's four weeks begins; the sixth from there is 16 November."""


def unpaid(world: World, person: Person, **said: Any) -> Budget:
    """On a card, agreed for all days since June, and nothing paid yet."""
    draft = plans.plan(account_kind="card", statement={"starts_on": JUNE}, **said)
    return plans.active(world, person, draft)


def saved(world: World, person: Person, **said: Any) -> Budget:
    """On a card, for all days since June, and not spent: six times £1,120.00 make £6,720.00."""
    budget = unpaid(world, person, **said)
    plans.pay(world, NOW.date())
    return Budget.objects.select_related("account").get(pk=budget.pk)
