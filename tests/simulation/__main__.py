"""
Run the simulation for `prove simulate`, and say what came of it as JSON: on PostgreSQL in a
scratch database, on SQLite in the migrated file that DATABASE_URL names.

`python -m tests.simulation FIRST SEEDS SECONDS`: it begins with the first seed, takes one after
another, and stops at one that breaks something, when all are done, or when its time is over.
"""

import json
import logging
import os
import sys
import traceback
from contextlib import nullcontext
from time import monotonic
from typing import Any

import django
import structlog
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

LIVES, STEPS = 3, 30
"""How many lives one seed begins, and how many steps each has at most."""


def main(first: int, seeds: int, seconds: int) -> dict[str, Any]:
    """Live the lives of so many seeds, and count what happened in them."""
    from django.db import connection, transaction

    from config.proving import scratch_database
    from tests.simulation.machine import Simulation, make_stages
    from tests.simulation.promises import Promises

    done, broken = 0, ""
    with scratch_database() if connection.vendor == "postgresql" else nullcontext():
        with transaction.atomic():
            Simulation.stages = make_stages()
        start = monotonic()
        while not broken and done < seeds and monotonic() < start + seconds:
            broken = live((Promises, Simulation)[done % 2], first + done)
            done += 1
        took = round(monotonic() - start, 1)
    counted = {"lives": Simulation.lives, "steps": Simulation.steps}
    return {"first": first, "seeds": done, **counted, "seconds": took, "broken": broken}


def live(machine: Any, number: int) -> str:
    """Live the lives of one seed; what broke, or nothing."""
    chosen = settings(
        max_examples=LIVES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(machine), settings=chosen)
    except Exception as error:  # noqa: BLE001  whatever breaks is what is looked for
        places = "".join(traceback.format_tb(error.__traceback__)[-2:])
        steps = "\n".join(getattr(error, "__notes__", []))
        return f"seed {number}: {type(error).__name__}: {error}\n{places}{steps}"
    return ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:]))) + "\n")
