"""Taking back what was planned for days after a budget's last, and has not left."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q

from budgets.plans.models import Budget, ContributionDue, OneOff
from budgets.plans.rules.entitlement import lines_due
from budgets.plans.selectors.accounted import contributions_due_pence
from budgets.plans.selectors.contributions import dues_of
from budgets.plans.selectors.extras import IN_USE
from budgets.plans.selectors.facts import facts_of, paid_until
from budgets.plans.values.agreement import OverpaymentDecision
from budgets.plans.values.schedule import Span
from payments.payouts import services as payouts
from payments.payouts.selectors import locking
from payments.payouts.values import MAY_MOVE, PaymentState

CAN_STAY: Final = [
    state
    for state in PaymentState
    if state == PaymentState.CANCELLED or PaymentState.CANCELLED in MAY_MOVE[state]
]
"""Where a payment is that has not left, or came back, or was given up."""

SETTLED_THERE = "The budget ends, and what is left is settled there."


def cancel_planned(budget: Budget, *, after: date, by: UUID, now: datetime) -> None:
    """
    Cancel the instalments with days from one on that have not left.

    What is still due of them until then is planned anew, with the next pay run. What was paid too
    much, if nobody has decided about it, is part of what is left. The budget is locked.
    """
    _waive_undecided(budget, by=by, now=now)
    rows = list(budget.instalments.filter(cancelled_at=None, ends_on__gt=after).order_by("id"))
    ids = [row.payment_id for row in rows if row.payment_id]
    payments = {one.id: one for one in locking.take_some(budget.book_id, ids)}
    for instalment in rows:
        payment = payments.get(instalment.payment_id) if instalment.payment_id else None
        if payment and payment.state not in CAN_STAY:
            continue
        if payment:
            payouts.cancel_payment(payment=payment, by=by, now=now)
        instalment.cancelled_at = now
        instalment.save(update_fields=["cancelled_at"])


def _waive_undecided(budget: Budget, *, by: UUID, now: datetime) -> None:
    budget.adjustments.filter(pence__lt=0, decision="").update(
        decision=OverpaymentDecision.WAIVED,
        decision_words=SETTLED_THERE,
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
