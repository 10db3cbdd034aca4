"""What is agreed with whom: family in the household, and rates below the law."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.rules.flags.earned import minutes_of
from budgets.assurance.rules.flags.wages import least_an_hour
from budgets.assurance.values.flags import Flag, Rule, Severity

TO_CHANGE: Final = timedelta(days=31)


def household_family(case: Case) -> Iterator[Flag]:
    """
    Close family in the household is paid for care, and the council has not agreed to it.

    Care and Support (Direct Payments) Regulations 2014 reg. 3; a missing agreement is often the
    council's own failing, so staff look first.
    """
    for worker, engagements in case.workers.items():
        family = [
            one
            for one in engagements
            if one.relation == "household_family" and one.household_agreed_on is None
        ]
        if family:
            lines = [line for line in case.spent if line.payee_ref == worker]
            shifts = [
                shift.shift_id
                for one in family
                for shift in case.shifts.get(one.engagement_ref, ())
            ]
            reason = (
                "Family who live with you are paid for care. We have to agree to that first, and "
                "often can. Let us talk about it."
            )
            yield case.flag(Rule.HOUSEHOLD_FAMILY, lines, Severity.LOOK, reason, shift_ids=shifts)


def rate_under_minimum(case: Case) -> Iterator[Flag]:
    """A rate that was agreed is below the minimum wage for a month's hours and more."""
    for engagements in case.workers.values():
        for one in engagements:
            short = [
                (shift, least - one.rate_on(shift.started_at.date()))
                for shift in case.shifts.get(one.engagement_ref, ())
                if one.rate_on(shift.started_at.date())
                < (least := least_an_hour(one.born_on, shift.started_at.date() - TO_CHANGE))
            ]
            if short:
                lacking = sum(minutes_of(shift) * pence // 60 for shift, pence in short)
                reason = (
                    "The pay agreed for an hour is below the minimum wage. "
                    "We can help you put that right."
                )
                yield case.flag(
                    Rule.UNDER_MINIMUM_WAGE,
                    case.pay_for({shift.shift_id for shift, _ in short}),
                    Severity.LOOK,
                    reason,
                    at_stake_pence=lacking,
                    shift_ids=[shift.shift_id for shift, _ in short],
                )
