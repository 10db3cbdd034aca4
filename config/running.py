"""The pay run of a country that was settled (`config.england`), each step by its own door."""

from uuid import UUID

from config.england import England
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer
from payments.payouts import services as payouts
from payments.payouts.models import PayRun
from payments.payouts.values import london_day


def acting(there: England, user: UUID = SCHEDULER) -> Viewer:
    """The worker, or an officer, in the one council there is."""
    return Viewer(user, there.book_id, frozenset(), there.now)


def calculate(there: England) -> None:
    """Open today's run and calculate it."""
    with acting_for(acting(there, there.first)):
        opened = payouts.open_run(
            book_id=there.book_id, pay_on=london_day(there.now), by=there.first, now=there.now
        )
    with acting_for(acting(there)):
        payouts.calculate_run(run=opened, now=there.now)


def approve(there: England) -> None:
    """Have the second officer approve it."""
    with acting_for(acting(there, there.second)):
        run = PayRun.objects.get()
        payouts.approve_run(run=run, digest=run.digest, by=there.second, now=there.now)


def send_step(there: England) -> bool:
    """Send the next thousand; false when there are none."""
    with acting_for(acting(there)):
        step = payouts.send_run_step(book_id=there.book_id, by=SCHEDULER, now=there.now)
    return step is not None
