"""What budgets that go on add to the home of whoever manages them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from budgets.councils.rights import Action
from budgets.people.models import Person
from budgets.plans import selectors as plans
from budgets.plans.models import Budget, BudgetChange, Instalment
from budgets.plans.selectors.left import left_of_many, weekly_totals
from budgets.plans.values import BudgetState
from ledgers.values import Viewer
from payments.payouts.values import PaymentState
from web.holder.lately import Happening
from web.holder.plan.card import card_of
from web.holder.plan.doing import list_todos, waits_for_details
from web.holder.plan.page import ONGOING
from web.holder.plan.ways import ways_of

MOST_LATELY = 8
NO_NEWS = ("condition_decided", "step_added", "step_settled")
"""What stands in the history, and would crowd the home."""


def budgets_of(viewer: Viewer, person: Person) -> list[Budget]:
    """A person's budgets that go on or went on, as a holder may see them, the newest first."""
    seen = plans.visible_to(viewer, Action.BUDGETS_READ).filter(person=person, kind__in=ONGOING)
    return list(seen.select_related("person__team", "account"))


def plans_on_home(
    budgets: Iterable[Budget], viewer: Viewer, *, own: bool, now: datetime
) -> dict[str, Any]:
    """Their cards, what there is to do about them, and those that are over."""
    several, today = list(budgets), timezone.localdate(now)
    going = [one for one in several if one.state != BudgetState.ENDED]
    left, weekly = left_of_many(going, today), weekly_totals(going, today)
    cards, todos = [], []
    for budget in going:
        waits = waits_for_details(budget)
        todos += list_todos(budget, viewer, own=own, waits=waits, now=now)
        cards.append(
            card_of(
                budget,
                own=own,
                left=left.get(budget.id),
                weekly_pence=weekly.get(budget.id),
                waits=waits,
                today=today,
            )
        )
    return {
        "plan_cards": cards,
        "plan_todos": todos,
        "plan_todo_count": len(todos),
        "plan_ways": ways_of(going[0], own=own) if len(going) == 1 else [],
        "ended": [one for one in several if one.state == BudgetState.ENDED],
    }


def happened_to_plans(budgets: Iterable[Budget], *, now: datetime) -> list[Happening]:
    """What was paid and what changed lately on these budgets, the newest last."""
    several = list(budgets)
    told = [one for one in (*_paid(several), *_changed(several)) if one.at <= now]
    newest_first = sorted(told, key=lambda one: one.at, reverse=True)
    return newest_first[:MOST_LATELY][::-1]


def _paid(budgets: list[Budget]) -> Iterator[Happening]:
    rows = Instalment.objects.filter(
        budget__in=budgets, cancelled_at=None, payment__paid_at__isnull=False
    ).select_related("payment")
    for row in rows.order_by("-payment__paid_at")[:MOST_LATELY]:
        if row.payment and row.payment.paid_at:
            came = row.payment.state == PaymentState.PAID
            words = "Money from the council" if came else "Money that the bank sent back to us"
            yield Happening(row.payment.paid_at, words, row.pence, came=came)


def _changed(budgets: list[Budget]) -> Iterator[Happening]:
    rows = BudgetChange.objects.filter(budget__in=budgets).exclude(code__in=NO_NEWS)
    newest = rows.order_by("-changed_at", "-id")[:MOST_LATELY]
    yield from (Happening(row.changed_at, row.words, None) for row in newest)
