"""Who is paid for somebody's work: the assistant, HMRC and a pension."""

from datetime import datetime
from uuid import UUID

from budgets.assistants.models import Assistant
from budgets.plans.models import Budget
from ledgers.values import About
from payments.payouts.models import Payee
from payments.payouts.selectors import find_payee
from payments.payouts.services import name_payee
from payments.payouts.values import PayeeKind

NAMES = {PayeeKind.HMRC: "HM Revenue and Customs", PayeeKind.PENSION: "Workplace pension"}


def payee_of(assistant: Assistant, *, by: UUID, now: datetime) -> Payee:
    """The account of an assistant: as the council's records have it, or to be told by a link."""
    known = Payee.objects.filter(
        book_id=assistant.book_id, reference=assistant.reference, kind=PayeeKind.PERSON
    ).first()
    return known or name_payee(
        book_id=assistant.book_id,
        about=About("assistant", assistant.id),
        kind=PayeeKind.PERSON,
        display_name=assistant.full_name,
        user_id=assistant.user_id,
        contact=assistant.email,
        by=by,
        now=now,
    )


def office_of(budget: Budget, kind: PayeeKind, *, by: UUID, now: datetime) -> Payee:
    """Where an employer's tax or pension goes: their own, the council's for all, or a new one."""
    for about in (About("budget", budget.id), About("council", budget.book_id)):
        found = find_payee(about, book_id=budget.book_id, kind=kind)
        if found:
            return found
    return name_payee(
        book_id=budget.book_id,
        about=About("budget", budget.id),
        kind=kind,
        display_name=NAMES[kind],
        by=by,
        now=now,
    )
