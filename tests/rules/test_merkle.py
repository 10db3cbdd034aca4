"""The trees of seals are those of RFC 9162, and the bytes under them are settled."""

from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers.rules import canonical, merkle
from ledgers.rules.canonical import NO_SEAL, Sealed, SealFacts

BOOK = UUID("00000000-0000-7000-8000-00000000b00c")
AT = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)

leaves = st.lists(st.binary(max_size=5), min_size=1, max_size=40).map(
    lambda contents: [merkle.leaf_hash(content) for content in contents]
)


def by_the_book(entries: list[bytes]) -> bytes:
    """MTH as RFC 9162 writes it, section 2.1.1."""
    if not entries:
        return sha256(b"").digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return sha256(b"\x01" + by_the_book(entries[:k]) + by_the_book(entries[k:])).digest()


def test_the_roots_published_with_certificate_transparency() -> None:
    """The eight entries that its implementations test with."""
    entries = [bytes.fromhex(e) for e in ("", "00", "10", "2021", "3031", "40414243")]
    entries += [
        bytes.fromhex("5051525354555657"),
        bytes.fromhex("606162636465666768696a6b6c6d6e6f"),
    ]
    root = merkle.root_of([merkle.leaf_hash(entry) for entry in entries])
    assert root.hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@given(st.lists(st.binary(max_size=9), max_size=70))
def test_the_root_is_that_of_the_rfc(entries: list[bytes]) -> None:
    assert merkle.root_of([merkle.leaf_hash(e) for e in entries]) == by_the_book(entries)


@given(leaves, st.data())
def test_a_path_leads_to_the_root(hashes: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(hashes) - 1))
    path = merkle.inclusion_path(hashes, index)
    found = merkle.root_by_path(hashes[index], index=index, size=len(hashes), path=path)
    assert found == merkle.root_of(hashes)


@given(leaves, st.data())
def test_a_path_of_another_leaf_or_length_does_not(
    hashes: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(hashes) - 1))
    path, root = merkle.inclusion_path(hashes, index), merkle.root_of(hashes)
    forged = merkle.leaf_hash(b"a leaf that was never there")

    def led(leaf: bytes, path: list[bytes]) -> bytes | None:
        return merkle.root_by_path(leaf, index=index, size=len(hashes), path=path)

    assert led(forged, path) != root
    assert led(hashes[index], [*path, root]) is None
    if path:
        assert led(hashes[index], path[1:]) is None


def test_a_node_does_not_pass_for_a_leaf() -> None:
    left, right = (merkle.leaf_hash(content) for content in (b"a", b"b"))
    assert merkle.root_of([left, right]) != merkle.leaf_hash(left + right)


def test_the_bytes_of_a_release() -> None:
    summer = datetime(2026, 7, 1, 9, 5, 0, 7, tzinfo=timezone(timedelta(hours=1)))
    values = (BOOK, BOOK, BOOK, BOOK, 1_00, summer, BOOK)
    assert canonical.content_of(Sealed.RELEASE, 17, values) == (
        b'{"book_id":"00000000-0000-7000-8000-00000000b00c",'
        b'"hold_id":"00000000-0000-7000-8000-00000000b00c",'
        b'"id":"00000000-0000-7000-8000-00000000b00c",'
        b'"key":"00000000-0000-7000-8000-00000000b00c","pence":100,"position":17,'
        b'"released_at":"2026-07-01T08:05:00.000007Z",'
        b'"released_by":"00000000-0000-7000-8000-00000000b00c","sealed":"release"}'
    )


def test_days_and_nothing_have_their_bytes() -> None:
    values = [BOOK] * len(canonical.COLUMNS[Sealed.TRANSFER])
    columns = canonical.COLUMNS[Sealed.TRANSFER]
    said = dict(zip(columns, values, strict=True))
    said |= {"occurred_on": date(2026, 11, 3), "reverses_id": None, "kind": "spent"}
    content = canonical.content_of(Sealed.TRANSFER, 1, list(said.values()))
    assert b'"occurred_on":"2026-11-03"' in content
    assert b'"reverses_id":null' in content


@pytest.mark.parametrize("what", Sealed)
def test_contents_are_what_rfc_8785_makes_of_them(what: Sealed) -> None:
    columns = canonical.COLUMNS[what]
    values = [f'"é\\ \u2028{name}' for name in columns]
    said = dict(zip(columns, values, strict=True)) | {"position": 3, "sealed": what.value}
    assert canonical.content_of(what, 3, values) == canonical.as_json(said)


def test_columns_stand_in_order_of_the_alphabet() -> None:
    assert all(list(columns) == sorted(columns) for columns in canonical.COLUMNS.values())


@pytest.mark.parametrize(
    "other",
    [
        {"number": 2},
        {"first": 2},
        {"last": 8},
        {"root": "cd" * 32},
        {"sealed_at": AT + timedelta(microseconds=1)},
        {"book_id": UUID(int=1)},
    ],
)
def test_a_chain_covers_all_of_its_seal(other: dict[str, object]) -> None:
    said = {"number": 1, "first": 1, "last": 9, "root": "ab" * 32, "sealed_at": AT}
    seal = SealFacts(**{"book_id": BOOK, **said})  # type: ignore[arg-type]
    another = SealFacts(**{"book_id": BOOK, **said, **other})  # type: ignore[arg-type]
    assert canonical.chain_of(seal, NO_SEAL) != canonical.chain_of(another, NO_SEAL)
    assert canonical.chain_of(seal, NO_SEAL) != canonical.chain_of(seal, "ab" * 32)
