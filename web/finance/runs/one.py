"""One pay run: its sum, what changed, what is held back, its four steps, how far it is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from budgets.councils.rights import Action, may
from budgets.councils.selectors import name_of, names_of, names_who_may, same_person
from budgets.plans.models import RunPlanning
from budgets.plans.selectors.pay_runs import find_planning
from budgets.plans.selectors.run_lines import why_of
from payments.outside.values import Rail
from payments.payouts import selectors as payouts
from payments.payouts.models import BankFile, PayRun, RunLine
from payments.payouts.selectors import runs as seen
from payments.payouts.selectors.runs_changes import (
    CAME_BACK,
    HELD_BACK,
    RELEASED,
    held_before,
    list_which,
    tally,
)
from payments.payouts.values import RunState, bank_day_from, london_day
from web.doors import Page
from web.finance.runs import figures, words
from web.finance.runs.rows import Row, rows_of
from web.finance.runs.steps import Turn, steps_of
from web.finance.words import bank_reason

SHOWN = 8
"""So many lines of each kind stand on the run's own page; the rest is a page of its own."""
PREPARING = (RunState.DRAFT, RunState.CALCULATED)
LEAVING = (RunState.APPROVED, RunState.SENDING, RunState.SENT, RunState.CLOSED)
ON_THE_WAY = (RunState.SENDING, RunState.SENT)
MOVING = (RunState.DRAFT, RunState.SENDING)


class RunPage(Page):
    """What the pages of one run share."""

    action = Action.RUNS_READ

    def run(self) -> PayRun:
        """The run of the address, if the viewer may see it."""
        found = seen.runs_visible_to(self.viewer).select_related("compared_with", "follows")
        return get_object_or_404(found, pk=self.kwargs["run_id"])

    def turn(self, run: PayRun) -> Turn:
        """Whose turn it is, and whether the viewer may approve this run."""
        mine, accounts = same_person(self.member)
        return Turn(
            others=names_who_may(
                self.viewer.book_id, Action.RUNS_APPROVE, but=[run.prepared_by, *mine]
            ),
            own=run.prepared_by in mine or seen.has_planned(run, mine),
            pays_them=seen.pays(run, mine, accounts),
            may_approve=may(self.viewer.roles, Action.RUNS_APPROVE),
        )


class OneRun(RunPage):
    """The run, in the state in which it is."""

    template_name = "finance/runs/one.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.page(**self.shown(self.run()))

    def shown(self, run: PayRun) -> dict[str, Any]:
        """What the page shows, also when something was refused."""
        today, turn, planning = london_day(self.now), self.turn(run), being_planned(run)
        moves = run.state in MOVING or planning is not None
        far = figures.far_of(run, seen.progress_of(run)) if run.state in LEAVING else None
        by_file = payouts.find_rail(self.viewer.book_id, today) == Rail.BANK_FILE
        return {
            "run": run,
            "state": words.STATES[run.state],
            "heading": words.heading(run, today),
            "planning": planning,
            "released": tally(list_which(run, RELEASED)),
            "turn": turn,
            "steps": steps_of(run, turn, today, left=far.words if far else ""),
            "preparer": name_of(run.prepared_by),
            "changes": None if run.state == RunState.DRAFT else figures.changes_of(run),
            "held": self._held(run, today),
            "far": far,
            "live": moves and "still" not in self.request.GET,
            "may_prepare": may(self.viewer.roles, Action.RUNS_PREPARE),
            "is_over": run.state in PREPARING and run.pay_on < today,
            **self._leaving(run, by_file=by_file),
            **self._around(run),
        }

    def _held(self, run: PayRun, today: date) -> list[Row]:
        if run.state == RunState.DRAFT:
            return []
        return self._rows(list_which(run, HELD_BACK).order_by("-pence", "payment_id"), today)

    def _rows(self, found: Any, today: date) -> list[Row]:
        lines: Sequence[RunLine] = found[:SHOWN]
        names = names_of(line.held_by for line in lines)
        why = why_of([line.payment_id for line in lines])
        return rows_of(lines, why, names, held_before(lines), today)

    def _leaving(self, run: PayRun, *, by_file: bool) -> dict[str, Any]:
        """What is on its way: what came back, what waits, and the bank's files."""
        if run.state not in LEAVING:
            return {}
        today = london_day(self.now)
        back = list_which(run, CAME_BACK)
        ready = payouts.list_ready(self.viewer.book_id, today).filter(lines__run=run)
        return {
            "back": [(row, bank_reason(row.line.payment)) for row in self._rows(back, today)],
            "back_in_all": tally(back),
            "waits": _count_why(seen.list_waiting(run)) if run.state in ON_THE_WAY else [],
            "by_file": by_file,
            "ready": tally(ready.distinct()),
            "files": BankFile.objects.filter(payments__lines__run=run)
            .distinct()
            .order_by("made_at"),
            "leaves_on": bank_day_from(max(run.pay_on, today)),
            "may_make": may(self.viewer.roles, Action.BANK_FILES_MAKE),
        }

    def _around(self, run: PayRun) -> dict[str, Any]:
        """The runs around this one, and who gave it up."""
        return {
            "follow_ups": run.follow_ups.order_by("prepared_at"),
            "abandoned_by": name_of(run.abandoned_by) if run.abandoned_by else "",
        }


def being_planned(run: PayRun) -> RunPlanning | None:
    """How far the worker is with a run that it works out now, or works out again."""
    planning = find_planning(run) if run.state in PREPARING else None
    return planning if planning and planning.finished_at is None else None


def _count_why(waiting: Sequence[seen.Waiting]) -> list[tuple[str, str, int, int]]:
    """Why payments have not left: code, words, how many, pence."""
    counted: dict[str, list[int]] = {}
    for one in waiting:
        counted.setdefault(one.why, []).append(one.line.pence)
    return [
        (why, words.WAITING.get(why) or words.held_label(why), len(pence), sum(pence))
        for why, pence in counted.items()
    ]
