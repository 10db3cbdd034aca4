"""
What one operation is: its name, its right, what comes in and goes out. The door keeps to it, and
the schema is written from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.serializers import Serializer

from api.filters import FORMAT, PAGING, Filters
from api.schema import parameters_of, responses_of
from api.strictness.bodies import Body
from budgets.councils.rights import Action

JSON: Final = "application/json"
CSV: Final = "text/csv"
SESSION: Final[Any] = [{"session": []}]
TOKEN: Final[Any] = [{"token": []}, *SESSION]
Handler = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    """
    One method of one address.

    :ivar right: asked once, at the door
    :ivar answer: how one thing is written; with `listed`, each of a page
    :ivar whole: a list that is worked out, so given whole, in its own order
    :ivar filters: what the query may narrow, or say
    :ivar keyed: moves money or makes something, so it needs an Idempotency-Key
    :ivar matched: changes a state, so it needs the If-Match of the thing in `answer`
    :ivar looks_at: where a thing has the person whose record it is, as `budget.person`; or `self`
    :ivar media: what the answer is written in, when that is not JSON
    :ivar takes: what the body is written in, when that is not JSON
    :ivar by_session: only for a human who signed in, never for a token
    :ivar or_again: the status when what is asked for was there already
    :ivar newest_by: the instant by which a list is in order, when its ids are not ours
    :ivar largest: bytes of a body that are taken, when that is not the usual
    """

    name: str
    right: Action
    answer: type[Serializer[Any]] | None = None
    body: type[Body] | None = None
    status: int = 200
    filters: type[Filters] | None = None
    listed: bool = False
    whole: bool = False
    keyed: bool = False
    matched: bool = False
    looks_at: str = ""
    media: str = JSON
    takes: tuple[str, ...] = (JSON,)
    by_session: bool = False
    or_again: int = 0
    newest_by: str = ""
    largest: int = 0
    example: dict[str, Any] | None = field(default=None, hash=False)

    @property
    def paging(self) -> frozenset[str]:
        """What every list takes."""
        if not self.listed:
            return frozenset()
        return frozenset({FORMAT}) if self.whole else PAGING

    @property
    def parameters(self) -> frozenset[str]:
        """Every parameter that its address may have."""
        return self.paging | set(self.filters.base_filters if self.filters else ())

    @property
    def medias(self) -> tuple[str, ...]:
        """Every media type that a client may ask for, the usual one first."""
        return (self.media, CSV) if self.listed else (self.media,)


def operation(spec: Operation) -> Callable[[Handler], Handler]:
    """Let a method of a door be this operation: it goes through the door, and into the schema."""

    def decorate(handler: Handler) -> Handler:
        @wraps(handler)
        def through(door: Any, _: Any, **ids: Any) -> Any:
            return door.through(handler, **ids)

        through.operation = spec  # type: ignore[attr-defined]
        title, _, more = (handler.__doc__ or "").strip().partition("\n")
        described: Handler = extend_schema(
            operation_id=spec.name,
            summary=title.rstrip("."),
            description=" ".join(more.split()) or title,
            request=request_of(spec),
            responses=responses_of(spec),
            parameters=parameters_of(spec),
            examples=examples_of(spec),
            auth=SESSION if spec.by_session else TOKEN,
            extensions={"x-right": spec.right.value},
        )(through)
        return described

    return decorate


def request_of(spec: Operation) -> Any:
    """The body of a request in the schema."""
    if spec.takes != (JSON,):
        return {media: {"type": "string"} for media in spec.takes}
    return spec.body


def examples_of(spec: Operation) -> list[OpenApiExample]:
    """A body that works, with ids of the reader's own."""
    if spec.example is None:
        return []
    return [OpenApiExample("For example", value=spec.example, request_only=True)]
