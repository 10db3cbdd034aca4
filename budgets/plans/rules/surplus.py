"""What is left above all that is spoken for, and what may be asked back of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from budgets.plans.errors import (
    BalanceUnknown,
    NothingToAskBack,
    NoticeTooShort,
    RepaymentAboveSurplus,
    RepaymentReasonMissing,
)
from budgets.plans.values.surplus import RingFenceKind, Surplus
from ledgers.values import pounds

NOTICE_DAYS = 14


def surplus_of(
    *,
    left_pence: int | None,
    ring_fenced: Mapping[RingFenceKind, int],
    weekly_pence: int,
    contingency_weeks: int,
    instalment_just_paid_pence: int,
) -> Surplus | None:
    """
    What of a holder's money is above the payment just made, all that is owed, and a contingency.

    Only what is still there can be surplus: what was spent within the plan is never looked at.

    :param left_pence: what is in hand on a known day; `None` when nobody knows
    :param weekly_pence: the week's total, of which a contingency is so many weeks
    :returns: nothing when the balance isn't known
    """
    if left_pence is None:
        return None
    contingency_pence = weekly_pence * contingency_weeks
    owed = tuple((kind, ring_fenced[kind]) for kind in RingFenceKind if ring_fenced.get(kind))
    spoken_for = instalment_just_paid_pence + sum(pence for _, pence in owed) + contingency_pence
    return Surplus(
        left_pence=left_pence,
        instalment_just_paid_pence=instalment_just_paid_pence,
        ring_fenced=owed,
        weekly_pence=weekly_pence,
        contingency_weeks=contingency_weeks,
        contingency_pence=contingency_pence,
        surplus_pence=max(0, left_pence - spoken_for),
    )


def check_repayment(
    *,
    pence: int,
    surplus: Surplus | None,
    reason: str,
    today: date,
    answer_by: date,
    notice_days: int = NOTICE_DAYS,
) -> None:
    """
    Refuse to ask for money back without its figures, a reason, and time to answer.

    The council may ask; nothing is ever taken (Care Act 2014 s.33(5)). Taking money back without
    saying how much, when and why was fault (Local Government and Social Care Ombudsman,
    Lancashire 18 012 467 and 22 014 616), as was leaving redundancy pay unpaid (West Berkshire
    24 014 783).

    :param notice_days: the policy's
    :raises BalanceUnknown: nobody knows what is left
    :raises NothingToAskBack: less than a penny is asked for
    :raises RepaymentAboveSurplus: more than is above all that is spoken for
    :raises RepaymentReasonMissing: it isn't said why
    :raises NoticeTooShort: there are fewer days to answer than the notice
    """
    if surplus is None:
        raise BalanceUnknown
    if pence <= 0:
        raise NothingToAskBack
    if pence > surplus.surplus_pence:
        raise RepaymentAboveSurplus(_too_much(surplus))
    if not reason.strip():
        raise RepaymentReasonMissing
    first = today + timedelta(days=notice_days)
    if answer_by < first:
        on = f"{first.day} {first:%B %Y}"
        raise NoticeTooShort(f"Give at least {notice_days} days to answer: until {on} or later.")


def _too_much(surplus: Surplus) -> str:
    return (
        f"Of {pounds(surplus.left_pence)} that is left, {pounds(surplus.spoken_for_pence)} is "
        f"spoken for, so at most {pounds(surplus.surplus_pence)} can be asked back."
    )
