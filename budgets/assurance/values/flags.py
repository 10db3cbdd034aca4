"""What a flag is: a question about lines, shifts, grants or a budget, and never a finding."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whom a flag reaches: staff when they look, a person soon, or somebody today."""

    LOOK = "look"
    ASK = "ask"
    URGENT = "urgent"


class FlagState(StrEnum):
    """Whether a question stands: later facts may explain it, or a person closes it."""

    OPEN = "open"
    GONE = "gone"
    CLOSED = "closed"


class Rule(StrEnum):
    """Each thing that may be asked about, the most serious first."""

    SHARED_WITH_PRACTITIONER = "shared_with_practitioner"
    AFTER_DEATH = "after_death"
    DRAINED = "drained"
    HOLDER_PAYS_THEMSELVES = "holder_pays_themselves"
    SHARED_ACCOUNT = "shared_account"
    DETAILS_CHANGED = "details_changed"
    BLOCKED_MERCHANT = "blocked_merchant"
    OVERLAPPING_SHIFTS = "overlapping_shifts"
    IMPOSSIBLE_HOURS = "impossible_hours"
    SHIFTS_AWAY = "shifts_away"
    PAY_WITHOUT_HOURS = "pay_without_hours"
    OVER_THE_RATE = "over_the_rate"
    ENDED_BUT_PAID = "ended_but_paid"
    AFTER_END = "after_end"
    SAME_AGAIN = "same_again"
    SPLIT = "split"
    ROUND_SUMS = "round_sums"
    NEW_PAYEE = "new_payee"
    OFF_PLAN = "off_plan"
    CASH = "cash"
    ASK_ABOUT_MERCHANT = "ask_about_merchant"
    NO_SPENDING = "no_spending"
    CONTRIBUTION_MISSED = "contribution_missed"
    UNDER_MINIMUM_WAGE = "under_minimum_wage"
    HOUSEHOLD_FAMILY = "household_family"
    SPLIT_GRANTS = "split_grants"
    CROWDING = "crowding"
    FAVOURING = "favouring"
    FAR_FROM_TEAM = "far_from_team"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """
    A question about one budget, with its reason in words that the holder may read.

    :ivar line_ids: all lines that it is about, in their order; so are `shift_ids`, `grant_refs`
    :ivar grant_refs: the one-off budgets, where a pattern over several of them is meant
    :ivar reason: one sentence, or several where questions about one matter were joined
    :ivar also: the other rules that found the same matter
    """

    rule: Rule
    budget_ref: str
    reason: str
    severity: Severity
    at_stake_pence: int = 0
    line_ids: tuple[str, ...] = ()
    shift_ids: tuple[str, ...] = ()
    grant_refs: tuple[str, ...] = ()
    also: tuple[Rule, ...] = ()
