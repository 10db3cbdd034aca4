"""Pay runs for the matrix: one that is being checked, and one that was sent and came back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from budgets.councils.selectors import get_debtor
from budgets.people.models import Person
from budgets.plans.models import Instalment
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment, PayRun, RunLine
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import Leaves, PaymentState, PlannedPayment, london_day


def send_run(person: Person, account_id: UUID, *, by: UUID, now: datetime) -> PayRun:
    """A run of some day before today, whose one payment left and failed."""
    sent = PayRun.objects.filter(book_id=person.book_id).count()
    then = now - timedelta(days=1 + sent)
    payment = _plan(person, account_id, then)
    run = payouts.open_run(book_id=person.book_id, pay_on=london_day(then), by=SCHEDULER, now=then)
    run = payouts.calculate_run(run=run, now=then)
    payouts.approve_run(run=run, digest=run.digest, by=by, now=then)
    payouts.send_run_step(book_id=person.book_id, by=SCHEDULER, now=now)
    debtor = get_debtor(person.book_id)
    payouts.make_bank_file(book_id=person.book_id, debtor=debtor, by=SCHEDULER, now=now)
    payment.refresh_from_db()
    payouts.bring_back(
        payment=payment, to=PaymentState.FAILED, reason_code="AC04", by=SCHEDULER, now=now
    )
    return PayRun.objects.get(pk=run.pk)


def _plan(person: Person, account_id: UUID, now: datetime) -> Payment:
    funding = get_shared(person.book_id, AccountKind.COUNCIL_FUNDING)
    planned = PlannedPayment(
        source_account_id=funding.id,
        to_account_id=account_id,
        payee_id=Payee.objects.get(about_id=person.id).id,
        pence=7_00,
        pay_on=london_day(now),
        leaves=Leaves.RUN,
        key=uuid4(),
        about=About("person", person.id),
    )
    book_id = person.book_id
    return payouts.plan_payments([planned], book_id=book_id, by=SCHEDULER, now=now)[0]


def check_run(book_id: UUID, owners: Sequence[dict[str, UUID]], *, now: datetime) -> None:
    """Look at a council's run of today, and hold back one line of each who has some in it."""
    run = find_run_of(book_id, london_day(now))
    if run is None:
        raise LookupError("Nobody has opened today's run.")
    payouts.calculate_run(run=run, now=now)
    for things in owners:
        kept, held = (_line(run, things[name]) for name in ("rich", "asked_back"))
        payouts.hold_line(line=held, words="Matrix", by=SCHEDULER, now=now)
        things.update(run=run.id, run_line=kept.id, held_line=held.id, kept=kept.payment_id)


def _line(run: PayRun, budget_id: UUID) -> RunLine:
    payments = Instalment.objects.filter(budget=budget_id).values("payment")
    return RunLine.objects.filter(run=run, payment__in=payments).earliest("id")
