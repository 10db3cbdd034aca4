"""What was paid and nobody has been told yet, and what there is to say of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from budgets.people.models import Person
from budgets.plans.models import Budget, Instalment, InstalmentLine, PaymentTold
from budgets.plans.rules.remittance import Part, why_it_differs
from budgets.plans.values.agreement import LineCode
from payments.payouts import selectors as payouts
from payments.payouts.models import Payment
from payments.payouts.values import (
    PayeeKind,
    PaymentState,
    bank_day_after,
    london_day,
    reference_of,
)

LOOK_BACK: Final = timedelta(days=14)
"""What left longer ago is no news any more."""

LEFT: Final = (PaymentState.SENT, PaymentState.PAID)
LINES: Final = Prefetch("lines", InstalmentLine.objects.order_by("place"))


@dataclass(frozen=True)
class Advice:
    """
    One payment, as it is said to whoever is paid.

    :ivar instalment: what it pays; none where somebody else than the holder is paid
    :ivar shows_by: the day by which most banks show it
    :ivar why: what is different from last time, sentence by sentence
    """

    payment: Payment
    instalment: Instalment | None
    sent_on: date
    shows_by: date
    reference: str
    why: list[str]

    @property
    def person(self) -> Person | None:
        """Whose budget it is, where it goes to who holds it."""
        return self.instalment.budget.person if self.instalment else None

    @property
    def is_own(self) -> bool:
        """Whether the person holds it themselves."""
        payee = self.payment.payee
        return bool(self.person and payee and payee.display_name == self.person.full_name)

    @property
    def called(self) -> str:
        """What to call whoever is paid."""
        if self.person and self.is_own:
            return self.person.first_name
        return self.payment.payee.display_name if self.payment.payee else ""


def take_untold(book_id: UUID, *, now: datetime, limit: int) -> list[Payment]:
    """
    Payments that have left and of which nobody was told, locked; those in other hands left out.

    Instalments, and whatever goes to somebody else than a person's own account: of recovery
    budgets their people are told already.
    """
    since = now - LOOK_BACK
    told = PaymentTold.objects.filter(payment=OuterRef("pk"), tries=OuterRef("tries"))
    left = Payment.objects.filter(
        ~Exists(told),
        book_id=book_id,
        state__in=LEFT,
        sent_at__gte=since,
        payee__isnull=False,
    )
    of_days = left.filter(instalment__pay_on__gte=since.date() - LOOK_BACK)
    to_others = left.exclude(payee__kind=PayeeKind.OWN_ACCOUNT)
    found = [*_locked(of_days, limit), *_locked(to_others, limit)]
    return list({payment.id: payment for payment in found}.values())


def _locked(payments: QuerySet[Payment], limit: int) -> QuerySet[Payment]:
    return (
        payments.select_related("payee")
        .order_by("id")
        .select_for_update(of=("self",), no_key=True, skip_locked=True)[:limit]
    )


def instalments_of(payments: Iterable[Payment]) -> dict[UUID, Instalment]:
    """What each of these payments is for, by its id, with its budget, person and lines."""
    rows = Instalment.objects.filter(payment__in=[payment.id for payment in payments])
    shown = rows.select_related("budget__person__team", "payment__payee").prefetch_related(LINES)
    return {row.payment_id: row for row in shown if row.payment_id}


def find_advice(budget: Budget, instalment_id: UUID, *, now: datetime) -> Advice | None:
    """What there is to say of one instalment that has left; none where it hasn't."""
    instalment = (
        budget.instalments.filter(pk=instalment_id, payment__sent_at__isnull=False)
        .select_related("budget__person__team", "payment__payee")
        .prefetch_related(LINES)
        .first()
    )
    if instalment is None or instalment.payment is None:
        return None
    payment = instalment.payment
    return advise([payment], {payment.id: instalment}, now=now)[0]


def advise(
    payments: Sequence[Payment], instalments: Mapping[UUID, Instalment], *, now: datetime
) -> list[Advice]:
    """What there is to say of each of these payments of one council, in four questions."""
    if not payments:
        return []
    today = london_day(now)
    wait = payouts.settings_on(payments[0].book_id, today).paid_after_bank_days
    before = _parts_before(list(instalments.values()))
    return [_advice(payment, instalments.get(payment.id), before, wait) for payment in payments]


def _advice(
    payment: Payment,
    instalment: Instalment | None,
    before: Mapping[UUID, list[Part]],
    wait: int,
) -> Advice:
    left = timezone.localdate(payment.sent_at or payment.planned_at)
    why = why_it_differs(_parts(instalment), before.get(instalment.id)) if instalment else []
    return Advice(
        payment, instalment, left, bank_day_after(left, wait), reference_of(payment.id), why
    )


def _parts_before(instalments: Sequence[Instalment]) -> dict[UUID, list[Part]]:
    """What was paid for the same budget the last time before each of these, by its id."""
    earlier = (
        Instalment.objects.filter(
            budget=OuterRef("budget"),
            starts_on__lt=OuterRef("starts_on"),
            cancelled_at=None,
            payment__sent_at__isnull=False,
        )
        .order_by("-starts_on", "-id")
        .values("id")[:1]
    )
    pairs = dict(
        Instalment.objects.filter(id__in=[one.id for one in instalments])
        .annotate(before=Subquery(earlier))
        .exclude(before=None)
        .values_list("id", "before")
    )
    rows = Instalment.objects.prefetch_related(LINES).in_bulk(pairs.values())
    return {own: _parts(rows[before]) for own, before in pairs.items()}


def _parts(instalment: Instalment) -> list[Part]:
    return [Part(LineCode(one.code), one.pence, one.words) for one in instalment.lines.all()]
