"""When hours don't seem right: a question, an answer, or hours that are taken back."""

from datetime import datetime

from django.db import transaction

from budgets.assistants.errors import (
    AnswerMissing,
    NothingAsked,
    OwnHours,
    QuestionMissing,
    ShiftSettled,
)
from budgets.assistants.models import Shift, ShiftMessage, ShiftWithdrawal
from budgets.assistants.values import Side
from budgets.councils.models import Member


def question_shift(*, shift: Shift, words: str, by: Member, now: datetime) -> ShiftMessage:
    """
    Say kindly what doesn't seem right. It is no rejection: the hours stay, and wait for an answer.

    :raises QuestionMissing: nothing is said
    :raises OwnHours: they are those of whoever asks
    :raises ShiftSettled: they were corrected or taken back
    """
    if not words.strip():
        raise QuestionMissing
    if shift.engagement.assistant.user_id == by.user_id:
        raise OwnHours
    with transaction.atomic():
        _check_stands(shift)
        return _say(shift, Side.HOLDER, words, by, now)


def answer_question(*, shift: Shift, words: str, by: Member, now: datetime) -> ShiftMessage:
    """
    Answer what was asked; the hours wait for the holder again. A correction is another way.

    :raises AnswerMissing: nothing is said
    :raises NothingAsked: nobody asked
    :raises ShiftSettled: they were corrected or taken back
    """
    if not words.strip():
        raise AnswerMissing
    with transaction.atomic():
        if not ShiftMessage.objects.filter(shift=shift, side=Side.HOLDER).exists():
            raise NothingAsked
        _check_stands(shift)
        return _say(shift, Side.ASSISTANT, words, by, now)


def withdraw_shift(*, shift: Shift, words: str = "", by: Member, now: datetime) -> ShiftWithdrawal:
    """
    Take back hours that were not worked. They are kept as they were, and count no more.

    :raises ShiftSettled: they were corrected; the newest ones may be taken back
    """
    with transaction.atomic():
        done = ShiftWithdrawal.objects.filter(shift=shift).first()
        if done:
            return done
        _check_stands(shift)
        return ShiftWithdrawal.objects.create(
            book_id=shift.book_id,
            shift=shift,
            words=words.strip(),
            withdrawn_by=by.user_id,
            withdrawn_at=now,
        )


def _check_stands(shift: Shift) -> None:
    was_corrected = Shift.objects.filter(replaces=shift).exists()
    if was_corrected or ShiftWithdrawal.objects.filter(shift=shift).exists():
        raise ShiftSettled


def _say(shift: Shift, side: Side, words: str, by: Member, now: datetime) -> ShiftMessage:
    return ShiftMessage.objects.create(
        book_id=shift.book_id,
        shift=shift,
        side=side,
        words=words.strip(),
        said_by=by.user_id,
        said_at=now,
    )
