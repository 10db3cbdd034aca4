"""A file that any calendar reads (RFC 5545): lines of 75 octets at most, ended by CRLF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from unicodedata import category
from uuid import UUID

MOST_OCTETS = 75
LASTS = timedelta(hours=1)
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "}
CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})
SPACE = " "


@dataclass(frozen=True)
class Entry:
    """
    One thing in a calendar.

    :ivar uid: the same each time, so that a calendar changes what it has and doubles nothing
    :ivar at: the instant at which it starts, or the whole day that it is about
    """

    uid: UUID
    at: datetime | date
    summary: str
    description: str = ""


def calendar_file(entries: Iterable[Entry], *, made_at: datetime) -> str:
    """The file's text; instants are in UTC, and each entry is marked as private."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wherewithal//Care reviews//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for entry in entries for line in _lines(entry, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _lines(entry: Entry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_instant(made_at)}"
    yield from _when(entry.at)
    yield f"SUMMARY:{escape(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escape(entry.description)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _when(at: datetime | date) -> Iterator[str]:
    """A whole day takes nobody's time."""
    if isinstance(at, datetime):
        yield f"DTSTART:{_instant(at)}"
        yield f"DTEND:{_instant(at + LASTS)}"
        return
    yield f"DTSTART;VALUE=DATE:{at:%Y%m%d}"
    yield "TRANSP:TRANSPARENT"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(words: str) -> str:
    """Words as a TEXT value (RFC 5545, 3.3.11): no sign in them means anything to a calendar."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        ESCAPED.get(sign, sign)
        for sign in plain
        if sign in ESCAPED or category(sign) not in CONTROL
    )


def fold(line: str) -> str:
    """
    A line of any length in parts of at most 75 octets (RFC 5545, 3.1).

    Each further part begins with a space, which counts; no character is torn apart.
    """
    parts, part, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > MOST_OCTETS:
            parts.append(part)
            part, octets = SPACE, len(SPACE)
        part, octets = part + sign, octets + size
    return "\r\n".join([*parts, part])
