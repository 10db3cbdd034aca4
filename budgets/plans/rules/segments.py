"""Which statement is in force on which days, without those for which nothing is due."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from budgets.plans.values.schedule import Segment, Span, Terms


def in_force(terms: Iterable[Terms], day: date) -> Terms | None:
    """The statement that counts on a day: of those begun, the one with the highest number."""
    begun = (statement for statement in terms if statement.starts_on <= day)
    return max(begun, key=lambda statement: statement.number, default=None)


def segments(terms: Iterable[Terms], span: Span, pauses: Collection[Span] = ()) -> list[Segment]:
    """
    The stretches of a span in which one statement is in force and nothing is paused, in order.

    From its start on a statement supersedes whatever has a lower number, also what would have
    begun later. Pennies are counted from where the first statement began, under later ones too:
    a day then costs the same whenever its weekly sum is the same, and a new statement moves no
    penny on days, or in figures, that it leaves as they were.
    """
    standing = _standing(terms)
    free = _unpaused(span, pauses) if pauses else [span]
    starts = [statement.starts_on for statement in standing]
    return [
        Segment(statement, part.starts_on, part.ends_on, starts[0])
        for statement, following in zip(standing, [*starts, None][1:], strict=True)
        for part in _parts(free, Span(statement.starts_on, following))
    ]


def _standing(terms: Iterable[Terms]) -> list[Terms]:
    standing: list[Terms] = []
    for statement in sorted(terms, key=lambda statement: statement.number):
        while standing and standing[-1].starts_on >= statement.starts_on:
            standing.pop()
        standing.append(statement)
    return standing


def _parts(free: Iterable[Span], own: Span) -> Iterator[Span]:
    return (part for part in (own.within(stretch) for stretch in free) if not part.is_empty)


def _unpaused(span: Span, pauses: Iterable[Span]) -> list[Span]:
    free: list[Span] = []
    left = span
    for pause in sorted(pauses, key=lambda pause: pause.starts_on):
        if pause.is_empty:
            continue
        free.append(left.within(Span(left.starts_on, pause.starts_on)))
        if pause.ends_on is None:
            return free
        left = left.within(Span(pause.ends_on))
    return [*free, left]
