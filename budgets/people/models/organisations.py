"""Who provides care and support: agencies, day centres, micro-providers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.people.models.words import WordsField
from ledgers.models import InBook


class Organisation(InBook):
    """
    Somebody who provides care or support, large or one person with a car.

    :ivar registered: with the Care Quality Commission, which only personal care asks for
    """

    reference = models.CharField(max_length=40)
    name = WordsField(max_length=200)
    registered = models.BooleanField(default=False)
    email = models.EmailField(blank=True, default="")
    named_by = models.UUIDField()
    named_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "reference"], name="people_organisation_reference"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="people_organisation_named"),
        ]

    def __str__(self) -> str:
        return self.name
