"""How often one may ask: counted in the database, one atomic step each."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from rest_framework.exceptions import Throttled
from rest_framework.request import Request

from budgets.councils.services import count_try

A_MINUTE = 60


def count_user(user_id: UUID, *, now: datetime) -> None:
    """
    Count one request of somebody who is known.

    :raises Throttled: more in this minute than anybody needs
    """
    _count("api user", str(user_id), settings.API_REQUESTS_A_MINUTE, now)


def count_stranger(request: Request, *, now: datetime) -> None:
    """
    Count one request without a good sign-in, for its address alone: colleagues are not locked out.

    :raises Throttled: more in this minute than mistakes are made
    """
    _count("api stranger", address_of(request), settings.API_STRANGERS_A_MINUTE, now)


def _count(name: str, subject: str, most: int, now: datetime) -> None:
    if count_try(name=name, subject=subject, minutes=1, now=now) > most:
        raise Throttled(wait=A_MINUTE - now.timestamp() % A_MINUTE + 1)


def address_of(request: Request) -> str:
    """The client's address: as our own proxies saw it; what it says of itself counts nothing."""
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.PROXIES and len(seen) >= settings.PROXIES:
        return str(seen[-settings.PROXIES]).strip()
    return str(request.META.get("REMOTE_ADDR", ""))
