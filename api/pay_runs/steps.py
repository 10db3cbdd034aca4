"""What becomes of a pay run: approved by another officer, given up, planned further, paid again."""

from uuid import UUID

from api.operation import Operation, operation
from api.pay_runs.doors import RunDoor
from api.pay_runs.shapes import ApproveBody, PayRunDetail, RunBody, WhyBody
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.plans import services
from payments.payouts.models import PayRun
from payments.payouts.services import abandon_run, open_follow_up

A_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class Approve(RunDoor):
    """A second officer's yes."""

    @operation(
        Operation(
            "approvePayRun",
            Action.RUNS_APPROVE,
            PayRunDetail,
            body=ApproveBody,
            keyed=True,
            matched=True,
            example={"digest": A_DIGEST},
        )
    )
    def post(self, run_id: UUID) -> PayRun:
        """
        Approve a run exactly as it was looked at; it leaves on its day.

        Whoever prepared it, or is paid by it, may not; nor may they by another account of theirs.
        """
        return services.approve_pay_run(
            run=self.seen(run_id), digest=self.body["digest"], by=self.member, now=self.now
        )


class Abandon(RunDoor):
    """Never mind."""

    @operation(
        Operation(
            "abandonPayRun",
            Action.RUNS_PREPARE,
            PayRunDetail,
            body=WhyBody,
            matched=True,
            example={"words": "The wrong day"},
        )
    )
    def post(self, run_id: UUID) -> PayRun:
        """Give up a run of which nothing has left; its payments wait for another."""
        return abandon_run(
            run=self.seen(run_id), words=self.body["words"], by=self.member.user_id, now=self.now
        )


class PrepareAgain(RunDoor):
    """Once more."""

    @operation(Operation("preparePayRunAgain", Action.RUNS_PREPARE, PayRunDetail, body=Nothing))
    def post(self, run_id: UUID) -> PayRun:
        """Plan what has become due for a run since, and calculate it anew."""
        run = self.seen(run_id)
        services.prepare_again(run=run, now=self.now)
        return self.seen(run_id)


class FollowUp(RunDoor):
    """What came back, by a run of its own."""

    @operation(
        Operation(
            "followUpPayRun",
            Action.RUNS_PREPARE,
            PayRunDetail,
            body=RunBody,
            status=201,
            keyed=True,
            example={"pay_on": "2026-12-16"},
        )
    )
    def post(self, run_id: UUID) -> PayRun:
        """Open a run that pays again what failed or came back of one that was sent."""
        return open_follow_up(
            run=self.seen(run_id),
            pay_on=self.body["pay_on"],
            by=self.member.user_id,
            now=self.now,
        )
