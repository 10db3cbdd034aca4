"""Files for the bank, and what the bank answered."""

from typing import ClassVar

from django.db import models

from ledgers.models import InBook


class BankFile(InBook):
    """
    The payments of a day, written out for the bank; kept as it was sent, encrypted.

    :ivar left_out: what the bank would not have taken, as payment, column and why
    """

    message_id = models.CharField(max_length=35)
    pay_on = models.DateField()
    count = models.PositiveIntegerField()
    total_pence = models.BigIntegerField()
    pain001 = models.BinaryField()
    csv = models.BinaryField()
    left_out = models.JSONField(default=list)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "message_id"], name="payouts_file_message"),
        ]

    def __str__(self) -> str:
        return self.message_id


class BankAnswer(InBook):
    """
    A file that the bank answered with, known by its SHA-256 so that it counts once.

    :ivar applied: payments that moved; `unchanged` are rows that said what we knew
    :ivar waiting: rows of payments that the bank has and has not finished
    """

    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    applied = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    read_by = models.UUIDField()
    read_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "digest"], name="payouts_answer_once"),
        ]

    def __str__(self) -> str:
        return self.digest
