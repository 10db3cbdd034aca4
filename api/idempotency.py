"""
Asking twice is safe: the key's row comes first, then the act, then its answer, in one transaction.

Whoever asks again while the first is being done waits for it, two seconds at most on PostgreSQL;
on SQLite one writer waits for the other anyway. A refusal rolls the key back with everything.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.http import HttpResponse

from api.models import KeptAnswer
from api.problems import InFlight, KeyMissing, OtherRequest
from ledgers.values import Viewer, uuid7
from payments.outside.encryption import seal, unseal

KEY = re.compile(r"[!-~]{1,128}")
KEPT_HEADERS = ("Content-Type", "ETag")
PATIENCE = "2s"
LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True)
class Asked:
    """One request under its key: whose, and what exactly."""

    viewer: Viewer
    key: str
    digest: str


def asked(viewer: Viewer, key: str | None, *parts: bytes) -> Asked:
    """
    Read a request's key and what it stands for.

    :raises KeyMissing: there is none, or it can't be one
    """
    if not key or not KEY.fullmatch(key):
        raise KeyMissing
    whole = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return Asked(viewer, key, hashlib.sha256(whole).hexdigest())


def once(asking: Asked, act: Callable[[], HttpResponse]) -> HttpResponse:
    """
    Act and keep the answer, or give the answer that was kept.

    :raises InFlight: the first is still being done
    :raises OtherRequest: the key stands for another request
    """
    if not _claim(asking):
        return _again(asking)
    answer = act()
    _mine(asking).update(
        status=answer.status_code,
        headers={name: answer[name] for name in KEPT_HEADERS if name in answer},
        body=seal(answer.content.decode()),
    )
    return answer


def _claim(asking: Asked) -> bool:
    """Insert the key's row; false when it is there."""
    fields = {one.name: one for one in KeptAnswer._meta.local_concrete_fields}
    viewer = asking.viewer
    row = {
        "id": uuid7(viewer.now.timestamp()),
        "book": viewer.book_id,
        "user_id": viewer.user_id,
        "key": asking.key,
        "asked": asking.digest,
        "headers": {},
        "asked_at": viewer.now,
    }
    columns = ", ".join(str(fields[name].column) for name in row)
    values = [fields[name].get_db_prep_save(value, connection) for name, value in row.items()]
    with _patience(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {KeptAnswer._meta.db_table} ({columns}) "
            f"VALUES ({', '.join(['%s'] * len(row))}) "
            "ON CONFLICT (book_id, user_id, key) DO NOTHING RETURNING id",
            values,
        )
        return cursor.fetchone() is not None


@contextmanager
def _patience() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        try:
            yield
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
                raise InFlight from error
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _again(asking: Asked) -> HttpResponse:
    kept = _mine(asking).get()
    if kept.asked != asking.digest:
        raise OtherRequest
    if kept.body is None or kept.status is None:
        raise InFlight
    return HttpResponse(unseal(kept.body).encode(), status=kept.status, headers=kept.headers)


def _mine(asking: Asked) -> QuerySet[KeptAnswer]:
    viewer = asking.viewer
    return KeptAnswer.objects.filter(book_id=viewer.book_id, user_id=viewer.user_id, key=asking.key)


def forget_answers(*, book_id: UUID, before: datetime) -> int:
    """Delete the answers to what was asked before an instant; returns how many."""
    return KeptAnswer.objects.filter(book_id=book_id, asked_at__lt=before).delete()[0]
