"""How the schema is written: every status that an operation may answer with, and each header."""

from typing import TYPE_CHECKING, Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from api.strictness.bodies import Body

if TYPE_CHECKING:
    from api.operation import Operation

PROBLEM = "application/problem+json"
OK, EMPTY = 200, 204
WHEN = {
    400: "The address or the body can't be read.",
    401: "Nobody is signed in.",
    403: "Not for this member.",
    404: "There is nothing here that you may see.",
    405: "This address does not do that.",
    406: "The answer can't be written as asked.",
    409: "It does not fit how things are.",
    412: "It has changed since you read it.",
    413: "The body is too large.",
    415: "The body is written in something else.",
    422: "What was sent can't be meant.",
    428: "If-Match is missing.",
    429: "Too many requests; Retry-After says when to go on.",
    503: "Busy; nothing was done.",
}


class Place(serializers.Serializer[Any]):
    """One thing that is wrong, and where: in the body by JSON pointer, or a parameter by name."""

    pointer = serializers.CharField(required=False)
    parameter = serializers.CharField(required=False)
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemAnswer(serializers.Serializer[Any]):
    """What went wrong (RFC 9457). `code` is stable; `detail` is a sentence for a person."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = Place(many=True)  # type: ignore[assignment]


class Schema(AutoSchema):
    """Bodies that take known fields only; an operation under the first word of its address."""

    def get_tags(self) -> list[str]:
        """The resource that an address belongs to."""
        return [self.path.removeprefix("/api/v1/").split("/")[0]]

    def _map_basic_serializer(self, serializer: Any, direction: str) -> Any:
        mapped = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Body):
            mapped["additionalProperties"] = False
        return mapped


def problems_of(spec: "Operation", *, unsafe: bool) -> set[int]:
    """The statuses with which an operation may refuse."""
    statuses = {400, 401, 403, 404, 405, 406, 429, 503}
    if unsafe:
        statuses |= {409, 413, 415, 422}
    if spec.matched:
        statuses |= {412, 428}
    return statuses


def responses_of(spec: "Operation") -> dict[Any, Any]:
    """Every answer of an operation."""
    unsafe = spec.body is not None or spec.keyed or spec.status != OK
    answers: dict[Any, Any] = {
        (status, PROBLEM): OpenApiResponse(ProblemAnswer, WHEN[status])
        for status in problems_of(spec, unsafe=unsafe)
    }
    for media in spec.medias:
        for status in filter(None, (spec.status, spec.or_again)):
            answers[status, media] = _success(spec, media)
    return answers


def _success(spec: "Operation", media: str) -> Any:
    if spec.answer is None:
        return OpenApiResponse(None if spec.status == EMPTY else OpenApiTypes.STR)
    if media != "application/json":
        return OpenApiTypes.STR
    return page_of(spec.answer) if spec.listed else spec.answer


def page_of(answer: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """A page of a list: its rows, and the cursors to older and newer ones."""
    fields = {
        "data": answer(many=True),
        "next": serializers.CharField(allow_null=True, help_text="The cursor to older ones."),
        "previous": serializers.CharField(allow_null=True, help_text="The cursor to newer ones."),
        "__doc__": "One page, newest first.",
    }
    return type(f"{answer.__name__}Page", (serializers.Serializer,), fields)


def parameters_of(spec: "Operation") -> list[OpenApiParameter]:
    """What an operation takes besides its path and body."""
    found = list(spec.filters.parameters()) if spec.filters else []
    found += [one for one in PAGING if one.name in spec.paging]
    if spec.keyed:
        found.append(KEY)
    if spec.matched:
        found.append(MATCH)
    if spec.answer and not spec.listed and spec.media == "application/json":
        found.append(tag_header(spec.status))
    return found


PAGING = [
    OpenApiParameter("cursor", str, description="From `next` or `previous` of another page."),
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
        description="How many rows at most.",
    ),
    OpenApiParameter(
        "format", str, enum=["json", "csv"], description="`csv`: the whole list as a table."
    ),
]
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,128}$"},
    OpenApiParameter.HEADER,
    required=True,
    description="A new one for each act; the same one to ask again.",
)
MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the state that you saw.",
)


def tag_header(status: int) -> OpenApiParameter:
    """The ETag of an answer."""
    return OpenApiParameter(
        "ETag",
        str,
        OpenApiParameter.HEADER,
        response=[status],
        description="This state, for If-Match.",
    )
