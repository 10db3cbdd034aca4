"""What the bank refused is paid anew by a file; whoever makes the file dies of it at first."""

import csv
import io
from collections import Counter
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.utils import timezone

from config.crashing import die_at
from config.england import England
from config.reckoning import house_viewer, todays
from ledgers.doors import acting_for
from ledgers.selectors import find_discrepancies, get_shared
from ledgers.values import AccountKind
from payments.outside.rails.bank_file.values import Debtor
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.errors import NothingToSend
from payments.payouts.models import BankFile, Payment
from payments.payouts.values import PaymentState, london_day

COUNCIL: Final = Debtor("England", "203040", "12345678")
AT_ONCE: Final = 1_000


def pay_anew_by_file(there: England) -> int:
    """
    Approve what failed once more, make the bank's files, and read that all were paid.

    :returns: how many payments are in no file or in two, or not paid in the end; and whatever
        else is wrong then
    """
    with acting_for(house_viewer(there), read_only=True):
        failed = todays(there).filter(state=PaymentState.FAILED)
        ids = list(failed.values_list("id", flat=True))
    _approve_anew(there, ids)
    die_at("making_bank_file", lambda: _make_file(there))
    with acting_for(house_viewer(there), read_only=True):
        half_made = BankFile.objects.filter(book_id=there.book_id).count()
    lines = Counter[UUID]()
    while file := _make_file(there):
        lines.update(file)
    _read_answers(there, lines)
    with acting_for(house_viewer(there), read_only=True):
        paid = Payment.objects.filter(id__in=ids, state=PaymentState.PAID).count()
        clearing = get_shared(there.book_id, AccountKind.CLEARING, Rail.BANK_FILE)
        off = len(list(find_discrepancies())) + bool(clearing.balance_pence)
    twice = lines.total() - len(lines)
    return half_made + len(lines.keys() ^ set(ids)) + twice + len(ids) - paid + off


def _approve_anew(there: England, ids: Collection[UUID]) -> None:
    now = timezone.now()  # noqa: TID251  the proof stands at the door
    with acting_for(house_viewer(there)):
        payouts.set_payout_settings(
            book_id=there.book_id, starts_on=london_day(now), now=now, rail=Rail.BANK_FILE
        )
        for payment in Payment.objects.filter(id__in=ids):
            payouts.pay_anew(payment=payment, by=there.second, now=now)


def _make_file(there: England) -> list[UUID]:
    """Make one file; the payments in it, none when there is nothing more to send."""
    now = timezone.now()  # noqa: TID251  the proof stands at the door
    try:
        with acting_for(house_viewer(there)):
            made = payouts.make_bank_file(
                book_id=there.book_id, debtor=COUNCIL, by=there.second, now=now
            )
            _, table = payouts.read_bank_file(made)
    except NothingToSend:
        return []
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    return [UUID(row["payment_id"]) for row in rows]


def _read_answers(there: England, ids: Collection[UUID]) -> None:
    """Take the bank's word that it paid each of these."""
    now = timezone.now()  # noqa: TID251  the proof stands at the door
    in_order = sorted(ids)
    for start in range(0, len(in_order), AT_ONCE):
        some = in_order[start : start + AT_ONCE]
        rows = "".join(f"{payment_id},paid,,{london_day(now)}\n" for payment_id in some)
        data = f"payment_id,outcome,reason,occurred_on\n{rows}".encode()
        with acting_for(house_viewer(there)):
            payouts.read_bank_answers(book_id=there.book_id, data=data, by=there.second, now=now)
