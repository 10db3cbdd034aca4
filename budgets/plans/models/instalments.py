"""When and what a budget is paid: calendar, instalments with their lines, pauses, differences."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.people.models.words import WordsField
from budgets.plans.models.budget import Budget
from budgets.plans.models.kept_back import KeptBack
from budgets.plans.models.statement import BudgetStatement
from budgets.plans.values.agreement import (
    InstalmentKind,
    LineCode,
    OneOffKind,
    OverpaymentDecision,
    PauseKind,
)
from budgets.plans.values.schedule import Frequency
from ledgers.models import InBook
from payments.payouts.models import Payment


class PayCalendar(InBook):
    """When the periods of a frequency begin at this council; the newest set is in force."""

    frequency = models.CharField(max_length=11, choices=[(f, f) for f in Frequency])
    anchor_on = models.DateField()
    lead_days = models.PositiveSmallIntegerField(default=0)
    set_by = models.UUIDField()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.frequency} from {self.anchor_on}"


class ClosedDay(InBook):
    """A day on which this council pays nobody, though banks work."""

    day = models.DateField()
    words = WordsField(max_length=120)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "day"], name="plans_closed_day_once"),
        ]

    def __str__(self) -> str:
        return self.words


class Pause(InBook):
    """Days (the end not included) for which nothing is due: a suspension, or a holiday."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="pauses")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in PauseKind])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = WordsField(max_length=40)
    words = WordsField(max_length=1000, blank=True, default="")
    paused_by = models.UUIDField()
    paused_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="plans_pause_days",
            ),
            models.UniqueConstraint(
                fields=["budget"],
                condition=Q(kind=PauseKind.SUSPENSION, ended_at__isnull=True),
                name="plans_pause_one_suspension",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.starts_on}"


class Instalment(InBook):
    """
    What was planned to be paid for a period: kept as it was, never worked out again.

    :ivar pence: what the council pays; its lines add up to it
    :ivar contribution_pence: what the person was to add, or the council to collect
    :ivar payment: empty where there is nothing to pay
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="instalments")
    kind = models.CharField(max_length=8, choices=[(k, k) for k in InstalmentKind])
    starts_on = models.DateField()
    ends_on = models.DateField()
    pay_on = models.DateField()
    pence = models.BigIntegerField()
    contribution_pence = models.BigIntegerField(default=0)
    payment = models.OneToOneField(
        Payment, models.PROTECT, null=True, blank=True, related_name="instalment"
    )
    prepared_by = models.UUIDField()
    prepared_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pence__gte=0, contribution_pence__gte=0), name="plans_instalment_pence"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="plans_instalment_days"
            ),
            models.UniqueConstraint(
                fields=["budget", "starts_on"],
                condition=Q(kind=InstalmentKind.REGULAR, cancelled_at__isnull=True),
                name="plans_instalment_starts_once",
            ),
            models.UniqueConstraint(
                fields=["budget", "ends_on"],
                condition=Q(kind=InstalmentKind.REGULAR, cancelled_at__isnull=True),
                name="plans_instalment_ends_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "pay_on"], name="plans_instalment_pay_on"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p on {self.pay_on}"


class OneOff(InBook):
    """
    A single sum beside the regular instalments: proposed by one, agreed by another.

    :ivar on_paper: taken in from the council's records, and paid before it came here
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="one_offs")
    kind = models.CharField(max_length=11, choices=[(k, k) for k in OneOffKind])
    pence = models.BigIntegerField()
    due_on = models.DateField()
    words = WordsField(max_length=500)
    on_paper = models.BooleanField(default=False)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    agreed_by = models.UUIDField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="plans_one_off_pence"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True)
                | ~Q(agreed_by=F("proposed_by"))
                | Q(kind=OneOffKind.RECOVERY),
                name="plans_one_off_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Adjustment(InBook):
    """
    What a change makes of days that were paid already: arrears above nothing, or an over-payment.

    Arrears go out with the next instalment. An over-payment waits until a person decides.

    :ivar cause_kind: what changed: `statement`, `pause` or `ending`; `cause_id` says which
    :ivar over_instalments: over how many instalments an over-payment is spread
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="adjustments")
    starts_on = models.DateField()
    ends_on = models.DateField()
    pence = models.BigIntegerField()
    why = WordsField(max_length=1000)
    cause_kind = models.CharField(max_length=20)
    cause_id = models.UUIDField()
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    decision = models.CharField(
        max_length=6, choices=[(d, d) for d in OverpaymentDecision], blank=True, default=""
    )
    over_instalments = models.PositiveSmallIntegerField(null=True, blank=True)
    decision_words = WordsField(max_length=1000, blank=True, default="")
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=~Q(pence=0), name="plans_adjustment_pence"),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (
                    Q(pence__lt=0, decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decision_words="")
                ),
                name="plans_adjustment_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision=OverpaymentDecision.SPREAD) | Q(over_instalments__gt=0),
                name="plans_adjustment_spread",
            ),
            models.UniqueConstraint(
                fields=["budget", "cause_kind", "cause_id", "starts_on"],
                name="plans_adjustment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p: {self.why}"


class InstalmentLine(InBook):
    """One line of an instalment in pence, below nothing where it lowers it, and why it is there."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12, choices=[(c, c) for c in LineCode])
    starts_on = models.DateField()
    ends_on = models.DateField()
    pence = models.BigIntegerField()
    words = WordsField(max_length=1000, blank=True, default="")
    statement = models.ForeignKey(
        BudgetStatement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    adjustment = models.ForeignKey(
        Adjustment, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    one_off = models.ForeignKey(OneOff, models.PROTECT, null=True, blank=True, related_name="lines")
    kept_back = models.ForeignKey(
        KeptBack, models.PROTECT, null=True, blank=True, related_name="lines"
    )

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["instalment", "place"], name="plans_instalment_line_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pence}p"
