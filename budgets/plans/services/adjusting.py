"""What a change makes of days that were paid already: arrears, or an over-payment to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from budgets.plans.models import Adjustment, Budget, ContributionDue
from budgets.plans.rules.entitlement import due_pence, lines_due
from budgets.plans.selectors.accounted import accounted_of, contributions_due_of
from budgets.plans.selectors.facts import paid_until_of, settled_facts_of_many
from budgets.plans.values import ENDINGS
from budgets.plans.values.schedule import Span


@dataclass(frozen=True)
class Changed:
    """
    One budget that something changed for; the budget is locked.

    :ivar cause: what changed, as a kind and an id
    :ivar since: the first day that the change is about
    """

    budget: Budget
    cause: tuple[str, UUID]
    why: str
    since: date


def adjust(
    *, budget: Budget, cause: tuple[str, UUID], why: str, since: date, by: UUID, now: datetime
) -> Adjustment | None:
    """
    After a change: what is due for the days that were paid, less all that was accounted for them.

    What was paid is never worked out again. More is arrears and goes out with the next
    instalment; less is an over-payment, which waits for a person. Of a budget that ends neither is
    kept: what it is owed is counted whole (`owed_of`), and the rest is part of what is left. The
    budget is locked.

    :param cause: what changed, as a kind and an id
    :param since: the first day that the change is about
    """
    made = adjust_many([Changed(budget, cause, why, since)], by=by, now=now)
    return made[0] if made else None


def adjust_many(changes: Sequence[Changed], *, by: UUID, now: datetime) -> list[Adjustment]:
    """The same for many budgets at once, each once; those for which no penny moves get none."""
    paid = paid_until_of(one.budget for one in changes)
    reached = [one for one in changes if one.budget.id in paid and one.since < paid[one.budget.id]]
    budgets = [one.budget for one in reached]
    facts, accounted = settled_facts_of_many(budgets), accounted_of(budgets)
    dues = contributions_due_of(budgets)
    adjustments, contributions = [], []
    for one in reached:
        of, until = facts[one.budget.id], paid[one.budget.id]
        lines = lines_due(of, Span(of.pays_from, until))
        pence = due_pence(lines, of.mode) - accounted[one.budget.id]
        more = sum(line.contribution_pence for line in lines) - dues[one.budget.id]
        moves = pence and one.budget.state not in ENDINGS
        adjustment = _adjustment(one, until, pence, by=by, now=now) if moves else None
        if adjustment:
            adjustments.append(adjustment)
        if more:
            contributions.append(_contribution(one, until, more, adjustment, now=now))
    Adjustment.objects.bulk_create(adjustments)
    ContributionDue.objects.bulk_create(contributions)
    return adjustments


def _adjustment(one: Changed, until: date, pence: int, *, by: UUID, now: datetime) -> Adjustment:
    return Adjustment(
        book_id=one.budget.book_id,
        budget=one.budget,
        starts_on=one.since,
        ends_on=until,
        pence=pence,
        why=one.why[:1000],
        cause_kind=one.cause[0],
        cause_id=one.cause[1],
        made_by=by,
        made_at=now,
    )


def _contribution(
    one: Changed, until: date, pence: int, adjustment: Adjustment | None, *, now: datetime
) -> ContributionDue:
    return ContributionDue(
        book_id=one.budget.book_id,
        budget=one.budget,
        adjustment=adjustment,
        starts_on=one.since,
        ends_on=until,
        due_on=now.date(),
        pence=pence,
        why=one.why[:1000],
        made_at=now,
    )
