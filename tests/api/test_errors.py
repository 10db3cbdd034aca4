"""Every refusal of the house has one HTTP status, and what nobody foresaw says nothing."""

import importlib
import pkgutil
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

import budgets
import ledgers
import payments
from api.errors import as_problem
from api.statuses import STATUS
from ledgers.errors import Refusal
from tests.api.client import Caller, caller
from tests.factories import World


def every_refusal(of: type[Exception] = Refusal) -> Iterator[type[Exception]]:
    for kind in of.__subclasses__():
        yield kind
        yield from every_refusal(kind)


def import_errors() -> None:
    for house in (ledgers, payments, budgets):
        for module in pkgutil.walk_packages(house.__path__, f"{house.__name__}."):
            if module.name.endswith(".errors"):
                importlib.import_module(module.name)


def test_each_refusal_has_exactly_one_status() -> None:
    import_errors()
    ours = {kind for kind in every_refusal() if not kind.__module__.startswith("tests")}
    assert ours == set(STATUS)
    assert set(STATUS.values()) <= {403, 404, 409, 422, 429}


def test_codes_are_stable_and_sentences_are_the_refusals_own() -> None:
    for kind in STATUS:
        assert (kind.__doc__ or "").strip(), kind
    codes = [kind.__name__ for kind in STATUS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("secret"), 500), (OperationalError("secret"), 503)]
)
def test_what_nobody_foresaw_says_nothing(world: World, error: Exception, status: int) -> None:
    calm = Caller(caller(world.finance).token, Client(raise_request_exception=False))
    with patch("api.teams.operations.teams_for", side_effect=error):
        answer = calm.client.get("/api/v1/teams", headers={"Authorization": f"Bearer {calm.token}"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert b"secret" not in answer.content


def test_a_bad_host_is_a_problem_too(db: None) -> None:
    answer = Client().get("/api/v1/session", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_what_is_not_ours_goes_on() -> None:
    assert as_problem(ZeroDivisionError(), {}) is None
