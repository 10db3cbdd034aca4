"""The day's payments as a file for the bank: sent, written out, checked and kept, in one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ledgers.fail_points import reach
from ledgers.values import uuid7
from payments.outside.encryption import seal, unseal
from payments.outside.rails.bank_file import values as rail
from payments.outside.rails.bank_file.csv_file import build_csv
from payments.outside.rails.bank_file.errors import UnsendableFile
from payments.outside.rails.bank_file.pain001 import build_pain001
from payments.outside.rails.bank_file.pain001_check import check_pain001
from payments.outside.values import Rail
from payments.payouts import selectors
from payments.payouts.errors import DetailsMissing, NothingToSend, PaymentsUnsendable
from payments.payouts.models import BankFile, Payment
from payments.payouts.selectors import locking
from payments.payouts.services.sending import MOST_AT_ONCE, send_going
from payments.payouts.services.steps import going_among
from payments.payouts.values import bank_day_from, london_day, reference_of

LeftOut = list[dict[str, str]]


def make_bank_file(*, book_id: UUID, debtor: rail.Debtor, by: UUID, now: datetime) -> BankFile:
    """
    Send all that is approved, due and ready, 1,000 at most, as one file for the bank.

    A payment that the bank would not take stays where it is and is named in `left_out`. Two
    people who press at once make one file: whoever comes second finds nothing to send.

    :raises NothingToSend: no approved payment is due and ready
    :raises PaymentsUnsendable: there are payments, and the bank would take none of them
    :raises UnsendableFile: the bank would not take the file, whatever is in it
    """
    with transaction.atomic():
        ready = _take_ready(book_id, now)
        content, left_out = _sendable(_file_of(ready, debtor, now))
        going = {instruction.payment_id for instruction in content.instructions}
        made = _keep(book_id, content, left_out, by=by, now=now)
        reach("making_bank_file")
        send_going(
            payments=[payment for payment in ready if payment.id in going],
            rail=Rail.BANK_FILE,
            by=by,
            now=now,
            bank_file=made,
        )
    return made


def read_bank_file(file: BankFile) -> tuple[bytes, bytes]:
    """The file as it was made, in clear: pain.001 and CSV. For the bank and whoever carries it."""
    return unseal(file.pain001).encode(), unseal(file.csv).encode()


def _take_ready(book_id: UUID, now: datetime) -> list[Payment]:
    ready = locking.take_for_file(book_id, london_day(now), MOST_AT_ONCE)
    going = going_among(ready)
    if not going:
        raise NothingToSend
    return going


def _file_of(payments: Sequence[Payment], debtor: rail.Debtor, now: datetime) -> rail.BankFile:
    day = london_day(now)
    return rail.BankFile(
        message_id=f"WW{day:%Y%m%d}{uuid7().hex[-16:].upper()}",
        made_at=now,
        pay_on=bank_day_from(day),
        debtor=debtor,
        instructions=tuple(_instruction(payment) for payment in payments),
    )


def _instruction(payment: Payment) -> rail.Instruction:
    details = selectors.bank_details(payment.payee) if payment.payee else None
    if details is None:
        raise DetailsMissing
    return rail.Instruction(
        payment_id=payment.id,
        pence=payment.pence,
        account_name=details.account_name,
        sort_code=details.sort_code,
        account_number=details.account_number,
        reference=reference_of(payment.id),
    )


def _sendable(file: rail.BankFile) -> tuple[rail.BankFile, LeftOut]:
    """The file without what the bank would not take, and why each was left out."""
    try:
        build_pain001(file)
    except UnsendableFile as error:
        bad = {row.row for row in error.bad_rows}
        if 0 in bad:
            raise
        left_out = [
            {
                "payment_id": str(file.instructions[row.row - 1].payment_id),
                "column": row.column,
                "why": row.why,
            }
            for row in error.bad_rows
        ]
        good = [i for place, i in enumerate(file.instructions, start=1) if place not in bad]
        if not good:
            raise PaymentsUnsendable(left_out) from error
        return replace(file, instructions=tuple(good)), left_out
    return file, []


def _keep(
    book_id: UUID, file: rail.BankFile, left_out: LeftOut, *, by: UUID, now: datetime
) -> BankFile:
    pain001 = build_pain001(file)
    faults = check_pain001(pain001)
    if faults:
        raise UnsendableFile(tuple(rail.BadRow(0, "file", "", fault) for fault in faults))
    return BankFile.objects.create(
        book_id=book_id,
        message_id=file.message_id,
        pay_on=file.pay_on,
        count=len(file.instructions),
        total_pence=sum(instruction.pence for instruction in file.instructions),
        pain001=seal(pain001.decode()),
        csv=seal(build_csv(file).decode()),
        left_out=left_out,
        made_by=by,
        made_at=now,
    )
