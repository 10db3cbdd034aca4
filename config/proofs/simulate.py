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

from config.proving import QUICK, Proof

TREE: Final = Path(settings.BASE_DIR)
PLANTED: Final = Path(__file__).parent / "planted"
NOT_COPIED: Final = (".git", ".venv", "var", "docs", "browser", "node_modules", "__pycache__")
AT_ONCE, SECONDS, QUICK_SECONDS = 2, 240, 40
FOUND_WITHIN, QUICK_PLANTED = 60, 4
MOST_PATIENCE: Final = 4.0
SEEDS: Final = 10_000
BROKEN: Final = "Failing test case"
"""What stands before the steps that broke something: any other end is no finding."""

Told = dict[str, Any]


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Live with the tree as it is, on both engines; or with one planted bug after another."""
    with TemporaryDirectory(prefix="simulated-") as folder:
        on_sqlite = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/simulated.sqlite3"}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=TREE, env=on_sqlite, check=True)  # noqa: S603
        return _control(seed, on_sqlite) if control else _prove(seed, on_sqlite)


def _prove(seed: int, on_sqlite: dict[str, str]) -> Proof:
    seconds = QUICK_SECONDS if QUICK.get() else SECONDS
    asked = [(seed, dict(os.environ)), (seed + SEEDS, on_sqlite)]
    with ThreadPoolExecutor(AT_ONCE) as cores:
        told = list(cores.map(lambda one: live(TREE, one[0], seconds, one[1]), asked))
    open_seeds = [one["broken"] for one in told if one["broken"]]
    counted = {name: sum(one[name] for one in told) for name in ("seeds", "lives", "steps")}
    line = (
        f"{counted['lives']} lives of {counted['seeds']} seeds on both engines, "
        f"{counted['steps']:,} steps, all money worked out again after each: "
        f"{len(open_seeds)} open seeds"
    )
    return Proof(not open_seeds, line, counted | {"open": open_seeds})


def _control(seed: int, on_sqlite: dict[str, str]) -> Proof:
    planted = list_planted()
    planted = planted[:: len(planted) // QUICK_PLANTED] if QUICK.get() else planted
    with ThreadPoolExecutor(AT_ONCE) as cores:
        told = list(cores.map(lambda patch: find(patch, seed, on_sqlite), planted))
    by_name = {one.stem: said for one, said in zip(planted, told, strict=True)}
    missed = [name for name, said in by_name.items() if not said["found"]]
    slowest = max(said["seconds"] for said in told)
    line = (
        f"{len(planted) - len(missed)} of {len(planted)} planted bugs found, "
        f"the slowest in {slowest:.0f} s at a load of {os.getloadavg()[0]:.0f}"
        f"{'; missed: ' if missed else ''}{', '.join(missed)}"
    )
    return Proof(bool(missed), line, {"planted": len(planted), "missed": missed, "told": by_name})


def list_planted() -> Sequence[Path]:
    """Every bug that can be planted."""
    return sorted(PLANTED.glob("*.patch"))


def find(patch: Path, seed: int, on_sqlite: dict[str, str]) -> Told:
    """Plant a bug in a copy of the tree, and live there until it shows or time is over."""
    with TemporaryDirectory(prefix="planted-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(TREE, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        plant(patch, copy)
        file = on_sqlite["DATABASE_URL"].removeprefix("sqlite:///")
        shutil.copy(file, copy / "simulated.sqlite3")
        own = on_sqlite | {"DATABASE_URL": f"sqlite:///{copy}/simulated.sqlite3"}
        told = live(copy, seed, patience(), own)
    return told | {"found": BROKEN in told["broken"]}


def patience() -> int:
    """How long to look: a minute where this machine is ours, longer while others keep it busy."""
    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    return round(FOUND_WITHIN * max(1.0, min(busy, MOST_PATIENCE)))


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
