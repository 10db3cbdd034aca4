"""Payees as files have them: never with the numbers of their accounts."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from budgets.caseload.rules.words import as_read_again
from budgets.caseload.selectors.exported import exported_budgets
from budgets.caseload.values.budget_rows import PayeeRow
from budgets.recovery.models import RecoveryBudget
from payments.payouts.models import Payee
from payments.payouts.values import PayeeKind


def payee_rows(book_id: UUID, ids: Collection[UUID], today: date) -> dict[UUID, PayeeRow]:
    """Payees by id."""
    payees = list(Payee.objects.filter(book_id=book_id, id__in=ids))
    budgets = _budgets_of(book_id, payees, today)
    return {payee.id: _payee_row(payee, budgets.get(payee.id)) for payee in payees}


def _payee_row(payee: Payee, budget_ref: str | None) -> PayeeRow:
    return PayeeRow(
        payee_ref=payee.reference,
        budget_ref=budget_ref,
        name=as_read_again(payee.display_name) or payee.reference,
        kind=PayeeKind(payee.kind),
        account_fingerprint=payee.fingerprint or None,
        changed_on=payee.changed_on,
    )


def _budgets_of(book_id: UUID, payees: list[Payee], today: date) -> dict[UUID, str]:
    """By payee, the reference of their budget: of a person's one-off budgets the first."""
    own = {one.id: one.about_id for one in payees if one.about_kind == "budget"}
    persons = [one.id for one in payees if one.about_kind == "person"]
    paid = RecoveryBudget.objects.filter(book_id=book_id, payment__payee__in=persons)
    own |= dict(
        paid.order_by("-authorised_at", "-id").values_list("payment__payee_id", "budget_id")
    )
    here = exported_budgets(book_id, today).filter(id__in=set(own.values()))
    references = dict(here.values_list("id", "reference"))
    return {payee: references[budget] for payee, budget in own.items() if budget in references}
