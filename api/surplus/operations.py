"""What is above all that is spoken for, and the conversations about it: nothing is asked back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import BudgetDoor, PartDoor
from api.doors import Door
from api.operation import Operation, operation
from api.surplus.shapes import (
    EXAMPLE_TALK,
    AboveAnswer,
    OutcomeBody,
    SurplusAnswer,
    TalkAnswer,
    TalkBody,
    TalkFilters,
)
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import SurplusTalk
from budgets.plans.selectors.left import known_day
from budgets.plans.selectors.surplus import WithSurplus, list_with_surplus, surplus_on
from payments.payouts.values import london_day


class OfBudget(BudgetDoor):
    """The money in hand of one budget."""

    @operation(Operation("getSurplus", Action.BUDGETS_READ, SurplusAnswer))
    def get(self, budget_id: UUID) -> dict[str, Any]:
        """Show what is above all that is spoken for, with every figure it was worked out from."""
        budget, today = self.seen(budget_id), london_day(self.now)
        found = surplus_on(budget, today)
        return {
            "budget": budget.id,
            "as_of": known_day(budget, today),
            "left": found.left_pence if found else None,
            "spoken_for": found.spoken_for_pence if found else None,
            "contingency_weeks": found.contingency_weeks if found else None,
            "surplus": found.surplus_pence if found else None,
            "figures": list(found.figures()) if found else [],
        }


class Above(Door):
    """Who has more in hand than is spoken for."""

    @operation(
        Operation(
            "listSurpluses",
            Action.BUDGETS_READ,
            AboveAnswer,
            listed=True,
            whole=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> Iterable[WithSurplus]:
        """List budgets with money above all that is spoken for, the most first."""
        return list_with_surplus(self.viewer, london_day(self.now))


class TalkDoor(PartDoor):
    """A door to conversations."""

    rows = SurplusTalk.objects.select_related("budget__person")


class Talks(TalkDoor):
    """Conversations."""

    @operation(
        Operation(
            "listSurplusTalks",
            Action.BUDGETS_READ,
            TalkAnswer,
            filters=TalkFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[SurplusTalk]:
        """List conversations about money in hand, and what came of them."""
        rows: QuerySet[SurplusTalk] = self.visible()
        return rows

    @operation(
        Operation(
            "openSurplusTalk",
            Action.SURPLUS_TALK,
            TalkAnswer,
            body=TalkBody,
            status=201,
            keyed=True,
            example=EXAMPLE_TALK,
        )
    )
    def post(self) -> SurplusTalk:
        """Begin to talk about what is above all that is spoken for. Nothing is asked back by it."""
        return services.open_surplus_talk(
            budget=self.budget_of_body(), words=self.body["words"], by=self.member, now=self.now
        )


class OneTalk(TalkDoor):
    """One conversation."""

    @operation(
        Operation("getSurplusTalk", Action.BUDGETS_READ, TalkAnswer, looks_at="budget.person")
    )
    def get(self, talk_id: UUID) -> SurplusTalk:
        """Show one conversation, with its figures."""
        found: SurplusTalk = self.seen(talk_id)
        return found


class Close(TalkDoor):
    """All is said."""

    @operation(
        Operation(
            "closeSurplusTalk",
            Action.SURPLUS_TALK,
            TalkAnswer,
            body=OutcomeBody,
            matched=True,
            example={"outcome": "Sam was ill. The hours come back in January."},
        )
    )
    def post(self, talk_id: UUID) -> SurplusTalk:
        """Close a conversation with what came of it."""
        return services.close_surplus_talk(
            talk=self.seen(talk_id), by=self.member, now=self.now, **self.body
        )
