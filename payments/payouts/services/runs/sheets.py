"""The sheets of a run: a thousand lines each, with their digest, count and pence."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final
from uuid import UUID

from django.db.models import Q

from payments.payouts.models import PayRun, RunLine, RunSheet
from payments.payouts.rules import run_digest, sheet_digest
from payments.payouts.values import LineFacts

LINES_A_SHEET: Final = 1_000
FACTS: Final = (
    "payment_id",
    "payee_id",
    "fingerprint",
    "source_account_id",
    "to_account_id",
    "pence",
    "held",
    "released_at",
)


def write_sheets(run: PayRun) -> None:
    """Cut the run into sheets anew, and declare its count, its total and its digest."""
    RunSheet.objects.filter(run=run).delete()
    RunSheet.objects.bulk_create(
        _sheet(run, number, lines) for number, lines in enumerate(_cut(run), start=1)
    )
    _declare(run)


def rewrite_sheet(run: PayRun, payment_id: UUID) -> None:
    """Count one sheet anew, of which a line was held back, released or taken out."""
    sheet = RunSheet.objects.get(run=run, first__lte=payment_id, last__gte=payment_id)
    lines = lines_of(sheet)
    sheet.count, sheet.pence = _sums(lines)
    sheet.digest = sheet_digest(lines)
    sheet.save(update_fields=["count", "pence", "digest"])
    _declare(run)


def lines_of(sheet: RunSheet) -> list[LineFacts]:
    """The lines of a sheet as they stand in the database now."""
    of_sheet = Q(payment_id__gte=sheet.first, payment_id__lte=sheet.last)
    return list(_facts(of_sheet & Q(run_id=sheet.run_id)))


def digest_of(run: PayRun) -> str:
    """The digest of a run's lines as they stand in the database now."""
    return run_digest(sheet_digest(lines) for lines in _cut(run))


def _cut(run: PayRun) -> Iterator[list[LineFacts]]:
    lines = _facts(Q(run=run))
    while sheet := list(islice(lines, LINES_A_SHEET)):
        yield sheet


def _facts(which: Q) -> Iterator[LineFacts]:
    rows = RunLine.objects.filter(which).order_by("payment_id").values_list(*FACTS)
    for *of_payment, held, released_at in rows.iterator(LINES_A_SHEET):
        yield LineFacts._make([*of_payment, not held or released_at is not None])


def _sheet(run: PayRun, number: int, lines: Sequence[LineFacts]) -> RunSheet:
    count, pence = _sums(lines)
    return RunSheet(
        book_id=run.book_id,
        run=run,
        number=number,
        first=lines[0].payment_id,
        last=lines[-1].payment_id,
        count=count,
        pence=pence,
        digest=sheet_digest(lines),
    )


def _sums(lines: Sequence[LineFacts]) -> tuple[int, int]:
    included = [line.pence for line in lines if line.is_included]
    return len(included), sum(included)


def _declare(run: PayRun) -> None:
    rows = list(
        RunSheet.objects.filter(run=run).order_by("number").values_list("count", "pence", "digest")
    )
    run.count = sum(count for count, _, _ in rows)
    run.total_pence = sum(pence for _, pence, _ in rows)
    run.digest = run_digest(digest for _, _, digest in rows)
    run.save(update_fields=["count", "total_pence", "digest"])
