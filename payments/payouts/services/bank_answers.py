"""What the bank says of its files: each row moves its payment, or is refused alone with its why."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from payments.outside.rails.bank_file.answers import read_answers
from payments.outside.rails.bank_file.values import Answer, AnswerFile, BadRow, pounds
from payments.payouts import rules, selectors
from payments.payouts.models import BankAnswer, BankFile, Payment
from payments.payouts.selectors import locking
from payments.payouts.services.moving import bring_back, mark_all_paid
from payments.payouts.services.steps import lock_accounts
from payments.payouts.values import PaymentState, Verdict, london_day

UNKNOWN = "We don't know this payment. Nothing was changed."
UNKNOWN_FILE = "We don't know this file. Nothing was changed."


@dataclass
class _Reading:
    """One file while it is read: what became of its rows so far, and who arrived on which day."""

    book_id: UUID
    file: AnswerFile
    by: UUID
    now: datetime
    refused: list[BadRow] = field(default_factory=list)
    paid: dict[Payment, date | None] = field(default_factory=dict)
    back: int = 0
    unchanged: int = 0


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
            return _take(_Reading(book_id, file, by, now, refused=list(file.refused)))
    except IntegrityError:  # somebody has just read the same file
        done = selectors.find_bank_answer(book_id, file.digest)
        if done is None:
            raise
        return done


def _take(reading: _Reading) -> BankAnswer:
    file = reading.file
    row = BankAnswer.objects.create(
        book_id=reading.book_id,
        digest=file.digest,
        rows=len(file.answers) + len(file.refused) + len(file.waiting),
        applied=0,
        waiting=len(file.waiting),
        read_by=reading.by,
        read_at=reading.now,
    )
    _bring_back_file(reading)
    _answer_each(reading)
    mark_all_paid(payments=reading.paid, by=reading.by, now=reading.now)
    row.applied, row.unchanged = reading.back + len(reading.paid), reading.unchanged
    row.refused = [asdict(bad) for bad in sorted(reading.refused, key=lambda bad: bad.row)]
    row.save()
    return row


def _bring_back_file(reading: _Reading) -> None:
    rejected = reading.file.whole_file_rejected
    if rejected is None:
        return
    ours = BankFile.objects.filter(book_id=reading.book_id, message_id=rejected.message_id).first()
    if ours is None:
        reading.refused.append(BadRow(0, "OrgnlMsgId", rejected.message_id, UNKNOWN_FILE))
        return
    gone = locking.take_of_file(ours)
    lock_accounts(gone)
    for payment in gone:
        answer = Answer(payment.id, "failed", rejected.reason_code, rejected.occurred_on, 0)
        _apply(payment, answer, reading)


def _answer_each(reading: _Reading) -> None:
    answers = reading.file.answers
    found = locking.take_answered(reading.book_id, [answer.payment_id for answer in answers])
    lock_accounts(list(found.values()))
    for answer in answers:
        payment = found.get(answer.payment_id)
        if payment is None:
            column = "OrgnlEndToEndId" if reading.file.message_id else "payment_id"
            unknown = BadRow(answer.row, column, str(answer.payment_id), UNKNOWN)
            reading.refused.append(unknown)
        else:
            _apply(payment, answer, reading)


def _apply(payment: Payment, answer: Answer, reading: _Reading) -> None:
    verdict = _judge(payment, answer, reading.file)
    if verdict is Verdict.MOVES:
        _move(payment, answer, reading)
    elif verdict is Verdict.KNOWN:
        reading.unchanged += 1
    else:
        reading.refused.append(_refusal(answer, verdict))


def _refusal(answer: Answer, verdict: Verdict) -> BadRow:
    if verdict is Verdict.OTHER_SUM:
        return BadRow(answer.row, "amount", pounds(answer.pence or 0), verdict.value)
    return BadRow(answer.row, "outcome", answer.outcome, verdict.value)


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
        of_another_sum=answer.pence not in (None, payment.pence),
    )


def _move(payment: Payment, answer: Answer, reading: _Reading) -> None:
    today = london_day(reading.now)
    occurred_on = min(answer.occurred_on or today, today)
    if answer.outcome == "paid":
        reading.paid[payment] = occurred_on
        return
    bring_back(
        payment=payment,
        to=PaymentState(answer.outcome),
        reason_code=answer.reason_code,
        by=reading.by,
        now=reading.now,
        occurred_on=occurred_on,
    )
    reading.back += 1
