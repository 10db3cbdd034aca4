"""Shifts and all that is said of them: added, and never changed or deleted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.assistants.models.engagements import Engagement
from budgets.assistants.values import (
    MINUTES_OF_DAY,
    MOST_MILES_TENTHS,
    AgreedHow,
    ShiftKind,
    Side,
    WarnedAt,
    WarningCode,
)
from budgets.people.models.words import WordsField
from ledgers.models import InBook

IMPORTED = Q(imported_at__isnull=False)


class Shift(InBook):
    """
    Hours that somebody worked, as they were logged: a fact, never edited.

    A correction is a row of its own that points to the one it replaces. The id is made by the
    phone, so that what is sent twice is kept once.

    :ivar minutes: the whole length, by instants, so exact over midnight and when clocks change
    :ivar id_on_file: its id in the files by which it came, where another council here has that id
    :ivar logged_at: by the phone's clock, which may be wrong; `received_at` is by ours
    :ivar imported_at: taken in from the council's records, where facts are not judged
    """

    engagement = models.ForeignKey(
        Engagement, models.PROTECT, related_name="shifts", db_index=False
    )
    kind = models.CharField(max_length=12, choices=[(k, k) for k in ShiftKind])
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    break_minutes = models.PositiveIntegerField(default=0)
    woken_minutes = models.PositiveIntegerField(default=0)
    miles_tenths = models.PositiveIntegerField(default=0)
    note = WordsField(max_length=500, blank=True, default="")
    logged_by = models.UUIDField()
    logged_at = models.DateTimeField()
    received_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    imported_at = models.DateTimeField(null=True, blank=True)
    id_on_file = models.UUIDField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "id_on_file"],
                condition=Q(id_on_file__isnull=False),
                name="assistants_shift_on_file",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gt=F("started_at")), name="assistants_shift_order"
            ),
            models.CheckConstraint(
                condition=IMPORTED | Q(minutes__gte=1, minutes__lte=MINUTES_OF_DAY),
                name="assistants_shift_length",
            ),
            models.CheckConstraint(
                condition=IMPORTED | Q(break_minutes__lt=F("minutes")),
                name="assistants_shift_break",
            ),
            models.CheckConstraint(
                condition=IMPORTED
                | Q(woken_minutes=0)
                | Q(kind=ShiftKind.SLEEP_IN, woken_minutes__lte=F("minutes")),
                name="assistants_shift_woken",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(ShiftKind)) & Q(miles_tenths__lte=MOST_MILES_TENTHS),
                name="assistants_shift_known",
            ),
            models.CheckConstraint(
                condition=~Q(replaces=F("id")), name="assistants_shift_replaces"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["engagement", "started_at"], name="assistants_shift_worked")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.started_at:%Y-%m-%d %H:%M}"


class ShiftWarning(InBook):
    """Something to look at, found when a shift was saved, or again when it was agreed."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="warnings", db_index=False)
    code = models.CharField(max_length=24, choices=[(c, c) for c in WarningCode])
    words = WordsField(max_length=300)
    step = models.CharField(max_length=8, choices=[(w, w) for w in WarnedAt])
    found_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["shift", "code", "step"], name="assistants_warning_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ShiftAgreement(InBook):
    """Hours were agreed, once: by a tap, by the policy when nobody answered, or before."""

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="agreement")
    how = models.CharField(max_length=8, choices=[(h, h) for h in AgreedHow])
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(how__in=[AgreedHow.HOLDER, AgreedHow.COUNCIL], agreed_by__isnull=False)
                | Q(how__in=[AgreedHow.DEFAULT, AgreedHow.IMPORTED], agreed_by__isnull=True),
                name="assistants_agreement_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how} {self.agreed_at:%Y-%m-%d}"


class ShiftWithdrawal(InBook):
    """The assistant takes hours back, once; they are kept, and count no more."""

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="withdrawal")
    words = WordsField(max_length=500, blank=True, default="")
    withdrawn_by = models.UUIDField()
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.withdrawn_at:%Y-%m-%d}"


class ShiftMessage(InBook):
    """What holder and assistant say to each other about hours that don't seem right."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="messages")
    side = models.CharField(max_length=9, choices=[(s, s) for s in Side])
    words = WordsField(max_length=1000)
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(side__in=list(Side)) & ~Q(words=""), name="assistants_message_said"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class ShiftReminder(InBook):
    """The holder was reminded once that hours wait for them."""

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="reminder")
    reminded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reminded_at:%Y-%m-%d}"
