"""Many ids are asked for at once."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgers.models import Account
from tests.ledgers.books import Books


def test_those_among_these_ids(books: Books) -> None:
    ids = {books.pot.id, books.budget.id, uuid4()}
    found = Account.objects.filter(id__among=ids)
    assert set(found.values_list("id", flat=True)) == {books.pot.id, books.budget.id}
    assert not Account.objects.filter(id__among=[]).exists()
    assert Account.objects.exclude(id__among=ids).filter(id=books.overspent.id).exists()


def test_by_what_they_point_at(books: Books) -> None:
    beside = Account.objects.filter(overspends__id__among=[books.budget.id, books.pot.id])
    assert list(beside) == [books.overspent]


@pytest.mark.postgres
def test_postgresql_is_told_one_array_and_joins_nothing(books: Books) -> None:
    with CaptureQueriesContext(connection) as asked:
        list(Account.objects.filter(overspends__id__among=[books.budget.id] * 1_000))
    (query,) = asked.captured_queries
    assert "= ANY(" in query["sql"]
    assert "JOIN" not in query["sql"]
