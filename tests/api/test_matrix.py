"""Every operation by role and owner, against the table of rights."""

from config.matrix.asking import cases, find_leaks, operations
from config.matrix.recipes import RECIPES
from config.matrix.scene import make_scene
from tests.factories import NOW


def test_every_operation_has_its_row() -> None:
    assert {one.name for one in operations()} == set(RECIPES)


def test_nobody_reaches_further_than_their_right(db: None) -> None:
    scene = make_scene(NOW)
    asked = list(cases())
    assert len(asked) > 1_000
    assert [leak for case in asked for leak in find_leaks(scene, case)] == []
