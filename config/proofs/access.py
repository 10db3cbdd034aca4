"""
Nobody sees another's data.

Every operation of the committed schema is asked as every role about one's own things, somebody
else's in the council, another council's and nobody's: details, lists, filters, tables, files,
nested addresses and acts. What must come of each is derived from the table of rights alone.

The service is bound by row security meanwhile. Once more what is another council's is asked for
with the ORM's scoping off: every right reaches everybody, and no query asks for a book. The
control drops the filter by council and right from one table, the people, and its row security.
"""

import random
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.models import Model
from django.test import override_settings

from budgets.councils.rights import Action
from budgets.councils.values import Role
from budgets.people.models import Person
from config.matrix.asking import cases, find_leaks, operations
from config.matrix.recipes import RECIPES
from config.matrix.scene import OWNERS, make_scene
from config.matrix.unscoped import elsewhere, scoping_off
from config.proving import OWNER, QUICK, Proof, acting_as, as_application, scratch_database

SEVERAL = 4
"""In a quick proof, one cell of so many is asked."""


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Ask every cell of the matrix, in a shuffled order."""
    rowless = sorted({one.name for one in operations()} ^ set(RECIPES))
    asked, far = list(cases()), set(elsewhere())
    random.Random(seed).shuffle(asked)  # noqa: S311  a proof must be repeatable
    if QUICK.get():
        asked = asked[::SEVERAL]
    with ExitStack() as house:
        house.enter_context(scratch_database())
        house.enter_context(override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False))
        house.enter_context(override_settings(API_REQUESTS_A_MINUTE=len(asked) * 9))
        scene = make_scene(datetime.now(UTC))
        house.enter_context(as_application())
        if control:
            house.enter_context(patch("budgets.people.selectors.visible_to", everybody))
            drop_row_security(Person)
        leaks = [leak for case in asked for leak in find_leaks(scene, case)]
        house.enter_context(scoping_off())
        unscoped = [case for case in asked if case in far]
        leaks += [f"unscoped: {leak}" for case in unscoped for leak in find_leaks(scene, case)]
    figures = {
        "operations": len(operations()),
        "roles": len(Role) + 1,
        "owners": len(OWNERS),
        "cases": len(asked),
        "unscoped_cases": len(unscoped),
        "leaks": len(leaks),
        "without_a_row": rowless,
        "examples": leaks[:5],
    }
    line = (
        f"{len(operations())} operations x {len(Role)} roles and strangers x {len(OWNERS)} owners: "
        f"{len(asked):,} cases, {len(unscoped):,} again by row security alone, "
        f"{len(leaks)} leaks or wrong refusals, "
        f"{len(rowless)} operations without a row"
    )
    return Proof(not leaks and not rowless, line, figures)


def drop_row_security(model: type[Model]) -> None:
    """Let one table show every book to everybody."""
    with acting_as(OWNER), connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{model._meta.db_table}" DISABLE ROW LEVEL SECURITY')


def everybody(_viewer: Any, _action: Action = Action.PEOPLE_READ) -> Any:
    """People as they would be found without a filter by council and right."""
    return Person.objects.order_by("full_name", "id")
