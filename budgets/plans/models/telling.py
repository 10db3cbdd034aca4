"""That whoever is paid was told of it."""

from typing import ClassVar

from django.db import models

from ledgers.models import InBook
from payments.outside.values import Channel
from payments.payouts.models import Payment


class PaymentTold(InBook):
    """
    Whoever is paid was told, once for each time that the payment was sent.

    :ivar tries: which sending of the payment they were told of
    :ivar channel: how they were told; empty where there is no way, or nobody who may be told
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="told", db_index=False)
    tries = models.PositiveSmallIntegerField()
    channel = models.CharField(
        max_length=10, choices=[(c, c) for c in Channel], blank=True, default=""
    )
    told_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["payment", "tries"], name="plans_payment_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.channel or 'nobody'} {self.told_at:%Y-%m-%d}"
