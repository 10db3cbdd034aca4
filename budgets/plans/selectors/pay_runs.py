"""How far the worker is with planning what pay runs will pay."""

from uuid import UUID

from budgets.plans.models import RunPlanning
from payments.payouts.models import PayRun


def find_planning(run: PayRun) -> RunPlanning | None:
    """How far planning what a run will pay has come; nothing for a run that follows another."""
    return RunPlanning.objects.filter(run=run).first()


def lock_planning(run_id: UUID) -> RunPlanning | None:
    """The planning of a run, for whoever goes on with it; whoever comes second waits."""
    found = RunPlanning.objects.filter(run=run_id).select_related("run")
    return found.select_for_update(of=("self",), no_key=True).first()


def list_to_plan(book_id: UUID) -> list[UUID]:
    """The runs for which the worker is still to plan, the longest waiting first."""
    open_ones = RunPlanning.objects.filter(book_id=book_id, finished_at=None)
    return list(open_ones.order_by("begun_at", "id").values_list("run_id", flat=True))
