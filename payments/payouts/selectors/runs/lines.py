"""The lines of a run, for whoever calculates, holds back and approves."""

from collections.abc import Collection, Iterator
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ledgers.values import STRICT
from payments.payouts.models import HeldBack, Payee, PayRun, RunLine
from payments.payouts.models.runs import INCLUDED
from payments.payouts.selectors.leaving import is_short
from payments.payouts.values import HeldCode, PaymentState

AT_ONCE: Final = 2_000


def is_in(run: PayRun) -> Exists:
    """Whether a payment leaves with a run."""
    return Exists(RunLine.objects.filter(INCLUDED, run=run, living=True, payment=OuterRef("pk")))


def decided_lines(run: PayRun) -> dict[UUID, RunLine]:
    """The lines that officers held back or released, by their payment."""
    rows = RunLine.objects.filter(run=run).exclude(held_by=None, released_by=None)
    return {line.payment_id: line for line in rows}


def list_lines_of(run: PayRun, payment_ids: Collection[UUID]) -> QuerySet[RunLine]:
    """The lines of these payments."""
    return RunLine.objects.filter(run=run, payment_id__in=payment_ids)


def list_from_strict(run: PayRun) -> Iterator[tuple[UUID, UUID, int, int]]:
    """
    Lines that nothing holds and whose source may run dry: line, source, what is left there, pence.

    What was set aside for its payment is not among them.
    """
    rows = (
        RunLine.objects.filter(
            run=run, held="", source_account__kind__in=STRICT, payment__hold=None
        )
        .annotate(
            available=F("source_account__credits_posted")
            - F("source_account__debits_posted")
            - F("source_account__debits_held")
        )
        .order_by("payment_id")
    )
    yield from rows.values_list("id", "source_account_id", "available", "pence").iterator(AT_ONCE)


def rule_for(line: RunLine) -> str:
    """Which rule holds this line back, whatever an officer said of it; empty if none does."""
    payment, payee = line.payment, line.payee
    ends = [line.to_account_id, line.source_account_id]
    stopped = HeldBack.objects.filter(account__in=ends, let_go_at=None).order_by("reason").first()
    if stopped and not payment.earned:
        return stopped.reason
    if payee and payee.details is None:
        return HeldCode.NO_DETAILS
    if payee and payee.care_until and payee.care_until > line.run.pay_on:
        return HeldCode.DETAILS_CHANGED
    if payee and _has_twin_before(line):
        return HeldCode.DUPLICATE
    return HeldCode.TOO_LITTLE if is_short(payment) else ""


def _has_twin_before(line: RunLine) -> bool:
    return RunLine.objects.filter(
        run=line.run, payee=line.payee, pence=line.pence, payment_id__lt=line.payment_id
    ).exists()


def states_before(run: PayRun) -> list[PaymentState]:
    """Where the payments of a run are before it is approved."""
    return (
        [PaymentState.FAILED, PaymentState.RETURNED] if run.follows_id else [PaymentState.PLANNED]
    )


def is_as_calculated(run: PayRun) -> bool:
    """Whether every payment that a run would make is still what its line says, and still waits."""
    lines = RunLine.objects.filter(INCLUDED, run=run)
    fits = Q(
        payment__state__in=states_before(run),
        payment__pence=F("pence"),
        payment__source_account=F("source_account"),
        payment__to_account=F("to_account"),
    )
    kept = Q(payee=None, payment__payee=None)
    theirs = Q(payment__payee=F("payee"), payee__fingerprint=F("fingerprint"))
    return lines.filter(fits, kept | theirs).count() == lines.count()


def has_planned(run: PayRun, people: Collection[UUID]) -> bool:
    """Whether one of these people planned a payment of a run, or chose whom it pays."""
    theirs = Q(payment__planned_by__in=people) | Q(payment__payee_by__in=people)
    return RunLine.objects.filter(INCLUDED, theirs, run=run).exists()


def pays(run: PayRun, people: Collection[UUID], fingerprints: Collection[str]) -> bool:
    """Whether a run would pay one of these people, or an account that is known to be theirs."""
    accounts = {*accounts_of(run.book_id, people), *fingerprints} - {""}
    theirs = Q(payee__user_id__in=people) | Q(fingerprint__in=accounts)
    return RunLine.objects.filter(INCLUDED, theirs, run=run).exists()


def find_living(payment_ids: Collection[UUID]) -> dict[UUID, RunLine]:
    """The line by which each of these payments leaves, by its id; none for those in no run."""
    lines = RunLine.objects.filter(payment__in=payment_ids, living=True).select_related("run")
    return {line.payment_id: line for line in lines}


def accounts_of(book_id: UUID, people: Collection[UUID]) -> set[str]:
    """The accounts into which these people are paid, as far as we know, by their fingerprints."""
    known = Payee.objects.filter(book_id=book_id, user_id__in=people).exclude(fingerprint="")
    return set(known.values_list("fingerprint", flat=True))
