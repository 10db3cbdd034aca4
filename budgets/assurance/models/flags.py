"""Questions that rules found, each kept once, and the lines and hours that they are about."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from budgets.assistants.models import Shift
from budgets.assurance.models.lines import SpendingLine
from budgets.assurance.values.flags import FlagState, Rule, Severity
from budgets.people.models.words import WordsField
from budgets.plans.models import Budget
from ledgers.models import InBook


class SpendingFlag(InBook):
    """
    A question about a budget. While it is open, the same matter raises no other.

    :ivar also: other rules that found the same matter
    :ivar grants: of a pattern over several one-off budgets, their references
    :ivar state: open; gone, where later facts explained it; or closed by a person
    """

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="flags")
    rule = models.CharField(max_length=30, choices=[(r, r) for r in Rule])
    also = models.JSONField(default=list)
    severity = models.CharField(max_length=6, choices=[(s, s) for s in Severity])
    reason = WordsField(max_length=1000)
    at_stake_pence = models.BigIntegerField()
    grants = models.JSONField(default=list)
    state = models.CharField(
        max_length=6, choices=[(s, s) for s in FlagState], default=FlagState.OPEN
    )
    as_of = models.DateField()
    found_at = models.DateTimeField()
    closed_by = models.UUIDField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(rule__in=list(Rule)) & Q(severity__in=list(Severity)),
                name="assurance_flag_known",
            ),
            models.CheckConstraint(
                condition=Q(state=FlagState.OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | Q(state=FlagState.GONE, closed_at__isnull=False, closed_by__isnull=True)
                | Q(state=FlagState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
                name="assurance_flag_closed",
            ),
            models.CheckConstraint(condition=Q(at_stake_pence__gte=0), name="assurance_flag_stake"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["book", "state", "severity", "-at_stake_pence"],
                name="assurance_flag_queue",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule} ({self.severity})"


class FlaggedLine(InBook):
    """A line that a flag is about."""

    flag = models.ForeignKey(SpendingFlag, models.CASCADE, related_name="flagged_lines")
    line = models.ForeignKey(SpendingLine, models.PROTECT, related_name="flagged")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["flag", "line"], name="assurance_flagged_line"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} in {self.flag_id}"


class FlaggedShift(InBook):
    """Hours that a flag is about."""

    flag = models.ForeignKey(SpendingFlag, models.CASCADE, related_name="flagged_shifts")
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="+")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["flag", "shift"], name="assurance_flagged_shift"),
        ]

    def __str__(self) -> str:
        return f"{self.shift_id} in {self.flag_id}"
