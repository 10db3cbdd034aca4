"""Hours that were worked before they came here: facts, in large numbers, and nothing is judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from budgets.assistants.models import Shift, ShiftAgreement
from budgets.assistants.rules.hours import minutes_between
from budgets.assistants.values import AgreedHow
from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.files import ENGAGEMENTS, SHIFTS
from budgets.caseload.values.reading import Head
from budgets.caseload.values.worker_rows import ShiftRow
from ledgers.services.rows import insert_many
from ledgers.values import uuid7

OF_SHIFT: Final = (
    "id",
    "book_id",
    "engagement_id",
    "kind",
    "started_at",
    "ended_at",
    "minutes",
    "break_minutes",
    "woken_minutes",
    "miles_tenths",
    "note",
    "logged_by",
    "logged_at",
    "received_at",
    "replaces_id",
    "imported_at",
    "id_on_file",
)
OF_AGREEMENT: Final = ("id", "book_id", "shift_id", "how", "agreed_by", "agreed_at")

Hands = Sequence[InHand[ShiftRow]]


class ShiftWay(Way[ShiftRow]):
    """How hours are taken."""

    file = SHIFTS
    refers: ClassVar = {"engagement_ref": ENGAGEMENTS}
    changeable = ("agreed_at",)
    elsewhere = "Hours are put right by a correction, which the personal assistant sends."
    is_remembered = False

    def __init__(self, desk: Desk, head: Head) -> None:
        super().__init__(desk, head)
        self._ids_are_others = False

    def create(self, hands: Hands) -> None:
        """Keep hours under the ids of the file; where another council has those, under others."""
        try:
            with transaction.atomic():
                self._insert(hands)
        except IntegrityError:
            if self._ids_are_others:
                raise
            self._ids_are_others = True
            self._insert(hands)

    def _insert(self, hands: Hands) -> None:
        for hand in hands:
            hand.id = self._id(hand.record.shift_id)
        insert_many(Shift, OF_SHIFT, [self._shift(hand) for hand in hands])
        self._agree([(hand.id, hand.record.agreed_at) for hand in hands])

    def _id(self, on_file: UUID) -> UUID:
        return uuid5(self.desk.book_id, str(on_file)) if self._ids_are_others else on_file

    def _shift(self, hand: InHand[ShiftRow]) -> tuple[Any, ...]:
        said, desk = hand.record, self.desk
        return (
            hand.id,
            desk.book_id,
            hand.points["engagement_ref"],
            str(said.kind),
            said.started_at,
            said.ended_at,
            minutes_between(said.started_at, said.ended_at),
            said.break_minutes,
            said.woken_minutes or 0,
            0,
            "",
            desk.by,
            said.logged_at,
            desk.now,
            None,
            desk.now,
            said.shift_id if self._ids_are_others else None,
        )

    def _agree(self, shifts: Sequence[tuple[UUID, datetime | None]]) -> None:
        desk = self.desk
        insert_many(
            ShiftAgreement,
            OF_AGREEMENT,
            [
                (
                    uuid7(desk.now.timestamp()),
                    desk.book_id,
                    shift,
                    str(AgreedHow.IMPORTED),
                    None,
                    agreed_at,
                )
                for shift, agreed_at in shifts
                if agreed_at
            ],
        )

    def standing(self, hands: Hands) -> Mapping[UUID, ShiftRow]:
        """What is here, and which of it came by a file."""
        ids = [hand.id for hand in hands]
        brought = Shift.objects.filter(id__in=ids, imported_at__isnull=False)
        self._brought = set(brought.values_list("id", flat=True))
        return super().standing(hands)

    def differences(self, hand: InHand[ShiftRow]) -> Mapping[str, Any]:
        """What a row says otherwise; no minutes awake and none said is the same."""
        said = dict(super().differences(hand))
        if not said.get("woken_minutes", True):
            del said["woken_minutes"]
        return said

    def may_change(self, hand: InHand[ShiftRow], name: str) -> bool:
        """Hours that came by a file may be agreed by one; what is agreed stays so."""
        is_open = hand.standing is not None and hand.standing.agreed_at is None
        return name in self.changeable and hand.id in self._brought and is_open

    def change(self, hands: Hands) -> None:
        """Keep that hours were agreed elsewhere meanwhile."""
        self._agree([(hand.id, hand.record.agreed_at) for hand in hands])
