"""What officers and the worker do with pay runs, in whatever order."""

from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from budgets.plans import services as plans
from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import PayRun, RunLine
from payments.payouts.values import RunState
from tests.journeys.life import DAY
from tests.journeys.whole_life import WholeLife

PREPARING = (RunState.DRAFT, RunState.CALCULATED)
MOST_STEPS = 20


class RunDays(WholeLife):
    """Runs are opened, checked, approved by another, abandoned, sent, closed and followed up."""

    viewer: Any
    frozen: dict[UUID, tuple[Any, ...]]

    def runs(self, *states: RunState) -> list[PayRun]:
        rows = PayRun.objects.filter(book_id=self.world.book_id)
        return list((rows.filter(state__in=states) if states else rows).order_by("-id"))

    @rule(days=st.integers(0, 20))
    def open_run(self, days: int) -> None:
        run = self.attempt(
            plans.prepare_pay_run,
            book_id=self.world.book_id,
            pay_on=self.day + days * DAY,
            by=self.world.finance.user_id,
            now=self.now,
        )
        if not isinstance(run, Refusal):
            while plans.plan_run_step(run_id=run.id, now=self.now):
                """The worker plans on."""

    @precondition(lambda self: self.runs(*PREPARING))
    @rule()
    def calculate(self) -> None:
        for run in self.runs(*PREPARING)[:1]:
            first, again = (
                self.attempt(payouts.calculate_run, run=run, now=self.now) for _ in range(2)
            )
            assert (first.digest, first.total_pence) == (again.digest, again.total_pence)

    @precondition(lambda self: self.runs(RunState.CALCULATED))
    @rule(which=st.integers(0, 2), verb=st.sampled_from([payouts.hold_line, payouts.release_line]))
    def check_line(self, which: int, verb: Any) -> None:
        lines = RunLine.objects.filter(run__in=self.runs(RunState.CALCULATED)).order_by("id")
        by = self.world.finance.user_id
        for line in lines[which : which + 1]:
            self.attempt(verb, line=line, words="We asked", by=by, now=self.now)

    @precondition(lambda self: self.runs(RunState.CALCULATED))
    @rule(same=st.sampled_from([False, False, False, True]))
    def approve_run(self, same: bool) -> None:
        by = self.world.finance if same else self.world.second_finance
        for run in self.runs(RunState.CALCULATED)[:1]:
            done = self.attempt(
                payouts.approve_run, run=run, digest=run.digest, by=by.user_id, now=self.now
            )
            assert not same or isinstance(done, Refusal), "who prepared it approved it"
            if not isinstance(done, Refusal):
                self.frozen[run.id] = (done.digest, done.count, done.total_pence)

    @precondition(lambda self: self.runs())
    @rule(which=st.integers(0, 1))
    def abandon_run(self, which: int) -> None:
        by = self.world.second_finance.user_id
        for run in self.runs()[which : which + 1]:
            self.attempt(payouts.abandon_run, run=run, words="Wrong day", by=by, now=self.now)

    @precondition(lambda self: self.runs(RunState.APPROVED, RunState.SENDING, RunState.SENT))
    @rule()
    def send_runs(self) -> None:
        """The worker, until there is nothing more to send today."""
        for _ in range(MOST_STEPS):
            with acting_for(self.viewer):
                step = payouts.send_run_step(book_id=self.world.book_id, by=SCHEDULER, now=self.now)
            if step is None:
                break
        else:
            raise AssertionError("the worker never comes to an end")
        with acting_for(self.viewer):
            payouts.close_runs(book_id=self.world.book_id, now=self.now)

    @precondition(lambda self: self.runs(RunState.SENT, RunState.CLOSED))
    @rule(days=st.integers(0, 5))
    def follow_up(self, days: int) -> None:
        for run in self.runs(RunState.SENT, RunState.CLOSED)[:1]:
            self.attempt(
                payouts.open_follow_up,
                run=run,
                pay_on=self.day + days * DAY,
                by=self.world.finance.user_id,
                now=self.now,
            )

    @precondition(lambda self: self.runs(RunState.CALCULATED))
    @rule(days=st.integers(0, 20), arrives=st.booleans())
    def run_day(self, days: int, arrives: bool) -> None:
        """A run from its approval to the bank, as it goes in most weeks."""
        self.approve_run(same=False)
        self.day += days * DAY
        self.send_runs()
        self.pay(arrives=arrives)
        self.send_runs()
