"""What holders are told about money, in finished words; sent after the transaction."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import uuid5

from django.conf import settings
from django.db.models import Q

from budgets.plans.models import Budget, BudgetHolder, RepaymentRequest
from budgets.plans.values import HolderKind
from ledgers.values import About, pounds
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts.values import london_day


def tell_request(request: RepaymentRequest, *, now: datetime) -> None:
    """Tell whoever manages the money what is asked back, why, how it was counted, and what next."""
    sums = "\n".join(f"{line['words']}: {pounds(line['pence'])}" for line in request.figures)
    above = sum(line["pence"] for line in request.figures)
    words = (
        f"we ask you to pay back {pounds(request.pence)}. {request.reason}\n\n"
        f"This is how we counted:\n{sums}\nAbove all that is spoken for: {pounds(above)}\n\n"
        f"Please answer by {request.answer_by:%-d %B %Y}:\n{settings.SITE_URL}/home\n\n"
        "If this is wrong, or some of it is spoken for, say so there or call us. "
        "We never take money back ourselves."
    )
    _tell(request, "asked", f"About {pounds(request.pence)} of your budget", words, now=now)


def tell_withdrawn(request: RepaymentRequest, *, now: datetime) -> None:
    """Tell whoever manages the money that nothing is asked back any more."""
    words = (
        f"we no longer ask you for {pounds(request.pence)}. {request.withdrawn_words}\n\n"
        "You don't have to do anything."
    )
    _tell(request, "withdrawn", "Nothing to pay back", words, now=now)


def _tell(request: RepaymentRequest, what: str, subject: str, words: str, *, now: datetime) -> None:
    for holder in told_about(request.budget, london_day(now)):
        write_message(
            book_id=request.book_id,
            key=uuid5(request.id, f"{what} {holder.id}"),
            channel=Channel.EMAIL,
            address=holder.email,
            subject=subject,
            words=f"{_called(holder, request.budget)}, {words}",
            about=About("repayment_request", request.id),
            now=now,
        )


def _called(holder: BudgetHolder, budget: Budget) -> str:
    return budget.person.first_name if holder.kind == HolderKind.PERSON else holder.full_name


def told_about(budget: Budget, day: date) -> Iterator[BudgetHolder]:
    """
    Who is written to about a budget: whoever manages it and has an address.

    Never somebody who has died, by whatever name the address is kept.
    """
    now_holding = Q(ends_on=None) | Q(ends_on__gt=day)
    own = budget.person.email.casefold()
    for holder in budget.holders.filter(now_holding, starts_on__lte=day).order_by("named_at", "id"):
        is_person = holder.kind == HolderKind.PERSON or holder.email.casefold() == own
        if holder.email and not (is_person and budget.person.died_on):
            yield holder
