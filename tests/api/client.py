"""A client that signs in by a token and holds every answer against the committed schema."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from jsonschema import Draft202012Validator

from budgets.councils.models import Member
from budgets.councils.services import make_api_token
from tests.factories import NOW

SCHEMA = Path(settings.BASE_DIR) / "docs" / "openapi.json"


@cache
def schema() -> dict[str, Any]:
    return json.loads(SCHEMA.read_text())


@cache
def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every operation of the schema by its name: method, path and what is said of it."""
    return {
        said["operationId"]: (method, path, said)
        for path, methods in schema()["paths"].items()
        for method, said in methods.items()
    }


def operation_at(method: str, path: str) -> dict[str, Any] | None:
    for its_method, pattern, said in operations().values():
        shape = re.sub(r"\{\w+\}", "[0-9a-f-]{36}", pattern)
        if its_method == method and re.fullmatch(shape, path.partition("?")[0]):
            return said
    return None


def check_answer(method: str, path: str, answer: HttpResponse) -> None:
    """Hold an answer against the schema: its status is declared, and its body is as declared."""
    media = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.status_code >= 400:
        assert media == "application/problem+json", (answer.status_code, media, answer.content)
        assert answer.json()["status"] == answer.status_code
        assert answer.json()["code"]
    said = operation_at(method, path)
    if said is None:
        return
    declared = said["responses"].get(str(answer.status_code))
    assert declared is not None, f"{said['operationId']} does not declare {answer.status_code}"
    content = declared.get("content", {})
    assert not content or media in content, f"{media} is not declared"
    if "json" in media:
        shape = {**content[media]["schema"], "components": schema()["components"]}
        Draft202012Validator(shape).validate(answer.json())


@dataclass
class Caller:
    """One member's machine."""

    token: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Ask for an address below /api/v1, with a JSON body if there is one."""
        sent = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        raw = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body)
        options = {"data": raw, "content_type": sent.pop("Content-Type", "application/json")}
        if method in ("get", "head", "options"):
            options = {}
        answer = getattr(self.client, method)(f"/api/v1{path}", headers=sent, **options)
        check_answer(method, f"/api/v1{path}", answer)
        return answer

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("get", path, **headers)

    def post(self, path: str, body: Any = None, *, key: str = "", **headers: str) -> HttpResponse:
        """Post, under a new key unless one is given."""
        headers.setdefault("Idempotency_Key", key or str(uuid4()))
        return self.ask("post", path, body, **headers)

    def step(self, path: str, step: str, body: Any = None, **headers: str) -> HttpResponse:
        """Read a thing, and change its state as it was read."""
        tag = self.get(path).headers["ETag"]
        return self.post(f"{path}/{step}", body, If_Match=tag, **headers)


def caller(member: Member) -> Caller:
    return Caller(make_api_token(member=member, label="a test", now=NOW))


def nobody() -> Caller:
    return Caller("")
