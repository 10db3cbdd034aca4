"""The verbs of pay runs, from opening one to closing it."""

from payments.payouts.services.runs.approving import approve_run
from payments.payouts.services.runs.calculating import calculate_run
from payments.payouts.services.runs.closing import close_runs
from payments.payouts.services.runs.following import open_follow_up
from payments.payouts.services.runs.holding import hold_line, release_line
from payments.payouts.services.runs.opening import abandon_run, open_run
from payments.payouts.services.runs.sending import send_run_step

__all__ = [
    "abandon_run",
    "approve_run",
    "calculate_run",
    "close_runs",
    "hold_line",
    "open_follow_up",
    "open_run",
    "release_line",
    "send_run_step",
]
