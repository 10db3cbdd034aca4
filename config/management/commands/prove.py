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
from time import monotonic
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from config import proofs
from config.proving import QUICK, Proof

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
        asked = names() if options["all"] else [options["name"]] if options["name"] else []
        if not asked:
            raise CommandError(f"Say which: {', '.join(names())}, or --all.")
        if not has_postgresql():
            self.stderr.write("Proofs need PostgreSQL: set DATABASE_URL to one.")
            sys.exit(NO_POSTGRESQL)
        QUICK.set(options["quick"])
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        good = [self._prove(name, options) for name in asked]
        sys.exit(HOLDS if all(good) else FAILS)

    def _prove(self, name: str, options: dict[str, Any]) -> bool:
        start = monotonic()
        control, seed, file = options["control"], options["seed"], options["json"]
        proof: Proof = import_module(f"config.proofs.{name}").run(seed, control)
        good = not proof.holds if control else proof.holds
        words = ("caught" if good else "NOT CAUGHT") if control else "holds" if good else "FAILS"
        kind = "control " if control else ""
        seconds = f"{monotonic() - start:.0f} s"
        self.stdout.write(f"{name:<10} {kind}{words}  seed {seed}  {seconds}  {proof.line}")
        if file:
            own = file.with_stem(f"{file.stem}-{name}") if options["all"] else file
            write_json(own, name, seed, proof)
        return good


def names() -> list[str]:
    """Every proof there is, by the modules in `config/proofs`."""
    return sorted(module.name for module in pkgutil.iter_modules(proofs.__path__))


def has_postgresql() -> bool:
    """Whether the settings name a PostgreSQL server, and it answers."""
    if connection.vendor != "postgresql":
        return False
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


def write_json(file: Path, name: str, seed: int, proof: Proof) -> None:
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
        "figures": proof.figures,
        "machine": machine,
    }
    file.write_text(json.dumps(figures, indent=2) + "\n")
