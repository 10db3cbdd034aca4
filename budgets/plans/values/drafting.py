"""What somebody says when they draft a budget, name its holder or propose a statement."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose


@dataclass(frozen=True)
class HolderDraft:
    """
    Who is to manage a budget, with their consent and what shows that they may.

    :ivar email: by which they sign in; nobody but the person themselves needs one
    :ivar capacity_decided_on: for an authorised person, when it was decided that the person lacks
        the capacity to ask for and manage direct payments (Mental Capacity Act 2005)
    """

    kind: HolderKind
    full_name: str = ""
    email: str = ""
    consented_on: date | None = None
    evidence: str = ""
    capacity_decided_on: date | None = None
    user_id: UUID | None = None


@dataclass(frozen=True)
class LineDraft:
    """One part of a week's total, in pence, with its words, its rule and the rates it used."""

    code: str
    words: str
    weekly_pence: int
    rule: str = ""
    rates: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class StatementDraft:
    """
    A week's three figures as somebody proposes them; the lines add up to the total.

    :ivar takes_place: it may start before a statement that is agreed, and then stands for both
    :ivar built_from: what the rate builder was asked, if it worked out the lines
    """

    starts_on: date
    total_pence: int
    contribution_pence: int
    why: str
    lines: tuple[LineDraft, ...] = ()
    takes_place: bool = False
    built_from: dict[str, Any] | None = None


@dataclass(frozen=True)
class BudgetDraft:
    """A budget as a practitioner writes it down with the person, before anybody agrees it."""

    kind: BudgetKind
    holder: HolderDraft
    purposes: tuple[tuple[Purpose, str], ...]
    statement: StatementDraft
    outcomes: tuple[str, ...] = ()
    frequency: Frequency = Frequency.FOUR_WEEKLY
    contribution_mode: ContributionMode = ContributionMode.NONE
    account_kind: AccountChoice = AccountChoice.BANK
    cash_share_percent: int | None = None
    ends_on: date | None = None
    two_signatures_above_pence: int | None = None
    more_holders: tuple[HolderDraft, ...] = field(default=())
