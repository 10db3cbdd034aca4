"""What may be wrong with hours, as sentences. A check warns, and never keeps anything out."""

from collections.abc import Iterator, Sequence

from budgets.assistants.rules.checks.agreed import about_pay, above_agreed_hours
from budgets.assistants.rules.checks.being_there import after_death, after_end, in_hospital
from budgets.assistants.rules.checks.resting import (
    long_weeks,
    overlaps,
    short_break,
    short_rest,
)
from budgets.assistants.values import NewShift, Warning_, WarningCode
from budgets.assistants.values.facts import Timeline, WeekSums, WorkFacts


def warnings_about(
    new: NewShift, *, work: WorkFacts, timeline: Timeline, sums: WeekSums, own: Sequence[WorkFacts]
) -> list[Warning_]:
    """
    Everything that may be wrong with hours, each thing once.

    :param timeline: the assistant's other hours around these, for whomever
    :param sums: the assistant's minutes by week, these hours among them
    :param own: every engagement of the assistant
    """
    found: dict[WarningCode, Warning_] = {}
    for one in _all(new, work, timeline, sums, own):
        found.setdefault(one.code, one)
    return list(found.values())


def _all(
    new: NewShift, work: WorkFacts, timeline: Timeline, sums: WeekSums, own: Sequence[WorkFacts]
) -> Iterator[Warning_]:
    yield from overlaps(new, timeline)
    yield from short_rest(new, timeline)
    yield from long_weeks(new, work, sums, own)
    yield from short_break(new)
    yield from about_pay(new, work)
    yield from above_agreed_hours(new, work, sums)
    yield from in_hospital(new, work)
    yield from after_end(new, work)
    yield from after_death(new, work)


__all__ = ["warnings_about"]
