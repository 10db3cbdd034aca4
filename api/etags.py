"""Which state somebody saw: a strong tag of the exact bytes, asked for before the state changes."""

import hashlib

from api.problems import MatchMissing, Stale


def tag_of(body: bytes) -> str:
    """The tag of an answer's bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def check_match(header: str | None, body: bytes) -> None:
    """
    Let a change of state go on only from the state that was seen.

    :raises MatchMissing: no tag was sent
    :raises Stale: the tag is of another state
    """
    if not header:
        raise MatchMissing
    said = [tag.strip() for tag in header.split(",")]
    if said != ["*"] and tag_of(body) not in said:
        raise Stale
