"""
Merkle trees as in RFC 9162 (Certificate Transparency 2.0, section 2.1), over SHA-256.

A leaf's hash begins with 0x00 and a node's with 0x01, so that neither passes for the other.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

LEAF: Final = b"\x00"
NODE: Final = b"\x01"


def leaf_hash(content: bytes) -> bytes:
    """The hash of what one leaf holds."""
    return sha256(LEAF + content).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """
    The root over the hashes of leaves, in their order.

    Pairs are joined level by level and one left over goes up as it is: the same tree as the
    recursion of the RFC, without its stack.
    """
    level = list(leaves)
    while len(level) > 1:
        level = _above(level)
    return level[0] if level else sha256().digest()


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that lead from one leaf to the root (RFC 9162, 2.1.3), nearest first."""
    level, path = list(leaves), []
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        level, index = _above(level), index // 2
    return path


def root_by_path(leaf: bytes, *, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to from a leaf; `None` when it is too short or too long."""
    found, steps = leaf, list(path)
    while size > 1:
        if index ^ 1 < size:
            if not steps:
                return None
            beside = steps.pop(0)
            found = _node(beside, found) if index % 2 else _node(found, beside)
        index, size = index // 2, (size + 1) // 2
    return None if steps else found


def _above(level: Sequence[bytes]) -> list[bytes]:
    joined = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
    return [*joined, level[-1]] if len(level) % 2 else joined


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(NODE + left + right).digest()
