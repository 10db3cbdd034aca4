"""What a change makes of days that were paid already: arrears, or an over-payment to decide."""

from datetime import date, datetime
from uuid import UUID

from budgets.plans.models import Adjustment, Budget, ContributionDue
from budgets.plans.rules.entitlement import due_pence, lines_due
from budgets.plans.selectors.accounted import accounted_pence, contributions_due_pence
from budgets.plans.selectors.facts import paid_until, settled_facts_of
from budgets.plans.values.schedule import Span


def adjust(
    *, budget: Budget, cause: tuple[str, UUID], why: str, since: date, by: UUID, now: datetime
) -> Adjustment | None:
    """
    After a change: what is due for the days that were paid, less all that was accounted for them.

    What was paid is never worked out again. More is arrears and goes out with the next
    instalment; less is an over-payment, which waits for a person. The budget is locked.

    :param cause: what changed, as a kind and an id
    :param since: the first day that the change is about
    """
    until = paid_until(budget)
    if until is None or since >= until:
        return None
    facts = settled_facts_of(budget)
    lines = lines_due(facts, Span(facts.pays_from, until))
    pence = due_pence(lines, facts.mode) - accounted_pence(budget)
    contribution = sum(line.contribution_pence for line in lines)
    adjustment = None
    if pence:
        adjustment = Adjustment.objects.create(
            book_id=budget.book_id,
            budget=budget,
            starts_on=since,
            ends_on=until,
            pence=pence,
            why=why[:1000],
            cause_kind=cause[0],
            cause_id=cause[1],
            made_by=by,
            made_at=now,
        )
    more = contribution - contributions_due_pence(budget)
    if more:
        ContributionDue.objects.create(
            book_id=budget.book_id,
            budget=budget,
            adjustment=adjustment,
            starts_on=since,
            ends_on=until,
            due_on=now.date(),
            pence=more,
            why=why[:1000],
            made_at=now,
        )
    return adjustment
