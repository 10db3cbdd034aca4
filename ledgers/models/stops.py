"""Books that don't add up: nothing leaves by them until a person lets them go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models.books import InBook


class BookStop(InBook):
    """
    A book was found not to agree with itself. While one is open, no money leaves by that book.

    :ivar findings: what was wrong, in sentences with ids and pence, and no person
    :ivar let_go_words: why somebody let it go: what was wrong, and what was done
    """

    found_at = models.DateTimeField()
    findings = models.JSONField()
    let_go_by = models.UUIDField(null=True, blank=True)
    let_go_at = models.DateTimeField(null=True, blank=True)
    let_go_words = models.CharField(max_length=500, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book"], condition=Q(let_go_at=None), name="ledgers_stop_one_open"
            ),
            models.CheckConstraint(
                condition=Q(let_go_at__isnull=True, let_go_by__isnull=True, let_go_words="")
                | (Q(let_go_at__isnull=False, let_go_by__isnull=False) & ~Q(let_go_words="")),
                name="ledgers_stop_let_go",
            ),
        ]

    def __str__(self) -> str:
        return f"stopped, {len(self.findings)} findings"
