"""What each role finds in the menu; the first of them is where it starts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import get_resolver, reverse

from budgets.councils.values import Role

MENUS: Final[dict[Role, tuple[tuple[str, str], ...]]] = {
    Role.AUDITOR: (("Recovery budgets", "audit"),),
    Role.FINANCE: (
        ("Payments", "payments"),
        ("Bank files", "bank_files"),
        ("Bank details", "payee_changes"),
        ("Pots", "pots"),
        ("In between", "clearing"),
    ),
    Role.MANAGER: (
        ("Waiting", "queue"),
        ("Authorise", "authorise"),
        ("People", "people"),
        ("Decisions", "decisions"),
        ("Pot", "pot"),
    ),
    Role.PRACTITIONER: (
        ("Authorise", "authorise"),
        ("My people", "people"),
        ("My decisions", "decisions"),
    ),
    Role.ADMINISTRATOR: (
        ("Members", "members"),
        ("Teams", "teams"),
        ("Policy", "policy_settings"),
        ("Our council", "council_settings"),
    ),
    Role.PROVIDER: (("Funds", "provider"),),
    Role.ASSISTANT: (),
    Role.HOLDER: (("Home", "home"),),
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
    known = get_resolver().reverse_dict
    given = set(roles)
    pages = {
        name: label
        for role, entries in reversed(MENUS.items())
        if role in given
        for label, name in entries
        if name in known
    }
    ordered = [name for entries in MENUS.values() for _, name in entries if name in pages]
    open_now = request.resolver_match.url_name if request.resolver_match else ""
    return [
        Link(pages[name], reverse(name), current=name == open_now)
        for name in dict.fromkeys(ordered)
    ]


def first_page(roles: Iterable[str], request: HttpRequest) -> str:
    """Where somebody with these roles starts; the page about their council when nowhere else."""
    links = menu_for(roles, request)
    return links[0].url if links else reverse("accessibility")
