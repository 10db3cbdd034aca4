"""Taking single payments out of their run, so that they leave by themselves or with another."""

from collections.abc import Collection, Sequence

from payments.payouts.errors import InAnApprovedRun
from payments.payouts.models import Payment, RunLine
from payments.payouts.models.runs import PREPARING
from payments.payouts.selectors import runs as seen
from payments.payouts.services.runs.sheets import write_sheets
from payments.payouts.values import RunState


def take_out(payments: Collection[Payment]) -> None:
    """
    Take payments out of the runs that they are in; their runs declare what is left.

    :raises InAnApprovedRun: one leaves with a run that is approved and has not begun to leave
    """
    living = seen.find_living([payment.id for payment in payments])
    for run_id in sorted({line.run_id for line in living.values()}):
        _take_out_of([line for line in living.values() if line.run_id == run_id])


def _take_out_of(lines: Sequence[RunLine]) -> None:
    run = seen.lock_run(lines[0].run)
    ids = [line.pk for line in lines]
    if run.state == RunState.APPROVED:
        raise InAnApprovedRun
    if run.state not in PREPARING:
        RunLine.objects.filter(pk__in=ids).update(living=False)
        return
    RunLine.objects.filter(pk__in=ids).delete()
    if run.state == RunState.CALCULATED:
        write_sheets(run)
