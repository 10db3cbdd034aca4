"""
How often signing in may be tried, counted in the database before anything is looked at.

Each limit is a window of a quarter of an hour and then forgotten, so that an office behind one
address, or somebody whom a stranger teases, is never locked out for good.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from budgets.councils.rules import network_of
from budgets.councils.services import may_try

MINUTES: Final = 15
FOR_CLIENT: Final = 300
"""For one client: as much as a whole office needs in the morning."""
SAFE_METHODS: Final = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Limit:
    """How often one thing may be tried: by one client about one address, and by all about it."""

    about: Callable[[HttpRequest], str]
    most: int
    by_all: int


def _typed(name: str) -> Callable[[HttpRequest], str]:
    return lambda request: request.POST.get(name, "").strip().lower()


def _arriving(request: HttpRequest) -> str:
    """Who is half signed in, or signed in; a session of nobody is known by its key."""
    pending = request.session.get("account_login") or {}
    return str(pending.get("user_pk") or request.user.pk or request.session.session_key)


def _by_secret(request: HttpRequest) -> str:
    return str(request.resolver_match and request.resolver_match.kwargs["secret"])


LIMITS: Final = {
    "account_request_login_code": Limit(_typed("email"), 5, 20),
    "account_confirm_login_code": Limit(lambda r: str(r.session.session_key), 20, 20),
    "account_login": Limit(_typed("login"), 10, 30),
    "account_reset_password": Limit(_typed("email"), 5, 20),
    "account_reauthenticate": Limit(_arriving, 10, 10),
    "account_change_password": Limit(_arriving, 10, 10),
    "mfa_authenticate": Limit(_arriving, 10, 10),
    "mfa_reauthenticate": Limit(_arriving, 10, 10),
    "mfa_activate_totp": Limit(_arriving, 20, 20),
    "pay": Limit(_by_secret, 10, 30),
    "pay_change": Limit(_by_secret, 10, 30),
}


class TriesMiddleware:
    """Counts each try at something that could be guessed, and stops what is too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let a try through while each of its counts allows it."""
        name = request.resolver_match.url_name if request.resolver_match else None
        limit = LIMITS.get(name or "")
        if limit is None or request.method in SAFE_METHODS:
            return None
        if all(_allowed(str(name), *count) for count in _counts(request, limit)):
            return None
        return render(request, "web/too_often.html", status=429)


def _counts(request: HttpRequest, limit: Limit) -> Iterator[tuple[str, str, int]]:
    client, about = client_of(request), limit.about(request)
    yield "client", client, FOR_CLIENT
    yield "client and about", f"{client} {about}", limit.most
    yield "about", about, limit.by_all


def _allowed(name: str, by: str, subject: str, most: int) -> bool:
    now = timezone.now()  # noqa: TID251  the door's own clock
    return may_try(name=name, subject=f"{by} {subject}", most=most, minutes=MINUTES, now=now)


def client_of(request: HttpRequest) -> str:
    """
    The client's address, as our own proxies wrote it; what a stranger wrote is ignored.

    Of an IPv6 address the network counts, for one client has all of it.
    """
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        written = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        seen = [address.strip() for address in written[-settings.PROXIES :]] or seen
    return network_of(seen[0])
