"""The log of requests, without the secrets that stand in some addresses."""

import re
from typing import Final

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

SECRETS: Final = re.compile(r"(/(?:pay|example|sign-in/password/reset/key)/)[^/?]+")


class RequestLog(RequestMiddleware):
    """Logs each request; whoever reads the log can't use the links that were opened."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """The request as it is logged: its method, and its address without secrets."""
        return SECRETS.sub(r"\1…", RequestMiddleware.format_request(request))
