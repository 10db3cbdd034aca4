"""
Every answer that is not a yes, as a problem (RFC 9457) with a stable code.

Each refusal of the trade has exactly one HTTP status. What nobody foresaw goes on to the
handler of the whole site, which says that something went wrong and not what.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException

from api.statuses import STATUS
from ledgers.errors import Refusal

MEDIA_TYPE = "application/problem+json"


def as_problem(error: Exception, _: dict[str, Any]) -> HttpResponse | None:
    """What is told to the client; None when nobody foresaw it."""
    for kind, tell in TELLERS.items():
        if isinstance(error, kind):
            told: HttpResponse = tell(error)
            return told
    if type(error) in STATUS:
        return problem(STATUS[type(error)], snake(type(error).__name__), sentence(error))
    return None


def problem(
    status: int, code: str, detail: str, errors: list[dict[str, str]] | None = None
) -> HttpResponse:
    """One problem, in its own media type."""
    said = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": errors or [],
    }
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE)


def _refusal(error: Refusal) -> HttpResponse:
    return problem(STATUS.get(type(error), 409), error.code, error.sentence)


def _http(error: APIException) -> HttpResponse:
    code = str(getattr(error, "default_code", "error"))
    told = problem(error.status_code, code, str(error.detail), getattr(error, "errors", []))
    wait = getattr(error, "wait", None)
    if wait:
        told["Retry-After"] = str(int(wait))
    asks_for = getattr(error, "auth_header", None)
    if asks_for:
        told["WWW-Authenticate"] = str(asks_for)
    return told


def _not_found(_: Exception) -> HttpResponse:
    return problem(404, "not_found", "There is nothing here that you may see.")


def _bad(_: Exception) -> HttpResponse:
    return problem(400, "malformed", "The request can't be read.")


def _busy(_: Exception) -> HttpResponse:
    told = problem(503, "busy", "We are busy. Nothing was done: ask again in a moment.")
    told["Retry-After"] = "1"
    return told


TELLERS: dict[type[Exception], Any] = {
    Refusal: _refusal,
    APIException: _http,
    Http404: _not_found,
    SuspiciousOperation: _bad,
    BadRequest: _bad,
    OperationalError: _busy,
}


def snake(name: str) -> str:
    """`UnreadableAnswer` as `unreadable_answer`."""
    return "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


def sentence(error: Exception) -> str:
    """What a plain exception of a rail says: the first line of its docstring."""
    return (type(error).__doc__ or "").strip().splitlines()[0]


def outside(request: HttpRequest, status: int, page: str, *why: Exception) -> HttpResponse:
    """A problem for what went wrong under `/api/` before or beyond its doors; else the page."""
    if request.path_info.startswith("/api/"):
        return {400: _bad, 403: _forbidden, 404: _not_found}.get(status, _broken)(*why)
    told: HttpResponse = getattr(defaults, page)(request, *why)
    return told


def _forbidden(_: Exception) -> HttpResponse:
    return problem(403, "not_allowed", "This is not for you.")


def _broken(*_: Exception) -> HttpResponse:
    return problem(500, "broken", "Something went wrong on our side. Nothing was done.")


@csrf_exempt
def nothing_here(_: HttpRequest) -> HttpResponse:
    """Every other address under `/api/v1/`."""
    return _not_found(Http404())
