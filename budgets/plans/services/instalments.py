"""Writing instalments with their lines, contributions and planned payments, for many budgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from budgets.plans.models import (
    Budget,
    ContributionDue,
    Instalment,
    InstalmentLine,
)
from budgets.plans.rules.instalments import Line
from budgets.plans.rules.paying import DueInstalment, instalments_due
from budgets.plans.selectors.paying import known_of
from budgets.plans.services.payees import payees_of
from budgets.plans.values.schedule import Calendar, Frequency
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind
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
    known = known_of(budgets, calendars, pay_on)
    written = [
        _written(budget, due, pay_on=pay_on, by=by, now=now)
        for budget in budgets
        for due in instalments_due(known[budget.id], pay_on)
    ]
    _store(written, now=now)
    _plan_payments([one.instalment for one in written], budgets, by=by, now=now)
    return [one.instalment for one in written]


def _written(
    budget: Budget, due: DueInstalment, *, pay_on: date, by: UUID, now: datetime
) -> Written:
    instalment = Instalment(
        book_id=budget.book_id,
        budget=budget,
        kind=due.kind,
        starts_on=due.period.starts_on,
        ends_on=due.period.ends_on,
        pay_on=pay_on,
        pence=due.pence,
        contribution_pence=due.contribution_pence,
        prepared_by=by,
        prepared_at=now,
    )
    return Written(instalment, due.lines)


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
            kept_back_id=line.kept_back_id,
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
        # Whoever prepared the run is on the instalment; what is due follows from what was agreed.
        by=SCHEDULER,
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
