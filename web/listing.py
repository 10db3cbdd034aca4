"""A long list, a page at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ON_A_PAGE = 50


def page_of(request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]") -> "Page[Any]":
    """The page that the address asks for; the nearest one there is, when it is nonsense."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
