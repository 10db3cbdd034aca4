"""What each role finds in the menu; the first of them is where it starts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from budgets.councils.values import Role

MENUS: Final[dict[Role, tuple[tuple[str, str], ...]]] = {
    Role.AUDITOR: (("Recovery budgets", "audit"),),
    Role.FINANCE: (
        ("Pay runs", "runs"),
        ("Payments", "payments"),
        ("Payroll", "payroll"),
        ("Bank files", "bank_files"),
        ("Stuck", "stuck"),
        ("Bank details", "payee_changes"),
        ("Contributions", "contributions"),
        ("Rates", "rates"),
        ("Pots", "pots"),
        ("Files", "import"),
    ),
    Role.MANAGER: (
        ("Waiting", "queue"),
        ("Authorise", "authorise"),
        ("Direct payments", "budgets"),
        ("Reviews", "reviews"),
        ("People", "people"),
        ("Decisions", "decisions"),
        ("Pot", "pot"),
    ),
    Role.PRACTITIONER: (
        ("Authorise", "authorise"),
        ("Direct payments", "budgets"),
        ("Reviews", "reviews"),
        ("My people", "people"),
        ("My decisions", "decisions"),
    ),
    Role.ADMINISTRATOR: (
        ("Members", "members"),
        ("Teams", "teams"),
        ("Policy", "policy_settings"),
        ("Pots and limits", "pot"),
        ("Our council", "council_settings"),
        ("Stuck jobs", "stuck"),
    ),
    Role.PROVIDER: (("Funds", "provider"),),
    Role.ASSISTANT: (("Your work", "work"),),
    Role.HOLDER: (("Home", "home"), ("My plan", "plans")),
}
"""Each role's pages as (words, URL name), the roles in the order of which one shows first."""


@dataclass(frozen=True)
class Link:
    """One entry of the menu."""

    label: str
    url: str
    current: bool = False


def menu_for(roles: Iterable[str], request: HttpRequest) -> list[Link]:
    """The pages of all these roles, each once, the one that is open marked."""
    given = set(roles)
    pages: dict[str, str] = {}
    for role, entries in MENUS.items():
        for label, name in entries if role in given else ():
            pages.setdefault(name, label)
    open_now = request.resolver_match.url_name if request.resolver_match else ""
    return [Link(label, reverse(name), name == open_now) for name, label in pages.items()]


def first_page(roles: Iterable[str], request: HttpRequest) -> str:
    """Where somebody with these roles starts; the page about their council when nowhere else."""
    links = menu_for(roles, request)
    return links[0].url if links else reverse("accessibility")
