"""
No sequence of events breaks the books.

A state machine lives a council's life over the real services, with a clock, a rail and a bank
that are played: `tests/simulation`. After each step all money is worked out again. The control
plants one bug at a time in a copy of the tree, from `planted/`; each must be found.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.conf import settings
from django.db import connections

from config.proving import QUICK, TEMPLATE, Proof, scratch_database

TREE: Final = Path(settings.BASE_DIR)
PLANTED: Final = Path(__file__).parent / "planted"
NOT_COPIED: Final = (".git", ".venv", "var", "docs", "browser", "node_modules", "__pycache__")
AT_ONCE, SECONDS, QUICK_SECONDS = 2, 240, 40
FOUND_WITHIN, QUICK_PLANTED = 60, 4
SEEDS: Final = 10_000
BROKEN: Final = "Failing test case"
"""What stands before the steps that broke something: any other end is no finding."""

Told = dict[str, Any]


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Live with the tree as it is; or with one planted bug after another."""
    with scratch_database() as template:
        connections.close_all()  # a database that somebody looks at can't be copied
        environment = os.environ | {TEMPLATE: template}
        return _control(seed, environment) if control else _prove(seed, environment)


def _prove(seed: int, environment: dict[str, str]) -> Proof:
    seconds = QUICK_SECONDS if QUICK.get() else SECONDS
    with ThreadPoolExecutor(AT_ONCE) as cores:
        firsts = [seed + number * SEEDS for number in range(AT_ONCE)]
        told = list(cores.map(lambda first: live(TREE, first, seconds, environment), firsts))
    open_seeds = [one["broken"] for one in told if one["broken"]]
    counted = {name: sum(one[name] for one in told) for name in ("seeds", "lives", "steps")}
    line = (
        f"{counted['lives']} lives of {counted['seeds']} seeds, {counted['steps']:,} steps, all "
        f"money worked out again after each: {len(open_seeds)} open seeds"
    )
    return Proof(not open_seeds, line, counted | {"open": open_seeds})


def _control(seed: int, environment: dict[str, str]) -> Proof:
    planted = list_planted()
    planted = planted[:: len(planted) // QUICK_PLANTED] if QUICK.get() else planted
    with ThreadPoolExecutor(AT_ONCE) as cores:
        told = list(cores.map(lambda patch: find(patch, seed, environment), planted))
    found = {one.stem: said["seconds"] for one, said in zip(planted, told, strict=True) if said["found"]}
    missed = [one.stem for one in planted if one.stem not in found]
    line = (
        f"{len(found)} of {len(planted)} planted bugs found, each within {FOUND_WITHIN} s, "
        f"the slowest in {max(found.values(), default=0):.0f} s"
        f"{'; missed: ' if missed else ''}{', '.join(missed)}"
    )
    by_name = {one.stem: said for one, said in zip(planted, told, strict=True)}
    return Proof(bool(missed), line, {"found": len(found), "missed": missed, "told": by_name})


def list_planted() -> Sequence[Path]:
    """Every bug that can be planted."""
    return sorted(PLANTED.glob("*.patch"))


def find(patch: Path, seed: int, environment: dict[str, str]) -> Told:
    """Plant a bug in a copy of the tree, and live there until it shows or time is over."""
    with TemporaryDirectory(prefix="planted-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(TREE, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        plant(patch, copy)
        told = live(copy, seed, FOUND_WITHIN, environment)
    return told | {"found": BROKEN in told["broken"] and told["seconds"] <= FOUND_WITHIN}


def plant(patch: Path, tree: Path) -> None:
    """
    Apply one patch to a tree.

    :raises CalledProcessError: it doesn't apply; the code has changed under it
    """
    words = ["git", "apply", "--unidiff-zero", str(patch)]
    alone = os.environ | {"GIT_CEILING_DIRECTORIES": str(tree.parent)}
    subprocess.run(words, cwd=tree, check=True, capture_output=True, env=alone)  # noqa: S603


def live(tree: Path, first: int, seconds: int, environment: dict[str, str]) -> Told:
    """Run the simulation of a tree in a process of its own."""
    words = [sys.executable, "-m", "tests.simulation", str(first), str(SEEDS), str(seconds)]
    ran = subprocess.run(  # noqa: S603  our own command
        words, cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        return {"seeds": 0, "lives": 0, "steps": 0, "seconds": 0.0, "broken": ran.stderr[-2_000:]}
    told: Told = json.loads(ran.stdout.splitlines()[-1])
    return told
