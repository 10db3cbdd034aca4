"""A direct payment lives a life that nobody planned; after every step its money adds up."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.factories import ManagerFactory, World
from tests.journeys.whole_life import WholeLife


@pytest.mark.django_db
def test_a_life_that_nobody_planned_adds_up(world: World) -> None:
    WholeLife.world = world
    WholeLife.second_manager = ManagerFactory(book_id=world.book_id, team=world.team)
    run_state_machine_as_test(
        WholeLife,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
