"""What a row that comes again may change of a budget, and what it only repeats."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from budgets.caseload.rules import begun
from budgets.caseload.selectors.budgets_here import Here
from budgets.caseload.services.importing import budget_parts as parts
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.holders import give_holders_sign_ins
from budgets.caseload.services.importing.new_budgets import NewBudget
from budgets.caseload.services.importing.ways import InHand
from budgets.caseload.values.budget_rows import BudgetRow
from budgets.plans.models import Budget, BudgetHolder, CareReview, Condition
from budgets.plans.services.agreeing import start_when_ready
from budgets.plans.services.pausing import suspend_budget
from budgets.plans.services.states import lock_budget
from budgets.plans.values import BudgetState

PLAIN: Final = ("cash_share_percent", "agreed_on", "first_paid_on", "known_from", "ends_on")
HOLDER: Final = ("holder_name", "holder_email")
DECIDED: Final = ("conditions_decided_on", "conditions_decided_by")
CHANGEABLE: Final = (
    *PLAIN,
    *HOLDER,
    *DECIDED,
    "provider_ref",
    "suspended_on",
    "last_reviewed_on",
)
BEFORE_THE_END: Final = (BudgetState.AGREED, BudgetState.ACTIVE, BudgetState.SUSPENDED)


def is_known(hand: InHand[BudgetRow], name: str, value: Any, here: Here) -> bool:
    """Whether a field says nothing new, though what stands is written otherwise."""
    row, holder = hand.record, here.holder
    if name in DECIDED:
        return row.conditions_decided_on is None or not begun.conditions_of(row)
    known: dict[str, bool] = {
        "opening_balance_pence": value == here.opened_pence,
        "suspended_on": value in here.stopped_on,
        "holder_name": holder is not None and value == holder.full_name,
        "holder_email": holder is not None and value == holder.email,
        "weekly_total_pence": value == 0 and _stands(hand, name) is None,
        "weekly_contribution_pence": value == 0 and _stands(hand, name) is None,
        "one_off_amount_pence": value == 0 and _stands(hand, name) is None,
    }
    if name == "last_reviewed_on":
        return bool(_stands(hand, name)) and value < _stands(hand, name)
    return known.get(name, False)


def _stands(hand: InHand[BudgetRow], name: str) -> Any:
    return getattr(hand.standing, name)


def is_open(name: str, here: Here) -> bool:
    """Whether a file may still say it: the budget came from one, and nothing here hangs on it."""
    budget = here.budget
    if budget.imported_at is None:
        return False
    if name == "ends_on":
        return budget.state in BEFORE_THE_END and not here.is_planned
    if name == "suspended_on":
        return budget.state == BudgetState.ACTIVE
    if name in DECIDED:
        return not here.confirmed
    return True


def lock_budgets(ids: Collection[UUID]) -> None:
    """Lock budgets that may change, in the order in which pay runs lock them."""
    rows = Budget.objects.select_for_update(no_key=True).filter(id__in=ids)
    list(rows.order_by("id").values_list("id", flat=True))


def change_budgets(new: Sequence[NewBudget], here: Mapping[UUID, Here], *, desk: Desk) -> None:
    """Change what these rows say otherwise; each is one of a budget that is here."""
    for one in new:
        budget = here[one.id].budget
        for name in PLAIN:
            setattr(budget, name, one.hand.changes.get(name, getattr(budget, name)))
        if one.hand.has("provider_ref"):
            budget.provider = one.provider
        if one.hand.has("ends_on") and begun.is_over(one.said, desk.today):
            budget.state = BudgetState.ENDED
    rows = [here[one.id].budget for one in new]
    Budget.objects.bulk_update(rows, [*PLAIN, "provider", "state"], batch_size=500)
    _name_holders([one for one in new if one.hand.has(*HOLDER)], here, desk)
    _add_reviews(one for one in new if one.hand.has("last_reviewed_on"))
    _decide([one for one in new if one.hand.has(*DECIDED)], desk)
    _stop(one for one in new if one.hand.has("suspended_on"))


def _name_holders(new: Sequence[NewBudget], here: Mapping[UUID, Here], desk: Desk) -> None:
    """Correct who manages it, as they were written down; a new holder is named on the page."""
    give_holders_sign_ins(new, desk=desk)
    rows = []
    for one in new:
        holder = here[one.id].holder
        if holder:
            holder.full_name = one.hand.changes.get("holder_name", holder.full_name)
            holder.email = one.hand.changes.get("holder_email", holder.email)
            holder.user_id = one.holder_id or holder.user_id
            rows.append(holder)
    BudgetHolder.objects.bulk_update(rows, ["full_name", "email", "user_id"], batch_size=500)


def _add_reviews(new: Iterable[NewBudget]) -> None:
    rows = [row for one in new for row in parts.reviews(one)]
    CareReview.objects.bulk_create(rows, batch_size=500)


def _decide(new: Sequence[NewBudget], desk: Desk) -> None:
    """What was decided on paper has its day now; what waited for it begins."""
    rows = [row for one in new for row in parts.conditions(one)]
    Condition.objects.bulk_create(rows, batch_size=500)
    for budget in Budget.objects.filter(id__in=[one.id for one in new], state=BudgetState.AGREED):
        start_when_ready(lock_budget(budget), by=desk.by, now=desk.now)


def _stop(new: Iterable[NewBudget]) -> None:
    for one in new:
        budget = Budget.objects.get(pk=one.id)
        if one.said.suspended_on and budget.state == BudgetState.ACTIVE:
            suspend_budget(
                budget=budget,
                reason=parts.IMPORTED,
                words=parts.STOPPED_BEFORE,
                starts_on=one.said.suspended_on,
                by=one.desk.by,
                now=one.desk.now,
            )
