"""Writing instalments with their lines, contributions and planned payments, for many budgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from budgets.plans.models import (
    Budget,
    ContributionDue,
    Instalment,
    InstalmentLine,
)
from budgets.plans.rules.entitlement import lines_due
from budgets.plans.rules.instalments import Extra, Line, Weekly, extra_lines, regular_lines
from budgets.plans.rules.periods import periods
from budgets.plans.selectors import extras, facts
from budgets.plans.selectors.statements import weekly_of
from budgets.plans.services.payees import payees_of
from budgets.plans.values.agreement import InstalmentKind, LineCode
from budgets.plans.values.schedule import Calendar, Facts, Frequency, Period, Span
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind
from payments.payouts.models import Payee
from payments.payouts.services import plan_payments
from payments.payouts.values import Leaves, PlannedPayment


@dataclass(frozen=True)
class Written:
    """One instalment and its lines, before they are stored."""

    instalment: Instalment
    lines: list[Line]


def write_instalments(
    budgets: Sequence[Budget],
    calendars: dict[Frequency, Calendar],
    *,
    pay_on: date,
    by: UUID,
    now: datetime,
) -> list[Instalment]:
    """
    Plan what is due to each of these locked budgets by a pay day, and their payments with it.

    A period that is wholly paused is kept with nothing to pay, so that it isn't asked for again.
    """
    known, until = facts.facts_of_many(budgets), facts.paid_until_of(budgets)
    open_extras, weekly = extras.extras_of(budgets, pay_on), weekly_of(budgets)
    written: list[Written] = []
    for budget in budgets:
        due = _Due(budget, known[budget.id], calendars[Frequency(budget.frequency)], pay_on)
        written += due.instalments(
            since=until.get(budget.id),
            extras=open_extras[budget.id],
            figures=weekly[budget.id],
            by=by,
            now=now,
        )
    _store(written, now=now)
    _plan_payments([one.instalment for one in written], budgets, by=by, now=now)
    return [one.instalment for one in written]


@dataclass(frozen=True)
class _Due:
    """What one budget is due by a pay day."""

    budget: Budget
    facts: Facts
    calendar: Calendar
    pay_on: date

    def instalments(
        self,
        *,
        since: date | None,
        extras: list[Extra],
        figures: dict[int, Weekly],
        by: UUID,
        now: datetime,
    ) -> list[Written]:
        planned = [(period, self._regular(period, figures)) for period in self._periods(since)]
        if not planned and any(extra.pence > 0 and _is_single(extra) for extra in extras):
            single = Period(self.pay_on, self.pay_on + timedelta(days=1), self.pay_on)
            singles = extra_lines([one for one in extras if _is_single(one)], single, 0)
            return [self._written(InstalmentKind.SINGLE, single, singles, by=by, now=now)]
        if planned:
            period, lines = planned[-1]
            room = sum(line.pence for line in lines)
            planned[-1] = (period, [*lines, *extra_lines(extras, period, room)])
        return [
            self._written(InstalmentKind.REGULAR, period, lines, by=by, now=now)
            for period, lines in planned
        ]

    def _periods(self, since: date | None) -> Iterable[Period]:
        whole = self.facts.span
        left = Span(since or whole.starts_on, whole.ends_on)
        if left.is_empty:
            return
        for period in periods(self.calendar, left):
            if period.pay_on > self.pay_on:
                return
            yield period

    def _regular(self, period: Period, figures: dict[int, Weekly]) -> list[Line]:
        due = lines_due(self.facts, Span(period.starts_on, period.ends_on))
        lines = regular_lines(due, self.facts.mode, figures)
        # A share of a few pence a week can round to a penny below nothing for a day or two.
        return lines if sum(line.pence for line in lines) >= 0 else []

    def _written(
        self, kind: InstalmentKind, period: Period, lines: list[Line], *, by: UUID, now: datetime
    ) -> Written:
        due = lines_due(self.facts, Span(period.starts_on, period.ends_on))
        contribution = sum(one.contribution_pence for one in due)
        instalment = Instalment(
            book_id=self.budget.book_id,
            budget=self.budget,
            kind=kind,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            pay_on=self.pay_on,
            pence=sum(line.pence for line in lines),
            contribution_pence=contribution if kind == InstalmentKind.REGULAR else 0,
            prepared_by=by,
            prepared_at=now,
        )
        return Written(instalment, lines)


def _is_single(extra: Extra) -> bool:
    return extra.code not in (LineCode.ARREARS, LineCode.OVERPAYMENT)


def _store(written: Sequence[Written], *, now: datetime) -> None:
    Instalment.objects.bulk_create(one.instalment for one in written)
    InstalmentLine.objects.bulk_create(
        InstalmentLine(
            book_id=one.instalment.book_id,
            instalment=one.instalment,
            place=place,
            code=line.code,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            pence=line.pence,
            words=line.words[:1000],
            statement_id=line.statement_id,
            adjustment_id=line.adjustment_id,
            one_off_id=line.one_off_id,
        )
        for one in written
        for place, line in enumerate(one.lines)
    )
    ContributionDue.objects.bulk_create(
        ContributionDue(
            book_id=one.instalment.book_id,
            budget_id=one.instalment.budget_id,
            instalment=one.instalment,
            starts_on=one.instalment.starts_on,
            ends_on=one.instalment.ends_on,
            due_on=one.instalment.starts_on,
            pence=one.instalment.contribution_pence,
            made_at=now,
        )
        for one in written
        if one.instalment.contribution_pence
    )


def _plan_payments(
    instalments: Sequence[Instalment], budgets: Sequence[Budget], *, by: UUID, now: datetime
) -> None:
    payable = [one for one in instalments if one.pence > 0]
    if not payable:
        return
    payees = payees_of([one.budget for one in payable], by=by, now=now)
    funding = get_shared(budgets[0].book_id, AccountKind.COUNCIL_FUNDING)
    payments = plan_payments(
        [_planned(one, funding.id, payees.get(one.budget_id)) for one in payable],
        book_id=budgets[0].book_id,
        by=by,
        now=now,
    )
    for instalment, payment in zip(payable, payments, strict=True):
        instalment.payment = payment
    Instalment.objects.bulk_update(payable, ["payment"])
    _note_first(payable)


def _planned(instalment: Instalment, funding_id: UUID, payee: Payee | None) -> PlannedPayment:
    budget = instalment.budget
    return PlannedPayment(
        source_account_id=funding_id,
        to_account_id=budget.account_id,
        payee_id=payee.id if payee else None,
        pence=instalment.pence,
        pay_on=instalment.pay_on,
        leaves=Leaves.RUN,
        key=uuid5(instalment.id, "payment"),
        about=About("instalment", instalment.id),
    )


def _note_first(instalments: Sequence[Instalment]) -> None:
    first = {one.budget_id: one for one in reversed(instalments) if not one.budget.first_paid_on}
    for one in first.values():
        one.budget.first_paid_on = one.pay_on
    Budget.objects.bulk_update([one.budget for one in first.values()], ["first_paid_on"])
