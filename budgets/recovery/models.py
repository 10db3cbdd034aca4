"""Askings, the recovery budgets they became, and whether they helped."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from budgets.councils.models import Team
from budgets.people.models import Person
from budgets.plans.models import Budget
from budgets.recovery.values import Helped, LegalBasis, Reach, RequestState
from ledgers.models import InBook
from ledgers.values import Purpose
from payments.payouts.models import Payment


class RecoveryRequest(InBook):
    """Somebody says what would help. Decided once: it becomes a recovery budget, or is answered."""

    key = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="recovery_requests")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    purpose = models.CharField(max_length=30, choices=[(p, p) for p in Purpose])
    pence = models.BigIntegerField()
    reach = models.CharField(max_length=12, choices=[(r, r) for r in Reach])
    straight_to = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in RequestState], default=RequestState.ASKED
    )
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    passed_by = models.UUIDField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_words = models.CharField(max_length=500, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="recovery_request_key"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="recovery_request_pence"),
            models.CheckConstraint(
                condition=Q(state__in=list(RequestState)), name="recovery_request_state"
            ),
            models.CheckConstraint(
                condition=~Q(reach=Reach.STRAIGHT) | ~Q(straight_to=""),
                name="recovery_request_straight",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RequestState.ASKED, RequestState.WITH_MANAGER])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="recovery_request_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.REFUSED) | ~Q(decision_words=""),
                name="recovery_request_kind_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["book", "team", "state"], name="recovery_request_queue"),
            models.Index(fields=["book", "person", "-asked_at"], name="recovery_request_person"),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p {self.state}"


class RecoveryBudget(InBook):
    """
    A one-off sum, authorised at the front line: the extension of its budget.

    :ivar collect_by: the day after which it goes back to the pot if nobody has collected it
    """

    budget = models.OneToOneField(Budget, models.PROTECT, related_name="recovery")
    request = models.OneToOneField(RecoveryRequest, models.PROTECT, related_name="recovery")
    payment = models.OneToOneField(Payment, models.PROTECT, related_name="+")
    pence = models.BigIntegerField()
    legal_basis = models.CharField(
        max_length=14, choices=[(b, b) for b in LegalBasis], default=LegalBasis.PREVENTION
    )
    authorised_by = models.UUIDField()
    authorised_at = models.DateTimeField()
    collect_by = models.DateField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    asked_whether_helped_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(condition=Q(pence__gt=0), name="recovery_budget_pence"),
            models.CheckConstraint(
                condition=Q(lapsed_at__isnull=True) | Q(lapsed_at__gte=F("authorised_at")),
                name="recovery_budget_lapsed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pence}p"


class HelpAnswer(InBook):
    """Did it help? One tap, and words if somebody likes."""

    recovery = models.OneToOneField(RecoveryBudget, models.PROTECT, related_name="help_answer")
    helped = models.CharField(max_length=10, choices=[(h, h) for h in Helped])
    words = models.CharField(max_length=1000, blank=True, default="")
    answered_by = models.UUIDField()
    answered_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.CheckConstraint(
                condition=Q(helped__in=list(Helped)), name="recovery_help_known"
            ),
        ]

    def __str__(self) -> str:
        return self.helped
