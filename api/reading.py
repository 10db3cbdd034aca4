"""The body of a request: how large, in what, and what its fields say."""

from typing import Any, Final

from django.http import HttpRequest
from rest_framework.exceptions import UnsupportedMediaType

from api.operation import JSON, Operation
from api.problems import Invalid, TooLarge, places
from api.strictness.json_text import read_object

LARGEST: Final = 256 * 1024
LARGEST_FILE: Final = 16 * 1024 * 1024


def read_body(request: HttpRequest, operation: Operation) -> bytes:
    """
    The bytes of a body, before anybody else reads them.

    :raises TooLarge: more than is taken here
    :raises UnsupportedMediaType: written in something else
    """
    usual = LARGEST if operation.takes == (JSON,) else LARGEST_FILE
    largest = operation.largest or usual
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()) or int(said) > largest:
        raise TooLarge
    raw = request.read()
    request._body = raw  # noqa: SLF001  Django's own place for it
    kind = (request.content_type or "").lower()
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if raw and (kind not in operation.takes or charset != "utf-8"):
        raise UnsupportedMediaType(request.content_type or "")
    return raw


def read_fields(raw: bytes, operation: Operation) -> Any:
    """
    What the fields of a body say.

    :raises Malformed: it is not JSON as we take it
    :raises Invalid: a field is unknown, missing or can't be read
    """
    if operation.body is None:
        return None
    fields = operation.body(data=read_object(raw) if raw else {})
    if not fields.is_valid():
        raise Invalid(errors=places(fields.errors))
    return fields.validated_data
