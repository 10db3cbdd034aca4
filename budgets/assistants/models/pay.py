"""Pay: what was worked out for a period, kept line by line, and what payroll made of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.assistants.models.engagements import Engagement
from budgets.assistants.models.shifts import Shift
from budgets.assistants.models.time_off import HolidayTaken
from budgets.assistants.values.pay import PayLineKind, PayWay
from budgets.people.models.words import WordsField
from budgets.plans.models import Budget
from ledgers.models import InBook


class Pay(InBook):
    """
    What somebody earned in a period, half-open, as it was worked out: kept, never worked out again.

    What is corrected later is a line of the next one.

    :ivar minutes: worked; of a sleep-in, the whole night
    :ivar gross_pence: all its lines together; `miles_pence` of it are for miles, and no pay
    :ivar holiday_minutes: earned by it; `owed_minutes` are earned and not taken at its end
    :ivar ni_pence: the employer's own National Insurance as an estimate, less the allowance used
    :ivar short_pence: what was missing to the minimum wage, and what a person decided about it
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="pays")
    reference = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    pay_on = models.DateField()
    minutes = models.BigIntegerField()
    gross_pence = models.BigIntegerField()
    miles_pence = models.BigIntegerField(default=0)
    holiday_minutes = models.BigIntegerField(default=0)
    taken_minutes = models.BigIntegerField(default=0)
    owed_minutes = models.BigIntegerField(default=0)
    owed_pence = models.BigIntegerField(default=0)
    ni_pence = models.BigIntegerField(default=0)
    allowance_pence = models.BigIntegerField(default=0)
    pension_pence = models.BigIntegerField(default=0)
    short_pence = models.BigIntegerField(default=0)
    short_words = WordsField(max_length=500, blank=True, default="")
    closed_by = models.UUIDField()
    closed_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "reference"], name="assistants_pay_reference"),
            models.UniqueConstraint(
                fields=["engagement", "starts_on"], name="assistants_pay_starts_once"
            ),
            models.UniqueConstraint(
                fields=["engagement", "ends_on"], name="assistants_pay_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="assistants_pay_days"
            ),
            models.CheckConstraint(
                condition=Q(gross_pence__gte=0) & Q(miles_pence__lte=F("gross_pence")),
                name="assistants_pay_pence",
            ),
            models.CheckConstraint(
                condition=Q(short_pence=0) | ~Q(short_words=""), name="assistants_pay_short"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "ends_on", "id"], name="assistants_pay_period")
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.gross_pence}p"

    @property
    def costs_pence(self) -> int:
        """What the employer pays beside it, as an estimate."""
        return self.ni_pence + self.pension_pence


class PaidShift(InBook):
    """A shift was paid, in one pay and never in another; what it earned with its miles."""

    pay = models.ForeignKey(Pay, models.PROTECT, related_name="shifts")
    shift = models.OneToOneField(Shift, models.PROTECT, related_name="paid")
    minutes = models.BigIntegerField()
    pence = models.BigIntegerField()
    miles_pence = models.BigIntegerField(default=0)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pence__gte=0, miles_pence__gte=0, minutes__gte=0),
                name="assistants_paid_pence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p"


class PayDecision(InBook):
    """
    Whether hours are paid that carry a warning which nobody saw when they were agreed.

    They were after the end, say, or in the same time as hours for somebody else.
    """

    shift = models.OneToOneField(Shift, models.PROTECT, related_name="pay_decision")
    pays = models.BooleanField()
    words = WordsField(max_length=500)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="assistants_pay_decision_words"),
        ]

    def __str__(self) -> str:
        return f"{'paid' if self.pays else 'not paid'}: {self.words}"


class PayLine(InBook):
    """
    One line of a pay, with its arithmetic in words.

    :ivar undoes: what was paid before and stands no more, each once
    """

    pay = models.ForeignKey(Pay, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=[(k, k) for k in PayLineKind])
    minutes = models.BigIntegerField(default=0)
    miles_tenths = models.PositiveIntegerField(default=0)
    rate_pence = models.PositiveIntegerField(default=0)
    pence = models.BigIntegerField()
    words = WordsField(max_length=300)
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, blank=True, related_name="+")
    holiday = models.OneToOneField(
        HolidayTaken, models.PROTECT, null=True, blank=True, related_name="line"
    )
    undoes = models.OneToOneField(
        PaidShift, models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["pay", "place"], name="assistants_pay_line_place"),
            models.CheckConstraint(
                condition=Q(kind__in=list(PayLineKind)), name="assistants_pay_line_known"
            ),
            models.CheckConstraint(
                condition=Q(pence__gte=0) | Q(kind=PayLineKind.DIFFERENCE),
                name="assistants_pay_line_pence",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class WagesChoice(InBook):
    """
    A holder with an account of their own lets the council pay wages and keep them back, or not.

    The newest counts. Without one the holder pays.
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="wages_choices")
    keeps_back = models.BooleanField()
    chosen_by = models.UUIDField()
    chosen_at = models.DateTimeField()

    class Meta(InBook.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["budget", "-id"], name="assistants_wages_choice")
        ]

    def __str__(self) -> str:
        return "kept back" if self.keeps_back else "by the holder"


class PayrollFigures(InBook):
    """
    What payroll made of a pay: read once from its file, then paid. Its parts add up to the gross.

    :ivar way: from where it is paid: money that we keep, the holder themselves, or an instalment
    :ivar digest: SHA-256 of the file that it came in
    :ivar holder_paid_on: when the holder said that they paid it from their own account
    """

    pay = models.OneToOneField(Pay, models.PROTECT, related_name="figures")
    net_pence = models.BigIntegerField()
    tax_pence = models.BigIntegerField()
    employee_ni_pence = models.BigIntegerField()
    employer_ni_pence = models.BigIntegerField()
    employee_pension_pence = models.BigIntegerField()
    employer_pension_pence = models.BigIntegerField()
    other_pence = models.BigIntegerField()
    way = models.CharField(max_length=10, choices=[(w, w) for w in PayWay])
    digest = models.CharField(max_length=64)
    read_by = models.UUIDField()
    read_at = models.DateTimeField()
    holder_paid_on = models.DateField(null=True, blank=True)
    holder_paid_by = models.UUIDField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    net_pence__gte=0,
                    tax_pence__gte=0,
                    employee_ni_pence__gte=0,
                    employer_ni_pence__gte=0,
                    employee_pension_pence__gte=0,
                    employer_pension_pence__gte=0,
                    other_pence__gte=0,
                ),
                name="assistants_figures_pence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.net_pence}p net"

    @property
    def hmrc_pence(self) -> int:
        """Tax, both parts of National Insurance, and what else is taken off for HMRC."""
        return self.tax_pence + self.employee_ni_pence + self.employer_ni_pence + self.other_pence

    @property
    def all_pension_pence(self) -> int:
        """Both parts of a pension."""
        return self.employee_pension_pence + self.employer_pension_pence
