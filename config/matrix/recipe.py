"""How one operation is asked: about what, and with which body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

Things = Mapping[str, UUID]


def _nothing(_: Things) -> Any:
    return None


@dataclass(frozen=True)
class Recipe:
    """
    How one operation is asked.

    :ivar thing: what it is about, in its address, its body or its rows; none for the whole council
    :ivar by_team: what it is about for who has the right over a team
    :ivar under: what of the thing stands second in the address
    :ivar rows: whether the thing is looked for among the rows of the answer
    :ivar by: by which of their fields
    :ivar body: the body that is sent, from what an owner has
    """

    thing: str = ""
    by_team: str = ""
    under: str = ""
    rows: bool = False
    by: str = "id"
    body: Callable[[Things], Any] = _nothing
    media: str = "application/json"
    by_session: bool = False


def always(body: Any) -> Callable[[Things], Any]:
    """The same body for everybody."""
    return lambda _: body


def in_days(days: int) -> str:
    """A day from today on, as it is written."""
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()
