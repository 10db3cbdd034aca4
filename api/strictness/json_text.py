"""JSON as it was meant: one object, each name once, no depth, nothing hidden in the text."""

import json
import re
from collections.abc import Iterator
from typing import Any

from api.problems import Malformed

DEEPEST = 32
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
NESTING = {"{": 1, "[": 1, "}": -1, "]": -1}


def read_object(raw: bytes) -> dict[str, Any]:
    """
    Read bytes as one JSON object.

    :raises Malformed: it is not one, or holds what no honest client sends
    """
    text = _decoded(raw)
    if _depth(text) > DEEPEST:
        raise Malformed(f"The JSON is nested more than {DEEPEST} deep.")
    try:
        read = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON.") from error
    if not isinstance(read, dict):
        raise Malformed("The body must be a JSON object.")
    if any(not _is_text(text) for text in _texts(read)):
        raise Malformed("The body holds a NUL or half a character.")
    return read


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("The body is not UTF-8.") from error


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in STRINGS.sub("", text):
        depth += NESTING.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise Malformed("A name stands twice in one object.")
    return read


def _no_constant(name: str) -> None:
    raise Malformed(f"{name} is not a number in JSON.")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _is_text(text: str) -> bool:
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)
