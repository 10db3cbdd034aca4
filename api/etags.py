"""Which state somebody saw: a strong tag of the exact bytes, asked for before the state changes."""

import hashlib
import re

from api.problems import MatchMissing, Stale

TAG = re.compile(r'"[!#-~]*"')


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
    if header.strip() != "*" and tag_of(body) not in TAG.findall(header):
        raise Stale
