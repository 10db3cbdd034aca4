"""The answer: one thing, a page of a list, or the whole list as a table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from api import cursors, etags
from api.filters import limit_of, narrowed
from api.operation import CSV, JSON
from api.tables import table_of

if TYPE_CHECKING:
    from api.doors import Door

FORMATS = {JSON: "json", CSV: "csv"}


class Negotiation(DefaultContentNegotiation):
    """Which of an operation's media types the client would like; what it has not is a 406."""

    def select_renderer(
        self, request: Request, _: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer of the chosen media type."""
        door = request.parser_context["view"]
        offered = [renderer_for(media)() for media in door.operation.medias]
        return super().select_renderer(request, offered, format_suffix)  # type: ignore[no-any-return]

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        """Those of this format."""
        found = [renderer for renderer in renderers if renderer.format == format]
        if not found:
            raise NotAcceptable
        return found


def renderer_for(media: str) -> type[BaseRenderer]:
    """A name for a media type, for the negotiation alone."""
    names = {"media_type": media, "format": FORMATS.get(media, "file"), "charset": "utf-8"}
    return type("Renderer", (BaseRenderer,), names)


def written(door: "Door", result: Any) -> HttpResponse:
    """The answer as bytes, whole, so that nothing is asked after the door's transaction."""
    if isinstance(result, HttpResponse):
        return result
    if door.operation.answer is None:
        return HttpResponse(status=door.operation.status)
    if door.operation.listed:
        return _listed(door, result)
    door.saw(result)
    body = one(door, result)
    status = door.operation.or_again if door.again else door.operation.status
    answer = HttpResponse(body, status=status, content_type=JSON)
    answer["ETag"] = etags.tag_of(body)
    return answer


def one(door: "Door", thing: Any) -> bytes:
    """One thing as the bytes that stand for its state."""
    if door.operation.answer is None:
        return b""
    return as_json(door.operation.answer(thing, context={"door": door}).data)


def as_json(data: Any) -> bytes:
    """JSON without a blank too many."""
    return bytes(JSONRenderer().render(data))


def _listed(door: "Door", rows: Any) -> HttpResponse:
    query, operation = door.http.GET, door.operation
    if operation.answer is None:
        raise TypeError(operation.name)
    if operation.filters and not operation.whole:
        rows = narrowed(query, operation.filters, rows)
    limit = 0 if operation.whole else limit_of(query)
    if door.media.startswith(CSV):
        by = cursors.in_order(operation.newest_by)
        return _table(door, rows if operation.whole else rows.order_by(*by))
    page = _page(door, rows, limit)
    for thing in page.rows:
        door.saw(thing)
    shown = operation.answer(door.prepare(page.rows), many=True, context={"door": door}).data
    body = as_json({"data": shown, "next": page.next, "previous": page.previous})
    return HttpResponse(body, content_type=JSON)


def _page(door: "Door", rows: Any, limit: int) -> cursors.Page:
    if door.operation.whole:
        return cursors.Page(list(rows), None, None)
    cursor, newest_by = door.http.GET.get("cursor", ""), door.operation.newest_by
    return cursors.page(rows, cursor=cursor, limit=limit, newest_by=newest_by)


def _table(door: "Door", rows: Iterable[Any]) -> HttpResponse:
    things = door.prepare(list(rows))
    for thing in things:
        door.saw(thing)
    answer = door.operation.answer
    table = table_of(answer(), answer(things, many=True, context={"door": door}).data)  # type: ignore[misc]
    name = f"{door.operation.name}.csv"
    return HttpResponse(
        table,
        content_type=f"{CSV}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
