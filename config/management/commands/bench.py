"""How fast it is on this machine: each benchmark prints one line, and writes its figures."""

import json
import logging
import pkgutil
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError

from config import benches
from config.benching import Measured, machine
from config.management.commands.prove import has_postgresql
from config.proving import QUICK
from config.stopping import stop_in_order

HOLDS, FAILS, NO_POSTGRESQL = 0, 1, 3


class Command(BaseCommand):
    """Measure one thing, or all of them."""

    help = "Measure; exits 0 when the goal is met, 1 when it is not, 3 without PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """NAME or --all, and how."""
        parser.add_argument("name", nargs="?", choices=names(), metavar="NAME")
        parser.add_argument("--all", action="store_true", help="measure everything")
        parser.add_argument("--seed", type=int, default=20261122, help="where chance starts")
        parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
        parser.add_argument("--quick", action="store_true", help="measure for a shorter time")

    def handle(self, *_: Any, **options: Any) -> None:
        """Measure what was asked for, and leave with whether the goals are met."""
        asked = names() if options["all"] else [options["name"]] if options["name"] else []
        if not asked:
            raise CommandError(f"Say which: {', '.join(names())}, or --all.")
        if not has_postgresql():
            self.stderr.write("Benchmarks need PostgreSQL: set DATABASE_URL to one.")
            sys.exit(NO_POSTGRESQL)
        stop_in_order()
        QUICK.set(options["quick"])
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        good = [self._measure(name, options) for name in asked]
        sys.exit(HOLDS if all(good) else FAILS)

    def _measure(self, name: str, options: dict[str, Any]) -> bool:
        start = monotonic()
        seed, file = options["seed"], options["json"]
        measured: Measured = import_module(f"config.benches.{modules()[name]}").run(seed)
        words = "meets its goal" if measured.holds else "MISSES ITS GOAL"
        self.stdout.write(f"{name:<10} {words}  {monotonic() - start:.0f} s  {measured.line}")
        if file:
            own = file.with_stem(f"{file.stem}-{name}") if options["all"] else file
            own.write_text(json.dumps(_figures(name, seed, measured), indent=2) + "\n")
        return measured.holds


def names() -> list[str]:
    """Every benchmark there is."""
    return sorted(modules())


def modules() -> dict[str, str]:
    """The modules in `config/benches`, each by its first word: `import` is in `import_caseload`."""
    found = [module.name for module in pkgutil.iter_modules(benches.__path__)]
    return {name.partition("_")[0]: name for name in found}


def _figures(name: str, seed: int, measured: Measured) -> dict[str, Any]:
    return {
        "name": name,
        "seed": seed,
        "holds": measured.holds,
        "figures": measured.figures,
        "machine": machine(),
    }
