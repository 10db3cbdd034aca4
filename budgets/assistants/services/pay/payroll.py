"""Payroll's answer: read by reference, once for each pay, and paid."""

import hashlib
from dataclasses import astuple
from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.assistants.models import Engagement, Pay, PayrollFigures
from budgets.assistants.rules.pay.payroll_file import decimal, read_payroll
from budgets.assistants.services.pay.paying import plan_wages, way_of
from budgets.assistants.services.pay.setting_aside import set_aside_figures
from budgets.assistants.values.payroll import Figures, PayrollRow, PayrollTaken, RowFault
from ledgers.values import pounds

TAKEN, UNCHANGED = "taken", "unchanged"


def import_payroll(*, book_id: UUID, content: bytes, by: UUID, now: datetime) -> PayrollTaken:
    """
    Take payroll's figures from a file, and plan what they pay; a wrong row is refused alone.

    The same file twice changes nothing. Other figures for a pay that has some are refused, and so
    are figures that don't add up to what we told payroll, and anybody's figures of their own pay.

    :raises PayrollFileUnread: it is no CSV in UTF-8, or a column is missing
    :raises PayrollFileTooLong: it has more rows than are taken at once
    """
    read = read_payroll(content)
    digest = hashlib.sha256(content).hexdigest()
    taken, unchanged, faults, planned = list[str](), list[str](), list(read.faults), 0
    with transaction.atomic():
        known = _known(book_id, read.rows)
        for row in read.rows:
            pay = known.get(row.reference)
            fault = why_not(pay, row, by)
            if pay is None or fault:
                faults.append(fault or _not_here(row))
            elif _figures_of(pay):
                unchanged.append(row.reference)
            else:
                figures = _keep(pay, row.figures, digest, by=by, now=now)
                planned += sum(one.pence for one in plan_wages(figures, by=by, now=now))
                taken.append(row.reference)
    ordered = sorted(faults, key=lambda one: one.line)
    return PayrollTaken(tuple(taken), tuple(unchanged), tuple(ordered), planned)


def why_not(pay: Pay | None, row: PayrollRow, by: UUID) -> RowFault | None:
    """Why a row that can be read is not taken, if it isn't."""
    if pay is None:
        return _not_here(row)
    if pay.engagement.assistant.user_id == by:
        words = "This is your own pay, so somebody else has to read it in."
        return RowFault(row.line, "pay_ref", row.reference, words)
    had = _figures_of(pay)
    if had and _as_read(had) != row.figures:
        words = (
            f"Other figures for this pay were read on {had.read_at:%-d %B %Y}: "
            f"{pounds(had.net_pence)} net. Nothing was changed."
        )
        return RowFault(row.line, "net_pay", decimal(row.figures.net_pence), words)
    if row.figures.from_gross_pence != pay.gross_pence:
        words = (
            f"Net pay, tax, the employee's parts and other deductions come to "
            f"{pounds(row.figures.from_gross_pence)}. We told payroll {pounds(pay.gross_pence)}."
        )
        return RowFault(row.line, "net_pay", decimal(row.figures.net_pence), words)
    return None


def _known(book_id: UUID, rows: tuple[PayrollRow, ...]) -> dict[str, Pay]:
    """The pays by their references; their engagements are locked, as where pay is worked out."""
    pays = Pay.objects.filter(book_id=book_id, reference__in={row.reference for row in rows})
    works = Engagement.objects.filter(pk__in=pays.values("engagement")).order_by("id")
    list(works.select_for_update(no_key=True))
    return {
        pay.reference: pay
        for pay in pays.select_related(
            "figures", "engagement__assistant", "engagement__budget__person"
        )
    }


def _not_here(row: PayrollRow) -> RowFault:
    words = "We have no pay with this reference. Copy it from our export."
    return RowFault(row.line, "pay_ref", row.reference[:60], words)


def _figures_of(pay: Pay) -> PayrollFigures | None:
    return getattr(pay, "figures", None)


def _as_read(had: PayrollFigures) -> Figures:
    return Figures(
        had.net_pence,
        had.tax_pence,
        had.employee_ni_pence,
        had.employer_ni_pence,
        had.employee_pension_pence,
        had.employer_pension_pence,
        had.other_pence,
    )


def _keep(pay: Pay, figures: Figures, digest: str, *, by: UUID, now: datetime) -> PayrollFigures:
    names = (
        "net_pence",
        "tax_pence",
        "employee_ni_pence",
        "employer_ni_pence",
        "employee_pension_pence",
        "employer_pension_pence",
        "other_pence",
    )
    kept = PayrollFigures.objects.create(
        book_id=pay.book_id,
        pay=pay,
        way=way_of(pay.engagement.budget),
        digest=digest,
        read_by=by,
        read_at=now,
        **dict(zip(names, astuple(figures), strict=True)),
    )
    set_aside_figures(kept, by=by, now=now)
    return kept
