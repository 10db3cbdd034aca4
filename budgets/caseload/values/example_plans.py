"""What a direct payment in the example is, as data."""

from dataclasses import dataclass

from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose


@dataclass(frozen=True)
class Helper:
    """Somebody who manages the money with or for the person, and what shows that they may."""

    name: str
    kind: HolderKind = HolderKind.NOMINATED
    evidence: str = "Signed paper, seen by us"


@dataclass(frozen=True)
class Plan:
    """
    Somebody's direct payment in the example.

    :ivar weeks: it starts so many weeks before this week's Monday, or some days later
    :ivar weekly_pence: a week's total; nothing where it is worked out from `hours`
    :ivar hours: of an assistant in a week, for the rate builder
    :ivar own_pence: what the person pays a week
    :ivar missed: of so many weeks until today the person has not paid their own part
    :ivar also: more purposes, each in the person's words
    :ivar helpers: who manages the money; for a group, who signs
    :ivar percent_spent: of what comes, so much is spent
    :ivar seen: whether the account's statements are sent to us
    :ivar reaches: where it gets: some are only written down, some wait for the law's conditions
    :ivar open_conditions: what is not decided yet
    """

    name: str
    weeks: int
    words: str
    outcome: str
    purpose: Purpose = Purpose.PERSONAL_ASSISTANCE
    weekly_pence: int = 0
    hours: int = 0
    own_pence: int = 0
    mode: ContributionMode = ContributionMode.NONE
    missed: int = 0
    often: Frequency = Frequency.FOUR_WEEKLY
    account: AccountChoice = AccountChoice.BANK
    kind: BudgetKind = BudgetKind.DIRECT_PAYMENT
    also: tuple[tuple[Purpose, str], ...] = ()
    helpers: tuple[Helper, ...] = ()
    two_above_pence: int | None = None
    start_up_pence: int = 0
    percent_spent: int = 95
    seen: bool = True
    reaches: BudgetState = BudgetState.ACTIVE
    open_conditions: tuple[ConditionCode, ...] = ()

    @property
    def is_kept_by_us(self) -> bool:
        """Whether the money is on a card, or in an account that we manage."""
        return self.kind == BudgetKind.MANAGED or self.account == AccountChoice.CARD
