"""What is said when a budget is drafted, and when somebody is named to manage it."""

from enum import StrEnum
from typing import Any

from rest_framework import serializers

from api.statements.bodies import EXAMPLE_FIGURES, FiguresBody, as_draft
from api.strictness.bodies import Body, OneOf, Whole
from api.strictness.fields import Day, Email, Id, Money, Words
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.drafting import BudgetDraft, HolderDraft
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose, Viewer

MOST_PURPOSES = 20
MOST_OUTCOMES = 20
MOST_HOLDERS = 20
SAID_AS_IT_IS = ("frequency", "contribution_mode", "account_kind", "cash_share_percent", "ends_on")


class DraftedKind(StrEnum):
    """The kinds that are drafted; a recovery budget is asked for instead."""

    DIRECT_PAYMENT = BudgetKind.DIRECT_PAYMENT.value
    MANAGED = BudgetKind.MANAGED.value


class HolderBody(Body):
    """Who manages the money, with their consent and what shows that they may."""

    kind = OneOf(HolderKind)
    full_name = Words(longest=200, required=False)
    email = Email(required=False)
    consented_on = Day(required=False)
    evidence = Words(longest=500, required=False)
    capacity_decided_on = Day(required=False)


class PurposeBody(Body):
    """What the money is for: the person's own words, and the purpose that they map to."""

    purpose = OneOf(Purpose)
    words = Words(longest=500)


class DraftBody(Body):
    """A budget as it is written down with the person, before anybody agrees it."""

    person = Id()
    kind = OneOf(DraftedKind, required=False)
    holder = HolderBody()
    more_holders = serializers.ListField(
        child=HolderBody(), required=False, max_length=MOST_HOLDERS
    )
    purposes = serializers.ListField(child=PurposeBody(), max_length=MOST_PURPOSES)
    outcomes = serializers.ListField(
        child=Words(longest=500), required=False, max_length=MOST_OUTCOMES
    )
    figures = FiguresBody()
    frequency = OneOf(Frequency, required=False)
    contribution_mode = OneOf(ContributionMode, required=False)
    account_kind = OneOf(AccountChoice, required=False)
    cash_share_percent = Whole(least=0, most=100, required=False)
    two_signatures_above = Money(required=False)
    ends_on = Day(required=False)


class ReplacementBody(HolderBody):
    """Who manages the money instead, from a day on."""

    starts_on = Day()


def as_budget(said: dict[str, Any], viewer: Viewer) -> BudgetDraft:
    """
    The body as the trade means it.

    :raises Refusal: whatever the rate builder refuses
    """
    return BudgetDraft(
        kind=BudgetKind(said.get("kind", BudgetKind.DIRECT_PAYMENT)),
        holder=as_holder(said["holder"]),
        more_holders=tuple(map(as_holder, said.get("more_holders", ()))),
        purposes=tuple((one["purpose"], one["words"]) for one in said["purposes"]),
        outcomes=tuple(said.get("outcomes", ())),
        statement=as_draft(said["figures"], viewer),
        two_signatures_above_pence=said.get("two_signatures_above"),
        **{name: said[name] for name in SAID_AS_IT_IS if name in said},
    )


def as_holder(said: dict[str, Any]) -> HolderDraft:
    """Who manages it, as the trade means it."""
    return HolderDraft(**said)


EXAMPLE_DRAFT: dict[str, Any] = {
    "person": "019aa9b0-0000-7000-8000-000000000002",
    "holder": {"kind": "person"},
    "purposes": [
        {"purpose": "personal_assistance", "words": "Somebody to help me up and out"},
    ],
    "outcomes": ["I see my friends each week"],
    "figures": EXAMPLE_FIGURES,
    "frequency": "four_weekly",
    "contribution_mode": "net",
}
EXAMPLE_HOLDER = {
    "kind": "nominated_person",
    "full_name": "Ngozi Okafor",
    "email": "ngozi.okafor@home.example",
    "consented_on": "2026-11-20",
    "starts_on": "2026-12-07",
}
