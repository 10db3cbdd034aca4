"""The worker's door to publishing: roots of seals, in a folder outside the database."""

import logging
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from django.conf import settings

from budgets.councils.selectors import get_council
from ledgers.doors import acting_for
from ledgers.models import Seal
from ledgers.rules.roots import KeptRoot, as_line, kept_root, read_roots
from ledgers.selectors import list_seals
from ledgers.values import Viewer
from payments.outside.selectors import in_turn

MOST: Final = 1_000
"""So many lines are added to a file at once."""

TAIL: Final = 4_096
"""The last line of a file is in so many bytes."""

log = logging.getLogger(__name__)


def publish_roots(*, now: datetime) -> int:
    """Add each council's new roots to its file, if there is a folder for them; returns how many."""
    if settings.ROOTS_FOLDER is None:
        return 0
    settings.ROOTS_FOLDER.mkdir(parents=True, exist_ok=True)
    return sum(_publish(viewer, settings.ROOTS_FOLDER) for viewer in in_turn(lambda: now))


def _publish(viewer: Viewer, folder: Path) -> int:
    with acting_for(viewer, read_only=True):
        council = get_council(viewer.book_id)
        file = folder / f"{council.code}.jsonl"
        last = _last_kept(file)
        seals = list_seals(viewer.book_id, after=last.number - 1 if last else 0)
        found = list(islice(seals, MOST))
    if last and not _agrees(found, last):
        log.error("%s has seal %s, and the books have another or none", file, last.number)
        return 0
    lines = [as_line(seal.facts, seal.chain, council.code) for seal in found[1 if last else 0 :]]
    _append(file, lines)
    return len(lines)


def _agrees(found: list[Seal], last: KeptRoot) -> bool:
    return bool(found) and kept_root(found[0].facts, found[0].chain) == last


def _last_kept(file: Path) -> KeptRoot | None:
    if not file.exists():
        return None
    with file.open("rb") as kept:
        kept.seek(-min(TAIL, file.stat().st_size), 2)
        lines = kept.read().decode().splitlines()
    return next(reversed(read_roots(lines[-1:])), None)


def _append(file: Path, lines: list[str]) -> None:
    if lines:
        with file.open("a", encoding="utf-8") as kept:
            kept.writelines(f"{line}\n" for line in lines)
