"""What every page knows of its council, its viewer and its day."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.models import Council
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
    viewer = getattr(page, "viewer", None)
    member = getattr(page, "member", None)
    book_id = viewer.book_id if viewer else None
    return {
        "council": _look(councils.find_council(book_id)),
        "nav": menu_for(viewer.roles, request) if member else [],
        "member_name": member.user.full_name if member else "",
        "footer_links": _footer_links(book_id) if member else [],
        "today": timezone.localdate(),
    }


def _look(found: Council | None) -> CouncilLook | None:
    if found is None:
        return None
    return CouncilLook(
        name=found.name,
        code=found.code,
        phone=found.phone,
        hours_words=found.phone_hours,
        accent_code=found.colour.removeprefix("#"),
        has_logo=bool(found.logo),
    )


def _footer_links(book_id: UUID | None) -> list[Link]:
    return [Link("Our policy in plain words", reverse("policy"))] if book_id else []
