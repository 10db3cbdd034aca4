"""Rows that point at others of their own file are taken after them, whatever order they come in."""

from hypothesis import given
from hypothesis import strategies as st

from budgets.caseload.rules.ordering import order_by_target


def test_each_follows_what_it_points_at() -> None:
    order = order_by_target({"C": "B", "B": "A", "A": "known"}, {"known"})
    assert (order.chain, order.circle, order.nowhere) == (["A", "B", "C"], [], [])


def test_those_who_point_at_each_other_go_together() -> None:
    order = order_by_target({"A": "B", "B": "A", "C": "A"}, set())
    assert (order.chain, order.circle, order.nowhere) == ([], ["A", "B", "C"], [])


def test_those_who_point_at_what_is_not_there_go_nowhere() -> None:
    order = order_by_target({"A": "gone", "B": "A", "C": "here"}, {"here"})
    assert (order.chain, order.circle, order.nowhere) == (["C"], [], ["A", "B"])


def test_a_long_chain_backwards_is_put_in_order_at_once() -> None:
    targets = {str(n): str(n + 1) for n in range(20_000)}
    assert order_by_target(targets, {"20000"}).chain == [str(n) for n in reversed(range(20_000))]


@given(st.dictionaries(st.integers(0, 12), st.integers(0, 16)), st.sets(st.integers(13, 16)))
def test_every_row_goes_one_way(pointing: dict[int, int], here: set[int]) -> None:
    targets = {str(key): str(target) for key, target in pointing.items()}
    known = {str(key) for key in here}
    order = order_by_target(targets, known)
    assert sorted([*order.chain, *order.circle, *order.nowhere]) == sorted(targets)
    seen = set(known)
    for key in order.chain:
        assert targets[key] in seen
        seen.add(key)
    assert all(targets[key] in order.circle for key in order.circle)
    assert all(targets[key] not in {*seen, *order.circle} for key in order.nowhere)
