"""Books for a test, proved after it."""

from collections.abc import Iterator

import pytest

from ledgers import selectors
from tests.ledgers.books import Books


@pytest.fixture
def books(db: None) -> Iterator[Books]:
    """A council's book. Afterwards every balance is the sum of its rows."""
    yield Books()
    assert list(selectors.find_discrepancies()) == []
    assert selectors.find_unbalanced() == []
