"""Where each address leads, and what is said when none does."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from api.errors import outside

urlpatterns = [
    path("api/v1/", include("api.urls")),
    path("", include("web.urls")),
]


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request can't be read."""
    return outside(request, 400, "bad_request", exception)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for whoever asks."""
    return outside(request, 403, "permission_denied", exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here."""
    return outside(request, 404, "page_not_found", exception)


def handler500(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side."""
    return outside(request, 500, "server_error")
