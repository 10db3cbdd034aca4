"""Who has looked at people's records."""

from typing import ClassVar

from django.db import models

from budgets.people.models.persons import Person
from ledgers.models import InBook


class RecordRead(InBook):
    """Who looked at a person's records, when and what: shown to the person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="reads")
    read_by = models.UUIDField()
    role = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    read_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "person", "-read_at"], name="people_read_person")
        ]

    def __str__(self) -> str:
        return f"{self.what} at {self.read_at}"
