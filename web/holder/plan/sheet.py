"""
A statement for a spreadsheet.

It begins with a byte order mark, without which Excel reads pound signs and names wrongly, and no
cell of words is run as a formula.
"""

import csv
import io
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from ledgers.models import Seal
from payments.outside.rails.bank_file.csv_file import harmless

HEADS = ("Day", "What", "Money in", "Money out", "Left")


def sheet_of(lines: Iterable[tuple[date, str, int, int]], *, seal: Seal | None = None) -> bytes:
    """
    Write lines of a day, words, pence in or out, and pence left; sums as 300.00.

    :param seal: the newest of the books, for the last line
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(HEADS)
    for on, words, pence, left_pence in lines:
        came, went = max(pence, 0), max(-pence, 0)
        row = (on.isoformat(), harmless(words), _sum(came), _sum(went), _pounds(left_pence))
        writer.writerow(row)
    if seal:
        day = timezone.localdate(seal.sealed_at).isoformat()
        writer.writerow((day, f"Sealed: seal {seal.number}, root {seal.root}", "", "", ""))
    return table.getvalue().encode("utf-8-sig")


def _sum(pence: int) -> str:
    return _pounds(pence) if pence else ""


def _pounds(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"
