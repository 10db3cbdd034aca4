"""
Bad input never breaks it.

About 300 nasty values go, one at a time, into every field, parameter and place of an address of
every operation, and into one of its headers in turn, as somebody who may do it. Nothing may
break, nothing may be taken that the schema does not allow or that hides something, and each
refusal is a problem. The control is one plain DRF view in the place of an operation.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from types import ModuleType
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.test import Client, override_settings
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from api.cursors import MOST
from api.filters import PAGING
from budgets.councils.rights import RIGHTS
from budgets.councils.values import Role
from config.matrix.asking import Operation, operations, undone
from config.matrix.recipes import RECIPES
from config.matrix.scene import Scene, make_scene
from config.nasty import TEXTS, VALUES, hides, may_take
from config.proving import QUICK, Proof, scratch_database

HEADERS: Final = (
    "Accept", "Authorization", "Content-Type", "Cookie", "Idempotency-Key", "If-Match",
    "X-Forwarded-For", "X-CSRFToken", "Accept-Language",
)  # fmt: skip
TENTH: Final = 10
SHARED: Final = 9


@dataclass(frozen=True)
class Place:
    """One place of one operation into which a value goes."""

    operation: Operation
    where: str
    name: str
    shape: dict[str, Any]


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Send every value to every place, in a shuffled order."""
    asked = everything(seed)
    if control:
        asked = [one for one in asked if one[0].operation.name == "askForRecoveryBudget"]
    asked = asked[:: TENTH if QUICK.get() and not control else 1]
    with ExitStack() as house:
        house.enter_context(scratch_database())
        house.enter_context(override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False))
        house.enter_context(override_settings(API_REQUESTS_A_MINUTE=10**9))
        house.enter_context(override_settings(API_STRANGERS_A_MINUTE=10**9))
        scene = make_scene(datetime.now(UTC))
        if control:
            house.enter_context(override_settings(ROOT_URLCONF=PLAIN))
        found = [fault for place, value in asked if (fault := find_fault(scene, place, value))]
    kinds = Counter(kind for kind, _ in found)
    line = (
        f"{len(asked):,} requests, {len(VALUES)} values in {len(list(places()))} places of "
        f"{len(operations())} operations: {kinds['broken']} server errors, "
        f"{kinds['taken']} accepted wrongly, {kinds['not a problem']} refusals not problem+json"
    )
    figures = {"requests": len(asked), "values": len(VALUES), **kinds, "examples": found[:10]}
    return Proof(not found, line, figures)


def places() -> Iterator[Place]:
    """Every place of every operation of the committed schema."""
    schema = json.loads((Path(settings.BASE_DIR) / "docs" / "openapi.json").read_text())
    for one in operations():
        said = schema["paths"][one.path][one.method]
        for parameter in said.get("parameters", ()):
            if parameter["in"] in ("query", "path"):
                yield Place(one, parameter["in"], parameter["name"], parameter["schema"])
        yield Place(one, "header", "", {})
        content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
        component = content.get("schema", {}).get("$ref", "/").rpartition("/")[2]
        fields = schema["components"]["schemas"].get(component, {}).get("properties", {})
        for name, shape in fields.items():
            yield Place(one, "body", name, shape)


def everything(seed: int) -> list[tuple[Place, Any]]:
    """
    Any value for each field of a body; text for what stands in an address or a header.

    What every operation shares (ids, headers, paging) meets each value in one of nine of them.
    """
    asked = []
    for number, place in enumerate(places()):
        for turn, value in enumerate(VALUES if place.where == "body" else TEXTS):
            shared = place.where in ("path", "header") or place.name in PAGING
            if not shared or (number + turn) % SHARED == 0:
                header = HEADERS[(number + turn) // SHARED % len(HEADERS)]
                asked.append((replace(place, name=place.name or header), value))
    random.Random(seed).shuffle(asked)  # noqa: S311  a proof must be repeatable
    return asked


def find_fault(scene: Scene, place: Place, value: Any) -> tuple[str, str] | None:
    """Send one value, undo what it did, and say what went wrong."""
    with undone():
        answer = send(scene, place, value)
    told = f"{place.operation.name} {place.where} {place.name} = {value!a:.80}"
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "broken", told
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        problem = answer.headers.get("Content-Type") == "application/problem+json"
        return None if problem else ("not a problem", told)
    return None if is_right(place, value) else ("taken", told)


def is_right(place: Place, value: Any) -> bool:
    """Whether a value may have been taken in its place."""
    if place.where == "body":
        return may_take(place.shape, value)
    if place.where == "query":
        value = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        if place.shape.get("type") == "integer":
            return value.isascii() and value.isdigit() and 1 <= int(value) <= MOST
        return may_take(place.shape, value) and bool(value) and not hides(value)
    if place.name == "Authorization":
        return RECIPES[place.operation.name].by_session
    return place.name != "If-Match" or place.name not in place.operation.parameters or value == "*"


def send(scene: Scene, place: Place, value: Any) -> Any:
    """The operation's ordinary request, with one value put in its place."""
    operation, recipe = place.operation, RECIPES[place.operation.name]
    client, headers = signed_in(scene, operation)
    thing: Any = scene.things["own"].get(recipe.by_team or recipe.thing, "")
    body = recipe.body(scene.things["own"])
    if place.where == "body":
        body = (body or {}) | {place.name: value}
    if place.where == "header":
        headers[place.name] = as_header(value)
    kind = headers.pop("Content-Type", recipe.media)
    address = re.sub(
        r"{\w+}", as_text(value) if place.where == "path" else str(thing), operation.path
    )
    query = f"?{place.name}={as_text(value)}" if place.where == "query" else ""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
    options = {} if operation.method == "get" else {"data": sent, "content_type": kind}
    return getattr(client, operation.method)(f"{address}{query}", headers=headers, **options)


def signed_in(scene: Scene, operation: Operation) -> tuple[Client, dict[str, str]]:
    """Somebody who may do this, with a key and a tag that fit."""
    role = next(role for role in Role if role in RIGHTS[operation.right])
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    headers = {"Idempotency-Key": "k", "If-Match": "*"}
    if RECIPES[operation.name].by_session:
        client.force_login(scene.members[role].user)
        return client, headers
    return client, headers | {"Authorization": f"Bearer {scene.tokens[role]}"}


def as_text(value: str) -> str:
    """A value as it stands in an address."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def as_header(value: str) -> str:
    """A value as it arrives in a header, where a server has put bytes into Latin letters."""
    return value.encode("utf-8", "surrogatepass").decode("latin-1")


class PlainBody(serializers.Serializer[Any]):
    """An asking as plain DRF reads it."""

    person = serializers.UUIDField()
    words = serializers.CharField()
    amount = serializers.DecimalField(max_digits=11, decimal_places=2)


class PlainView(APIView):
    """One plain DRF view."""

    def get_exception_handler(self) -> Any:
        """DRF's own."""
        return exception_handler

    def post(self, request: Request) -> Response:
        """Take what DRF takes."""
        body = PlainBody(data=request.data)
        body.is_valid(raise_exception=True)
        return Response({"words": body.validated_data["words"].encode().decode()})


PLAIN: Any = ModuleType("plain")
PLAIN.urlpatterns = [path("api/v1/recovery-requests", PlainView.as_view())]
