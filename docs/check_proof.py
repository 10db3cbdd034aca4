#!/usr/bin/env python3
"""
Check that one movement stands in a council's books as they were sealed and published.

    python3 check_proof.py PROOF.json ROOTS [ROOTS ...]

PROOF.json is the answer of GET /api/v1/accounts/{account}/transfers/{transfer}/proof. ROOTS are
files of roots that somebody else keeps: published files, or an auditor's e-mails saved as text.
Nothing of the service is used: this file and Python are enough. It says yes (exit status 0),
no (1), or that it can't read what it was given (2).
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def root_by_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path leads to (RFC 9162, 2.1.3.2), or nothing when its length is wrong."""
    found, steps = leaf, list(path)
    while size > 1:
        if index ^ 1 < size:
            if not steps:
                return b""
            beside = steps.pop(0)
            pair = beside + found if index % 2 else found + beside
            found = sha256(b"\x01" + pair).digest()
        index, size = index // 2, (size + 1) // 2
    return b"" if steps else found


def doubts_inside(proof: Json) -> Iterator[str]:
    """What in a proof does not fit together."""
    seal, position, said = proof["seal"], proof["position"], json.loads(proof["content"])
    if (said["id"], said["sealed"]) != (proof["transfer"], "transfer"):
        yield "What was sealed is another movement than the one that the proof is for."
    if (said["book_id"], said["position"]) != (proof["book"], position):
        yield "What was sealed stands in another book or place than the proof says."
    if not seal["first"] <= position <= seal["last"]:
        yield f"Place {position} is not among those of seal {seal['number']}."
    leaf = sha256(b"\x00" + proof["content"].encode()).digest()
    path = [bytes.fromhex(step) for step in proof["path"]]
    size = seal["last"] - seal["first"] + 1
    if root_by_path(leaf, position - seal["first"], size, path).hex() != seal["root"]:
        yield "The movement and the path do not lead to the root of the seal."


def doubts_outside(proof: Json, files: list[str]) -> Iterator[str]:
    """What in a proof is not as it was published; lines that are no roots are words around them."""
    seal = proof["seal"]
    lines = [line for file in files for line in Path(file).read_text("utf-8").splitlines()]
    roots = [json.loads(line) for line in lines if line.startswith("{")]
    mine = [root for root in roots if root["book"] == proof["book"]]
    found = [root for root in mine if root["number"] == seal["number"]]
    if not found:
        yield f"Seal {seal['number']} of this book is not among the roots that you gave."
    for root in found:
        if (root["root"], root["position"]) != (seal["root"], seal["last"]):
            yield f"Seal {seal['number']} was published with another root: {root['root']}."


def check(proof_file: str, files: list[str]) -> int:
    """Read, check, and say so."""
    try:
        proof = json.loads(Path(proof_file).read_text("utf-8"))
        doubts = [*doubts_inside(proof), *doubts_outside(proof, files)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"This can't be read: {error!r}")
        return 2
    if doubts:
        print(f"No. {doubts[0]}")
        return 1
    said, seal = json.loads(proof["content"]), proof["seal"]
    print(
        f"Yes. The movement {said['id']} of £{said['pence'] // 100}.{said['pence'] % 100:02d} on "
        f"{said['occurred_on']} ({said['kind']}) stands in place {said['position']} of the book "
        f"{said['book_id']}. Seal {seal['number']} of {seal['sealed_at']} covers it, and was "
        "published with the same root."
    )
    return 0


if __name__ == "__main__":
    if not sys.argv[2:]:
        sys.exit(__doc__)
    sys.exit(check(sys.argv[1], sys.argv[2:]))
