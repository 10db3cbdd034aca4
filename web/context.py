"""What every page knows of its council, its viewer and its day."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.councils.rights import Action, may
from ledgers.selectors import find_stop
from ledgers.values import Viewer
from web.menu import Link, menu_for


@dataclass(frozen=True)
class CouncilLook:
    """How a council shows itself."""

    name: str
    code: str
    phone: str
    hours_words: str
    accent_code: str
    has_logo: bool


def council(request: HttpRequest) -> dict[str, Any]:
    """The council, the menu, who is signed in, and today in London."""
    page = getattr(request, "page", None)
    viewer: Viewer | None = getattr(page, "viewer", None)
    member: Member | None = getattr(page, "member", None)
    return {
        "council": _look(councils.find_look(viewer.book_id if viewer else None)),
        "nav": menu_for(viewer.roles, request) if viewer and member else [],
        "member_name": member.user.full_name if member else "",
        "stopped": _is_stopped(viewer),
        "footer_links": _footer_links(page) if member else [],
        "today": timezone.localdate(),
    }


def _is_stopped(viewer: Viewer | None) -> bool:
    """Whether nothing is paid, for whoever can do something about it."""
    return bool(viewer and may(viewer.roles, Action.STUCK_READ) and find_stop(viewer.book_id))


def _look(found: councils.Look | None) -> CouncilLook | None:
    if found is None:
        return None
    return CouncilLook(
        name=found.name,
        code=found.code,
        phone=found.phone,
        hours_words=found.phone_hours,
        accent_code=found.colour.removeprefix("#"),
        has_logo=found.has_logo,
    )


def _footer_links(page: Any) -> list[Link]:
    links = [Link("Our policy in plain words", reverse("policy"))]
    if len(page.memberships) > 1:
        links.append(Link("Act for another council", reverse("choose_council")))
    return links
