"""The period that goes on: what is earned so far, what waits, and what it costs the employer."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from budgets.assistants.models import Engagement, Shift
from budgets.assistants.rules.pay import costs
from budgets.assistants.rules.pay.gross import agreed_rate, gross_pence, shift_lines
from budgets.assistants.rules.pay.minimum_wage import age_on
from budgets.assistants.rules.pay.working_out import work_out
from budgets.assistants.selectors.pay.facts import facts_of, worked_of
from budgets.assistants.selectors.pay.periods import instant_of, pay_period
from budgets.assistants.selectors.pay.waiting import list_unpaid
from budgets.assistants.values.pay import PayFacts, PayLineKind, WorkedOut
from budgets.plans.rules.rates import rate_on
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values.rates import RateName, RateRow
from budgets.plans.values.schedule import Period


@dataclass(frozen=True)
class SoFar:
    """
    A period that is not over, as it stands.

    :ivar made: what would be paid if it ended now
    :ivar waiting_pence: for hours that nobody has agreed yet
    :ivar hour_more_pence: what an hour more would cost the employer; none without a rate
    """

    engagement: Engagement
    period: Period
    made: WorkedOut
    waiting_minutes: int
    waiting_pence: int
    hour_more_pence: int | None

    @property
    def cost_pence(self) -> int:
        """What it costs the employer so far: pay that is earned or waits, NI and pension."""
        return self.made.gross_pence + self.waiting_pence + self.made.costs.pence


def so_far_of(engagement: Engagement, today: date) -> SoFar:
    """What one piece of work has earned since its last pay, whatever is agreed and waits."""
    period = pay_period(engagement, today)
    rows = rate_rows(engagement.book_id)
    facts = facts_of(engagement, period, list(list_unpaid([engagement], period.ends_on)), rows)
    made = work_out(facts, rows)
    waiting = [worked_of(shift) for shift in _list_waiting(engagement, period.ends_on)]
    lines = [line for one in waiting for line in shift_lines(one, facts.rates)]
    return SoFar(
        engagement,
        period,
        made,
        sum(one.minutes for one in waiting),
        gross_pence(lines),
        _hour_more(facts, made, rows),
    )


def _list_waiting(engagement: Engagement, before: date) -> list[Shift]:
    rows = Shift.objects.filter(
        engagement=engagement,
        agreement=None,
        replaced_by=None,
        withdrawal=None,
        imported_at=None,
        started_at__lt=instant_of(before),
    )
    return list(rows)


def _hour_more(facts: PayFacts, made: WorkedOut, rows: tuple[RateRow, ...]) -> int | None:
    hour = agreed_rate(facts.rates, PayLineKind.STANDARD, facts.ends_on)
    if hour is None:
        return None
    earned = costs.Earned(
        made.gross_pence - made.miles_pence,
        costs.share_of_year((facts.ends_on - facts.starts_on).days),
        age_on(facts.born_on, facts.starts_on),
    )
    return costs.hour_more_pence(
        earned=earned,
        hour_pence=hour.pence,
        allowance_left_pence=facts.allowance_left_pence,
        rate=partial(_rate, rows, facts.starts_on),
    )


def _rate(rows: tuple[RateRow, ...], day: date, name: RateName) -> RateRow:
    return rate_on(rows=rows, name=name, day=day)
