"""Whatever the schema lets through is answered, and as the schema says."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from budgets.councils.rights import RIGHTS, Action
from budgets.councils.values import Role
from config.matrix.asking import undone
from config.wsgi import application
from tests.api.client import caller, schema
from tests.factories import World
from tests.worlds_of_assistants import works

load_all_checks()
loaded = schemathesis.openapi.from_dict(schema())
loaded.app = application

CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
)
TRIES = 12
EACH_ANSWERED = frozenset({"logShifts"})
"""What is sent item by item: one that can't be read is refused in its own answer."""


@pytest.fixture
def tokens(world: World) -> Iterator[dict[Role, str]]:
    """A token for each role that may do most; the connection stays open between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    members = {
        Role.PRACTITIONER: world.practitioner,
        Role.FINANCE: world.finance,
        Role.ADMINISTRATOR: world.administrator,
        Role.AUDITOR: world.auditor,
        Role.HOLDER: world.holder(world.daniel),
        Role.MANAGER: world.manager,
        Role.ASSISTANT: works(world).member,
    }
    yield {role: caller(member).token for role, member in members.items()}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.either  # on PostgreSQL `prove input` asks far more
@loaded.parametrize()
@settings(
    max_examples=TRIES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_what_the_schema_lets_through(case: schemathesis.Case, tokens: dict[Role, str]) -> None:
    right = Action(case.operation.definition.raw["x-right"])
    token = next(token for role, token in tokens.items() if role in RIGHTS[right])
    is_batch = case.operation.definition.raw["operationId"] in EACH_ANSWERED
    with undone():
        case.call_and_validate(
            headers={"Authorization": f"Bearer {token}", "Host": "localhost"},
            checks=[one for one in CHECKS if not (is_batch and one is negative_data_rejection)],
        )
