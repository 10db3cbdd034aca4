"""In which order rows are taken that point at others of their own file."""

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """
    How rows follow each other.

    :ivar chain: each after the one that it points at
    :ivar circle: those that point at each other, or into such a circle: only together
    :ivar nowhere: those that point at what is not there, or at a row that does
    """

    chain: list[str]
    circle: list[str]
    nowhere: list[str]


def order_by_target(targets: Mapping[str, str], known: Container[str]) -> Order:
    """
    Put rows in order by what each points at.

    :param targets: from a row's key to the key that it points at
    :param known: the keys of what is there already
    """
    followers: dict[str, list[str]] = defaultdict(list)
    for key, target in targets.items():
        followers[target].append(key)
    chain = _follow((key for key in targets if targets[key] in known), followers)
    left = targets.keys() - set(chain)
    nowhere = _follow(
        (key for key in targets if key in left and targets[key] not in left), followers
    )
    circle = left - set(nowhere)
    return Order(chain, [key for key in targets if key in circle], nowhere)


def _follow(first: Iterable[str], followers: Mapping[str, list[str]]) -> list[str]:
    found, waiting = [], deque(first)
    while waiting:
        key = waiting.popleft()
        found.append(key)
        waiting.extend(followers.get(key, ()))
    return found
