"""The statement: every movement with what it left, between two days, on screen or as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode

from budgets.plans.models import Budget
from budgets.plans.selectors import movements as seen
from budgets.plans.values import KnownFrom
from ledgers.models import Transfer
from ledgers.selectors import final_until, find_last_seal
from web.forms import DayField
from web.holder.plan.movements import movement_words, spans_of
from web.holder.plan.page import PlanPage
from web.holder.plan.sheet import sheet_of

AT_ONCE = 50
MOST_IN_SHEET = 20_000


@dataclass(frozen=True)
class Moved:
    """
    One line of a statement.

    :ivar id: of its oldest movement: older lines come before it
    """

    id: UUID
    on: date
    words: str
    pence: int
    left_pence: int


class DaysForm(forms.Form):
    """From which day to which; either may be left open."""

    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        """Turn round days that are the wrong way round."""
        said = super().clean() or {}
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            said["since"], said["until"] = until, since
        return said


class AccountPage(PlanPage):
    """What a statement on screen and as a table have in common: the days asked for."""

    what = "their statement"

    def asked_days(self) -> DaysForm:
        """The days in the address; nonsense is shown beside its field, and asks for all."""
        return DaysForm(self.request.GET if {"since", "until"} & set(self.request.GET) else None)

    def movements(self, budget: Budget, days: DaysForm) -> "QuerySet[Transfer]":
        """The movements of these days, newest first."""
        rows = seen.list_movements(budget).select_related("debit", "credit")
        said = days.cleaned_data if days.is_valid() else {}
        if said.get("since"):
            rows = rows.filter(occurred_on__gte=said["since"])
        if said.get("until"):
            rows = rows.filter(occurred_on__lte=said["until"])
        return rows

    def told(self, budget: Budget, rows: Sequence[Transfer]) -> list[Moved]:
        """These movements with their words and what each left."""
        left = _left_after(budget, rows)
        spans = spans_of(rows, timezone.localdate(self.now))
        return [
            Moved(
                parts[-1].id,
                parts[0].occurred_on,
                movement_words(parts[0], spans),
                sum(cast(Any, part).change_pence for part in parts),
                left[parts[0].id],
            )
            for parts in _together(rows)
        ]


class Account(AccountPage):
    """The statement on screen and on paper, so many lines a page."""

    template_name = "holder/plan/statement.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """The lines of one page, and the way to what is older."""
        days = self.asked_days()
        rows = self.movements(budget, days)
        before = _as_id(self.request.GET.get("before", ""))
        if before:
            rows = rows.filter(id__lt=before)
        found = list(rows[: AT_ONCE + 1])
        lines = self.told(budget, found[:AT_ONCE])
        asked = {name: self.request.GET.get(name, "") for name in ("since", "until")}
        kept = urlencode({name: value for name, value in asked.items() if value})
        return {
            "form": days,
            "lines": lines,
            "came_pence": sum(line.pence for line in lines if line.pence > 0),
            "went_pence": sum(line.pence for line in lines if line.pence < 0),
            "before": before,
            "older": lines[-1].id if len(found) > AT_ONCE else None,
            "filter": kept,
            "unknown": budget.known_from == KnownFrom.NOTHING,
            "seal": find_last_seal(budget.book_id),
            "final_until": final_until(budget.book_id),
        }


class Sheet(AccountPage):
    """The statement as a table for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand over every line of the days asked for, the oldest first."""
        budget = self.budget()
        rows = list(self.movements(budget, self.asked_days())[:MOST_IN_SHEET])
        lines = self.told(budget, rows)
        sheet = sheet_of(
            ((line.on, line.words, line.pence, line.left_pence) for line in lines[::-1]),
            seal=find_last_seal(budget.book_id),
        )
        name = f"statement-{budget.reference}-{timezone.localdate(self.now)}.csv"
        return HttpResponse(
            sheet,
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _together(rows: Sequence[Transfer]) -> Iterable[list[Transfer]]:
    """What happened at once stands on one line, though part of it found too little money."""
    return (list(parts) for _, parts in groupby(rows, key=lambda row: (row.entry, row.kind)))


def _left_after(budget: Budget, rows: Sequence[Transfer]) -> dict[UUID, int]:
    """What each of these left, newest first; what lies between them counts, shown or not."""
    if not rows:
        return {}
    between = seen.list_movements(budget).filter(id__lte=rows[0].id, id__gte=rows[-1].id)
    left = seen.balance_after(budget, rows[0])
    found: dict[UUID, int] = {}
    for movement in between:
        found[movement.id] = left
        left -= movement.change_pence  # type: ignore[attr-defined]  # annotated
    return found


def _as_id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
