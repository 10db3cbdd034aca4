"""The clock of the REST tests stands still, at the hour of the test world."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories import NOW


@pytest.fixture(autouse=True)
def hour() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
