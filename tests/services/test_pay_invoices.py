"""Bills of helpers who work for themselves: agreed by whoever manages the money, then paid."""

from typing import Any
from uuid import uuid4

import pytest

from budgets.assistants.errors import pay as refused
from budgets.assistants.models import Invoice
from budgets.assistants.services import pay as paying
from budgets.assistants.values.pay_steps import NewInvoice
from ledgers.values import Purpose
from payments.payouts.models import Payment
from payments.payouts.values import Leaves, PayeeKind, PaymentState
from tests.factories import NOW, World
from tests.worlds_of_assistants import Work, works
from tests.worlds_of_pay import keeps_the_money

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(world: World) -> Work:
    made = works(world, is_self_employed=True)
    keeps_the_money(made)
    return made


def bill(work: Work, *, own: bool = True, **said: Any) -> Invoice:
    new = NewInvoice(**{"key": uuid4(), "pence": 84_00, "words": "6 hours in week 46", **said})
    return paying.send_invoice(
        budget=work.budget,
        new=new,
        engagement=work.engagement if own else None,
        by=work.user_id,
        now=NOW,
    )


def test_a_bill_is_agreed_by_the_holder_and_leaves_with_a_run(work: Work) -> None:
    sent = bill(work, number="12")
    assert not Payment.objects.exists()
    paying.agree_invoice(invoice=sent, by=work.holder.user_id, now=NOW)
    assert paying.agree_invoice(invoice=sent, by=work.holder.user_id, now=NOW) == sent
    (payment,) = Payment.objects.select_related("payee", "to_account")
    assert (payment.pence, payment.leaves, payment.state) == (
        84_00,
        Leaves.RUN,
        PaymentState.PLANNED,
    )
    assert payment.payee
    assert (payment.payee.kind, payment.payee.user_id) == (PayeeKind.PERSON, work.user_id)
    assert payment.to_account.code == Purpose.PERSONAL_ASSISTANCE


def test_a_small_business_is_paid_by_its_name(work: Work) -> None:
    sent = bill(work, own=False, from_name="Sunny Gardens", purpose=Purpose.GETTING_OUT)
    paying.agree_invoice(invoice=sent, by=work.holder.user_id, now=NOW)
    (payment,) = Payment.objects.select_related("payee", "to_account")
    assert payment.payee
    assert (payment.payee.kind, payment.payee.display_name) == (PayeeKind.BUSINESS, "Sunny Gardens")
    assert payment.to_account.code == Purpose.GETTING_OUT


def test_from_a_holders_own_account_nothing_leaves_by_us(world: World) -> None:
    work = works(world, is_self_employed=True)
    paying.agree_invoice(invoice=bill(work), by=work.holder.user_id, now=NOW)
    assert not Payment.objects.exists()


def test_the_same_bill_twice_is_there_once_and_another_is_refused(work: Work) -> None:
    key = uuid4()
    assert bill(work, key=key) == bill(work, key=key)
    with pytest.raises(refused.InvoiceKeyReused):
        bill(work, key=key, pence=85_00)
    assert Invoice.objects.count() == 1


def test_a_number_comes_once_unless_the_first_was_refused(work: Work) -> None:
    first = bill(work, number="12")
    with pytest.raises(refused.InvoiceTwice):
        bill(work, number="12")
    holder = work.holder.user_id
    with pytest.raises(refused.ReasonUnsaidForPay):
        paying.refuse_invoice(invoice=first, words=" ", by=holder, now=NOW)
    paying.refuse_invoice(invoice=first, words="That was 5 hours", by=holder, now=NOW)
    assert bill(work, number="12") != first
    with pytest.raises(refused.InvoiceDecided):
        paying.agree_invoice(invoice=first, by=holder, now=NOW)
    assert not Payment.objects.exists()


def test_nobody_agrees_their_own_bill(work: Work) -> None:
    with pytest.raises(refused.OwnInvoice):
        paying.agree_invoice(invoice=bill(work), by=work.user_id, now=NOW)


def test_who_is_on_a_payroll_sends_no_bill(world: World) -> None:
    with pytest.raises(refused.InvoiceOnPayroll):
        bill(works(world))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"pence": 0}, refused.InvoiceSumAbsurd),
        ({"pence": 100_000_01}, refused.InvoiceSumAbsurd),
        ({"words": "  "}, refused.InvoiceWordsMissing),
        ({"own": False}, refused.InvoiceFromMissing),
    ],
)
def test_what_cant_be_is_refused(work: Work, said: dict[str, Any], refusal: type) -> None:
    with pytest.raises(refusal):
        bill(work, **said)
    assert not Invoice.objects.exists()
