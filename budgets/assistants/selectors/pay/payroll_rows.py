"""What payroll is told: a row for a PA and period."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import UUID

from budgets.assistants.models import Pay, PayLine
from budgets.assistants.rules.pay.payroll_file import decimal, hours
from budgets.assistants.values.pay import PayLineKind
from budgets.plans.models import BudgetHolder

A_DAY = timedelta(days=1)


def payroll_rows(pays: Iterable[Pay]) -> Iterator[dict[str, str]]:
    """The rows of these pays, in their order, by the columns of our export."""
    several = list(pays)
    sums = _sums(several)
    employers = _employers(several)
    for pay in several:
        yield {
            **_who(pay),
            "employer": employers.get(pay.engagement.budget_id, "")
            or pay.engagement.budget.person.full_name,
            **_when(pay),
            **{kind.value: decimal(sums[pay.id, kind]) for kind in PayLineKind},
            "gross_pay": decimal(pay.gross_pence),
            "holiday_hours_taken": hours(pay.taken_minutes),
            "holiday_hours_owed": hours(pay.owed_minutes),
        }


def _who(pay: Pay) -> dict[str, str]:
    assistant = pay.engagement.assistant
    return {
        "pay_ref": pay.reference,
        "worker_ref": assistant.reference,
        "full_name": assistant.full_name,
        "date_of_birth": assistant.born_on.isoformat() if assistant.born_on else "",
        "engagement_ref": pay.engagement.reference,
        "budget_ref": pay.engagement.budget.reference,
    }


def _when(pay: Pay) -> dict[str, str]:
    return {
        "period_from": pay.starts_on.isoformat(),
        "period_to": (pay.ends_on - A_DAY).isoformat(),
        "pay_on": pay.pay_on.isoformat(),
        "hours": hours(pay.minutes),
    }


def _sums(pays: list[Pay]) -> Counter[tuple[UUID, str]]:
    found = Counter[tuple[UUID, str]]()
    rows = PayLine.objects.filter(pay__in=pays).values_list("pay_id", "kind", "pence")
    for pay, kind, pence in rows:
        found[pay, kind] += pence
    return found


def _employers(pays: list[Pay]) -> dict[UUID, str]:
    """Who has managed each budget for longest of those who do now, where it isn't the person."""
    budgets = {pay.engagement.budget_id for pay in pays}
    rows = BudgetHolder.objects.filter(budget__in=budgets, ends_on=None).order_by(
        "-starts_on", "-named_at"
    )
    return dict(rows.values_list("budget_id", "full_name"))
