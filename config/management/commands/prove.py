"""Prove promises: each prints its seed, its pass or fail, and one line of figures."""

import json
import logging
import os
import pkgutil
import platform
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections

from config import proofs
from config.cluster import NoServerHere
from config.proving import QUICK, TEMPLATE, Proof, scratch_database
from config.stopping import run_beside, stop_in_order

HOLDS, FAILS, NO_POSTGRESQL = 0, 1, 3


class Command(BaseCommand):
    """Prove one promise, or all of them."""

    help = "Prove a promise; exits 0 when it holds, 1 when it does not, 3 without PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """NAME or --all, and how."""
        parser.add_argument("name", nargs="?", choices=names(), metavar="NAME")
        parser.add_argument("--all", action="store_true", help="prove every promise")
        parser.add_argument("--seed", type=int, default=20261122, help="where chance starts")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
        parser.add_argument("--quick", action="store_true", help="do less, for an ordinary day")
        parser.add_argument(
            "--control",
            action="store_true",
            help="run the broken variant; exits 0 only when the proof catches it",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Prove what was asked for, and leave with what came of it."""
        if not options["all"] and not options["name"]:
            raise CommandError(f"Say which: {', '.join(names())}, or --all.")
        if not has_postgresql():
            self.stderr.write("Proofs need PostgreSQL: set DATABASE_URL to one.")
            sys.exit(NO_POSTGRESQL)
        stop_in_order()
        try:
            good = self._prove_all(options) if options["all"] else self._prove(options)
        except NoServerHere:
            self.stderr.write("This proof needs PostgreSQL's own initdb and pg_ctl.")
            sys.exit(NO_POSTGRESQL)
        sys.exit(HOLDS if good else FAILS)

    def _prove(self, options: dict[str, Any]) -> bool:
        QUICK.set(options["quick"])
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        start = monotonic()
        name, control, seed = options["name"], options["control"], options["seed"]
        proof: Proof = import_module(f"config.proofs.{modules()[name]}").run(seed, control)
        good: bool = proof.holds != control
        seconds = round(monotonic() - start)
        kind = "control " if control else ""
        words = f"{kind}{outcome(good=good, control=control)}"
        self.stdout.write(f"{name:<14} {words}  seed {seed}  {seconds} s  {proof.line}")
        if options["json"]:
            write_json(options["json"], name, seed, proof, seconds)
        return good

    def _prove_all(self, options: dict[str, Any]) -> bool:
        """Each in a process of its own, so that one which dies takes no other with it."""
        start, good, rows = monotonic(), [], []
        with TemporaryDirectory() as folder, scratch_database() as template:
            connections.close_all()  # a database that somebody looks at can't be copied
            environment = os.environ | {TEMPLATE: template}
            for name in names():
                kept = options["json"]
                file = kept.with_stem(f"{kept.stem}-{name}") if kept else Path(folder) / name
                words = again(name, file, options)
                good.append(run_beside(words, environment) == HOLDS)
                told = json.loads(file.read_text()) if file.exists() else {}
                rows.append(row(name, told, good=good[-1], control=options["control"]))
        self.stdout.write("\n| Promise | Outcome | Time | Figures |\n| --- | --- | --- | --- |")
        self.stdout.write("\n".join(rows))
        self.stdout.write(f"\n{sum(good)} of {len(good)} in {monotonic() - start:.0f} s")
        return all(good)


def names() -> list[str]:
    """Every proof there is."""
    return sorted(modules())


def modules() -> dict[str, str]:
    """The modules in `config/proofs` by the names of their proofs: `payrun-crash` is one."""
    found = (module.name for module in pkgutil.iter_modules(proofs.__path__))
    return {name.replace("_", "-"): name for name in found}


def outcome(*, good: bool, control: bool) -> str:
    """What came of a proof or of its control, in a word."""
    if control:
        return "caught" if good else "NOT CAUGHT"
    return "holds" if good else "FAILS"


def again(name: str, file: Path, options: dict[str, Any]) -> list[str]:
    """This command for one proof alone, asked as all of them were."""
    flags = [f"--{flag}" for flag in ("quick", "control") if options[flag]]
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    told = ["--seed", str(options["seed"]), "--json", str(file), *flags]
    return [sys.executable, manage, "prove", name, *told]


def row(name: str, told: dict[str, Any], *, good: bool, control: bool) -> str:
    """One row of the table; a proof that died has told nothing."""
    words = outcome(good=good, control=control)
    return f"| {name} | {words} | {told.get('seconds', '?')} s | {told.get('line', 'it died')} |"


def has_postgresql() -> bool:
    """Whether the settings name a PostgreSQL server, and it answers."""
    if connection.vendor != "postgresql":
        return False
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def write_json(file: Path, name: str, seed: int, proof: Proof, seconds: int) -> None:
    """Write a proof's figures, and the machine that they were measured on."""
    machine = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "postgresql": getattr(connection, "pg_version", None),
    }
    figures = {
        "name": name,
        "seed": seed,
        "holds": proof.holds,
        "line": proof.line,
        "seconds": seconds,
        "figures": proof.figures,
        "machine": machine,
    }
    file.write_text(json.dumps(figures, indent=2) + "\n")
