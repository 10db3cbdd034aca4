"""What is said when somebody proposes a week's figures: the sums, or the support they are for."""

from dataclasses import replace
from typing import Any, ClassVar

from rest_framework import serializers

from api.statements.support import SupportBody, as_support
from api.strictness.bodies import Body, OneOf, YesNo
from api.strictness.fields import Day, Id, Money, Words
from budgets.plans.services import figures_for
from budgets.plans.values.drafting import LineDraft, StatementDraft
from budgets.plans.values.support import CostCode
from ledgers.values import Viewer

MOST_LINES = 50


class LineBody(Body):
    """One part of the total."""

    words = Words(longest=300)
    amount = Money()
    code = OneOf(CostCode, required=False)


class FiguresBody(Body):
    """
    A week's figures from a day on: `total`, with `lines` that add up to it if you like.

    Or `support`, from which the total is worked out by the rates of that day.
    """

    default_error_messages: ClassVar = {
        "one_of": "Say the total, or the support that it is worked out from: one of the two."
    }

    starts_on = Day()
    total = Money(required=False)
    lines = serializers.ListField(
        child=LineBody(), required=False, min_length=1, max_length=MOST_LINES
    )
    support = SupportBody(required=False)
    contribution = Money(required=False)
    why = Words(longest=1000, lines=True)
    takes_place = YesNo(required=False)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two ways."""
        if ("total" in said) == ("support" in said) or ("lines" in said and "support" in said):
            self.fail("one_of")
        return said


class ProposalBody(FiguresBody):
    """A week's new figures for a budget."""

    budget = Id()


def as_draft(said: dict[str, Any], viewer: Viewer) -> StatementDraft:
    """
    The body as the trade means it.

    :raises Refusal: whatever the rate builder refuses
    """
    also: dict[str, Any] = {
        "starts_on": said["starts_on"],
        "contribution_pence": said.get("contribution", 0),
        "why": said["why"],
    }
    if "support" in said:
        support = as_support(said["support"])
        draft = figures_for(book_id=viewer.book_id, support=support, **also)
    else:
        lines = tuple(map(_line, said.get("lines", ())))
        draft = StatementDraft(total_pence=said["total"], lines=lines, **also)
    return replace(draft, takes_place=said.get("takes_place", False))


def _line(said: dict[str, Any]) -> LineDraft:
    return LineDraft(
        code=said.get("code", CostCode.WEEKLY_SUM),
        words=said["words"],
        weekly_pence=said["amount"],
    )


EXAMPLE_FIGURES: dict[str, Any] = {
    "starts_on": "2026-12-07",
    "total": "310.00",
    "contribution": "30.00",
    "why": "Two more hours on Saturdays",
}
