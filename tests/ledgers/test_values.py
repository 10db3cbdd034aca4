"""Sums are shared out and split to the penny; ids sort by time; every refusal can be read."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import rules
from ledgers.errors import HoldSpent, KeyReused, NotEnoughMoney
from ledgers.values import LOCK_RANK, AccountKind, share_out, uuid7

PENCE = st.integers(min_value=0, max_value=10**11)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=20).filter(any)


@given(PENCE, WEIGHTS)
def test_not_a_penny_is_lost_when_shared(pence: int, weights: list[int]) -> None:
    shares = share_out(pence, weights)
    assert sum(shares) == pence
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - pence * weight) < sum(weights)


@given(PENCE, WEIGHTS)
def test_who_has_no_weight_has_no_share(pence: int, weights: list[int]) -> None:
    for share, weight in zip(share_out(pence, weights), weights, strict=True):
        assert share == 0 or weight > 0


def test_the_first_wins_a_tie() -> None:
    assert share_out(100, [1, 1, 1]) == [34, 33, 33]
    assert share_out(2, [1, 1, 1]) == [1, 1, 0]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_must_mean_something(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        share_out(100, weights)


@given(st.integers(0, 2**47), st.integers(1, 10**6))
def test_ids_sort_by_time(milliseconds: int, later: int) -> None:
    first, second = (uuid7(at / 1000) for at in (milliseconds, milliseconds + later + 1))
    assert first < second


@given(st.integers(0, 2**47))
def test_ids_are_of_version_seven(milliseconds: int) -> None:
    made = uuid7(milliseconds / 1000)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_ids_of_one_instant_differ() -> None:
    assert len({uuid7(1.0) for _ in range(1000)}) == 1000


@pytest.mark.parametrize("at", [1.0, None], ids=["given", "now"])
def test_ids_of_one_millisecond_sort_as_they_were_made(
    monkeypatch: pytest.MonkeyPatch, at: float | None
) -> None:
    monkeypatch.setattr("time.time", lambda: 1.0)
    made = [uuid7(at) for _ in range(10_000)]
    assert made == sorted(made)


def test_ids_of_several_instants_may_take_turns() -> None:
    made = [uuid7(at) for _ in range(1_000) for at in (3.0, 1.0, 2.0)]
    assert [made[place::3] for place in range(3)] == [sorted(made[place::3]) for place in range(3)]


def test_threads_get_ids_of_their_own_in_their_own_order() -> None:
    with ThreadPoolExecutor(8) as crowd:
        made = list(crowd.map(lambda _: [uuid7(1.0) for _ in range(2_000)], range(8)))
    assert all(mine == sorted(mine) for mine in made)
    assert len({one for mine in made for one in mine}) == 16_000


def test_the_end_of_an_id_is_left_to_chance() -> None:
    """Two processes that count alike, one forked from the other, still make different ids."""
    assert len({uuid7(1.0).int & 0xFFFFFFFF for _ in range(1_000)}) > 990


MONEY = st.integers(min_value=-(10**6), max_value=10**6)


@given(st.integers(1, 10**6), MONEY, MONEY, st.booleans(), st.booleans())
def test_nothing_is_lost_when_a_fact_is_split(
    pence: int, available: int, owed: int, debit_beside: bool, credit_beside: bool
) -> None:
    debit, over_debit, credit, over_credit = (uuid4() for _ in range(4))
    parts = rules.split_fact(
        pence,
        rules.room_for_debit(debit, available, over_debit if debit_beside else None),
        rules.room_for_credit(credit, owed, over_credit if credit_beside else None),
    )
    moved: dict[UUID, int] = {}
    for source, target, part in parts:
        assert part > 0
        moved[source] = moved.get(source, 0) + part
        moved[target] = moved.get(target, 0) + part
    inside = min(pence, max(available, 0)) if debit_beside else pence
    filled = min(pence, max(owed, 0)) if credit_beside else 0
    assert sum(part for _, _, part in parts) == pence
    assert len(parts) <= 3
    assert (moved.get(debit, 0), moved.get(over_debit, 0)) == (inside, pence - inside)
    assert (moved.get(over_credit, 0), moved.get(credit, 0)) == (filled, pence - filled)


def test_every_kind_of_account_has_its_place_in_the_one_order() -> None:
    order = sorted(AccountKind, key=lambda kind: LOCK_RANK[kind])
    assert set(order[:3]) == {"pot", "budget", "fund"}
    assert order[3] == "overspent"
    assert order[-1] == "council_funding"


def test_a_refusal_has_a_sentence_and_a_name() -> None:
    assert NotEnoughMoney().sentence == "There isn't enough money left in this account."
    assert NotEnoughMoney("Ask the team.").sentence == "Ask the team."
    assert HoldSpent().code == "hold_spent"
    assert KeyReused(uuid4()).sentence.endswith("new movement.")
