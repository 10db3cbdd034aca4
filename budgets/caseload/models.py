"""What was taken from files, and the imports that the worker does."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.caseload.values.importing import ImportState, PartKind
from ledgers.models import InBook

OPEN = (ImportState.WAITING, ImportState.RUNNING)


class ImportedRow(InBook):
    """
    A row that was taken, so that it is known when it comes again.

    :ivar digest: SHA-256 of what was taken from it; the same digest is the same row
    :ivar row_id: of the thing that it became
    """

    file = models.CharField(max_length=40)
    reference = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    row_id = models.UUIDField()
    imported_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "file", "reference"], name="caseload_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.file}"


class CaseloadImport(InBook):
    """
    Files that somebody brought, and how far the worker has come with them.

    :ivar is_trial: nothing is kept of it; it only says what would be taken
    :ivar may_change_members: whether whoever brought it may say who works here
    :ivar files: name, bytes and lines of each, in the order in which they are read
    :ivar counts: for each file so far, how many rows were read, created, changed and so on
    :ivar seen_at: when the worker last came on with it; silent for long, another one begins anew
    :ivar trouble: why it was given up, in words
    """

    is_trial = models.BooleanField(default=False)
    may_change_members = models.BooleanField(default=False)
    files = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    reading = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(
        max_length=7, choices=[(s, s) for s in ImportState], default=ImportState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True, default="")
    started_by = models.UUIDField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book"], condition=Q(state__in=OPEN), name="caseload_import_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, done_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(done_at__isnull=False)),
                name="caseload_import_done",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "-started_at"], name="caseload_import_newest")
        ]

    def __str__(self) -> str:
        return f"import of {self.started_at:%-d %B %Y}: {self.state}"


class ImportPart(InBook):
    """A piece of a file of an import, encrypted; deleted when it has served."""

    caseload_import = models.ForeignKey(
        CaseloadImport, models.PROTECT, related_name="parts", db_index=False
    )
    kind = models.CharField(max_length=8, choices=[(k, k) for k in PartKind])
    file = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["caseload_import", "kind", "file", "place"], name="caseload_part_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file}, part {self.place}"
