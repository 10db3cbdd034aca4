"""How the pages about budgets name things: states, kinds, who manages the money, how it is paid."""

from typing import Final

from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, LineCode, OneOffKind
from budgets.plans.values.schedule import ContributionMode, Frequency
from payments.payouts.values import PaymentState

STATE_WORDS: Final[dict[str, tuple[str, str]]] = {
    BudgetState.DRAFT: ("To be agreed", "honey"),
    BudgetState.AGREED: ("Conditions open", "honey"),
    BudgetState.ACTIVE: ("Paid", "calm"),
    BudgetState.SUSPENDED: ("Stopped", "clay"),
    BudgetState.ENDING: ("Ending", "stone"),
    BudgetState.ENDED: ("Ended", "stone"),
}
"""Each state as a status word and the tint that it stands on."""

KIND_WORDS: Final[dict[str, str]] = {
    BudgetKind.DIRECT_PAYMENT: "Direct payment",
    BudgetKind.SERVICE_FUND: "Individual Service Fund",
    BudgetKind.RECOVERY: "One-off budget",
    BudgetKind.MANAGED: "Account that we manage",
}

HOLDER_WORDS: Final[dict[str, str]] = {
    HolderKind.PERSON: "",
    HolderKind.NOMINATED: "Nominated person",
    HolderKind.AUTHORISED: "Authorised person",
    HolderKind.PROVIDER: "Provider",
    HolderKind.COUNCIL: "The council",
}
"""What somebody who manages the money is called; nothing where it is the person themselves."""

FREQUENCY_WORDS: Final[dict[str, str]] = {
    Frequency.FOUR_WEEKLY: "Every 4 weeks",
    Frequency.FORTNIGHTLY: "Every 2 weeks",
    Frequency.WEEKLY: "Every week",
    Frequency.MONTHLY: "Every month",
    Frequency.ONCE: "Once",
}

MODE_WORDS: Final[dict[str, str]] = {
    ContributionMode.NET: "We pay our share, and they add theirs",
    ContributionMode.GROSS: "We pay it all, and they pay their part to us",
    ContributionMode.NONE: "They pay nothing",
}

ACCOUNT_WORDS: Final[dict[str, str]] = {
    AccountChoice.BANK: "In a bank account of their own",
    AccountChoice.CARD: "On a card that we fill",
}

ONE_OFF_WORDS: Final[dict[str, str]] = {
    OneOffKind.START_UP: "To get started",
    OneOffKind.CONTINGENCY: "To keep in hand",
    OneOffKind.ONE_OFF: "Something once",
    OneOffKind.RECOVERY: "A recovery budget",
}

LINE_WORDS: Final = {
    LineCode.SUPPORT: "Support",
    LineCode.CONTRIBUTION: "Their own part",
    LineCode.ARREARS: "What we still owed",
    LineCode.OVERPAYMENT: "Paid too much before",
    LineCode.START_UP: "To get started",
    LineCode.CONTINGENCY: "To keep in hand",
    LineCode.ONE_OFF: "Something once",
    LineCode.WAGES: "Wages that we paid",
}

PAYMENT_WORDS: Final[dict[PaymentState, tuple[str, str]]] = {
    PaymentState.PLANNED: ("Being checked", "outline"),
    PaymentState.APPROVED: ("Approved", "calm"),
    PaymentState.SENT: ("On its way", "calm"),
    PaymentState.PAID: ("Paid", "stone"),
    PaymentState.FAILED: ("Came back", "clay"),
    PaymentState.RETURNED: ("Came back", "clay"),
    PaymentState.CANCELLED: ("Not paid", "stone"),
}
