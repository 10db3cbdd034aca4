"""Plain types of budgets: their kinds, states, holders and purposes."""

from enum import StrEnum
from typing import Final


class BudgetKind(StrEnum):
    """How money for somebody's outcomes is managed."""

    DIRECT_PAYMENT = "direct_payment"
    SERVICE_FUND = "individual_service_fund"
    RECOVERY = "recovery"
    MANAGED = "managed"


class BudgetState(StrEnum):
    """Where a budget is between agreement and a kind ending."""

    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDING = "ending"
    ENDED = "ended"


class HolderKind(StrEnum):
    """Who manages the money."""

    PERSON = "person"
    NOMINATED = "nominated_person"
    AUTHORISED = "authorised_person"
    PROVIDER = "provider"
    COUNCIL = "council"


class KnownFrom(StrEnum):
    """How the council knows what became of the money."""

    CARD = "card"
    STATEMENTS = "statements"
    NOTHING = "nothing"


MAY_BECOME: Final = {
    BudgetState.DRAFT: {BudgetState.AGREED, BudgetState.ENDED},
    BudgetState.AGREED: {BudgetState.ACTIVE, BudgetState.ENDING},
    BudgetState.ACTIVE: {BudgetState.SUSPENDED, BudgetState.ENDING, BudgetState.ENDED},
    BudgetState.SUSPENDED: {BudgetState.ACTIVE, BudgetState.ENDING},
    BudgetState.ENDING: {BudgetState.ENDED},
    BudgetState.ENDED: set[BudgetState](),
}
"""From each state, where a budget may go; a recovery budget ends from active at once."""

ENDINGS: Final = (BudgetState.ENDING, BudgetState.ENDED)
"""From where a budget only gets what is owed to it, and goes on no more."""
