"""About what hours cost, before the pay of a period is worked out; line by line as pay does it."""

from budgets.assistants.rules.hours import minutes_between
from budgets.assistants.rules.pay.gross import shift_lines
from budgets.assistants.values import NewShift, ShiftKind
from budgets.assistants.values.facts import WorkFacts
from budgets.assistants.values.pay import PayLine, PayLineKind, Worked
from payments.payouts.values import london_day


def lines_of(new: NewShift, work: WorkFacts) -> list[PayLine]:
    """What the hours earn, and what their miles come to."""
    minutes = minutes_between(new.started_at, new.ended_at)
    is_night = new.kind == ShiftKind.SLEEP_IN
    worked = Worked(
        shift_id=new.id,
        kind=PayLineKind(new.kind),
        day=london_day(new.started_at),
        minutes=minutes if is_night else minutes - new.break_minutes,
        woken_minutes=new.woken_minutes,
        miles_tenths=new.miles_tenths,
    )
    return shift_lines(worked, work.rates)
