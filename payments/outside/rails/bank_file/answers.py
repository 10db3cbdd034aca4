"""What the bank answers, read from its report: pain.002.001.10, or a table as CSV."""

from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from payments.outside.rails.bank_file.answers_csv import read_csv_answers
from payments.outside.rails.bank_file.answers_xml import read_xml_answers
from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.rails.bank_file.values import Answer, AnswerFile, BadRow

LARGEST_BYTES = 16 * 1024 * 1024
UTF8_MARK = b"\xef\xbb\xbf"
XML_STARTS = (b"<", b"\xff\xfe<", b"\xfe\xff\x00<")


def read_answers(data: bytes) -> AnswerFile:
    """
    Read a report of the bank. A row that cannot be read is refused alone and named.

    :raises UnreadableAnswer: the file as a whole is no answer; nothing was taken from it
    """
    if len(data) > LARGEST_BYTES:
        raise UnreadableAnswer("This file is larger than any answer of a bank. It was not read.")
    content = data.removeprefix(UTF8_MARK).lstrip(b" \t\r\n")
    if not content:
        raise UnreadableAnswer("This file is empty.")
    is_xml = content.startswith(XML_STARTS)
    read = read_xml_answers(content) if is_xml else read_csv_answers(data)
    return replace(_once_each(read), digest=sha256(data).hexdigest())


def _once_each(file: AnswerFile) -> AnswerFile:
    """Take one answer for each payment, and none where the file contradicts itself."""
    first: dict[UUID, Answer] = {}
    for answer in file.answers:
        first.setdefault(answer.payment_id, answer)
    disputed = {
        answer.payment_id
        for answer in file.answers
        if (answer.outcome, answer.pence) != _said(first[answer.payment_id])
    }
    taken = tuple(a for a in first.values() if a.payment_id not in disputed)
    repeats = [
        _repeat(answer, first[answer.payment_id], is_disputed=answer.payment_id in disputed)
        for answer in file.answers
        if answer.payment_id in disputed or answer is not first[answer.payment_id]
    ]
    refused = sorted([*file.refused, *repeats], key=lambda bad: bad.row)
    return replace(file, answers=taken, refused=tuple(refused))


def _said(answer: Answer) -> tuple[str, int | None]:
    return answer.outcome, answer.pence


def _repeat(answer: Answer, first: Answer, *, is_disputed: bool) -> BadRow:
    why = (
        "The rows for this payment contradict each other, so none was taken. Ask the bank."
        if is_disputed
        else f"Row {first.row} has said the same of this payment. This row was not needed."
    )
    return BadRow(answer.row, "payment_id", str(answer.payment_id), why)
