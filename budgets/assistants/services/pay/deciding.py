"""Deciding about agreed hours with a warning that nobody saw when they were agreed."""

from datetime import datetime

from django.db import transaction

from budgets.assistants.errors.pay import (
    OwnPay,
    ReasonUnsaidForPay,
    ShiftDecided,
    ShiftNotInQuestion,
)
from budgets.assistants.models import Engagement, PayDecision, Shift
from budgets.assistants.selectors.pay.waiting import why_held
from budgets.assistants.services.agreeing import check_again
from budgets.councils.models import Member


def decide_pay(*, shift: Shift, pays: bool, words: str, by: Member, now: datetime) -> PayDecision:
    """
    Say whether hours are paid that were after the end, in hospital, or in the time of others.

    :raises OwnPay: whoever decides worked them
    :raises ReasonUnsaidForPay: it isn't said why
    :raises ShiftNotInQuestion: they don't wait for anybody, or were paid
    :raises ShiftDecided: somebody decided otherwise
    """
    if shift.engagement.assistant.user_id == by.user_id:
        raise OwnPay
    if not words.strip():
        raise ReasonUnsaidForPay
    with transaction.atomic():
        Engagement.objects.select_for_update(no_key=True).get(pk=shift.engagement_id)
        done = PayDecision.objects.filter(shift=shift).first()
        if done:
            return _same(done, pays=pays)
        _check_waits(shift, now)
        return PayDecision.objects.create(
            book_id=shift.book_id,
            shift=shift,
            pays=pays,
            words=words.strip(),
            decided_by=by.user_id,
            decided_at=now,
        )


def _same(done: PayDecision, *, pays: bool) -> PayDecision:
    if done.pays != pays:
        raise ShiftDecided
    return done


def _check_waits(shift: Shift, now: datetime) -> None:
    if not hasattr(shift, "agreement") or hasattr(shift, "paid"):
        raise ShiftNotInQuestion
    if why_held(shift, check_again([shift], now)[shift.id]) is None:
        raise ShiftNotInQuestion
