"""That a movement is in the books is proved to its holder, and checked by code that isn't ours."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ledgers.rules.roots import as_line
from ledgers.selectors import list_seals
from ledgers.services import seal_book
from tests.api.client import caller
from tests.factories import NOW, World, there

CHECKER = Path(__file__).parents[2] / "docs" / "check_proof.py"


@pytest.fixture
def address(world: World) -> str:
    """The proof of the movement by which Daniel's £300 arrived."""
    account = there(world, world.daniel).budget.account
    return f"/accounts/{account.id}/transfers/{account.credits.get().id}/proof"


@pytest.fixture
def proof(world: World, address: str) -> dict[str, Any]:
    assert seal_book(book_id=world.book_id, now=NOW)
    return dict(caller(world.finance).get(address).json())


@pytest.fixture
def roots(world: World, proof: dict[str, Any], tmp_path: Path) -> Path:
    file = tmp_path / "mail.txt"
    lines = [as_line(seal.facts, seal.chain, "elm") for seal in list_seals(world.book_id)]
    file.write_text("Please keep this.\n\n" + "\n".join(lines) + "\n\nThank you.\n")
    return file


def checked(proof: Any, *files: Path) -> tuple[int, str]:
    """What the checker says, as a program of its own that can't import anything of ours."""
    given = files[0].parent / "proof.json"
    given.write_text(proof if isinstance(proof, str) else json.dumps(proof))
    done = subprocess.run(
        [sys.executable, "-I", CHECKER, given, *files],
        capture_output=True,
        text=True,
        check=False,
        cwd=files[0].parent,
    )
    return done.returncode, done.stdout


def test_a_movement_that_is_not_sealed_yet_has_no_proof(world: World, address: str) -> None:
    refused = caller(world.finance).get(address)
    assert (refused.status_code, refused.json()["code"]) == (404, "not_sealed_yet")


def test_who_may_see_the_account_gets_its_proof(world: World, address: str) -> None:
    seal_book(book_id=world.book_id, now=NOW)
    assert caller(world.holder(world.daniel)).get(address).status_code == 200
    account, transfer = address.split("/")[2], address.split("/")[4]
    assert caller(world.finance).get(address.replace(transfer, str(uuid4()))).status_code == 404
    pot = address.replace(account, str(world.team.pot_id))
    assert caller(world.finance).get(pot).status_code == 404


def test_the_checker_says_yes(proof: dict[str, Any], roots: Path) -> None:
    status, words = checked(proof, roots)
    assert status == 0
    assert words.startswith(f"Yes. The movement {proof['transfer']} of £300.00 on 2026-11-22")
    assert f"in place {proof['position']} " in words


TAMPERED = {
    "another sum": lambda p: p | {"content": p["content"].replace("30000", "30001")},
    "another transfer": lambda p: p | {"transfer": str(uuid4())},
    "another book": lambda p: p | {"book": str(uuid4())},
    "another place": lambda p: p | {"position": p["position"] - 1},
    "a place outside": lambda p: p | {"seal": p["seal"] | {"last": 1, "first": 1}},
    "a shorter path": lambda p: p | {"path": p["path"][1:]},
    "a longer path": lambda p: p | {"path": [*p["path"], "00" * 32]},
    "another step": lambda p: p | {"path": ["00" * 32, *p["path"][1:]]},
    "another root": lambda p: p | {"seal": p["seal"] | {"root": "00" * 32}},
    "another seal": lambda p: p | {"seal": p["seal"] | {"number": 2}},
}


@pytest.mark.parametrize("how", TAMPERED)
def test_the_checker_says_no(proof: dict[str, Any], roots: Path, how: str) -> None:
    status, words = checked(TAMPERED[how](proof), roots)
    assert (status, words[:3]) == (1, "No.")


def test_a_proof_that_fits_itself_needs_the_published_root(
    proof: dict[str, Any], roots: Path
) -> None:
    roots.write_text(roots.read_text().replace(proof["seal"]["root"], "ab" * 32))
    assert checked(proof, roots) == (
        1,
        f"No. Seal 1 was published with another root: {'ab' * 32}.\n",
    )
    roots.write_text("nothing here")
    assert checked(proof, roots)[1] == (
        "No. Seal 1 of this book is not among the roots that you gave.\n"
    )


@pytest.mark.parametrize("given", ["{", "[]", "{}", '{"seal": {}}'])
def test_the_checker_says_what_it_can_not_read(roots: Path, given: str) -> None:
    status, words = checked(given, roots)
    assert status == 2
    assert words.startswith("This can't be read")


def test_the_checker_is_short_and_stands_alone() -> None:
    text = CHECKER.read_text()
    assert len(text.splitlines()) < 100
    imported = {
        line.split()[1] for line in text.splitlines() if line.startswith(("import", "from"))
    }
    assert imported <= sys.stdlib_module_names | {"collections.abc"}


def test_a_balance_says_whether_it_is_final(world: World) -> None:
    pot = f"/accounts/{world.team.pot_id}/balance?at=2026-11-22T10:42:00Z"
    assert caller(world.finance).get(pot).json()["final"] is False
    seal_book(book_id=world.book_id, now=NOW + timedelta(minutes=10))
    assert caller(world.finance).get(pot).json()["final"] is True
