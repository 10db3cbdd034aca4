"""Asking every operation as every role for every owner's things, and what the rights make of it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.test import Client

from budgets.councils.rights import RIGHTS, Action, Scope
from budgets.councils.values import Role
from config.matrix.recipe import Recipe, Things
from config.matrix.recipes import RECIPES
from config.matrix.scene import OWNERS, Scene

REACHES = {
    None: (),
    Scope.COUNCIL: ("own", "another"),
    Scope.TEAM: ("own",),
    Scope.OWN: ("own",),
    Scope.SELF: ("own",),
}
"""Whose things a right reaches."""


@dataclass(frozen=True)
class Operation:
    """One operation, as the committed schema has it."""

    name: str
    method: str
    path: str
    right: Action
    parameters: tuple[str, ...]
    success: int


@dataclass(frozen=True)
class Case:
    """One cell of the matrix."""

    operation: Operation
    role: Role | None
    owner: str

    def __str__(self) -> str:
        return f"{self.operation.name} as {self.role or 'a stranger'} for {self.owner}"


@cache
def operations() -> tuple[Operation, ...]:
    """Every operation of the committed schema."""
    schema = json.loads((Path(settings.BASE_DIR) / "docs" / "openapi.json").read_text())
    return tuple(
        Operation(
            said["operationId"],
            method,
            path,
            Action(said["x-right"]),
            tuple(one["name"] for one in said.get("parameters", ())),
            min(int(status) for status in said["responses"]),
        )
        for path, methods in schema["paths"].items()
        for method, said in methods.items()
    )


def cases() -> Iterator[Case]:
    """Every cell: operations by roles by owners, and a stranger at every door."""
    for operation in operations():
        yield Case(operation, None, "own")
        about = RECIPES[operation.name].thing
        for role in Role:
            for owner in OWNERS if about else ("own",):
                yield Case(operation, role, owner)


def reaches(case: Case) -> bool:
    """Whether the table of rights lets this role do this to what this owner has."""
    scope = RIGHTS[case.operation.right].get(case.role) if case.role else None
    return case.owner in REACHES[scope]


def expected(case: Case) -> int:
    """The status that the table of rights makes of a cell."""
    if case.role is None:
        return 401
    if case.role not in RIGHTS[case.operation.right]:
        return 403
    if RECIPES[case.operation.name].rows or reaches(case):
        return case.operation.success
    return 404


def find_leaks(scene: Scene, case: Case) -> list[str]:
    """Ask one cell, undo what it did, and say what is not as the rights have it."""
    recipe = RECIPES[case.operation.name]
    thing = thing_of(scene, case, recipe)
    found = []
    with undone():
        answer = ask(scene, case, recipe, thing)
        if answer.status_code != expected(case):
            found.append(
                f"{case}: {answer.status_code}, not {expected(case)} {answer.content!r:.200}"
            )
        if recipe.rows and answer.status_code == case.operation.success:
            found += _rows(scene, case, answer, thing)
    return found


def _rows(scene: Scene, case: Case, answer: Any, thing: UUID) -> list[str]:
    recipe = RECIPES[case.operation.name]
    shown = str(thing) in {row[recipe.by] for row in answer.json()["data"]}
    found = [] if shown == reaches(case) else [f"{case}: {'shown' if shown else 'not shown'}"]
    for name in set(case.operation.parameters) & set(scene.things["elsewhere"]):
        narrowed = ask(scene, case, recipe, thing, f"?{name}={scene.things['elsewhere'][name]}")
        if narrowed.json()["data"]:
            found.append(f"{case}: rows of another council by the filter {name}")
    table = ask(scene, case, recipe, thing, "?format=csv")
    if (str(thing).encode() in table.content) != reaches(case):
        found.append(f"{case}: not so in the table")
    return found


@dataclass(frozen=True)
class Sent:
    """One request as it is sent, but for who sends it."""

    method: str
    address: str
    body: bytes
    media: str


def ask(scene: Scene, case: Case, recipe: Recipe, thing: UUID, query: str = "") -> Any:
    """Send one request as this role."""
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    headers = _headers(case.operation)
    if recipe.by_session and case.role:
        client.force_login(scene.members[case.role].user)
    elif case.role:
        headers["Authorization"] = f"Bearer {scene.tokens[case.role]}"
    if recipe.rows and not query and "limit" in case.operation.parameters:
        query = "?limit=200"
    sent = request_of(scene, case, recipe, thing)
    send = getattr(client, sent.method)
    if sent.method == "get":
        return send(f"{sent.address}{query}", headers=headers)
    return send(sent.address, data=sent.body, content_type=sent.media, headers=headers)


def request_of(scene: Scene, case: Case, recipe: Recipe, thing: UUID) -> Sent:
    """What is sent to ask one cell: the address of its thing, and the body of its recipe."""
    address = _address(scene.things[case.owner], case.operation.path, recipe, thing)
    body = recipe.body(scene.things[case.owner])
    sent = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
    return Sent(case.operation.method, address, sent, recipe.media)


def _address(things: Things, address: str, recipe: Recipe, thing: UUID) -> str:
    if "{" in address:
        address = _filled(address, thing)
    if recipe.under:
        name = recipe.by_team if thing == things[recipe.by_team] else recipe.thing
        address = _filled(address, things[f"{name}_{recipe.under}"])
    return address


def _filled(address: str, thing: UUID) -> str:
    return f"{address[: address.index('{')]}{thing}{address[address.index('}') + 1 :]}"


def _headers(operation: Operation) -> dict[str, str]:
    sent = {"Idempotency-Key": str(uuid4()), "If-Match": "*"}
    return {name: value for name, value in sent.items() if name in operation.parameters}


def thing_of(scene: Scene, case: Case, recipe: Recipe) -> UUID:
    """What one cell is asked about."""
    things = scene.things[case.owner]
    if recipe.thing == "token" and case.owner == "own" and case.role:
        return scene.own_tokens[case.role]
    scope = RIGHTS[case.operation.right].get(case.role) if case.role else None
    name = recipe.by_team if recipe.by_team and scope == Scope.TEAM else recipe.thing
    if case.operation.right == Action.DELEGATIONS_READ and scope == Scope.SELF:
        return scene.own_delegation if case.owner == "own" else things[name]
    return things[name] if name else UUID(int=0)


@contextmanager
def undone() -> Iterator[None]:
    """Do something, and leave nothing of it; doors may open their transaction inside."""
    block: Any = transaction.atomic()
    block._from_testcase = True  # noqa: SLF001  so that `durable` lets the doors' own one be
    with block:
        yield
        transaction.set_rollback(True)
