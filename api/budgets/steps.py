"""The steps of a budget: each changes its state, from the state that was seen."""

from uuid import UUID

from api.budgets.doors import BudgetDoor
from api.budgets.drafting import EXAMPLE_HOLDER, ReplacementBody, as_holder
from api.budgets.shapes import BudgetDetail
from api.operation import Operation, operation
from api.recovery.shapes import LinkAnswer
from api.shapes import Answer, Said
from api.strictness.bodies import Body, Nothing, OneOf, YesNo
from api.strictness.fields import Day, Words
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Budget
from budgets.plans.services.handing_over import send_link
from budgets.plans.values.conditions import ConditionCode


class Agree(BudgetDoor):
    """A second person's yes."""

    @operation(
        Operation(
            "agreeBudget",
            Action.BUDGETS_AGREE,
            BudgetDetail,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Agree a budget that somebody else wrote down, with its first figures."""
        services.agree_budget(budget=self.seen(budget_id), by=self.member, now=self.now)
        return self.shown(budget_id)


class ConditionBody(Body):
    """What was decided about one condition of the law, and why."""

    code = OneOf(ConditionCode)
    stands = YesNo()
    decided_on = Day()
    why = Words(longest=1000, lines=True)


class DecideCondition(BudgetDoor):
    """A condition of the law."""

    @operation(
        Operation(
            "recordCondition",
            Action.CONDITIONS_RECORD,
            BudgetDetail,
            body=ConditionBody,
            keyed=True,
            matched=True,
            example={
                "code": "s31_capable",
                "stands": True,
                "decided_on": "2026-11-20",
                "why": "Daniel has run his own bank account for years.",
            },
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """
        Record what was decided about a condition.

        When the last one stands an agreed budget becomes active; when one falls, an active budget
        is suspended at once.
        """
        services.record_condition(
            budget=self.seen(budget_id), by=self.member, now=self.now, **self.body
        )
        return self.shown(budget_id)


class ReplaceHolder(BudgetDoor):
    """Somebody else manages the money."""

    @operation(
        Operation(
            "replaceHolder",
            Action.BUDGETS_DRAFT,
            BudgetDetail,
            body=ReplacementBody,
            keyed=True,
            matched=True,
            example=EXAMPLE_HOLDER,
        )
    )
    def post(self, budget_id: UUID) -> Budget:
        """Give a budget another holder from a day on, in the place of all it has."""
        said = dict(self.body)
        services.replace_holder(
            budget=self.seen(budget_id),
            starts_on=said.pop("starts_on"),
            draft=as_holder(said),
            by=self.member.user_id,
            now=self.now,
        )
        return self.shown(budget_id)


class PayeeLink(BudgetDoor):
    """The link for bank details."""

    @operation(Operation("handOverPayeeLink", Action.BUDGETS_DRAFT, LinkAnswer, body=Nothing))
    def post(self, budget_id: UUID) -> dict[str, str]:
        """Get the address at which the holder types their bank details; empty for money with us."""
        link = services.hand_over_link(
            budget=self.seen(budget_id), by=self.member.user_id, now=self.now
        )
        return {"link": link}


class SentAnswer(Answer):
    """To which address the link was sent."""

    address = Said()


class SendPayeeLink(BudgetDoor):
    """The link for bank details, by e-mail."""

    @operation(
        Operation(
            "sendPayeeLink", Action.BUDGETS_DRAFT, SentAnswer, body=Nothing, status=201, keyed=True
        )
    )
    def post(self, budget_id: UUID) -> dict[str, str]:
        """E-mail the link to whoever manages the money, once a day at most."""
        address = send_link(budget=self.seen(budget_id), by=self.member.user_id, now=self.now)
        return {"address": address}
