"""Taking back what was planned for days after a budget's last, and has not left."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from budgets.plans.models import Adjustment, Budget, ContributionDue, Ending, OneOff
from budgets.plans.rules.entitlement import due_pence, lines_due
from budgets.plans.selectors.accounted import accounted_pence, contributions_due_pence
from budgets.plans.selectors.contributions import dues_of
from budgets.plans.selectors.extras import IN_USE
from budgets.plans.selectors.facts import facts_of, paid_until, settled_facts_of
from budgets.plans.values.agreement import OverpaymentDecision
from budgets.plans.values.schedule import Span
from payments.payouts import services as payouts
from payments.payouts.values import MAY_MOVE, PaymentState

CAN_STAY: Final = [
    state
    for state in PaymentState
    if state == PaymentState.CANCELLED or PaymentState.CANCELLED in MAY_MOVE[state]
]
"""Where a payment is that has not left, or came back, or was given up."""

NEVER_PAID = "These days were not paid after all, because the budget ends."
SETTLED_THERE = "The budget ends, and what is left is settled there."


def cancel_planned(ending: Ending, *, after: date, by: UUID, now: datetime) -> None:
    """
    Cancel the instalments with days from one on that have not left.

    What is still due of them until then is planned anew, with the next pay run. What was changed
    about their days costs nobody anything: arrears for them are taken off where they would come,
    and what was paid too much, if nobody has decided about it, is part of what is left. The budget
    is locked, and its last day is not changed yet.
    """
    budget = ending.budget
    _waive_undecided(budget, by=by, now=now)
    before = _open_pence(budget)
    unsent = Q(payment=None) | Q(payment__state__in=CAN_STAY)
    rows = budget.instalments.filter(unsent, cancelled_at=None, ends_on__gt=after)
    for instalment in rows.select_related("payment__hold"):
        if instalment.payment:
            payouts.cancel_payment(payment=instalment.payment, by=by, now=now)
        instalment.cancelled_at = now
        instalment.save(update_fields=["cancelled_at"])
    more = _open_pence(budget) - before
    if more < 0:
        _take_off(ending, more, since=after, by=by, now=now)


def _open_pence(budget: Budget) -> int:
    """What is due for the days that are planned or paid, less all that was accounted for them."""
    facts = settled_facts_of(budget)
    until = paid_until(budget) or facts.pays_from
    lines = lines_due(facts, Span(facts.pays_from, until))
    return due_pence(lines, facts.mode) - accounted_pence(budget)


def _waive_undecided(budget: Budget, *, by: UUID, now: datetime) -> None:
    budget.adjustments.filter(pence__lt=0, decision="").update(
        decision=OverpaymentDecision.WAIVED,
        decision_words=SETTLED_THERE,
        decided_by=by,
        decided_at=now,
    )


def _take_off(ending: Ending, pence: int, *, since: date, by: UUID, now: datetime) -> None:
    """Take arrears for days that are never paid off again, with the instalment they come with."""
    Adjustment.objects.create(
        book_id=ending.book_id,
        budget=ending.budget,
        starts_on=since,
        ends_on=since + date.resolution,
        pence=pence,
        why=NEVER_PAID,
        cause_kind="ending",
        cause_id=ending.id,
        made_by=by,
        made_at=now,
        decision=OverpaymentDecision.SPREAD,
        over_instalments=1,
        decision_words=NEVER_PAID,
        decided_by=by,
        decided_at=now,
    )


def lower_contributions(budget: Budget, *, after: date, now: datetime) -> None:
    """Let the person owe nothing for days after the last, also where they were paid in advance."""
    facts, until = facts_of(budget), paid_until(budget)
    lines = lines_due(facts, Span(facts.pays_from, until)) if until else []
    more = sum(line.contribution_pence for line in lines) - contributions_due_pence(budget)
    if not more:
        return
    first = dues_of([budget]).filter(ends_on__gt=after).first()
    ContributionDue.objects.create(
        book_id=budget.book_id,
        budget=budget,
        starts_on=after,
        ends_on=max(until or after, after + date.resolution),
        due_on=first.due_on if first else now.date(),
        pence=more,
        why=f"Nothing is due from {after:%-d %B %Y} on, because the budget ends.",
        made_at=now,
    )


def drop_later_sums(budget: Budget, *, after: date, now: datetime) -> None:
    """Withdraw single sums that fall due after the last day, and those that nobody has agreed."""
    rows = budget.one_offs.filter(Q(due_on__gte=after) | Q(agreed_at=None), withdrawn_at=None)
    unpaid = rows.annotate(used=Count("lines", filter=IN_USE)).filter(used=0)
    ids = list(unpaid.values_list("pk", flat=True))
    OneOff.objects.filter(pk__in=ids).update(withdrawn_at=now)
