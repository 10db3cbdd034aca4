"""What waits for a holder as an employer: bills, and wages from their own account."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from budgets.assistants.models import Invoice, Pay
from budgets.assistants.values.pay import PayWay
from budgets.plans.models import Budget
from web.templatetags.wherewithal import pounds


@dataclass(frozen=True)
class Waits:
    """One thing that waits, and where it is done."""

    title: str
    words: str
    button: str
    address: str


def bills_and_wages(budget: Budget) -> Iterator[Waits]:
    """Bills that nobody decided, then wages that the holder pays themselves, the oldest first."""
    page = reverse("wages", args=[budget.id])
    bills = Invoice.objects.filter(budget=budget, agreed_at=None, refused_at=None)
    for bill in bills.select_related("payee").order_by("sent_at", "id"):
        title = f"{bill.payee.display_name} sent a bill: {pounds(bill.pence)}"
        yield Waits(title, bill.words, "Look at the bill", page)
    due = Pay.objects.filter(
        engagement__budget=budget, figures__way=PayWay.HOLDER, figures__holder_paid_on=None
    )
    for pay in due.select_related("engagement__assistant", "figures").order_by("ends_on", "id"):
        yield Waits(
            f"Pay {pay.engagement.assistant.first_name}: {pounds(pay.figures.net_pence)}",
            f"From your own account, by {pay.pay_on:%A %-d %B}.",
            "See what goes where",
            reverse("wage", args=[budget.id, pay.id]),
        )
