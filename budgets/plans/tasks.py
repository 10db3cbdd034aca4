"""The worker's door to plans: uplifts and pay runs, a batch in a transaction, book by book."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from budgets.plans import services
from budgets.plans.models import Uplift
from budgets.plans.selectors.pay_runs import list_to_plan
from budgets.plans.selectors.uplifts import list_to_apply
from ledgers.doors import acting_for
from ledgers.values import SCHEDULER, Viewer
from payments.outside.selectors import in_turn

Clock = Callable[[], datetime]


def apply_uplifts(*, clock: Clock) -> int:
    """Apply the uplifts that were agreed; returns how many budgets were dealt with."""
    return sum(_apply_all(viewer) for viewer in in_turn(clock))


def _apply_all(viewer: Viewer) -> int:
    with acting_for(viewer, read_only=True):
        waiting = list(list_to_apply(viewer.book_id))
    return sum(_apply(uplift, viewer) for uplift in waiting)


def _apply(uplift: Uplift, viewer: Viewer) -> int:
    done = 0
    while some := _apply_some(uplift, viewer):
        done += some
    return done


def _apply_some(uplift: Uplift, viewer: Viewer) -> int:
    with acting_for(viewer):
        return services.apply_uplift(uplift=uplift, by=SCHEDULER, now=viewer.now)


def prepare_runs(*, clock: Clock) -> int:
    """Plan what the pay runs that were opened will pay, and calculate them; returns how many."""
    return sum(_prepare_all(viewer) for viewer in in_turn(clock))


def _prepare_all(viewer: Viewer) -> int:
    with acting_for(viewer, read_only=True):
        waiting = list_to_plan(viewer.book_id)
    for run_id in waiting:
        while _plan_step(run_id, viewer):
            pass
    return len(waiting)


def _plan_step(run_id: UUID, viewer: Viewer) -> bool:
    with acting_for(viewer):
        return services.plan_run_step(run_id=run_id, now=viewer.now)
