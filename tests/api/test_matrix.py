"""Every operation by role and owner, against the table of rights."""

import pytest

from config.matrix.asking import cases, find_leaks, operations
from config.matrix.recipes import RECIPES
from config.matrix.scene import OWNERS, make_scene
from config.matrix.unscoped import elsewhere, scoping_off
from tests.factories import NOW


def test_every_operation_has_its_row() -> None:
    assert {one.name for one in operations()} == set(RECIPES)


def test_every_case_is_asked_about_somebodys_things() -> None:
    assert {case.owner for case in cases()} <= set(OWNERS)
    assert len(list(cases())) > 4_000


@pytest.mark.either  # on PostgreSQL `prove access` asks them all
@pytest.mark.parametrize("owner", OWNERS)
def test_nobody_reaches_further_than_their_right(db: None, owner: str) -> None:
    scene = make_scene(NOW)
    asked = [case for case in cases() if case.owner == owner]
    assert [leak for case in asked for leak in find_leaks(scene, case)] == []


@pytest.mark.postgres
def test_row_security_alone_keeps_councils_apart(db: None) -> None:
    scene = make_scene(NOW)
    one_each = list({case.operation.name: case for case in elsewhere()}.values())
    assert len(one_each) > 100
    with scoping_off():
        assert [leak for case in one_each for leak in find_leaks(scene, case)] == []
