"""Deciding about money that was paid too much: spread, or waived; never taken silently."""

from datetime import datetime

from django.db import transaction

from budgets.councils.models import Member
from budgets.plans.errors import (
    InstalmentsMissing,
    NotAnOverpayment,
    OverpaymentDecided,
    RepaymentReasonMissing,
)
from budgets.plans.models import Adjustment
from budgets.plans.services.history import note_change
from budgets.plans.services.ties import check_may_decide
from budgets.plans.values.agreement import OverpaymentDecision
from ledgers.values import pounds

MOST_INSTALMENTS = 52


def spread_overpayment(
    *, overpayment: Adjustment, over_instalments: int, words: str, by: Member, now: datetime
) -> Adjustment:
    """
    Take an over-payment back in equal parts from the next instalments, each shown with its reason.

    :param over_instalments: 1 to 52
    :raises InstalmentsMissing: the number is out of these
    :raises Refusal: whatever deciding about it refuses
    """
    if not 1 <= over_instalments <= MOST_INSTALMENTS:
        raise InstalmentsMissing
    said = (
        f"{pounds(-overpayment.pence)} paid too much is taken over {over_instalments} instalments"
    )
    with transaction.atomic():
        _decide(overpayment, OverpaymentDecision.SPREAD, words, over_instalments, by=by, now=now)
        _note(overpayment, f"{said}. {words}", by=by, now=now)
    return overpayment


def waive_overpayment(
    *, overpayment: Adjustment, words: str, by: Member, now: datetime
) -> Adjustment:
    """
    Leave an over-payment where it is, for a reason.

    :raises Refusal: whatever deciding about it refuses
    """
    with transaction.atomic():
        _decide(overpayment, OverpaymentDecision.WAIVED, words, None, by=by, now=now)
        said = f"{pounds(-overpayment.pence)} paid too much is not asked back. {words}"
        _note(overpayment, said, by=by, now=now)
    return overpayment


def _decide(
    overpayment: Adjustment,
    decision: OverpaymentDecision,
    words: str,
    over_instalments: int | None,
    *,
    by: Member,
    now: datetime,
) -> None:
    """
    Keep a decision once.

    :raises NotAnOverpayment: the council owes it
    :raises RepaymentReasonMissing: no reason is given
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises OverpaymentDecided: somebody decided already
    """
    if overpayment.pence > 0:
        raise NotAnOverpayment
    if not words.strip():
        raise RepaymentReasonMissing
    check_may_decide(overpayment.budget.person, by)
    values = {
        "decision": decision,
        "over_instalments": over_instalments,
        "decision_words": words,
        "decided_by": by.user_id,
        "decided_at": now,
    }
    if Adjustment.objects.filter(pk=overpayment.pk, decision="").update(**values) != 1:
        raise OverpaymentDecided
    for name, value in values.items():
        setattr(overpayment, name, value)


def _note(overpayment: Adjustment, words: str, *, by: Member, now: datetime) -> None:
    note_change(
        budget=overpayment.budget, code="overpayment_decided", words=words, by=by.user_id, now=now
    )
