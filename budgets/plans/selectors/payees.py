"""Where a budget's money goes, as far as its holder has said."""

from datetime import datetime

from django.conf import settings

from budgets.plans.models import Budget
from ledgers.values import About
from payments.payouts import selectors as payouts
from payments.payouts.models import Payee
from payments.payouts.values import PayeeKind


def find_payee(budget: Budget) -> Payee | None:
    """Who is paid for a budget, once somebody named them; whether they gave details is on it."""
    about = About("budget", budget.id)
    return payouts.find_payee(about, book_id=budget.book_id, kind=PayeeKind.OWN_ACCOUNT, name="")


def find_link(budget: Budget, now: datetime) -> str:
    """The address where whoever is paid types their bank details, while it is good; else empty."""
    payee = find_payee(budget)
    secret = payouts.find_link(payee, now) if payee else ""
    return f"{settings.SITE_URL}/pay/{secret}" if secret else ""
