"""A shift that was refused, as the problem that a client reads."""

from functools import cache

from api.problems import Invalid, Problem
from api.statuses import STATUS
from budgets.assistants import errors
from ledgers.errors import Refusal


def refusal_of(code: str, words: str) -> Problem:
    """The problem with the one status that this refusal has."""
    told = Invalid(words)
    told.status_code = statuses().get(code, Invalid.status_code)
    told.default_code = code
    return told


@cache
def statuses() -> dict[str, int]:
    """The status of each refusal of shifts, by its code."""
    kinds = (getattr(errors, name) for name in errors.__all__)
    known = [kind for kind in kinds if issubclass(kind, Refusal) and kind in STATUS]
    return {code_of(kind): STATUS[kind] for kind in known}


def code_of(kind: type[Refusal]) -> str:
    """Its stable name."""
    return kind.__new__(kind).code
