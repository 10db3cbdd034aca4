"""Seals over what a book holds: numbered rows without gaps, their root, the link to the last."""

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q

from ledgers.models.books import Account, Book, Hold, InBook, Release, Transfer
from ledgers.rules.canonical import Sealed, SealFacts
from ledgers.values import uuid7

MODELS: Final[dict[Sealed, type[InBook]]] = {
    Sealed.ACCOUNT: Account,
    Sealed.HOLD: Hold,
    Sealed.RELEASE: Release,
    Sealed.TRANSFER: Transfer,
}
"""The tables whose rows are sealed."""


class Seal(InBook):
    """
    A Merkle root over the rows of some positions, linked to the seal before it.

    :ivar number: counts the seals of a book from 1, without gaps
    :ivar first: the first position that it covers; `last` is the last
    :ivar root: 64 hexadecimal digits (`ledgers.rules.merkle`)
    :ivar chain: the hash of this seal and of the chain before (`ledgers.rules.canonical`)
    """

    number = models.BigIntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    root = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "number"], name="ledgers_seal_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1, first__gte=1, last__gte=models.F("first")),
                name="ledgers_seal_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"seal {self.number}"

    @property
    def facts(self) -> SealFacts:
        """What its chain is made of."""
        return SealFacts(
            self.book_id, self.number, self.first, self.last, self.root, self.sealed_at
        )


def _of(model: type[InBook]) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        model, models.PROTECT, null=True, related_name="sealed", db_index=False
    )


class SealedRow(models.Model):
    """
    The place of one row in a book's history. Never changed: the row it names can't change either.

    :ivar position: counts a book's rows in the order of their sealing from 1, without gaps
    :ivar leaf: the SHA-256 of the row's content, so that whatever is changed is named
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="+", db_index=False)
    position = models.BigIntegerField()
    leaf = models.BinaryField()
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="rows", db_index=False)
    account = _of(Account)
    hold = _of(Hold)
    release = _of(Release)
    transfer = _of(Transfer)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["book", "position"], name="ledgers_sealedrow_position"),
            *(
                models.UniqueConstraint(
                    fields=[what.value],
                    condition=Q(**{f"{what}__isnull": False}),
                    name=f"ledgers_sealedrow_{what}_once",
                )
                for what in Sealed
            ),
            models.CheckConstraint(
                condition=Q(
                    *(Q(**{f"{each}__isnull": each != what for each in Sealed}) for what in Sealed),
                    _connector=Q.OR,
                ),
                name="ledgers_sealedrow_one",
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.position}"
