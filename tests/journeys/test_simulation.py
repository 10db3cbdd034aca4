"""A council lives as nobody planned; after every step its books are whole. See `prove simulate`."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import Simulation, make_stages


@pytest.mark.django_db
def test_no_sequence_of_events_breaks_the_books() -> None:
    Simulation.stages = make_stages()
    run_state_machine_as_test(
        Simulation,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
