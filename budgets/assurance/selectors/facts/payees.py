"""Payees as the rules read them, and what each is called."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from budgets.assurance.values.flag_facts import PayeeFacts
from budgets.plans.models import Budget
from budgets.recovery.models import RecoveryBudget
from payments.payouts.models import Payee


def named_payees(
    book_id: UUID, workers: Mapping[UUID, str]
) -> tuple[list[PayeeFacts], dict[UUID, str]]:
    """
    The payees of a council, once for each budget that names them, and their references by id.

    :param workers: what personal assistants are called, by their ids
    """
    payees = list(Payee.objects.filter(book_id=book_id).order_by("reference", "id"))
    budgets = dict(Budget.objects.filter(book_id=book_id).values_list("id", "reference"))
    grants = _grants(book_id, budgets)
    references = {one.id: _reference(one, workers) for one in payees}
    facts = [
        PayeeFacts(
            references[one.id],
            budget_ref,
            one.display_name,
            one.kind,
            one.fingerprint,
            one.changed_on,
        )
        for one in payees
        for budget_ref in _budgets_of(one, budgets, grants)
    ]
    return facts, references


def _reference(payee: Payee, workers: Mapping[UUID, str]) -> str:
    """A personal assistant's own where it is they who are paid; our id where there is none."""
    if payee.about_kind == "assistant" and payee.about_id in workers:
        return workers[payee.about_id]
    return payee.reference or str(payee.id)


def _budgets_of(
    payee: Payee, budgets: Mapping[UUID, str], grants: Mapping[UUID, list[str]]
) -> Iterator[str]:
    if payee.about_kind == "budget" and payee.about_id in budgets:
        yield budgets[payee.about_id]
        return
    yield from grants.get(payee.id) or [""]


def _grants(book_id: UUID, budgets: Mapping[UUID, str]) -> dict[UUID, list[str]]:
    """The one-off budgets that were paid to each payee."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = RecoveryBudget.objects.filter(book_id=book_id, payment__payee__isnull=False)
    for payee_id, budget_id in rows.order_by("id").values_list("payment__payee_id", "budget_id"):
        found[payee_id].append(budgets[budget_id])
    return found
