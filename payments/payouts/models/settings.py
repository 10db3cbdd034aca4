"""What payouts need of a council's policy."""

from typing import ClassVar

from django.db import models

from ledgers.models import InBook
from payments.outside.values import Rail


class PayoutSettings(InBook):
    """What payouts need of a council's policy, from a day on; written from above."""

    starts_on = models.DateField()
    rail = models.CharField(max_length=20, choices=[(r, r) for r in Rail])
    care_days = models.PositiveIntegerField()
    paid_after_bank_days = models.PositiveIntegerField()
    set_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "starts_on"], name="payouts_settings_day")
        ]

    def __str__(self) -> str:
        return f"{self.rail} from {self.starts_on}"
