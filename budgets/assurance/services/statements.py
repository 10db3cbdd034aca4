"""Statements that holders bring: read, kept line by line, each movement once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.assurance.errors import ColumnsNotTold, StatementUnreadable
from budgets.assurance.models import BankStatement, ColumnMap, LineLink, SpendingLine
from budgets.assurance.rules.overlapping import new_lines
from budgets.assurance.rules.statements import read_statement
from budgets.assurance.selectors.movements import LINE
from budgets.assurance.services.taking import take_lines
from budgets.assurance.values import Content, GivenLine, Source
from budgets.assurance.values.statements import (
    Asked,
    ReadStatement,
    StatementLine,
    UnknownTable,
)
from budgets.plans.models import Budget
from payments.payouts.values import london_day

AT_ONCE = 1_000
OTHER_ACCOUNT = (
    "Its balances don't follow on from the last statement of this budget. Is it of another "
    "account? If so, tell us."
)


@dataclass(frozen=True)
class Brought:
    """
    What came of a file.

    :ivar statement: as it is kept; nothing where columns are asked for first
    :ivar unknown: the table whose columns are asked for
    :ivar again: this very file was brought before
    """

    statement: BankStatement | None = None
    unknown: UnknownTable | None = None
    again: bool = False


def bring_statement(
    *,
    budget: Budget,
    content: bytes,
    by: UUID,
    now: datetime,
    columns: Mapping[str, int] | None = None,
) -> Brought:
    """
    Read a statement of the account of a budget, and take the lines that are new.

    The same file, or one that overlaps another, makes no line twice. The file is not kept. Where
    its columns are unknown they are asked for; once tapped they are known for the next time.

    :param columns: by `Asked` the places of the columns that somebody tapped
    :raises StatementUnreadable: it is none, or broken; nothing of it is taken then
    :raises ColumnsNotTold: what was tapped are no columns of it
    """
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        budget = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
        before = BankStatement.objects.filter(budget=budget, digest=digest).first()
        if before:
            return Brought(before, again=True)
        found = _read(budget, content, columns, by=by, now=now)
        if isinstance(found, UnknownTable):
            return Brought(unknown=found)
        return Brought(_keep(budget, found, digest, by=by, now=now))


def bring_known_statement(
    *, budget: Budget, content: bytes, by: UUID, now: datetime
) -> BankStatement:
    """
    Read a statement whose columns are known, by its bank or because they were told before.

    :raises StatementUnreadable: it is none, or broken; nothing of it is taken then
    :raises ColumnsNotTold: nobody has told which column is which
    """
    brought = bring_statement(budget=budget, content=content, by=by, now=now)
    if brought.statement is None:
        raise ColumnsNotTold
    return brought.statement


def _read(
    budget: Budget,
    content: bytes,
    columns: Mapping[str, int] | None,
    *,
    by: UUID,
    now: datetime,
) -> ReadStatement | UnknownTable:
    today = london_day(now)
    found = read_statement(content, today=today)
    if not isinstance(found, UnknownTable):
        return found
    if columns:
        _check_columns(columns, found)
        whole = read_statement(content, today=today, columns=columns)
        ColumnMap.objects.update_or_create(
            book_id=budget.book_id,
            budget=budget,
            head=found.head,
            defaults={"columns": dict(columns), "told_by": by, "told_at": now},
        )
        return whole
    known = ColumnMap.objects.filter(budget=budget, head=found.head).first()
    return read_statement(content, today=today, columns=known.columns) if known else found


def _check_columns(columns: Mapping[str, int], table: UnknownTable) -> None:
    """:raises ColumnsNotTold: one is missing, is none of the table, or two are the same"""
    places = [columns.get(asked) for asked in Asked]
    if None in places or len(set(places)) < len(places):
        raise ColumnsNotTold
    if any(place not in range(len(table.cells)) for place in places):
        raise ColumnsNotTold


def _keep(
    budget: Budget, read: ReadStatement, digest: str, *, by: UUID, now: datetime
) -> BankStatement:
    today = london_day(now)
    first, last = read.lines[0].on, read.lines[-1].on
    if last > today:
        raise StatementUnreadable(
            "Some days of this statement are still to come. Nothing was taken."
        )
    statement = BankStatement.objects.create(
        book_id=budget.book_id,
        budget=budget,
        digest=digest,
        reader=read.reader,
        from_on=first,
        until_on=last,
        opening_pence=read.opening_pence,
        closing_pence=read.closing_pence,
        read=len(read.lines),
        trouble=read.trouble or _does_not_follow(budget, read),
        brought_by=by,
        brought_at=now,
    )
    _take(statement, read.lines, by=by, now=now)
    return statement


def _does_not_follow(budget: Budget, read: ReadStatement) -> str:
    """Where an earlier statement ended just before this one, its balance is where this begins."""
    earlier = (
        BankStatement.objects.filter(budget=budget, until_on__lt=read.lines[0].on)
        .exclude(closing_pence=None)
        .order_by("-until_on", "-id")
        .first()
    )
    if earlier is None or read.opening_pence is None:
        return ""
    gap = SpendingLine.objects.filter(
        book_id=budget.book_id,
        budget=budget,
        booked_on__gt=earlier.until_on,
        booked_on__lt=read.lines[0].on,
    ).exists()
    same = earlier.closing_pence == read.opening_pence
    near = (read.lines[0].on - earlier.until_on).days <= 1
    return OTHER_ACCOUNT if near and not gap and not same else ""


def _take(
    statement: BankStatement, lines: Sequence[StatementLine], *, by: UUID, now: datetime
) -> None:
    known = _known(statement.budget, lines)
    new = list(new_lines(lines, known, budget_id=statement.budget_id))
    given = [_given(line_id, line, statement) for line_id, line in new]
    linked = 0
    for start in range(0, len(given), AT_ONCE):
        taken = take_lines(
            book_id=statement.book_id, lines=given[start : start + AT_ONCE], by=by, now=now
        )
        linked += len(taken.linked)
    statement.new, statement.linked = len(given), linked
    statement.save(update_fields=["new", "linked"])


def _known(budget: Budget, lines: Iterable[StatementLine]) -> Counter[tuple[date, int]]:
    """
    How many lines of each day and sum the budget has.

    Told ones are left out, which are linked, and those of files that stand for a statement's own.
    """
    days = [line.on for line in lines]
    mine = SpendingLine.objects.filter(book_id=budget.book_id, budget=budget)
    twice = LineLink.objects.filter(
        book_id=budget.book_id,
        about_kind=LINE,
        undone_at=None,
        line__statement=None,
        about_id__in=mine.filter(statement__isnull=False).values("id"),
    )
    rows = mine.filter(booked_on__range=(min(days), max(days)))
    rows = rows.exclude(source=Source.TOLD).exclude(id__in=twice.values("line"))
    return Counter(rows.values_list("booked_on", "pence"))


def _given(line_id: str, line: StatementLine, statement: BankStatement) -> GivenLine:
    content = Content(
        budget_id=statement.budget_id,
        booked_on=line.on,
        pence=line.pence,
        counterparty=line.name,
        payee_id=None,
        description=line.words,
        channel=line.channel,
        mcc="",
        invoice_number="",
    )
    return GivenLine(line_id, content, Source.STATEMENT, statement_id=statement.id)
