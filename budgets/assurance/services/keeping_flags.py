"""Keeping questions: each matter once, what is explained is gone, what is decided stays decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from budgets.assurance.models import FlaggedLine, FlaggedShift, SpendingFlag
from budgets.assurance.selectors.flagged import ids_of_lines, ids_of_shifts, marks_of
from budgets.assurance.values.flags import Flag, FlagState
from budgets.plans.models import Budget

QUIET: Final = timedelta(weeks=12)
"""So long nothing is asked again of which no line can say whether it is new."""

FIELDS: Final = ("rule", "also", "severity", "reason", "at_stake_pence", "grants", "as_of", "state")


def keep_flags(
    *,
    book_id: UUID,
    flags: Sequence[Flag],
    about: Collection[str] | None,
    as_of: date,
    now: datetime,
) -> None:
    """
    Keep a run's questions: new ones are added, known ones brought up to date.

    :param about: the budgets that were looked at; None for all. What is no longer asked there is
        gone, unless a person has closed it
    """
    budgets = dict(Budget.objects.filter(book_id=book_id).values_list("reference", "id"))
    kept: dict[UUID, list[SpendingFlag]] = defaultdict(list)
    for row in SpendingFlag.objects.filter(book_id=book_id).order_by("found_at", "id"):
        kept[row.budget_id].append(row)
    keeping = _Keeping(book_id, marks_of(book_id), as_of, now)
    for flag in flags:
        keeping.keep(flag, budgets[flag.budget_ref], kept[budgets[flag.budget_ref]])
    looked_at = None if about is None else {budgets[ref] for ref in about}
    rows = [row for own in kept.values() for row in own]
    keeping.let_go(row for row in rows if looked_at is None or row.budget_id in looked_at)
    keeping.write()


class _Keeping:
    """One run's questions, beside those that are kept."""

    def __init__(
        self, book_id: UUID, marks: dict[UUID, set[str]], as_of: date, now: datetime
    ) -> None:
        self._book_id, self._marks, self._as_of, self._now = book_id, marks, as_of, now
        self._new: list[SpendingFlag] = []
        self._changed: list[SpendingFlag] = []
        self._found: dict[UUID, Flag] = {}

    def keep(self, flag: Flag, budget_id: UUID, kept: Iterable[SpendingFlag]) -> None:
        """Bring the same matter up to date, leave what is decided, or add it."""
        same = [row for row in kept if self._is_same(row, flag)]
        if any(row.state == FlagState.CLOSED and self._is_decided(row, flag) for row in same):
            return
        still = [row for row in same if row.state != FlagState.CLOSED]
        row = still[0] if still else self._added(budget_id)
        row.rule, row.also, row.severity = flag.rule, list(flag.also), flag.severity
        row.reason, row.at_stake_pence = flag.reason, flag.at_stake_pence
        row.grants, row.as_of = list(flag.grant_refs), self._as_of
        row.state, row.closed_at = FlagState.OPEN, None
        self._found[row.id] = flag
        if still:
            self._changed.append(row)

    def _added(self, budget_id: UUID) -> SpendingFlag:
        row = SpendingFlag(book_id=self._book_id, budget_id=budget_id, found_at=self._now)
        self._new.append(row)
        return row

    def _is_same(self, row: SpendingFlag, flag: Flag) -> bool:
        marks, known = {*flag.line_ids, *flag.shift_ids}, self._marks.get(row.id, set())
        if row.id in self._found:
            return False
        return not marks.isdisjoint(known) or (not (marks or known) and row.rule == flag.rule)

    def _is_decided(self, row: SpendingFlag, flag: Flag) -> bool:
        """Nothing is new since a person closed it."""
        marks = {*flag.line_ids, *flag.shift_ids}
        if marks:
            return marks <= self._marks.get(row.id, set())
        return row.closed_at is not None and self._now - row.closed_at < QUIET

    def let_go(self, rows: Iterable[SpendingFlag]) -> None:
        """What was asked and is not any more."""
        for row in rows:
            if row.state == FlagState.OPEN and row.id not in self._found:
                row.state, row.closed_at = FlagState.GONE, self._now
                self._changed.append(row)

    def write(self) -> None:
        """All of it, in a few statements."""
        SpendingFlag.objects.bulk_create(self._new, batch_size=500)
        SpendingFlag.objects.bulk_update(self._changed, [*FIELDS, "closed_at"], batch_size=200)
        lines = ids_of_lines(self._book_id, self._fresh("line_ids"))
        shifts = ids_of_shifts(self._book_id, self._fresh("shift_ids"))
        FlaggedLine.objects.bulk_create(
            [
                FlaggedLine(book_id=self._book_id, flag_id=id_, line_id=lines[ref])
                for id_, flag in self._found.items()
                for ref in set(flag.line_ids) - self._marks.get(id_, set())
            ],
            batch_size=1_000,
        )
        FlaggedShift.objects.bulk_create(
            [
                FlaggedShift(book_id=self._book_id, flag_id=id_, shift_id=shifts[ref])
                for id_, flag in self._found.items()
                for ref in set(flag.shift_ids) - self._marks.get(id_, set())
            ],
            batch_size=1_000,
        )

    def _fresh(self, name: str) -> set[str]:
        return {
            ref
            for id_, flag in self._found.items()
            for ref in getattr(flag, name)
            if ref not in self._marks.get(id_, set())
        }
