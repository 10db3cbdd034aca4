"""What waits to go out and what came in: outbox, messages, events, the schedule's slots."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ledgers.models import About, InBook
from ledgers.values import uuid7
from payments.outside.values import Channel, MessageState, OutboxState


class OutboxItem(InBook, About):
    """
    A call to the outside, planned in the transaction that needs it and made after it.

    :ivar key: stable, made when the call was planned; the rail gets it at every try
    :ivar next_try_at: when it is due; while it is leased, when the lease is over, so that a row
        of a worker that died falls due by itself
    :ivar body: what is personal of what is sent, encrypted where it was first given and copied as
        it is; opened when the call is made, and emptied with the answer after the policy's days
    :ivar pence: what is to be paid
    :ivar outcome: what the rail said became of it, with its reason, for its owner's task to read
    :ivar answer: the same, encrypted, as it was kept before there were columns for it
    """

    key = models.UUIDField()
    kind = models.CharField(max_length=40)
    rail = models.CharField(max_length=20)
    body = models.BinaryField()
    pence = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in OutboxState], default=OutboxState.WAITING
    )
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True, default="")
    reason_code = models.CharField(max_length=35, blank=True, default="")
    answer = models.BinaryField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    last_trouble = models.CharField(max_length=200, blank=True, default="")
    written_at = models.DateTimeField()

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="outside_outbox_key"),
            models.CheckConstraint(
                condition=~Q(state=OutboxState.ANSWERED) | Q(answered_at__isnull=False),
                name="outside_outbox_answered",
            ),
            models.CheckConstraint(
                condition=Q(pence__isnull=True) | Q(pence__gt=0), name="outside_outbox_pence"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state__in=[OutboxState.WAITING, OutboxState.LEASED]),
                name="outside_outbox_due",
            ),
            models.Index(
                fields=["kind"],
                condition=Q(state=OutboxState.ANSWERED, applied_at__isnull=True),
                name="outside_outbox_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class RailPace(models.Model):
    """
    From when on a rail may be called again, so that all workers together keep its limit.

    It is of no council: a rail counts calls, whosever they are.
    """

    rail = models.CharField(primary_key=True, max_length=20)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.rail} from {self.free_at}"


class Message(InBook, About):
    """
    Finished words to somebody, by e-mail, text or letter.

    :ivar address: where it goes, encrypted; address and words are emptied after the policy's days
    """

    key = models.UUIDField()
    channel = models.CharField(max_length=10, choices=[(c, c) for c in Channel])
    address = models.BinaryField(null=True)
    subject = models.BinaryField(null=True)
    words = models.BinaryField(null=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in MessageState], default=MessageState.WAITING
    )
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    last_trouble = models.CharField(max_length=200, blank=True, default="")

    class Meta(InBook.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *InBook.Meta.constraints,
            models.UniqueConstraint(fields=["book", "key"], name="outside_message_key"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(state=MessageState.WAITING),
                name="outside_message_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class ScheduleSlot(models.Model):
    """One time at which a recurring job was due: taken once, whoever asks first. Of no council."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    job = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["job", "due_at"], name="outside_slot_once")
        ]

    def __str__(self) -> str:
        return f"{self.job} at {self.due_at}"
