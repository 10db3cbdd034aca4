"""What goes out, or is taken, with the next instalment beside what is due for days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, Sum

from budgets.plans.models import Adjustment, Budget, KeptBack, OneOff
from budgets.plans.rules.instalments import CODE_OF, Extra
from budgets.plans.selectors.owed import owed_of
from budgets.plans.values import ENDINGS
from budgets.plans.values.agreement import LineCode, OneOffKind, OverpaymentDecision

OWED_AT_END = "What was due for days before the end, and hadn't been paid"
IN_USE = Q(lines__instalment__cancelled_at__isnull=True)


def extras_of(budgets: Iterable[Budget], day: date) -> dict[UUID, list[Extra]]:
    """
    By budget, everything open on a day: single sums that are due, arrears, decided spreads, wages
    that the council paid.

    From a budget that ends nothing is taken of what was paid too much: it is part of what is left.
    """
    several = list(budgets)
    ending = [budget for budget in several if budget.state in ENDINGS]
    found: dict[UUID, list[Extra]] = defaultdict(list)
    for one in _one_offs(several, day):
        found[one.budget_id].append(
            Extra(one.id, CODE_OF[OneOffKind(one.kind)], one.pence, one.words, due_on=one.due_on)
        )
    for adjustment in _adjustments([one for one in several if one.state not in ENDINGS]):
        found[adjustment.budget_id] += _extra(adjustment)
    for kept in _kept_back(several):
        found[kept.budget_id] += _wages(kept)
    for budget_id, pence in owed_of(ending).items() if ending else ():
        found[budget_id] += _at_the_end(pence)
    return found


def _at_the_end(pence: int) -> list[Extra]:
    return [Extra(None, LineCode.ARREARS, pence, OWED_AT_END)] if pence else []


def _one_offs(budgets: list[Budget], day: date) -> Iterable[OneOff]:
    rows = OneOff.objects.filter(
        budget__in=budgets,
        due_on__lte=day,
        agreed_at__isnull=False,
        withdrawn_at=None,
        on_paper=False,
        kind__in=list(CODE_OF),
    )
    counted = rows.annotate(used=Count("lines", filter=IN_USE)).filter(used=0)
    return counted.order_by("due_on", "id")


def _adjustments(budgets: list[Budget]) -> Iterable[Adjustment]:
    """Arrears, and over-payments that somebody decided to spread, with what was taken of them."""
    rows = Adjustment.objects.filter(budget__in=budgets).filter(
        Q(pence__gt=0) | Q(decision=OverpaymentDecision.SPREAD)
    )
    return rows.annotate(
        taken=Sum("lines__pence", filter=IN_USE, default=0),
        used=Count("lines", filter=IN_USE),
    ).order_by("made_at", "id")


def _kept_back(budgets: list[Budget]) -> Iterable[KeptBack]:
    """What was kept back, with what of it was taken already."""
    rows = KeptBack.objects.filter(budget__in=budgets)
    return rows.annotate(taken=Sum("lines__pence", filter=IN_USE, default=0)).order_by("id")


def _wages(kept: KeptBack) -> list[Extra]:
    still_open = kept.pence + kept.taken  # type: ignore[attr-defined]
    if still_open <= 0:
        return []
    return [Extra(kept.id, LineCode.WAGES, -still_open, kept.words, most_pence=still_open)]


def _extra(adjustment: Adjustment) -> list[Extra]:
    still_open = adjustment.pence - adjustment.taken  # type: ignore[attr-defined]
    if still_open == 0:
        return []
    if adjustment.pence > 0:
        return [Extra(adjustment.id, LineCode.ARREARS, still_open, adjustment.why)]
    most = _most(adjustment, still_open)
    return [Extra(adjustment.id, LineCode.OVERPAYMENT, still_open, adjustment.why, most)]


def _most(overpayment: Adjustment, still_open: int) -> int:
    """
    An equal part of what is open, rounded up, so that the last instalment has the least.

    Never more than was decided for one instalment, also where an earlier one had too little.
    """
    over = overpayment.over_instalments or 1
    used: int = overpayment.used  # type: ignore[attr-defined]
    left = max(over - used, 1)
    return min(-(overpayment.pence // over), -(still_open // left))
