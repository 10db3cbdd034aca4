"""Worlds for tests of payments, proved after them."""

from collections.abc import Iterator

import pytest

from ledgers.selectors import find_discrepancies
from payments.outside.rails.practice.bank import PracticeBank
from payments.outside.values import Rail
from tests.factories import World, make_world
from tests.payments.worlds import open_bank


@pytest.fixture
def by_file(db: None) -> Iterator[World]:
    """A council that pays by the bank file. Afterwards its books are proved."""
    yield make_world(rail=Rail.BANK_FILE)
    assert list(find_discrepancies()) == []


@pytest.fixture
def bank() -> Iterator[PracticeBank]:
    """A practice bank that sends money back at once."""
    with open_bank() as opened:
        yield opened
