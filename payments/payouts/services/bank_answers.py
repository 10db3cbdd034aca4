"""What the bank says of its files: each row moves its payment, or is refused alone with its why."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from payments.outside.rails.bank_file.answers import read_answers
from payments.outside.rails.bank_file.values import Answer, AnswerFile, BadRow
from payments.payouts import rules, selectors
from payments.payouts.errors import CannotMove
from payments.payouts.models import BankAnswer, BankFile, Payment
from payments.payouts.services.moving import bring_back, mark_paid
from payments.payouts.services.steps import lock_accounts
from payments.payouts.values import PaymentState, Verdict, london_day

UNKNOWN = "We don't know this payment. Nothing was changed."
UNKNOWN_FILE = "We don't know this file. Nothing was changed."


@dataclass
class _Tally:
    """What became of the rows of one file so far."""

    applied: int = 0
    unchanged: int = 0
    refused: list[BadRow] = field(default_factory=list)


def read_bank_answers(*, book_id: UUID, data: bytes, by: UUID, now: datetime) -> BankAnswer:
    """
    Take the bank's answer. A file that was read before changes nothing and returns the first.

    :raises UnreadableAnswer: the file as a whole is no answer; nothing was taken from it
    """
    file = read_answers(data)
    done = selectors.find_bank_answer(book_id, file.digest)
    if done:
        return done
    try:
        with transaction.atomic():
            return _take(book_id, file, by=by, now=now)
    except IntegrityError:  # somebody has just read the same file
        done = selectors.find_bank_answer(book_id, file.digest)
        if done is None:
            raise
        return done


def _take(book_id: UUID, file: AnswerFile, *, by: UUID, now: datetime) -> BankAnswer:
    row = BankAnswer.objects.create(
        book_id=book_id, digest=file.digest, rows=0, applied=0, read_by=by, read_at=now
    )
    tally = _Tally(refused=list(file.refused))
    _bring_back_file(book_id, file, tally, by=by, now=now)
    _answer_each(book_id, file, tally, by=by, now=now)
    row.rows = len(file.answers) + len(file.refused) + len(file.waiting)
    row.applied, row.unchanged = tally.applied, tally.unchanged
    row.waiting = len(file.waiting)
    row.refused = [asdict(bad) for bad in sorted(tally.refused, key=lambda bad: bad.row)]
    row.save()
    return row


def _bring_back_file(
    book_id: UUID, file: AnswerFile, tally: _Tally, *, by: UUID, now: datetime
) -> None:
    rejected = file.whole_file_rejected
    if rejected is None:
        return
    ours = BankFile.objects.filter(book_id=book_id, message_id=rejected.message_id).first()
    if ours is None:
        tally.refused.append(BadRow(0, "OrgnlMsgId", rejected.message_id, UNKNOWN_FILE))
        return
    gone = selectors.take_of_file(ours)
    lock_accounts(gone)
    for payment in gone:
        answer = Answer(payment.id, "failed", rejected.reason_code, rejected.occurred_on, 0)
        _apply(payment, answer, file, tally, by=by, now=now)


def _answer_each(
    book_id: UUID, file: AnswerFile, tally: _Tally, *, by: UUID, now: datetime
) -> None:
    found = selectors.take_answered(book_id, [answer.payment_id for answer in file.answers])
    lock_accounts(list(found.values()))
    for answer in file.answers:
        payment = found.get(answer.payment_id)
        if payment is None:
            column = "OrgnlEndToEndId" if file.message_id else "payment_id"
            tally.refused.append(BadRow(answer.row, column, str(answer.payment_id), UNKNOWN))
        else:
            _apply(payment, answer, file, tally, by=by, now=now)


def _apply(
    payment: Payment,
    answer: Answer,
    file: AnswerFile,
    tally: _Tally,
    *,
    by: UUID,
    now: datetime,
) -> None:
    verdict = _judge(payment, answer, file)
    if verdict is Verdict.KNOWN:
        tally.unchanged += 1
        return
    if verdict is Verdict.MOVES:
        try:
            _move(payment, answer, by=by, now=now)
        except CannotMove:
            verdict = Verdict.ELSEWHERE
        else:
            tally.applied += 1
            return
    tally.refused.append(BadRow(answer.row, "outcome", answer.outcome, verdict.value))


def _judge(payment: Payment, answer: Answer, file: AnswerFile) -> Verdict:
    sent_in = payment.bank_file.message_id if payment.bank_file else ""
    return rules.judge_answer(
        outcome=PaymentState(answer.outcome),
        state=PaymentState(payment.state),
        of_another_file=bool(file.message_id) and file.message_id != sent_in,
        before_it_was_sent=bool(
            answer.occurred_on
            and payment.sent_at
            and answer.occurred_on < london_day(payment.sent_at)
        ),
    )


def _move(payment: Payment, answer: Answer, *, by: UUID, now: datetime) -> None:
    occurred_on = min(answer.occurred_on or london_day(now), london_day(now))
    if answer.outcome == "paid":
        mark_paid(payment=payment, by=by, now=now, occurred_on=occurred_on)
        return
    bring_back(
        payment=payment,
        to=PaymentState(answer.outcome),
        reason_code=answer.reason_code,
        by=by,
        now=now,
        occurred_on=occurred_on,
    )
