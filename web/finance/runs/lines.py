"""The lines of a pay run: chosen by change or reason, searched by name; one of them; a table."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode

from budgets.councils.rights import Action, may
from budgets.councils.selectors import names_of
from budgets.plans.models import InstalmentLine
from budgets.plans.selectors.run_lines import search, why_of
from payments.payouts.models import RunLine
from payments.payouts.rules import judge_release
from payments.payouts.selectors.runs_changes import (
    CAME_BACK,
    EVERYTHING,
    HELD_BACK,
    NO_MORE,
    RELEASED,
    WHICH,
    held_before,
    list_which,
    tally,
)
from payments.payouts.values import LineChange, PaymentState, RunState, london_day
from web.finance.runs.one import RunPage
from web.finance.runs.rows import row_of, rows_of
from web.finance.runs.sheet import sheet_of
from web.finance.words import about_them
from web.listing import page_of

LABELS: Final[dict[str, str]] = {
    EVERYTHING: "All lines",
    LineChange.NEW: "New",
    LineChange.RAISED: "Raised",
    LineChange.LOWERED: "Lowered",
    NO_MORE: "Stopped",
    LineChange.SAME: "The same",
    LineChange.AGAIN: "Paid again",
    HELD_BACK: "Held back",
    RELEASED: "Let go all the same",
}
PLACES: Final[dict[str, str]] = {
    PaymentState.APPROVED: "Waits to leave",
    PaymentState.SENT: "On its way",
    PaymentState.PAID: "Paid",
    CAME_BACK: "Came back",
    PaymentState.CANCELLED: "Given up",
}
NOTHING: Final[dict[str, str]] = {
    HELD_BACK: "Nothing is held back.",
    CAME_BACK: "Nothing came back.",
    NO_MORE: "Everybody who was paid last time is paid this time.",
}


class Lines(RunPage):
    """The lines that were asked for, a page at a time."""

    template_name = "finance/runs/lines.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them with what each is made of."""
        run = self.run()
        asked = request.GET.get("show", EVERYTHING)
        which = asked if asked in {*WHICH, NO_MORE} else EVERYTHING
        who = request.GET.get("who", "").strip()[:100]
        found = list_which(run, which)
        found = search(found, who) if who else found
        rows = page_of(request, found)
        names = names_of(n for line in rows for n in (line.held_by, line.released_by))
        why = why_of([line.payment_id for line in rows])
        ways = LABELS if run.approved_at is None else LABELS | PLACES
        return self.page(
            run=run,
            which=which,
            label=ways.get(which, PLACES.get(which, "")),
            who=who,
            whole=tally(found),
            rows=rows,
            lines=rows_of(rows, why, names, held_before(list(rows)), london_day(self.now)),
            ways=ways.items(),
            filter=urlencode({"show": which, "who": who}),
            nothing=NOTHING.get(which, "There is no such line."),
        )


class LinePage(RunPage):
    """What the pages of one line share."""

    def line(self) -> RunLine:
        """The line of the address."""
        lines = self.run().lines.select_related("payee", "payment", "run")
        return get_object_or_404(lines, pk=self.kwargs["line_id"])


class OneLine(LinePage):
    """One line: what it is made of, what it was last time, and whether it goes."""

    template_name = "finance/runs/line.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, with what an officer may decide."""
        return self.page(**self.shown(self.line()))

    def shown(self, line: RunLine) -> dict[str, Any]:
        """What the page shows."""
        why = why_of([line.payment_id]).get(line.payment_id)
        names = names_of([line.held_by, line.released_by])
        before = held_before([line]).get(line.payment_id)
        checks = line.run.state == RunState.CALCULATED
        decides = checks and may(self.viewer.roles, Action.RUNS_PREPARE)
        return {
            "run": line.run,
            "line": line,
            "row": row_of(line, why, names, before, london_day(self.now)),
            "why": why,
            "now": _made_of(why.lines if why else []),
            "before": _made_of(why.lines_before if why else []),
            "may_hold": decides and line.is_included,
            "may_release": decides and not line.is_included and judge_release(line.held) is None,
        }


def _made_of(lines: Sequence[InstalmentLine]) -> list[tuple[str, int]]:
    return [(about_them(line.words), line.pence) for line in lines]


class Sheet(RunPage):
    """All lines of a run as a table for a spreadsheet, in which no cell is a formula."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it over, named after its day."""
        run = self.run()
        if run.state == RunState.DRAFT:
            raise Http404
        name = f'attachment; filename="pay-run-{run.pay_on}.csv"'
        return HttpResponse(
            b"".join(sheet_of(run)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": name},
        )
