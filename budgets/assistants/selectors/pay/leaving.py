"""What an employer owes somebody whose work ends with the budget: notice, and redundancy pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import QuerySet

from budgets.assistants.models import Engagement
from budgets.assistants.rules.pay import holiday, leaving
from budgets.assistants.rules.pay.gross import agreed_rate, hours_pence
from budgets.assistants.selectors.pay.facts import average_of, dated_rates
from budgets.assistants.values.pay import PayLineKind
from budgets.plans.rules.rates import rate_on
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values import BudgetState
from budgets.plans.values.rates import RateName
from budgets.plans.values.surplus import RingFenceKind


@dataclass(frozen=True)
class Owed:
    """One thing that is owed to somebody who leaves, with its arithmetic."""

    kind: RingFenceKind
    pence: int
    words: str


def list_left_by_endings(book_id: UUID) -> QuerySet[Engagement]:
    """Who is employed from a budget that ends, and has neither notice nor a last day yet."""
    return Engagement.objects.filter(
        book_id=book_id,
        budget__state=BudgetState.ENDING,
        is_self_employed=False,
        ends_on=None,
        notice_until=None,
    ).select_related("assistant", "budget__person")


def owed_on_leaving(engagement: Engagement, ends_on: date) -> Iterator[Owed]:
    """
    What the law asks for where the work ends on a day because the budget does, as an estimate.

    A week's pay is the average that holiday is paid by, or the agreed week where none was paid.
    """
    week, name = week_of_pay(engagement, ends_on), engagement.assistant.full_name
    weeks = leaving.notice_weeks(engagement.starts_on, ends_on)
    if weeks * week:
        said = f"{_weeks(Fraction(weeks))} notice for {name}"
        yield Owed(RingFenceKind.NOTICE, leaving.notice_pence(weeks, week), said)
    born_on = engagement.assistant.born_on
    due = leaving.redundancy_weeks(engagement.starts_on, ends_on, born_on)
    most = rate_on(
        rows=rate_rows(engagement.book_id), name=RateName.REDUNDANCY_WEEK, day=ends_on
    ).value
    if due * week:
        said = f"{_weeks(due)} pay for {name}, whose work ends with the budget"
        pence = leaving.redundancy_pence(due, week, most)
        yield Owed(RingFenceKind.REDUNDANCY, pence, said)


def week_of_pay(engagement: Engagement, day: date) -> int:
    """What a week is worth: the average, or what was agreed for one where none was paid."""
    average = holiday.week_pence(average_of(engagement, day))
    hour = agreed_rate(dated_rates(engagement), PayLineKind.STANDARD, day)
    return average or hours_pence(engagement.weekly_minutes, hour.pence if hour else 0)


def _weeks(count: Fraction) -> str:
    """In words; redundancy is counted in halves of a week."""
    whole = count.numerator // count.denominator
    return "1 week’s" if count == 1 else f"{whole}{'' if count == whole else '½'} weeks’"
