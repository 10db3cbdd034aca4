"""Working out somebody's pay when its period is over, and keeping it line by line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.assistants.errors.pay import (
    BelowMinimum,
    ByInvoice,
    NothingToPay,
    PeriodClosed,
    PeriodNotOver,
    RateNeverAgreed,
    ReasonUnsaidForPay,
)
from budgets.assistants.models import Engagement, PaidShift, Pay, PayLine, Shift, SickDay
from budgets.assistants.rules.pay.gross import gross_pence, shift_lines
from budgets.assistants.rules.pay.working_out import to_minimum, work_out
from budgets.assistants.selectors.pay.facts import facts_of
from budgets.assistants.selectors.pay.waiting import list_unpaid, why_held
from budgets.assistants.services.agreeing import check_again
from budgets.assistants.services.pay.setting_aside import set_aside_for
from budgets.assistants.values.pay import BY_THE_HOUR, PayFacts, PayLineKind, Worked, WorkedOut
from budgets.assistants.values.pay import PayLine as Line
from budgets.assistants.values.pay_steps import Below, BelowDecision
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values.schedule import Period
from payments.payouts.values import london_day


def close_pay(
    *,
    engagement: Engagement,
    period: Period,
    by: UUID,
    now: datetime,
    below: BelowDecision | None = None,
) -> Pay:
    """
    Work out what somebody earned in a period that is over, once: asked again, it is the same.

    Hours that nobody agreed wait, and so do those with a warning that nobody decided about. What
    was paid before and corrected since is a line of the difference. Holiday that is owed is set
    aside.

    :param below: what a person decides where it is below the minimum wage
    :raises PeriodNotOver: the period isn't over
    :raises PeriodClosed: a later one was worked out
    :raises ByInvoice: they work for themselves
    :raises NothingToPay: nothing was agreed, taken or corrected
    :raises RateNeverAgreed: some hours have no rate
    :raises BelowMinimum: it is below the minimum wage, and nobody decided about it
    :raises ReasonUnsaidForPay: the decision has no words
    """
    if engagement.is_self_employed:
        raise ByInvoice
    if period.ends_on > london_day(now):
        raise PeriodNotOver
    with transaction.atomic():
        engagement = (
            Engagement.objects.select_for_update(no_key=True, of=("self",))
            .select_related("assistant", "budget__person")
            .get(pk=engagement.pk)
        )
        done = Pay.objects.filter(engagement=engagement, ends_on__gte=period.ends_on)
        same = done.filter(starts_on=period.starts_on).first()
        if same:
            return same
        if done.exists():
            raise PeriodClosed
        shifts = payable_shifts(engagement, period, now)
        rows = rate_rows(engagement.book_id)
        facts = facts_of(engagement, period, shifts, rows)
        made = _decided(work_out(facts, rows), below)
        pay = _keep(engagement, period, made, below, by=by, now=now)
        _keep_lines(pay, made, facts)
        if facts.sickness:
            due = SickDay.objects.filter(engagement=engagement, day__in=facts.sickness.days)
            due.update(paid_in=pay)
        set_aside_for(pay, by=by, now=now)
    return pay


def payable_shifts(engagement: Engagement, period: Period, now: datetime) -> list[Shift]:
    """The agreed hours that a period pays: those that nobody has to decide about first."""
    shifts = list(list_unpaid([engagement], period.ends_on))
    found = check_again(shifts, now)
    return [shift for shift in shifts if why_held(shift, found[shift.id]) is None]


def _decided(made: WorkedOut, below: BelowDecision | None) -> WorkedOut:
    if not made.lines:
        raise NothingToPay
    if any(_has_no_rate(line) for line in made.lines):
        raise RateNeverAgreed
    return _not_below(made, below) if made.shortfall else made


def _not_below(made: WorkedOut, below: BelowDecision | None) -> WorkedOut:
    if below is None or made.shortfall is None:
        raise BelowMinimum
    if not below.words.strip():
        raise ReasonUnsaidForPay
    if below.how == Below.AS_IS:
        return made
    line = to_minimum(made.shortfall)
    return replace(made, lines=(*made.lines, line), gross_pence=made.gross_pence + line.pence)


def _has_no_rate(line: Line) -> bool:
    return line.kind in (*BY_THE_HOUR, PayLineKind.SLEEP_IN) and not line.rate_pence


def _keep(
    engagement: Engagement,
    period: Period,
    made: WorkedOut,
    below: BelowDecision | None,
    *,
    by: UUID,
    now: datetime,
) -> Pay:
    short = made.shortfall.missing_pence if made.shortfall else 0
    return Pay.objects.create(
        book_id=engagement.book_id,
        engagement=engagement,
        reference=f"{engagement.reference}-{period.ends_on:%Y%m%d}",
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        pay_on=period.pay_on,
        minutes=made.minutes,
        gross_pence=made.gross_pence,
        miles_pence=made.miles_pence,
        holiday_minutes=made.earned_minutes,
        taken_minutes=sum(one.minutes for one in made.lines if one.kind == PayLineKind.HOLIDAY),
        owed_minutes=made.owed_minutes,
        owed_pence=made.owed_pence,
        ni_pence=made.costs.national_insurance_pence,
        allowance_pence=made.costs.allowance_used_pence,
        pension_pence=made.costs.pension_pence,
        short_pence=short,
        short_words=below.words.strip() if short and below else "",
        closed_by=by,
        closed_at=now,
    )


def _keep_lines(pay: Pay, made: WorkedOut, facts: PayFacts) -> None:
    lined = {line.shift_id for line in made.lines}
    paid = [one for one in facts.shifts if one.shift_id in lined]
    PaidShift.objects.bulk_create(
        _paid_shift(pay, one, shift_lines(one, facts.rates)) for one in paid
    )
    PayLine.objects.bulk_create(
        PayLine(
            book_id=pay.book_id,
            pay=pay,
            place=place,
            kind=line.kind,
            minutes=line.minutes,
            miles_tenths=line.miles_tenths,
            rate_pence=line.rate_pence,
            pence=line.pence,
            words=line.words,
            shift_id=line.shift_id,
            holiday_id=line.time_off_id,
            undoes_id=line.undoes_id,
        )
        for place, line in enumerate(made.lines)
    )


def _paid_shift(pay: Pay, worked: Worked, lines: Sequence[Line]) -> PaidShift:
    miles = sum(line.pence for line in lines if line.kind == PayLineKind.MILEAGE)
    return PaidShift(
        book_id=pay.book_id,
        pay=pay,
        shift_id=worked.shift_id,
        minutes=worked.minutes,
        pence=gross_pence(lines) - miles,
        miles_pence=miles,
    )
