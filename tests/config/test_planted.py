"""The bugs that `prove simulate --control` plants: each still fits the tree."""

import ast
import shutil
from pathlib import Path

import pytest

from config.proofs import simulate

PATCHES = simulate.list_planted()


def test_there_are_enough_of_them() -> None:
    assert len(PATCHES) >= 20


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_each_applies_to_the_tree_as_it_is(patch: Path, tmp_path: Path) -> None:
    names = [line.split("/", 1)[1] for line in patch.read_text().splitlines() if line[:4] == "--- "]
    for name in names:
        copy = tmp_path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(simulate.TREE / name, copy)
    simulate.plant(patch, tmp_path)
    for name in names:
        planted = (tmp_path / name).read_text()
        assert planted != (simulate.TREE / name).read_text()
        ast.parse(planted)
