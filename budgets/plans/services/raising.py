"""Applying an uplift that was agreed: in batches, each budget once, arrears for days paid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from budgets.plans.errors import ChangedSincePreview, UpliftNotAgreed
from budgets.plans.models import Budget, BudgetStatement, StatementLine, Uplift, UpliftLine
from budgets.plans.rules.uplift import shared_pence
from budgets.plans.selectors import uplifts as seen
from budgets.plans.selectors.uplifts import Standing
from budgets.plans.services.adjusting import Changed, adjust_many
from budgets.plans.services.history import note_changes
from budgets.plans.services.rates import line_draft
from budgets.plans.services.statements import agreed_words
from budgets.plans.services.states import lock_budgets
from budgets.plans.services.uplifts import MOST_LETTERS, new_week, rates_for
from budgets.plans.values.drafting import LineDraft
from budgets.plans.values.rates import RateRow
from budgets.plans.values.uplift import Week
from ledgers.errors import Refusal
from ledgers.values import pounds

AT_ONCE = 500


@dataclass(frozen=True)
class Raise:
    """One budget's new figures, before they are stored, and those that they take the place of."""

    line: UpliftLine
    statement: BudgetStatement
    week: Week
    old: BudgetStatement


def apply_uplift(*, uplift: Uplift, by: UUID, now: datetime, limit: int = AT_ONCE) -> int:
    """
    Raise the next budgets of an agreed uplift; asked again, it goes on where it was.

    Each gets a statement, and arrears for days that were paid already, which go out with its next
    instalment. What has changed since the preview is left as it is, and its line says so.

    :param limit: how many at once, in one transaction
    :returns: how many lines were dealt with; nothing when all are
    :raises UpliftNotAgreed: nobody has agreed it
    """
    with transaction.atomic():
        uplift = Uplift.objects.select_for_update(no_key=True).get(pk=uplift.pk)
        if uplift.agreed_at is None:
            raise UpliftNotAgreed
        lines = list(seen.list_pending(uplift)[:limit])
        if lines:
            _apply(uplift, lines, by=by, now=now)
        if len(lines) < limit and uplift.applied_at is None:
            Uplift.objects.filter(pk=uplift.pk).update(applied_at=now)
    return len(lines)


def _apply(uplift: Uplift, lines: Sequence[UpliftLine], *, by: UUID, now: datetime) -> None:
    budgets = lock_budgets(line.budget_id for line in lines)
    standing = seen.standing_of(budgets.values(), uplift.starts_on)
    rows = rates_for(uplift)
    raises = []
    for line in lines:
        line.budget = budgets[line.budget_id]
        try:
            raises.append(_raise(uplift, line, standing[line.budget_id], rows))
        except Refusal as refusal:
            line.problem = refusal.sentence[:MOST_LETTERS]
    _store(raises)
    UpliftLine.objects.bulk_update(lines, ["problem", "statement", "contribution_pence"])
    adjust_many([_changed(one) for one in raises], by=by, now=now)
    note_changes(
        ((one.line.budget, agreed_words(one.statement)) for one in raises),
        code="uplifted",
        by=uplift.agreed_by or by,
        now=now,
    )


def _raise(uplift: Uplift, line: UpliftLine, its: Standing, rows: Sequence[RateRow]) -> Raise:
    """
    New figures for one budget, if it is still as it was previewed.

    :raises ChangedSincePreview: it has ended, or other figures are in force
    :raises Refusal: others are on their way
    """
    if not _is_raised_still(uplift, line.budget) or its.in_force is None:
        raise ChangedSincePreview("It has ended since the preview, so it was not raised.")
    week = new_week(uplift, its, rows)
    if (its.week.total_pence, week.total_pence) != (line.old_pence, line.new_pence):
        raise ChangedSincePreview
    line.contribution_pence = week.contribution_pence
    statement = BudgetStatement(
        book_id=uplift.book_id,
        budget=line.budget,
        number=its.newest + 1,
        starts_on=uplift.starts_on,
        total_pence=week.total_pence,
        contribution_pence=week.contribution_pence,
        why=f"{seen.way_of(uplift).words}: {uplift.words}",
        built_from=week.built_from,
        proposed_by=uplift.prepared_by,
        proposed_at=uplift.prepared_at,
        agreed_by=uplift.agreed_by,
        agreed_at=uplift.agreed_at,
    )
    line.statement = statement
    return Raise(line, statement, week, its.in_force)


def _is_raised_still(uplift: Uplift, budget: Budget) -> bool:
    over = budget.ends_on is not None and budget.ends_on < uplift.starts_on
    return budget.state in seen.RAISED and not over


def _changed(one: Raise) -> Changed:
    day = f"{one.statement.starts_on:%-d %B %Y}"
    return Changed(
        budget=one.line.budget,
        cause=("statement", one.statement.id),
        why=f"New figures from {day}: {one.statement.why}",
        since=one.statement.starts_on,
    )


def _store(raises: Sequence[Raise]) -> None:
    BudgetStatement.objects.bulk_create(one.statement for one in raises)
    old_lines = _lines_of(one.old for one in raises if not one.week.lines)
    StatementLine.objects.bulk_create(
        StatementLine(
            book_id=one.statement.book_id,
            statement=one.statement,
            place=place,
            code=line.code,
            words=line.words,
            rule=line.rule,
            weekly_pence=line.weekly_pence,
            rates=list(line.rates),
        )
        for one in raises
        for place, line in enumerate(_drafts(one, old_lines))
    )


def _lines_of(statements: Iterable[BudgetStatement]) -> dict[UUID, list[StatementLine]]:
    found = defaultdict(list)
    for line in StatementLine.objects.filter(statement__in=list(statements)).order_by("place"):
        found[line.statement_id].append(line)
    return found


def _drafts(one: Raise, old_lines: dict[UUID, list[StatementLine]]) -> Iterator[LineDraft]:
    """Built anew by the hour, or each old line with its share of the new total."""
    if one.week.lines:
        yield from (line_draft(line) for line in one.week.lines)
        return
    lines = old_lines.get(one.old.id, [])
    shares = shared_pence([line.weekly_pence for line in lines], one.week.total_pence)
    for line, pence in zip(lines, shares, strict=True):
        rule = f"{pounds(line.weekly_pence)} becomes {pounds(pence)}. {one.statement.why}"
        yield LineDraft(line.code, line.words, pence, rule, tuple(line.rates))
