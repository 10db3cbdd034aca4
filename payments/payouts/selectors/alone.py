"""Planned payments that can be approved alone, when one can't wait for its pay run."""

from django.db.models import Exists, OuterRef, QuerySet

from ledgers.values import Viewer
from payments.payouts.models import Payment, RunLine
from payments.payouts.models.runs import INCLUDED
from payments.payouts.selectors.payments import visible_to
from payments.payouts.selectors.runs import Tally
from payments.payouts.selectors.runs_changes import tally
from payments.payouts.values import Leaves, PaymentState


def list_alone(viewer: Viewer) -> QuerySet[Payment]:
    """What is planned for a run and would leave with none that is open: held back, or in none."""
    with_a_run = RunLine.objects.filter(INCLUDED, payment=OuterRef("pk"), living=True)
    planned = visible_to(viewer).filter(state=PaymentState.PLANNED, leaves=Leaves.RUN)
    rows = planned.filter(~Exists(with_a_run)).select_related("payee")
    return rows.order_by("pay_on", "payee__display_name", "id")


def tally_alone(viewer: Viewer) -> Tally:
    """How many there are, and what they come to."""
    return tally(list_alone(viewer))
