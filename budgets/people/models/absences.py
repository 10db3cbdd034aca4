"""When people are away from home."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.persons import Person
from budgets.people.values import AbsenceKind
from ledgers.models import InBook


class Absence(InBook):
    """
    Days on which a person is away; the last one counts, and without one it is not over.

    :ivar told_by: who told us last
    """

    reference = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in AbsenceKind])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    told_by = models.UUIDField()
    told_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="people_absence_reference"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="people_absence_days",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(AbsenceKind)), name="people_absence_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.starts_on}"
