"""Whether the person was at home, and the work was still theirs."""

from collections.abc import Iterator

from budgets.assistants.values import NewShift, Warning_, WarningCode
from budgets.assistants.values.facts import WorkFacts
from payments.payouts.values import london_day

A_PERSON_LOOKS = "It is kept, and somebody looks at it before it is paid."


def in_hospital(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """The whole of the hours lies within days in hospital; the first and last are days at home."""
    first, last = london_day(new.started_at), london_day(new.ended_at)
    for days in work.away:
        left_before = days.starts_on < first
        not_back = days.ends_on is None or last < days.ends_on
        if left_before and not_back:
            yield Warning_(
                WarningCode.IN_HOSPITAL,
                f"The person was in hospital then, as far as we know. {A_PERSON_LOOKS}",
            )


def after_end(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """It begins after the last day that was agreed."""
    if work.last_on and london_day(new.started_at) > work.last_on:
        yield Warning_(
            WarningCode.AFTER_END,
            f"The last day of this work was {work.last_on:%-d %B %Y}. {A_PERSON_LOOKS}",
        )


def after_death(new: NewShift, work: WorkFacts) -> Iterator[Warning_]:
    """It begins after the day on which the person died."""
    if work.died_on and london_day(new.started_at) > work.died_on:
        yield Warning_(
            WarningCode.AFTER_DEATH,
            f"The person had died by then, as far as we know. We are sorry. {A_PERSON_LOOKS}",
        )
