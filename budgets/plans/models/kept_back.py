"""What the council paid for somebody and keeps back from what their budget is paid next."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from ledgers.models import InBook


class KeptBack(InBook):
    """
    Wages, tax and pension that the council paid instead of the holder, by the holder's own choice.

    The next instalments are less by it, as much as there is in each, until nothing is open of it.

    :ivar key: of whoever keeps it back, so that it is done once
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="kept_back")
    key = models.UUIDField()
    pence = models.BigIntegerField()
    words = WordsField(max_length=500)
    kept_by = models.UUIDField()
    kept_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="plans_kept_back_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_kept_back_pence"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p: {self.words}"
