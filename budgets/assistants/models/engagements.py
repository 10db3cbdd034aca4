"""Personal assistants and what was agreed with them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.assistants.values import (
    HolidayMethod,
    HouseholdReason,
    RateKind,
    Relation,
    StartStep,
)
from budgets.councils.models import User
from budgets.people.models.words import WordsField
from budgets.plans.models import Budget
from ledgers.models import InBook

MINUTES_OF_WEEK = 7 * 24 * 60


class Assistant(InBook):
    """
    A personal assistant, as one council knows them; they may help several people.

    :ivar user: their own sign-in, once they were invited
    """

    reference = models.CharField(max_length=40)
    full_name = WordsField(max_length=200)
    born_on = models.DateField(null=True, blank=True)
    email = models.EmailField(blank=True, default="")
    phone = WordsField(max_length=30, blank=True, default="")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="assists")
    added_by = models.UUIDField()
    added_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="assistants_reference"),
            models.UniqueConstraint(
                fields=["book", "user"],
                condition=Q(user__isnull=False),
                name="assistants_user_once",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="assistants_named"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.full_name.split()[0]


class Engagement(InBook):
    """
    What a budget's holder, the employer, and a personal assistant agreed.

    :ivar weekly_minutes: what is agreed for a week; nothing where hours differ each week
    :ivar weekly_hours_on_paper: the same as the council's records say it, to the hundredth
    :ivar pattern: which days and times, in words
    :ivar ends_on: the last day, once it is known
    :ivar notice_until: the last day of the notice that one of them gave
    :ivar leave_year_from: a day on which the year of holiday begins
    :ivar household_agreed_on: when the council agreed that family in the household is paid
    :ivar imported_at: taken in from the council's records, where facts are not judged
    """

    reference = models.CharField(max_length=40)
    assistant = models.ForeignKey(Assistant, models.PROTECT, related_name="engagements")
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="engagements")
    relation = models.CharField(max_length=16, choices=[(r, r) for r in Relation])
    household_reason = models.CharField(
        max_length=20, choices=[(r, r) for r in HouseholdReason], blank=True, default=""
    )
    household_words = WordsField(max_length=500, blank=True, default="")
    household_agreed_on = models.DateField(null=True, blank=True)
    household_agreed_by = models.UUIDField(null=True, blank=True)
    weekly_minutes = models.PositiveIntegerField(default=0)
    weekly_hours_on_paper = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True
    )
    pattern = WordsField(max_length=500, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_words = WordsField(max_length=500, blank=True, default="")
    ended_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True)
    notice_by = models.UUIDField(null=True, blank=True)
    notice_at = models.DateTimeField(null=True, blank=True)
    is_self_employed = models.BooleanField(default=False)
    opted_out_of_48_hours = models.BooleanField(default=False)
    leave_year_from = models.DateField()
    holiday_method = models.CharField(
        max_length=8, choices=[(m, m) for m in HolidayMethod], default=HolidayMethod.ACCRUED
    )
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "reference"], name="assistants_engagement_reference"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="assistants_engagement_days",
            ),
            models.CheckConstraint(
                condition=Q(weekly_minutes__lte=MINUTES_OF_WEEK),
                name="assistants_engagement_week",
            ),
            models.CheckConstraint(
                condition=Q(relation__in=list(Relation))
                & Q(holiday_method__in=list(HolidayMethod)),
                name="assistants_engagement_known",
            ),
            models.CheckConstraint(
                condition=~Q(relation=Relation.HOUSEHOLD_FAMILY)
                | Q(household_agreed_on__isnull=False)
                | Q(imported_at__isnull=False),
                name="assistants_household_agreed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "starts_on"], name="assistants_engaged_from")
        ]

    def __str__(self) -> str:
        return self.reference


class EngagementRate(InBook):
    """What a kind of work is paid from a day on, in pence, until a newer rate of the kind."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="rates")
    kind = models.CharField(max_length=14, choices=[(k, k) for k in RateKind])
    pence = models.PositiveIntegerField()
    from_on = models.DateField()
    set_by = models.UUIDField()
    set_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["engagement", "kind", "from_on"], name="assistants_rate_once"
            ),
            models.CheckConstraint(
                condition=Q(pence__gt=0) & Q(kind__in=list(RateKind)), name="assistants_rate_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pence}p from {self.from_on}"


class StartCheck(InBook):
    """One step of the list for a new employer was done. It helps; nothing waits for it."""

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="start_checks")
    what = models.CharField(max_length=20, choices=[(s, s) for s in StartStep])
    done_on = models.DateField()
    done_by = models.UUIDField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["engagement", "what"], name="assistants_start_check_once"
            ),
            models.CheckConstraint(
                condition=Q(what__in=list(StartStep)), name="assistants_start_check_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.done_on}"
