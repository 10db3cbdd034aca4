"""What a plan's pages call things, to the person themselves or about them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.schedule import ContributionMode, Frequency
from web.templatetags.wherewithal import possessive

STATE: Final[Mapping[str, tuple[str, str]]] = {
    BudgetState.DRAFT: ("Being decided", "outline"),
    BudgetState.AGREED: ("Being decided", "outline"),
    BudgetState.ACTIVE: ("In use", "calm"),
    BudgetState.SUSPENDED: ("Stopped for now", "honey"),
    BudgetState.ENDING: ("Ending", "stone"),
    BudgetState.ENDED: ("Ended", "stone"),
}
"""Each state as a status word and the tint that it stands on."""

DECIDING: Final = (BudgetState.DRAFT, BudgetState.AGREED)
"""While nothing is paid, because something is still to be decided."""

KIND: Final[Mapping[str, str]] = {
    BudgetKind.DIRECT_PAYMENT: "Direct payment",
    BudgetKind.MANAGED: "Budget that we look after",
}

OFTEN: Final[Mapping[str, str]] = {
    Frequency.WEEKLY: "Every week",
    Frequency.FORTNIGHTLY: "Every 2 weeks",
    Frequency.FOUR_WEEKLY: "Every 4 weeks",
    Frequency.MONTHLY: "Every month",
    Frequency.ONCE: "Once",
}

MANAGES: Final[Mapping[str, str]] = {
    HolderKind.PERSON: "their own money",
    HolderKind.NOMINATED: "chosen to manage it",
    HolderKind.AUTHORISED: "authorised to manage it",
    HolderKind.PROVIDER: "a provider",
    HolderKind.COUNCIL: "the council",
}

CONDITION: Final[Mapping[str, tuple[str, str]]] = {
    ConditionCode.S31_CAPACITY: (
        "You can decide to ask for this",
        "{name} can decide to ask for this",
    ),
    ConditionCode.S31_NOT_PROHIBITED: ("The rules allow it", "The rules allow it"),
    ConditionCode.S31_CAPABLE: (
        "You can manage the money, alone or with help",
        "The money can be managed, alone or with help",
    ),
    ConditionCode.S31_APPROPRIATE: (
        "It is a good way to meet your needs",
        "It is a good way to meet {whose} needs",
    ),
    ConditionCode.S32_SUPPORTED: (
        "Whoever decides about your care agrees",
        "Whoever decides about {whose} care agrees",
    ),
    ConditionCode.S32_NOT_PROHIBITED: ("The rules allow it", "The rules allow it"),
    ConditionCode.S32_BEST_INTERESTS: (
        "Whoever manages the money does what is best for you",
        "Whoever manages the money does what is best for {name}",
    ),
    ConditionCode.S32_CAPABLE: (
        "They can manage the money, alone or with help",
        "They can manage the money, alone or with help",
    ),
    ConditionCode.S32_APPROPRIATE: (
        "It is a good way to meet your needs",
        "It is a good way to meet {whose} needs",
    ),
}
"""Each condition of the law in a few words: to the person, and about them."""


def belonging_to(person: Person) -> str:
    """Whose it is, before a noun: Daniel’s, Millfield Friends’."""
    return possessive(person.first_name)


def condition_words(code: str, budget: Budget, *, own: bool) -> str:
    """One condition in a few words."""
    to_them, about_them = CONDITION[code]
    return (
        to_them
        if own
        else about_them.format(name=budget.person.first_name, whose=belonging_to(budget.person))
    )


def comes_to(holder: BudgetHolder, *, own: bool) -> str:
    """How somebody comes to manage the money; stands after their name."""
    if own and holder.kind == HolderKind.PERSON:
        return "your own money"
    if holder.budget.person.kind == PersonKind.GROUP:
        return "signs for the group"
    return MANAGES[holder.kind]


def is_paid_out(budget: Budget) -> bool:
    """Whether the money goes to an account that the holder tells us."""
    ours = budget.kind == BudgetKind.MANAGED or budget.account_kind == AccountChoice.CARD
    return not ours and budget.holder_kind not in (HolderKind.PROVIDER, HolderKind.COUNCIL)


def where_kept(budget: Budget, *, own: bool) -> str:
    """Where the money is kept, in words."""
    if budget.kind == BudgetKind.MANAGED:
        return "With the council"
    if budget.account_kind == AccountChoice.CARD:
        return "On a payment card"
    return "In your own bank account" if own else "In a bank account kept for it"


def contribution_words(mode: str, *, own: bool) -> str:
    """How the person's own part reaches the budget, as a sentence; nothing where there is none."""
    you, your = ("You", "your") if own else ("They", "their")
    return {
        ContributionMode.NET: f"{you} add {your} part to the account. We pay the rest.",
        ContributionMode.GROSS: f"We pay all of it, and ask for {your} part afterwards.",
        ContributionMode.NONE: "",
    }[ContributionMode(mode)]


def short_day(day: date, today: date) -> str:
    """A day without its weekday, and without the year when it is this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def span_words(starts_on: date, last_on: date, today: date) -> str:
    """From one day to another, both included: 1 to 31 July, 16 November to 13 December."""
    until = short_day(last_on, today)
    if starts_on == last_on:
        return until
    if (starts_on.year, starts_on.month) == (last_on.year, last_on.month):
        return f"{starts_on.day} to {until}"
    same_year = starts_on.year == last_on.year
    return f"{short_day(starts_on, starts_on if same_year else today)} to {until}"
