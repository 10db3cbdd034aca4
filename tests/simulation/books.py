"""What must hold of a whole council after every step, worked out in another way than it is done."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import F, QuerySet, Sum

from budgets.councils.models import Delegation
from budgets.plans.models import Budget, ContributionPaid
from budgets.plans.values.schedule import ContributionMode
from budgets.recovery.models import RecoveryBudget
from ledgers.guards import tenant_keys
from ledgers.models import Account, Hold, Release, Transfer
from ledgers.selectors import find_discrepancies, find_unbalanced
from ledgers.selectors.verifying import find_broken
from ledgers.services.sealing import seal_book
from ledgers.values import SCHEDULER, STRICT, AccountKind, TransferKind
from payments.outside.models import OutboxItem
from payments.outside.values import Rail
from payments.payouts.models import BankAnswer, HeldBack, Payment, PaymentMove, PayRun, RunLine
from payments.payouts.values import HeldCode, Leaves, PaidHow, PaymentState, RunState, london_day
from tests.simulation.rails import FileBank, InstantRail

P = PaymentState
STEPS = {
    P.PLANNED: {P.APPROVED, P.CANCELLED},
    P.APPROVED: {P.SENT, P.CANCELLED, P.PLANNED},
    P.SENT: {P.PAID, P.FAILED, P.RETURNED},
    P.PAID: {P.FAILED, P.RETURNED},
    P.FAILED: {P.APPROVED, P.CANCELLED},
    P.RETURNED: {P.APPROVED, P.CANCELLED},
    P.CANCELLED: set(),
}
GONE = (P.SENT, P.PAID)
PREPARING = (RunState.DRAFT, RunState.CALCULATED, RunState.APPROVED)
LEFT = (TransferKind.PAYMENT_SENT, TransferKind.KEPT_BY_US)
ARRIVED = (TransferKind.PAYMENT_PAID, TransferKind.KEPT_BY_US)
UNDONE = (TransferKind.PAYMENT_FAILED, TransferKind.PAYMENT_RETURNED)


def check_sums(book: UUID) -> None:
    """Debits are credits, balances their rows, nothing strict below nothing, overspent filled."""
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []
    accounts = {one.id: one for one in Account.objects.filter(book_id=book)}
    for one in accounts.values():
        assert one.kind not in STRICT or one.available_pence >= 0, one
        beside = accounts.get(one.overspends_id)
        if beside is not None:
            assert one.balance_pence <= 0, "there is more beside a budget than was overspent"
            assert not one.balance_pence or beside.available_pence == 0, "overspent, though left"


def check_transfers(book: UUID, people: set[UUID]) -> None:
    """Each has its actor, its reason, and no other council's account."""
    rows = Transfer.objects.filter(book_id=book)
    assert set(rows.values_list("posted_by", flat=True).distinct()) <= people
    assert set(rows.values_list("kind", flat=True).distinct()) <= set(TransferKind)
    assert not rows.exclude(debit__book_id=book, credit__book_id=book).exists()


def check_seals(book: UUID, now: datetime) -> None:
    """What is new is sealed, and every seal computed anew is the same."""
    while seal_book(book_id=book, now=now):
        pass
    assert list(find_broken(book)) == []


def check_payments(book: UUID) -> None:
    """Each went by steps that there are, once for each try, approved by another than planned it."""
    told: dict[UUID, list[P]] = defaultdict(list)
    for payment, state in (
        PaymentMove.objects.filter(book_id=book).order_by("id").values_list("payment_id", "state")
    ):
        told[payment].append(P(state))
    for one in Payment.objects.filter(book_id=book).select_related("payee"):
        steps = told[one.id]
        assert steps[-1] == one.state, f"{steps} and {one.state}"
        assert steps[0] in (P.PLANNED, P.APPROVED)
        for was, became in pairwise(steps):
            assert became in STEPS[was], f"{was} became {became}"
        assert one.tries == steps.count(P.SENT)
        if one.leaves == Leaves.RUN and one.approved_by:
            assert one.approved_by != one.planned_by
        if one.state in GONE:
            assert london_day(one.sent_at) >= one.pay_on, "it left before its day"


@dataclass
class Expected:
    """What the ledger must have, by what the payments say, in pence."""

    left: Counter[UUID] = field(default_factory=Counter)
    arrived: Counter[UUID] = field(default_factory=Counter)
    clearing: Counter[str] = field(default_factory=Counter)
    held: Counter[UUID] = field(default_factory=Counter)

    def add(self, one: Payment) -> None:
        """Count one payment in."""
        if one.state in GONE:
            self.left[one.source_account_id] += one.pence
        if one.state == P.PAID:
            self.arrived[one.to_account_id] += one.pence
        if one.state == P.SENT:
            self.clearing[one.rail] += one.pence
        if one.hold and one.state not in (*GONE, P.CANCELLED):
            self.held[one.source_account_id] += one.pence


def check_clearing(book: UUID) -> None:
    """What is in clearing is on its way; what left and arrived is what payments say; no more."""
    expected = Expected()
    for one in Payment.objects.filter(book_id=book).select_related("hold"):
        expected.add(one)
    accounts = {one.id: one for one in Account.objects.filter(book_id=book)}
    left, arrived = _moved(book, {one.id: one.overspends_id for one in accounts.values()})
    assert left == expected.left, "what left is not what payments say"
    assert arrived == expected.arrived, "what arrived is not what payments say"
    for account in accounts.values():
        if account.kind == AccountKind.CLEARING:
            assert account.balance_pence == expected.clearing[account.code], account
        assert account.debits_held == expected.held[account.id], f"{account} holds for nothing"


def _moved(book: UUID, beside: dict[UUID, UUID | None]) -> tuple[Counter[UUID], Counter[UUID]]:
    """What payments took from accounts and brought to them, and did not undo; overspent too."""
    left, arrived = Counter[UUID](), Counter[UUID]()
    rows = Transfer.objects.filter(book_id=book, kind__in=[*LEFT, *ARRIVED, *UNDONE])
    sums = rows.values_list("kind", "reverses__kind", "debit_id", "credit_id")
    for kind, undone, debit, credit, pence in sums.annotate(Sum("pence")).order_by():
        source, goal, sign = (credit, debit, -1) if kind in UNDONE else (debit, credit, 1)
        step = undone if kind in UNDONE else kind
        if step in LEFT:
            left[beside[source] or source] += sign * pence
        if step in ARRIVED:
            arrived[beside[goal] or goal] += sign * pence
    return left, arrived


def check_instant_rail(book: UUID, rail: InstantRail) -> None:
    """What the rail did is what we recorded, by our key; nobody has money twice."""
    calls = {one.key: one for one in OutboxItem.objects.filter(book_id=book, kind="payment")}
    payments = {one.id: one for one in Payment.objects.filter(book_id=book)}
    assert set(rail.paid) <= set(calls), "the rail was asked what nobody wrote down"
    for payment in payments.values():
        if payment.rail == Rail.PRACTICE:
            _check_tries(payment, calls, rail)
    known = {uuid5(p.id, f"call {n}") for p in payments.values() for n in range(1, p.tries + 1)}
    assert set(rail.paid) <= known, "the rail paid under a key that is no try's"


def _check_tries(payment: Payment, calls: dict[UUID, OutboxItem], rail: InstantRail) -> None:
    keys = [uuid5(payment.id, f"call {number}") for number in range(1, payment.tries + 1)]
    stand = [key for key in keys if rail.stands(key)]
    assert len(stand) <= 1, "paid twice"
    assert keys[-1] in calls, "a try without a call"
    for key in keys:
        assert rail.paid.get(key, {}).get("pence", payment.pence) == payment.pence
    if payment.state == P.PAID:
        assert stand == [keys[-1]], "paid, says nobody but us"
    elif payment.state == P.SENT:
        assert calls[keys[-1]].applied_at is None, "an answer came to nothing"
    else:
        assert not stand or _unread(calls[stand[0]]), "the rail paid what we call unpaid"


def _unread(item: OutboxItem) -> bool:
    return item.applied_at is None


def check_file_bank(book: UUID, bank: FileBank) -> None:
    """A payment is where the bank says that it is, in the file with which it left last."""
    gone = Payment.objects.filter(book_id=book, bank_file__isnull=False, rail=Rail.BANK_FILE)
    for one in gone.select_related("bank_file"):
        did = bank.did.get((one.bank_file.message_id, one.id))
        if one.state == P.PAID and one.paid_how != PaidHow.TAKEN:
            assert did == "paid"
        if one.state in (P.FAILED, P.RETURNED):
            assert did in ("failed", "returned"), f"{one.state}, and the bank did {did}"
        if one.state == P.SENT:
            assert did is None, f"sent still, and the bank did {did}"


def check_promises(book: UUID) -> None:
    """Nobody promised more than they may, in one sum or to one person in a year."""
    given: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for one in RecoveryBudget.objects.filter(book_id=book).select_related("request", "payment"):
        limits = Delegation.objects.get(member__user_id=one.authorised_by, member__book_id=book)
        assert one.request.pence == one.payment.pence
        assert one.payment.pence <= limits.grant_limit_pence
        if one.payment.state != P.CANCELLED:
            given[one.authorised_by, one.request.person_id] += one.payment.pence
            assert given[one.authorised_by, one.request.person_id] <= limits.person_year_limit_pence


def check_runs(book: UUID, frozen: dict[UUID, tuple[Any, ...]]) -> None:
    """A run declares what it pays, another approved it, and what was approved stays as it was."""
    rows = RunLine.objects.filter(book_id=book).select_related("payment")
    included = [one for one in rows if not one.held or one.released_at]
    in_runs = Counter[UUID]()
    for run in PayRun.objects.filter(book_id=book):
        lines = [one for one in included if one.run_id == run.id]
        if run.state == RunState.ABANDONED:
            continue
        if run.state != RunState.DRAFT:
            declared = (run.count, run.total_pence)
            assert declared == (len(lines), sum(one.pence for one in lines)), "it declares less"
        if run.approved_by:
            assert run.approved_by not in (run.prepared_by, SCHEDULER)
            assert (run.digest, *declared) == frozen.get(run.id), "it changed after it was approved"
        _check_lines(run, lines)
        if run.state in PREPARING:
            in_runs.update(one.payment_id for one in lines)
    assert not in_runs or max(in_runs.values()) == 1, "a payment waits in two runs"


def _check_lines(run: PayRun, lines: list[RunLine]) -> None:
    for line in lines:
        payment = line.payment
        assert line.pence == payment.pence, "a line and its payment differ"
        if run.state == RunState.CLOSED:
            assert payment.state != P.SENT, "closed, and on its way still"
        if run.state in (RunState.APPROVED, RunState.SENDING) and not payment.tries:
            assert payment.state in (P.APPROVED, P.CANCELLED), "approved, and waits to be"


def check_contributions(budget: Budget) -> None:
    """The budget has what the person paid of their own part, where it is paid to the budget."""
    paid = ContributionPaid.objects.filter(budget=budget, came_back_on=None)
    expected = sum(paid.values_list("pence", flat=True))
    ids = [budget.account_id, budget.account.overspent.id]
    rows = Transfer.objects.filter(book_id=budget.book_id)
    came = rows.filter(credit__in=ids, kind=TransferKind.CONTRIBUTION_PAID)
    went = rows.filter(debit__in=ids, kind=TransferKind.CONTRIBUTION_REVERSED)
    net = budget.contribution_mode == ContributionMode.NET
    assert _sum(came) - _sum(went) == (expected if net else 0), "contributions went elsewhere"


def _sum(rows: QuerySet[Transfer]) -> int:
    return sum(rows.values_list("pence", flat=True))


def stopped(book: UUID) -> set[UUID]:
    """Accounts to and from which nothing may be paid."""
    rows = HeldBack.objects.filter(book_id=book, let_go_at=None)
    return set(rows.values_list("account_id", flat=True))


def tries(book: UUID) -> dict[UUID, int]:
    """How often each payment left."""
    return dict(Payment.objects.filter(book_id=book).values_list("id", "tries"))


def check_left(book: UUID, before: dict[UUID, int], held: set[UUID], day) -> None:
    """What left since may have left: neither end was stopped, and no new details were in care."""
    for one in Payment.objects.filter(book_id=book).select_related("payee"):
        if one.tries == before.get(one.id, 0) or one.earned:
            continue
        assert not held & {one.source_account_id, one.to_account_id}, "paid though stopped"
        care = one.payee.care_until if one.payee else None
        let_go = one.lines.filter(held=HeldCode.DETAILS_CHANGED, released_at__isnull=False)
        careful = care is None or care <= day or let_go.exists()
        assert careful, "paid to new details within the days of care"


def fingerprint(book: UUID) -> tuple:
    """All of a council that money has to do with, to see whether anybody else touched it."""
    totals = Account.objects.filter(book_id=book).aggregate(
        d=Sum("debits_posted"), c=Sum("credits_posted"), h=Sum(F("debits_held"))
    )
    payments = Payment.objects.filter(book_id=book).order_by("id")
    return (*totals.values(), *payments.values_list("id", "state", "tries", "approved_by"))


def count(book: UUID) -> tuple:
    """How much there is of everything that has to do with money: when it is the same, so is all."""
    several = (Transfer, Hold, Release, PaymentMove, HeldBack, BankAnswer, RecoveryBudget)
    held = HeldBack.objects.filter(book_id=book, let_go_at=None)
    applied = OutboxItem.objects.filter(book_id=book, applied_at__isnull=False)
    return (
        *(model.objects.filter(book_id=book).count() for model in several),
        held.count(),
        applied.count(),
        tuple(PayRun.objects.filter(book_id=book).order_by("id").values_list("state", "digest")),
    )


def check_councils() -> None:
    """Nothing points across councils, and every deferred guard would let this be kept."""
    with connection.cursor() as cursor:
        for key in tenant_keys():
            cursor.execute(
                f'SELECT count(*) FROM "{key.table}" a JOIN "{key.target}" b '
                f'ON a."{key.column}" = b.id WHERE a.book_id <> b.book_id'
            )
            assert cursor.fetchone() == (0,), key
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
