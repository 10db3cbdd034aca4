"""What a UK bank takes in a payment file. Rows are counted from 1; row 0 is the file itself."""

import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from payments.outside.rails.bank_file.errors import UnsendableFile
from payments.outside.rails.bank_file.values import BadRow, BankFile, Instruction, Service

# The characters that every ISO 20022 bank must take (the SWIFT "x" set without line breaks).
LATIN = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]+")
SORT_CODE = re.compile(r"[0-9]{6}")
ACCOUNT_NUMBER = re.compile(r"[0-9]{8}")

MESSAGE_ID_LENGTH = 35
NAME_LENGTHS: dict[Service, int] = {"URNS": 35, "NURG": 18}
REFERENCE_LENGTH = 18
MOST_PENCE = 99_999_999_999

Fault = tuple[str, str, str]


def check_numbers(file: BankFile) -> None:
    """
    Accept a file whose payments are positive, told apart, and go to well-formed accounts.

    :raises UnsendableFile: with every row that is not so
    """
    _refuse(_number_faults(file))


def check_sendable(file: BankFile) -> None:
    """
    Accept a file that the bank can take as it stands: its numbers, and its words too.

    Nothing is shortened or respelled here: a name that the payee's bank does not know is money
    sent back, so a person puts it right.

    :raises UnsendableFile: with every row that is not so
    """
    _refuse([*_number_faults(file), *_word_faults(file)])


def _refuse(faults: Iterable[BadRow]) -> None:
    bad_rows = tuple(sorted(faults, key=lambda bad: bad.row))
    if bad_rows:
        raise UnsendableFile(bad_rows)


def _number_faults(file: BankFile) -> Iterator[BadRow]:
    if not file.instructions:
        yield BadRow(0, "instructions", "", "There are no payments in this file.")
    if file.made_at.tzinfo is None:
        yield BadRow(0, "made_at", str(file.made_at), "The time needs a time zone.")
    for fault in _account_faults(file.debtor.sort_code, file.debtor.account_number):
        yield BadRow(0, *fault)
    seen: set[UUID] = set()
    for row, payment in enumerate(file.instructions, start=1):
        for fault in _payment_faults(payment, seen):
            yield BadRow(row, *fault)
        seen.add(payment.payment_id)


def _payment_faults(payment: Instruction, seen: set[UUID]) -> Iterator[Fault]:
    if payment.payment_id in seen:
        yield "payment_id", str(payment.payment_id), "This payment is here twice."
    if not 0 < payment.pence <= MOST_PENCE:
        yield "pence", str(payment.pence), "The amount must be from 0.01 to 999999999.99."
    yield from _account_faults(payment.sort_code, payment.account_number)


def _account_faults(sort_code: str, account_number: str) -> Iterator[Fault]:
    if not SORT_CODE.fullmatch(sort_code):
        yield "sort_code", sort_code, "A sort code is six digits and nothing else."
    if not ACCOUNT_NUMBER.fullmatch(account_number):
        yield "account_number", account_number, "An account number is eight digits, nothing else."


def _word_faults(file: BankFile) -> Iterator[BadRow]:
    name_length = NAME_LENGTHS[file.service]
    for fault in _text_faults("message_id", file.message_id, MESSAGE_ID_LENGTH):
        yield BadRow(0, *fault)
    for fault in _text_faults("debtor name", file.debtor.name, NAME_LENGTHS["URNS"]):
        yield BadRow(0, *fault)
    for row, payment in enumerate(file.instructions, start=1):
        for fault in _text_faults("account_name", payment.account_name, name_length):
            yield BadRow(row, *fault)
        for fault in _text_faults("reference", payment.reference, REFERENCE_LENGTH):
            yield BadRow(row, *fault)


def _text_faults(column: str, text: str, longest: int) -> Iterator[Fault]:
    if not text.strip():
        yield column, text, "This must not be empty."
    elif text != text.strip():
        yield column, text, "There is a space before or after it."
    elif len(text) > longest:
        yield column, text, f"It has {len(text)} characters and the bank takes {longest}."
    elif not LATIN.fullmatch(text):
        bad = next(letter for letter in text if not LATIN.fullmatch(letter))
        yield column, text, f"The bank does not take the character {bad!r}. Write it in Latin."
    elif text[0] == "/" or text[-1] == "/" or "//" in text:
        yield column, text, "The bank does not take a slash first, last, or twice together."
