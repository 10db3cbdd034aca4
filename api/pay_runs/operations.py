"""Pay runs: opened for a day, looked at, and followed while their money leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.pay_runs.doors import RunDoor
from api.pay_runs.left_out import LeftOutAnswer, left_out
from api.pay_runs.line_shapes import StoppedAnswer, WaitingAnswer
from api.pay_runs.shapes import (
    PayRunAnswer,
    PayRunDetail,
    PayRunFilters,
    ProgressAnswer,
    RunBody,
    progress_shown,
)
from budgets.councils.rights import Action
from budgets.plans import services
from payments.payouts.models import PayRun
from payments.payouts.selectors import runs


class PayRuns(Door):
    """Pay runs."""

    @operation(
        Operation("listPayRuns", Action.RUNS_READ, PayRunAnswer, filters=PayRunFilters, listed=True)
    )
    def get(self) -> QuerySet[PayRun]:
        """List pay runs."""
        return runs.runs_visible_to(self.viewer)

    @operation(
        Operation(
            "openPayRun",
            Action.RUNS_PREPARE,
            PayRunDetail,
            body=RunBody,
            status=201,
            keyed=True,
            example={"pay_on": "2026-12-14"},
        )
    )
    def post(self) -> PayRun:
        """
        Open the pay run of a day, as a draft.

        Every instalment that is due by the day is then planned, and the run calculated; how far
        that has come is at its `progress`. A budget whose conditions don't all stand is left out.
        """
        return services.prepare_pay_run(
            book_id=self.viewer.book_id,
            pay_on=self.body["pay_on"],
            by=self.member.user_id,
            now=self.now,
        )


class OnePayRun(RunDoor):
    """One pay run."""

    @operation(Operation("getPayRun", Action.RUNS_READ, PayRunDetail))
    def get(self, run_id: UUID) -> PayRun:
        """Show one run: what it comes to, what changed since the run before, what is held back."""
        return self.seen(run_id)


class Progress(RunDoor):
    """How far a run has come."""

    @operation(Operation("getPayRunProgress", Action.RUNS_READ, ProgressAnswer))
    def get(self, run_id: UUID) -> dict[str, Any]:
        """Show how far a run has come, and where its payments are."""
        return progress_shown(self.seen(run_id))


class Waiting(RunDoor):
    """What has not left."""

    @operation(
        Operation("listRunWaiting", Action.RUNS_READ, WaitingAnswer, listed=True, whole=True)
    )
    def get(self, run_id: UUID) -> Iterable[runs.Waiting]:
        """List what was approved with a run and has not left, and why; the first 1,000."""
        return runs.list_waiting(self.seen(run_id))


class Stopped(RunDoor):
    """Who would not be paid."""

    @operation(
        Operation("listRunStopped", Action.RUNS_READ, StoppedAnswer, listed=True, whole=True)
    )
    def get(self, run_id: UUID) -> Iterable[runs.Stopped]:
        """List whom the run before paid and this one would not, and why where that is known."""
        return runs.list_stopped(self.seen(run_id))


class LeftOut(RunDoor):
    """What waits for the law's conditions."""

    @operation(
        Operation("listRunLeftOut", Action.RUNS_READ, LeftOutAnswer, listed=True, whole=True)
    )
    def get(self, run_id: UUID) -> Iterable[dict[str, Any]]:
        """List agreed budgets that would be paid, if the law's conditions stood."""
        return left_out(self.seen(run_id))
