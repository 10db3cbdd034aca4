"""What must hold of a direct payment after every step, counted in another way than it is paid."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from budgets.plans.models import (
    Adjustment,
    Budget,
    BudgetStatement,
    ContributionDue,
    Instalment,
    InstalmentLine,
    OneOff,
    Pause,
)
from budgets.plans.selectors.ending import is_stopped
from budgets.plans.selectors.why import why_balance
from budgets.plans.values import MAY_BECOME, BudgetState
from budgets.plans.values.agreement import InstalmentKind, LineCode, OverpaymentDecision
from budgets.plans.values.schedule import ContributionMode
from ledgers.models import Transfer
from ledgers.selectors import find_discrepancies, find_unbalanced
from ledgers.values import TransferKind
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState

DAY = timedelta(days=1)
FOR_DAYS = (LineCode.SUPPORT, LineCode.CONTRIBUTION)
ENDINGS = (BudgetState.ENDING, BudgetState.ENDED)


def pence_until(weekly: int, days: int) -> int:
    """A weekly sum for days from the anchor on, rounded half up, without a float."""
    whole, rest = divmod(weekly * days, 7)
    return whole + (1 if rest * 2 >= 7 else 0)


def by_days(budget: Budget, until: date, *, open_pauses: bool) -> tuple[int, int]:
    """Total and contribution that are due until a day, counted one day after another."""
    rows = BudgetStatement.objects.filter(budget=budget, agreed_at__isnull=False)
    figures = [(r.number, r.starts_on, r.total_pence, r.contribution_pence) for r in rows]
    counting = [
        one for one in figures if not any(o[0] > one[0] and o[1] <= one[1] for o in figures)
    ]
    anchor = min((one[1] for one in counting), default=until)
    pauses = [p for p in Pause.objects.filter(budget=budget) if p.ends_on or open_pauses]
    total = contribution = 0
    day = budget.pays_from or budget.starts_on
    last = min(until, budget.ends_on + DAY) if budget.ends_on else until
    while day < last:
        begun = [one for one in figures if one[1] <= day]
        if begun and not any(
            p.starts_on <= day and (not p.ends_on or day < p.ends_on) for p in pauses
        ):
            _, _, weekly, own = max(begun)
            n = (day - anchor).days
            total += pence_until(weekly, n + 1) - pence_until(weekly, n)
            contribution += pence_until(own, n + 1) - pence_until(own, n)
        day += DAY
    return total, contribution


def council_pays(budget: Budget, until: date, *, open_pauses: bool) -> int:
    total, contribution = by_days(budget, until, open_pauses=open_pauses)
    return total - contribution if budget.contribution_mode == ContributionMode.NET else total


class Kept:
    """What instalments there are of a budget, read once for all that is asked of them."""

    def __init__(self, budget: Budget) -> None:
        rows = Instalment.objects.filter(budget=budget).select_related("payment")
        self.budget = budget
        self.all = list(rows.prefetch_related("lines").order_by("starts_on", "id"))
        self.rows = [one for one in self.all if one.cancelled_at is None]
        self.regular = [one for one in self.rows if one.kind == InstalmentKind.REGULAR]
        first = budget.pays_from or budget.starts_on
        self.until = max((one.ends_on for one in self.regular), default=first)

    def lines(self, *codes: LineCode) -> list[InstalmentLine]:
        """The lines of these codes that are in use."""
        return [line for one in self.rows for line in one.lines.all() if line.code in codes]

    def pence(self, *codes: LineCode) -> int:
        """What these lines come to."""
        return sum(line.pence for line in self.lines(*codes))


@dataclass(frozen=True)
class Standing:
    """What is due until the newest instalment ends, and all that instalments bring for days."""

    due: int
    brought: int

    @classmethod
    def of(cls, budget: Budget) -> "Standing":
        kept = Kept(budget)
        due = council_pays(budget, kept.until, open_pauses=True)
        return cls(due, kept.pence(*FOR_DAYS, LineCode.ARREARS, LineCode.OVERPAYMENT))


def check_end(budget: Budget, before: Standing) -> None:
    """What ends is paid for its days exactly, beside what was paid too much before; or nothing."""
    if budget.state != BudgetState.ENDING:
        return
    now = Standing.of(budget)
    if is_stopped(budget):
        assert now == before
    elif now != before:
        assert now.brought - now.due == max(0, before.brought - before.due)


def check_days(kept: Kept) -> None:
    """No day twice, none lost between; days, lines and differences add up to what is due."""
    budget, rows = kept.budget, kept.regular
    if rows and budget.state not in ENDINGS:
        assert rows[0].starts_on == budget.pays_from
    for one, following in pairwise(rows):
        assert one.ends_on <= following.starts_on
        assert one.ends_on == following.starts_on or budget.state in ENDINGS
    ends = budget.state in ENDINGS
    dues = ContributionDue.objects.filter(budget=budget, instalment__cancelled_at=None)
    _, contribution = by_days(budget, kept.until, open_pauses=ends)
    assert sum(dues.values_list("pence", flat=True)) == contribution
    if ends:
        return
    changes = sum(Adjustment.objects.filter(budget=budget).values_list("pence", flat=True))
    accounted = kept.pence(*FOR_DAYS) + changes
    assert accounted == council_pays(budget, kept.until, open_pauses=False)


def check_sums(kept: Kept) -> None:
    """Every instalment is the sum of its lines, and so is its payment."""
    for one in kept.all:
        assert one.pence == sum(line.pence for line in one.lines.all()) >= 0
        assert (one.payment.pence if one.payment else 0) == one.pence


def check_extras(kept: Kept) -> None:
    """Arrears and single sums go out once; of an over-payment no more is taken than decided."""
    taken: dict[UUID, list[int]] = defaultdict(list)
    for line in kept.lines(LineCode.ARREARS, LineCode.OVERPAYMENT):
        taken[line.adjustment_id].append(line.pence)
    for change in Adjustment.objects.filter(pk__in=taken):
        pence = taken[change.id]
        if change.pence > 0:
            assert pence == [change.pence]
            continue
        assert change.decision == OverpaymentDecision.SPREAD
        assert change.pence <= sum(pence) <= max(pence) < 0
        assert -min(pence) <= -(change.pence // change.over_instalments)
    single = Counter(line.one_off_id for line in kept.lines(*LineCode) if line.one_off_id)
    assert all(count == 1 for count in single.values())
    for one in OneOff.objects.filter(pk__in=single):
        assert one.agreed_at
        assert one.pence == sum(x.pence for x in kept.lines(*LineCode) if x.one_off_id == one.id)


def check_books(budget: Budget) -> None:
    """The ledger proves itself; the balance is what was paid, and all of it is explained."""
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []
    why = why_balance(budget)
    assert why.balance_pence == sum(line.pence for line in why.lines)
    came = Transfer.objects.filter(credit=budget.account_id).exclude(
        kind=TransferKind.CONTRIBUTION_PAID
    )
    went = Transfer.objects.filter(debit=budget.account_id, reverses__isnull=False).exclude(
        kind=TransferKind.CONTRIBUTION_REVERSED
    )
    paid = Payment.objects.filter(to_account=budget.account_id, state=PaymentState.PAID)
    net = sum(came.filter(reverses=None).values_list("pence", flat=True)) - sum(
        went.values_list("pence", flat=True)
    )
    assert net == sum(paid.values_list("pence", flat=True))


def check_moved(before: str, now: str) -> None:
    """It is where it was, or somewhere that it may go: by one step or several."""
    reached, edge = {before}, {before}
    while edge:
        edge = {str(x) for one in edge for x in MAY_BECOME[BudgetState(one)]} - reached
        reached |= edge
    assert now in reached


def check_nothing_waits(kept: Kept) -> None:
    """Once the next instalments are planned, no arrears and no agreed sum wait any more."""
    gone = {line.adjustment_id for line in kept.lines(LineCode.ARREARS)}
    arrears = Adjustment.objects.filter(budget=kept.budget, pence__gt=0)
    assert kept.budget.state in ENDINGS or {one.id for one in arrears} <= gone
    once = {line.one_off_id for line in kept.lines(*LineCode)}
    agreed = OneOff.objects.filter(budget=kept.budget, agreed_at__isnull=False, withdrawn_at=None)
    assert {one.id for one in agreed} <= once
