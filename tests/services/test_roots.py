"""Roots leave the house: into a folder that is only added to, and to the council's auditors."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from budgets.councils import services as councils
from budgets.councils.tasks import publish_roots
from config.tasks import hand_over_due
from ledgers.models import Seal
from ledgers.rules.roots import kept_root, read_roots
from ledgers.selectors import find_last_seal, list_seals
from ledgers.services import seal_book
from payments.outside.encryption import unseal
from payments.outside.models import Message, ScheduleSlot
from tests.factories import NOW, World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ROOTS_FOLDER = tmp_path / "roots"
    return tmp_path / "roots" / "file"


def sealed(world: World, minutes: int = 0) -> Seal:
    """A new seal: somebody's pot was filled again."""
    councils.open_team(book_id=world.book_id, reference=uuid4().hex[:8], name="Another", now=NOW)
    assert seal_book(book_id=world.book_id, now=NOW + minutes * MINUTE)
    last = find_last_seal(world.book_id)
    assert last
    return last


def kept(world: World, folder: Path) -> list[str]:
    return (folder.parent / f"{world.council.code}.jsonl").read_text().splitlines()


def test_each_root_is_added_once(world: World, folder: Path) -> None:
    first = sealed(world)
    assert publish_roots(now=NOW) == 1
    assert publish_roots(now=NOW) == 0
    second = sealed(world, 1)
    assert publish_roots(now=NOW) == 1
    lines = kept(world, folder)
    assert read_roots(lines) == [kept_root(one.facts, one.chain) for one in (first, second)]
    assert f'"council":"{world.council.code}"' in lines[0]
    assert "\n".join(lines).isascii()


def test_a_folder_that_knows_more_is_left_as_it_is(
    world: World, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The database was rolled back, or sealed anew: what was kept is the better witness."""
    sealed(world)
    publish_roots(now=NOW)
    file = folder.parent / f"{world.council.code}.jsonl"
    for forged in (
        file.read_text().replace('"number":1', '"number":2'),
        file.read_text().replace('"root":"', '"root":"0'),
    ):
        file.write_text(forged)
        sealed(world, len(list_seals(world.book_id)))
        assert publish_roots(now=NOW) == 0
        assert file.read_text() == forged
        assert "and the books have another or none" in caplog.text
        caplog.clear()


def test_without_a_folder_nothing_is_published(world: World, settings: Any) -> None:
    settings.ROOTS_FOLDER = None
    sealed(world)
    assert publish_roots(now=NOW) == 0


def test_auditors_are_told_the_newest_root_once(world: World) -> None:
    assert councils.tell_auditors_root(book_id=world.book_id, now=NOW) == 0
    last = sealed(world)
    assert councils.tell_auditors_root(book_id=world.book_id, now=NOW) == 1
    assert councils.tell_auditors_root(book_id=world.book_id, now=NOW) == 0
    message = Message.objects.get(about_kind="seal")
    assert message.address
    assert message.words
    assert unseal(message.address) == world.auditor.user.email
    (root,) = read_roots(unseal(message.words).splitlines())
    assert root == kept_root(last.facts, last.chain)


def test_sealing_is_due_each_minute(world: World) -> None:
    hand_over_due(NOW)
    hand_over_due(NOW + MINUTE)
    assert ScheduleSlot.objects.filter(job="seal_book").count() == 2
    assert ScheduleSlot.objects.filter(job="tell_auditors_root").count() == 1
