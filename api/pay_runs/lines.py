"""The lines of a pay run: looked for, held back, released."""

from uuid import UUID

from django.db.models import QuerySet

from api.operation import Operation, operation
from api.pay_runs.doors import LineDoor
from api.pay_runs.line_shapes import RunLineAnswer, RunLineFilters
from api.pay_runs.shapes import WhyBody
from budgets.councils.rights import Action
from payments.payouts.models import RunLine
from payments.payouts.selectors import runs
from payments.payouts.services import hold_line, release_line


class Lines(LineDoor):
    """The lines of one run."""

    @operation(
        Operation(
            "listRunLines", Action.RUNS_READ, RunLineAnswer, filters=RunLineFilters, listed=True
        )
    )
    def get(self, run_id: UUID) -> QuerySet[RunLine]:
        """List what a run would pay or has paid, and what is held back."""
        run = self.get_or_404(runs.runs_visible_to(self.viewer), id=run_id)
        return self.visible().filter(run=run)


class OneLine(LineDoor):
    """One line."""

    @operation(Operation("getRunLine", Action.RUNS_READ, RunLineAnswer))
    def get(self, line_id: UUID) -> RunLine:
        """Show one line of a run."""
        return self.seen(line_id)


class Hold(LineDoor):
    """Not this one."""

    @operation(
        Operation(
            "holdRunLine",
            Action.RUNS_PREPARE,
            RunLineAnswer,
            body=WhyBody,
            matched=True,
            example={"words": "Their daughter rang: wait until Friday"},
        )
    )
    def post(self, line_id: UUID) -> RunLine:
        """Keep one payment out of a run that is being checked; it stays planned, for the next."""
        line, words = self.seen(line_id), self.body["words"]
        hold_line(line=line, words=words, by=self.member.user_id, now=self.now)
        return self.shown(line_id)


class Release(LineDoor):
    """This one after all."""

    @operation(
        Operation(
            "releaseRunLine",
            Action.RUNS_PREPARE,
            RunLineAnswer,
            body=WhyBody,
            matched=True,
            example={"words": "I rang them: the new account is theirs"},
        )
    )
    def post(self, line_id: UUID) -> RunLine:
        """Let one payment that is held back go with its run after all."""
        line, words = self.seen(line_id), self.body["words"]
        release_line(line=line, words=words, by=self.member.user_id, now=self.now)
        return self.shown(line_id)
