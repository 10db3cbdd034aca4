"""Sending whoever manages the money the link by which they say where it is paid."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from budgets.plans.errors import LinkAddressMissing
from budgets.plans.models import Budget
from budgets.plans.services.payees import hand_over_link
from budgets.plans.services.telling import told_about
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts.values import london_day


def send_link(*, budget: Budget, by: UUID, now: datetime) -> str:
    """
    E-mail the link to whoever manages the money, once a day at most; say to which address.

    :raises LinkAddressMissing: we have no address for them, or the money stays with us
    """
    with transaction.atomic():
        holder = next(told_about(budget, max(london_day(now), budget.starts_on)), None)
        link = hand_over_link(budget=budget, by=by, now=now)
        if holder is None or not link:
            raise LinkAddressMissing
        write_message(
            book_id=budget.book_id,
            key=uuid5(budget.id, f"link {london_day(now)}"),
            channel=Channel.EMAIL,
            address=holder.email,
            subject="Where shall we pay your direct payment?",
            words=(
                f"{holder.full_name}, tell us where to pay the direct payment, here, on your own "
                f"phone:\n{link}\n\nWe show it to nobody but the bank. If you would rather talk, "
                "call us."
            ),
            about=About("budget", budget.id),
            now=now,
        )
    return holder.email
