"""How far the worker has come with planning what a pay run will pay."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models import InBook
from payments.payouts.models import PayRun


class RunPlanning(InBook):
    """
    Planning the instalments of a pay run, so many budgets at a time.

    :ivar total: how many budgets there were to look at when it began; `done` were looked at
    :ivar last: the last budget that was, by id
    :ivar count: how many instalments were planned, which come to so many `pence`
    """

    run = models.OneToOneField(PayRun, models.PROTECT, related_name="+")
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    last = models.UUIDField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)
    pence = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book"], condition=Q(finished_at=None), name="plans_run_to_plan")
        ]

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"
