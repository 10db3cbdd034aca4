"""The course of a pay run in which everybody dies: who is killed when, until all is paid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from time import monotonic, sleep
from typing import Any, Final

from django.db.models import F, QuerySet
from django.utils import timezone

from budgets.plans import services as plans
from config.crashing import Crew, die_at
from config.england import England
from config.misbehaving import MisbehavingBank
from config.reckoning import OVER, house_viewer, outgoing, todays
from ledgers.doors import acting_for
from payments.outside.models import OutboxItem
from payments.outside.rails.practice.bank import COMES_BACK
from payments.outside.values import OutboxState
from payments.payouts import services as payouts
from payments.payouts.models import Payment, PayRun
from payments.payouts.values import PaymentState, RunState

LOOK_EVERY: Final = 0.3
STILL: Final = 3.0
"""Seconds without progress after which the waits between tries are passed over."""

STUCK: Final = 300.0
"""Seconds without progress after which it has ended, with what is missing then."""

LONGEST_WAIT: Final = timedelta(hours=5)
A_DAY: Final = timedelta(hours=25)
LAST_MOMENT: Final = 0.97
"""The part of the course after which nobody is killed, for there may be nothing left to do."""

ON_ITS_WAY: Final = (PaymentState.APPROVED, PaymentState.SENT)

Planned = tuple[float, Callable[[], bool]]
"""A disaster, and how much must be done until it comes; it says whether it came."""


@dataclass
class Course:
    """
    One pay run, its workers and its bank.

    :ivar done: of all that the bank and we must do, how much is done (0 to 1)
    :ivar seconds: how long it took, in the end
    :ivar spared: how many of the planned disasters did not come
    :ivar reached: whether the run came to its end
    :ivar officers_die: whether approving it is deadly at first
    """

    there: England
    crew: Crew
    bank: MisbehavingBank
    chance: Random
    done: float = 0.0
    seconds: float = 0.0
    spared: int = 0
    reached: bool = False
    officers_die: bool = True
    moved_at: float = field(default_factory=monotonic)

    def moments(self, count: int, disaster: Callable[[], bool]) -> list[Planned]:
        """So many random moments for a disaster, spread over the whole course."""
        return [
            (LAST_MOMENT * (number + self.chance.random()) / count, disaster)
            for number in range(count)
        ]

    def run(self, plan: Sequence[Planned], *, early: Sequence[Callable[[], bool]] = ()) -> None:
        """
        Open the run, have it calculated, approve it and have it paid, whatever disasters come.

        :param early: disasters that come while it is calculated
        """
        start = monotonic()
        run = self._open()
        self._wait_until(run, RunState.CALCULATED, [(0.0, disaster) for disaster in early])
        self._approve(run)
        waiting = sorted(plan, key=lambda planned: planned[0])
        self._wait_until(run, RunState.CLOSED, waiting)
        self.seconds = monotonic() - start

    def _wait_until(self, run: PayRun, state: RunState, waiting: list[Planned]) -> None:
        """Tend the crew, and let disasters come at their time, until the run is there, or stuck."""
        self.moved_at = monotonic()
        while not self._has_reached(run, state) and monotonic() - self.moved_at < STUCK:
            self.crew.tend()
            self._look()
            while waiting and waiting[0][0] <= self.done and waiting[0][1]():
                waiting.pop(0)
            sleep(LOOK_EVERY)
        self.spared += len(waiting)
        self.reached = self._has_reached(run, state)

    def _has_reached(self, run: PayRun, state: RunState) -> bool:
        with acting_for(house_viewer(self.there), read_only=True):
            run.refresh_from_db()
            there = run.state == state
            return there and not self._is_coming_back(todays(self.there))

    def finish(self) -> None:
        """Have all that went beside the run paid as well, and let everybody go home."""
        until = monotonic() + STUCK
        while self._some_on_its_way() and monotonic() < until:
            self.crew.tend()
            self._let_time_pass(LONGEST_WAIT)
            sleep(STILL)
        self.crew.dismiss()

    def figures(self) -> dict[str, Any]:
        """What it took, for machines."""
        return {
            "seconds": round(self.seconds, 1),
            "payments_a_second": round(self.there.budgets / self.seconds, 1),
            "run_closed": self.reached,
            "disasters_spared": self.spared,
            "workers_started": self.crew.started,
            "workers_that_ended_by_themselves": self.crew.strange,
            "peak_mib_of_a_worker": self.crew.peak_kib // 1024,
            "calls": dict(self.bank.calls),
        }

    def _open(self) -> PayRun:
        with acting_for(house_viewer(self.there)):
            return plans.prepare_pay_run(
                book_id=self.there.book_id,
                pay_on=self.there.now.date(),
                by=self.there.first,
                now=self._now(),
            )

    def _approve(self, run: PayRun) -> None:
        """Have the run approved, by somebody who dies of it at first."""
        if self.officers_die:
            die_at("after_approving", lambda: self._approve_once(run))
            self.crew.deaths["after_approving"] += 1
        self._approve_once(run)

    def _approve_once(self, run: PayRun) -> None:
        with acting_for(house_viewer(self.there)):
            payouts.approve_run(run=run, digest=run.digest, by=self.there.second, now=self._now())

    def _now(self) -> datetime:
        return timezone.now()  # noqa: TID251  the proof stands at the door

    def _look(self) -> None:
        """See how far it is; where nothing moves, the time of waiting tries and leases comes."""
        made = min(self.bank.count_payments(), self.there.budgets)
        with acting_for(house_viewer(self.there), read_only=True):
            over = todays(self.there).filter(state__in=OVER).count()
        done = (made + over) / (2 * self.there.budgets)
        if done > self.done:
            self.done, self.moved_at = done, monotonic()
        elif monotonic() - self.moved_at > STILL:
            self._let_time_pass(LONGEST_WAIT)

    def _some_on_its_way(self) -> bool:
        with acting_for(house_viewer(self.there), read_only=True):
            payments = outgoing(self.there)
            waiting = payments.filter(state__in=ON_ITS_WAY).exists()
            return waiting or self._is_coming_back(payments)

    def _is_coming_back(self, payments: QuerySet[Payment]) -> bool:
        paid = payments.filter(state=PaymentState.PAID)
        return paid.filter(payee__last_two=COMES_BACK).exists()

    def kill_one(self) -> bool:
        """Kill a worker that is at work, some moment soon; false while there is none."""
        sleep(self.chance.random() * LOOK_EVERY)
        among = self.crew.at_work()
        if among:
            self.crew.kill(among, self.chance)
            self._let_time_pass(LONGEST_WAIT)
        return bool(among)

    def forget(self) -> bool:
        """Kill everybody, and let a day go by in which the bank forgets its keys."""
        if not self.crew.at_work():
            return False
        while self.crew.workers:
            self.crew.kill(self.crew.workers, self.chance)
        self._let_time_pass(A_DAY, for_all=True)
        self.bank.forget_keys()
        return True

    def _let_time_pass(self, passed: timedelta, *, for_all: bool = False) -> None:
        """
        What was tried and waits for a time of day was written so much earlier, and is due.

        :param for_all: also what is due anyway, or in somebody's hands, once they let go of it
        """
        with acting_for(house_viewer(self.there)):
            tried = OutboxItem.objects.filter(
                book_id=self.there.book_id, answered_at=None, attempts__gt=0
            ).exclude(state=OutboxState.GIVEN_UP)
            waiting = tried if for_all else tried.filter(next_try_at__gt=self._now())
            free = waiting.select_for_update(skip_locked=not for_all)
            OutboxItem.objects.filter(pk__in=list(free.values_list("pk", flat=True))).update(
                next_try_at=F("next_try_at") - passed, written_at=F("written_at") - passed
            )
