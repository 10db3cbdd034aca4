"""Holiday and illness of personal assistants: recorded by a person, paid once."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.assistants.models.engagements import Engagement
from ledgers.models import InBook

DAYS_OF_WEEK = 7


class HolidayTaken(InBook):
    """
    Holiday that somebody took, from a first to a last day.

    :ivar minutes: how much of their work fell into it
    :ivar withdrawn_at: it was a mistake, and was never paid
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="holidays")
    first_on = models.DateField()
    last_on = models.DateField()
    minutes = models.PositiveIntegerField()
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="assistants_holiday_days"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="assistants_holiday_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minutes from {self.first_on}"


class SickDay(InBook):
    """
    A day on which somebody would have worked and was ill.

    :ivar days_a_week: on how many days of a week they usually work
    :ivar paid_in: the pay in which it counted, once there is one
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="sick_days")
    day = models.DateField()
    days_a_week = models.PositiveSmallIntegerField()
    paid_in = models.ForeignKey(
        "assistants.Pay", models.PROTECT, null=True, blank=True, related_name="sick_days"
    )
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["engagement", "day"], name="assistants_sick_day_once"),
            models.CheckConstraint(
                condition=Q(days_a_week__gte=1, days_a_week__lte=DAYS_OF_WEEK),
                name="assistants_sick_days_a_week",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
