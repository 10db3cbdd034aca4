"""What is above all that is spoken for, with every figure, for one budget and for many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from budgets.councils import selectors as councils
from budgets.councils.models import Team
from budgets.councils.rights import Action
from budgets.plans.models import Budget, Instalment, RepaymentRequest, RingFence, SurplusTalk
from budgets.plans.rules.surplus import surplus_of
from budgets.plans.selectors import visible_to
from budgets.plans.selectors.left import known_day, left_of_many, weekly_totals
from budgets.plans.values import BudgetState, KnownFrom
from budgets.plans.values.agreement import RequestStep
from budgets.plans.values.surplus import RingFenceKind, Surplus
from ledgers.values import Viewer
from payments.payouts.values import PaymentState

LOOKED_AT = (BudgetState.ACTIVE, BudgetState.SUSPENDED)
"""What an ending budget has left is settled there, and is nobody's surplus."""
OPEN_STEPS = (RequestStep.ASKED, RequestStep.REPLIED)


@dataclass(frozen=True)
class WithSurplus:
    """A budget with money above all that is spoken for, and the conversation about it if any."""

    budget: Budget
    surplus: Surplus
    talk: SurplusTalk | None


def surplus_on(budget: Budget, today: date) -> Surplus | None:
    """What of one budget is above all that is spoken for; nothing where nobody knows."""
    return surpluses_on([budget], today).get(budget.id)


def surpluses_on(budgets: Iterable[Budget], today: date) -> dict[UUID, Surplus]:
    """The same for many budgets of one council, by id, in six queries; the unknown are left out."""
    several = [budget for budget in budgets if budget.known_from != KnownFrom.NOTHING]
    if not several:
        return {}
    weeks = councils.policy_on(several[0].book_id, today).contingency_weeks
    left, weekly = left_of_many(several, today), weekly_totals(several, today)
    fences, just_paid = ring_fenced_of(several), just_paid_of(several, today)
    found = {
        budget.id: surplus_of(
            left_pence=left[budget.id].pence if budget.id in left else None,
            ring_fenced=fences[budget.id],
            weekly_pence=weekly.get(budget.id, 0),
            contingency_weeks=weeks,
            instalment_just_paid_pence=just_paid[budget.id],
        )
        for budget in several
    }
    return {budget_id: surplus for budget_id, surplus in found.items() if surplus}


def ring_fenced_of(budgets: Iterable[Budget]) -> dict[UUID, dict[RingFenceKind, int]]:
    """What of each budget is owed already, by its id and the kind, in pence."""
    found: dict[UUID, dict[RingFenceKind, int]] = defaultdict(dict)
    rows = RingFence.objects.filter(budget__in=list(budgets), released_at=None)
    for budget_id, kind, pence in (
        rows.values_list("budget_id", "kind").annotate(pence=Sum("pence")).order_by()
    ):
        found[budget_id][RingFenceKind(kind)] = pence
    return found


def list_ring_fences(budget: Budget) -> QuerySet[RingFence]:
    """What is set aside of a budget now, the oldest first."""
    return budget.ring_fences.filter(released_at=None).order_by("set_at", "id")


def just_paid_of(budgets: Iterable[Budget], today: date) -> dict[UUID, int]:
    """
    What has come for days that were not over when we last knew what was spent, in pence.

    By statements that are some weeks old, that is everything that has come since.
    """
    days = {budget.id: known_day(budget, today) for budget in budgets}
    known = [day for day in days.values() if day]
    found: dict[UUID, int] = defaultdict(int)
    if not known:
        return found
    rows = Instalment.objects.filter(
        budget__in=list(days),
        cancelled_at=None,
        payment__state=PaymentState.PAID,
        ends_on__gt=min(known),
    )
    for budget_id, ends_on, pence in rows.values_list("budget_id", "ends_on", "pence"):
        day = days[budget_id]
        found[budget_id] += pence if day and ends_on > day else 0
    return found


def list_with_surplus(
    viewer: Viewer, today: date, *, team: Team | None = None
) -> list[WithSurplus]:
    """Budgets that have a surplus now, of one team or of all the viewer sees; the most first."""
    seen = visible_to(viewer, Action.BUDGETS_READ).filter(state__in=LOOKED_AT)
    known = seen.exclude(known_from=KnownFrom.NOTHING).select_related("person__team")
    budgets = list(known.filter(person__team=team) if team else known)
    found = surpluses_on(budgets, today)
    above = [one for one in budgets if one.id in found and found[one.id].surplus_pence]
    talks = {talk.budget_id: talk for talk in _open_talks(above)}
    listed = [WithSurplus(one, found[one.id], talks.get(one.id)) for one in above]
    return sorted(listed, key=lambda one: -one.surplus.surplus_pence)


def find_open_talk(budget: Budget) -> SurplusTalk | None:
    """The conversation about a surplus that is going on, if one is."""
    return _open_talks([budget]).first()


def find_open_request(budget: Budget) -> RepaymentRequest | None:
    """The request to repay that is neither withdrawn nor paid, if there is one."""
    return budget.repayment_requests.filter(step__in=OPEN_STEPS).first()


def returned_pence(request: RepaymentRequest) -> int:
    """What has arrived of the sum that was asked for, in pence."""
    arrived = request.returns.filter(arrived_on__isnull=False)
    pence: int = arrived.aggregate(pence=Sum("pence", default=0))["pence"]
    return pence


def _open_talks(budgets: list[Budget]) -> QuerySet[SurplusTalk]:
    return SurplusTalk.objects.filter(budget__in=budgets, closed_at=None)
