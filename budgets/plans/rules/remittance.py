"""Why a payment is what it is, and what is different from last time, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from budgets.plans.values.agreement import LineCode
from ledgers.values import pounds

OWN_PART = "Your own part: "
BY_DAYS = {
    LineCode.SUPPORT: ("It is for", "Last time it was for"),
    LineCode.CONTRIBUTION: ("Your own part is taken off:", "Last time it was"),
}
"""What is worked out from days, so that other words mean another sum: now, and last time."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of what was paid; below nothing where it lowers it."""

    code: LineCode
    pence: int
    words: str


def why_it_differs(now: Iterable[Part], before: Iterable[Part] | None) -> list[str]:
    """
    What is different from last time, sentence by sentence, and that nothing is where nothing is.

    :param before: the lines of the last payment; none when this is the first
    """
    parts = list(now)
    if before is None:
        return ["This is the first payment.", *_extras(parts)]
    last = list(before)
    change = sum(part.pence for part in parts) - sum(part.pence for part in last)
    return [_change(change, last), *_days(parts, last), *_extras(parts), *_gone(parts, last)]


def _change(pence: int, last: list[Part]) -> str:
    if not pence:
        return "It is as much as last time."
    more = "more" if pence > 0 else "less"
    was = pounds(sum(part.pence for part in last))
    return f"It is {pounds(abs(pence))} {more} than last time, when it was {was}."


def _days(parts: list[Part], last: list[Part]) -> Iterator[str]:
    for code, (now_words, then_words) in BY_DAYS.items():
        now, then = _said(parts, code), _said(last, code)
        if now == then:
            continue
        yield f"{now_words} {now}." if now else "This time no own part is taken off."
        if then:
            yield f"{then_words} {then}."


def _said(parts: list[Part], code: LineCode) -> str:
    return " and ".join(part.words.removeprefix(OWN_PART) for part in parts if part.code == code)


def _extras(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if part.code not in BY_DAYS:
            side = "is in it" if part.pence > 0 else "was taken off"
            yield f"{pounds(abs(part.pence))} {side}. {_sentence(part.words)}"


def _gone(parts: list[Part], last: list[Part]) -> Iterator[str]:
    still = {(part.code, part.pence, part.words) for part in parts}
    for part in last:
        if part.code not in BY_DAYS and (part.code, part.pence, part.words) not in still:
            side = "was in it" if part.pence > 0 else "was taken off"
            yield f"Last time {pounds(abs(part.pence))} {side}. {_sentence(part.words)}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
