"""Bills of helpers who work for themselves: sent, agreed by whoever manages the money, paid."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.assistants.errors.pay import (
    InvoiceDecided,
    InvoiceFromMissing,
    InvoiceKeyReused,
    InvoiceOnPayroll,
    InvoiceSumAbsurd,
    InvoiceTwice,
    InvoiceWordsMissing,
    OwnInvoice,
    ReasonUnsaidForPay,
)
from budgets.assistants.models import Engagement, Invoice
from budgets.assistants.services.pay.payees import payee_of
from budgets.assistants.values.pay_steps import NewInvoice
from budgets.plans.models import Budget
from budgets.plans.services.payees import keeps_money
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind
from payments.payouts.models import Payee, Payment
from payments.payouts.services import name_payee, plan_payments
from payments.payouts.values import Leaves, PayeeKind, PlannedPayment, london_day

MOST_PENCE = 100_000_00


def send_invoice(
    *,
    budget: Budget,
    new: NewInvoice,
    by: UUID,
    now: datetime,
    engagement: Engagement | None = None,
) -> Invoice:
    """
    Take a bill, once for its key; nothing is paid before whoever manages the money agrees.

    :raises InvoiceSumAbsurd: it isn't between 1 penny and £100,000
    :raises InvoiceWordsMissing: it isn't said what it is for
    :raises InvoiceFromMissing: it isn't said who is paid
    :raises InvoiceOnPayroll: they are employed, and paid by their hours
    :raises InvoiceKeyReused: the key stands for another bill
    :raises InvoiceTwice: a bill with this number came from them already
    """
    _check(new, engagement)
    with transaction.atomic():
        Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
        same = Invoice.objects.filter(book_id=budget.book_id, key=new.key).first()
        if same:
            return _same(same, budget, new)
        payee = _payee(budget, engagement, new, by=by, now=now)
        number = new.number.strip()
        twice = Invoice.objects.filter(payee=payee, number=number, refused_at=None)
        if number and twice.exists():
            raise InvoiceTwice
        return Invoice.objects.create(
            book_id=budget.book_id,
            key=new.key,
            budget=budget,
            engagement=engagement,
            payee=payee,
            pence=new.pence,
            purpose=new.purpose,
            number=number,
            words=new.words.strip(),
            sent_by=by,
            sent_at=now,
        )


def agree_invoice(*, invoice: Invoice, by: UUID, now: datetime) -> Invoice:
    """
    Agree a bill: from money that we keep it leaves with the next run, else the holder pays it.

    :raises OwnInvoice: whoever agrees is paid by it
    :raises InvoiceDecided: it was refused, or agreed by somebody else
    """
    if invoice.payee.user_id == by:
        raise OwnInvoice
    with transaction.atomic():
        invoice = _lock(invoice)
        if invoice.agreed_by == by:
            return invoice
        if invoice.agreed_at or invoice.refused_at:
            raise InvoiceDecided
        invoice.agreed_by, invoice.agreed_at = by, now
        invoice.save(update_fields=["agreed_by", "agreed_at"])
        _plan(invoice, by=by, now=now)
    return invoice


def refuse_invoice(*, invoice: Invoice, words: str, by: UUID, now: datetime) -> Invoice:
    """
    Say that a bill isn't right, and why.

    :raises ReasonUnsaidForPay: it isn't said why
    :raises InvoiceDecided: it was decided already
    """
    if not words.strip():
        raise ReasonUnsaidForPay
    with transaction.atomic():
        invoice = _lock(invoice)
        if invoice.refused_by == by:
            return invoice
        if invoice.agreed_at or invoice.refused_at:
            raise InvoiceDecided
        invoice.refused_by, invoice.refused_at = by, now
        invoice.refused_words = words.strip()
        invoice.save(update_fields=["refused_by", "refused_at", "refused_words"])
    return invoice


def _check(new: NewInvoice, engagement: Engagement | None) -> None:
    if not 0 < new.pence <= MOST_PENCE:
        raise InvoiceSumAbsurd
    if not new.words.strip():
        raise InvoiceWordsMissing
    if engagement is None and not new.from_name.strip():
        raise InvoiceFromMissing
    if engagement and not engagement.is_self_employed:
        raise InvoiceOnPayroll


def _plan(invoice: Invoice, *, by: UUID, now: datetime) -> list[Payment]:
    budget = invoice.budget
    if not keeps_money(budget):
        return []
    spending = get_shared(budget.book_id, AccountKind.SPENDING, invoice.purpose)
    planned = PlannedPayment(
        source_account_id=budget.account_id,
        to_account_id=spending.id,
        payee_id=invoice.payee_id,
        pence=invoice.pence,
        pay_on=london_day(now),
        leaves=Leaves.RUN,
        key=uuid5(invoice.id, "payment"),
        about=About("invoice", invoice.id),
        earned=True,
    )
    return plan_payments([planned], book_id=budget.book_id, by=by, now=now)


def _payee(
    budget: Budget, engagement: Engagement | None, new: NewInvoice, *, by: UUID, now: datetime
) -> Payee:
    if engagement:
        return payee_of(engagement.assistant, by=by, now=now)
    return name_payee(
        book_id=budget.book_id,
        about=About("budget", budget.id),
        kind=PayeeKind.BUSINESS,
        display_name=new.from_name.strip(),
        by=by,
        now=now,
    )


def _same(here: Invoice, budget: Budget, new: NewInvoice) -> Invoice:
    content = (here.budget_id, here.pence, here.words, here.number)
    if content != (budget.id, new.pence, new.words.strip(), new.number.strip()):
        raise InvoiceKeyReused
    return here


def _lock(invoice: Invoice) -> Invoice:
    Invoice.objects.select_for_update(no_key=True).get(pk=invoice.pk)
    return Invoice.objects.select_related("budget", "payee").get(pk=invoice.pk)
