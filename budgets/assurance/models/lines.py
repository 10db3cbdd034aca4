"""Lines of holders' money, what they are linked to, and who said what they were for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.assurance.models.statements import BankStatement
from budgets.assurance.values import Booked, Channel, How, Source
from budgets.people.models.words import WordsField
from budgets.plans.models import Budget
from ledgers.models import About, InBook
from ledgers.values import Purpose
from payments.payouts.models import Payee

PURPOSES = [(p, p) for p in Purpose]


class SpendingLine(InBook):
    """
    One movement of a holder's money; what goes out is below nothing.

    Its id is the ledger's key of what it posted, so that it posts once. The words may be emptied
    when their time is over: the days and pence stay.

    :ivar line_id: by which whoever brings it knows it again
    :ivar purpose: what it was spent on; empty where it is nothing spent or given back
    :ivar how: how the purpose was found
    :ivar said_by: who said so, where somebody did
    :ivar booked_as: what the ledger was told
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="lines", db_index=False)
    line_id = models.CharField(max_length=80)
    booked_on = models.DateField()
    pence = models.BigIntegerField()
    counterparty = WordsField(max_length=200, blank=True, default="")
    description = WordsField(max_length=500, blank=True, default="")
    payee = models.ForeignKey(Payee, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=14, choices=[(c, c) for c in Channel])
    mcc = models.CharField(max_length=4, blank=True, default="")
    invoice_number = models.CharField(max_length=80, blank=True, default="")
    purpose = models.CharField(max_length=30, choices=PURPOSES, blank=True, default="")
    how = models.CharField(max_length=10, choices=[(h, h) for h in How], blank=True, default="")
    said_by = models.UUIDField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=[(s, s) for s in Source])
    statement = models.ForeignKey(
        BankStatement, models.PROTECT, null=True, blank=True, related_name="lines"
    )
    booked_as = models.CharField(max_length=17, choices=[(b, b) for b in Booked])
    taken_by = models.UUIDField()
    taken_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "line_id"], name="assurance_line_once"),
            models.CheckConstraint(
                condition=Q(channel__in=list(Channel))
                & Q(source__in=list(Source))
                & Q(booked_as__in=list(Booked)),
                name="assurance_line_known",
            ),
            models.CheckConstraint(
                condition=~Q(booked_as__in=[Booked.SPENT, Booked.REFUNDED]) | ~Q(purpose=""),
                name="assurance_line_purpose",
            ),
            models.CheckConstraint(condition=Q(purpose="") | ~Q(how=""), name="assurance_line_how"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "budget", "booked_on"], name="assurance_line_day")
        ]

    def __str__(self) -> str:
        return f"{self.pence}p on {self.booked_on}"


class LineLink(InBook, About):
    """
    A line that is a movement which the books have already, so it posted nothing.

    :ivar movement: the entry of the ledger; a movement has one line at a time
    :ivar about_kind: what the movement is about, as the ledger says it
    :ivar undone_at: somebody found that they are two different things; the line was posted then
    """

    line = models.ForeignKey(SpendingLine, models.PROTECT, related_name="links")
    movement = models.UUIDField()
    linked_at = models.DateTimeField()
    undone_by = models.UUIDField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(
                fields=["book", "movement"],
                condition=Q(undone_at__isnull=True),
                name="assurance_movement_once",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(undone_at__isnull=True),
                name="assurance_link_once",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="assurance_link_undone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} is {self.movement}"


class PurposeSaid(InBook):
    """Somebody said what a line was for, or the council's file did: from what, to what."""

    line = models.ForeignKey(SpendingLine, models.PROTECT, related_name="said")
    number = models.PositiveSmallIntegerField()
    before = models.CharField(max_length=30, choices=PURPOSES)
    purpose = models.CharField(max_length=30, choices=PURPOSES)
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["line", "number"], name="assurance_said_once"),
        ]

    def __str__(self) -> str:
        return self.purpose
