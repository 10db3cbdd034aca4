"""The only table of the REST interface: what was answered under a client's key."""

from typing import ClassVar

from django.db import models

from ledgers.models import InBook


class KeptAnswer(InBook):
    """
    The answer to one request under its Idempotency-Key, to be given again.

    :ivar asked: SHA-256 of method, address and body: what the key stands for
    :ivar body: the answer's bytes, encrypted; None while the first request is being done
    """

    user_id = models.UUIDField()
    key = models.CharField(max_length=128)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(null=True)
    asked_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "user_id", "key"], name="api_answer_key"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], name="api_answer_age")
        ]

    def __str__(self) -> str:
        return self.key
