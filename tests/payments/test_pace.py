"""A rail is called no faster than it allows, whoever calls."""

from datetime import timedelta
from functools import partial
from time import monotonic
from unittest.mock import patch

import pytest
from django.test import override_settings

from payments.outside import pace
from payments.outside.models import RailPace
from payments.outside.pace import AT_ONCE, Turns, book_turns
from tests.factories import NOW
from tests.ledgers.crowd import all_at_once

limited = override_settings(RAIL_CALLS_A_SECOND={"practice": 25.0})


def starts_in(turns: Turns) -> float:
    """Seconds from now until the first call."""
    return round(turns.starts_at - monotonic(), 1)


def test_without_a_limit_nobody_waits(db: None) -> None:
    assert book_turns("practice", 100, now=NOW) == AT_ONCE
    assert not RailPace.objects.exists()


@limited
def test_whoever_comes_next_starts_where_the_last_ends(db: None) -> None:
    first, second = (book_turns("practice", 100, now=NOW) for _ in range(2))
    assert (starts_in(first), starts_in(second)) == (0.0, 4.0)
    assert (first.apart, second.apart) == (0.04, 0.04)
    assert starts_in(book_turns("practice", 1, now=NOW + timedelta(seconds=5))) == 3.0


@limited
def test_what_nobody_used_is_not_made_up_for(db: None) -> None:
    book_turns("practice", 100, now=NOW)
    later = NOW + timedelta(hours=1)
    assert starts_in(book_turns("practice", 100, now=later)) == 0.0
    assert RailPace.objects.get().free_at == later + timedelta(seconds=4)


@limited
def test_another_rail_has_a_pace_of_its_own(db: None) -> None:
    book_turns("practice", 100, now=NOW)
    assert book_turns("bank_file", 100, now=NOW) == AT_ONCE


def test_each_waits_for_its_place() -> None:
    turns = Turns(starts_at=100.0, apart=0.04)
    with patch.object(pace, "monotonic", return_value=100.5), patch.object(pace, "sleep") as slept:
        for place in (0, 12, 25):
            turns.wait_for(place)
    assert [round(call.args[0], 2) for call in slept.call_args_list] == [0.5]


@pytest.mark.django_db(transaction=True)
def test_all_workers_together_keep_one_pace() -> None:
    with limited:
        booked = all_at_once([partial(book_turns, "practice", 25, now=NOW)] * 6)
    assert sorted(round(one.starts_at - min(b.starts_at for b in booked)) for one in booked) == [
        0, 1, 2, 3, 4, 5,
    ]  # fmt: skip
