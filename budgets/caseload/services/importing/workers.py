"""Personal assistants: who they are, and by which address they sign in."""

from collections.abc import Sequence
from typing import ClassVar, Final
from uuid import UUID

from budgets.assistants.models import Assistant
from budgets.caseload.services.importing.sign_ins import find_users, let_in, make_users
from budgets.caseload.services.importing.ways import InHand, Way, of_those
from budgets.caseload.values.files import WORKERS
from budgets.caseload.values.worker_rows import WorkerRow
from budgets.councils.values import Role

SHARED: Final = (
    "Another personal assistant signs in by this address, so it was kept to write to, and this one "
    "has no sign-in of their own."
)
COLUMNS: Final = {
    "full_name": "full_name",
    "date_of_birth": "born_on",
    "email": "email",
    "phone": "phone",
}

Hands = Sequence[InHand[WorkerRow]]


class WorkerWay(Way[WorkerRow]):
    """How personal assistants are taken."""

    file = WORKERS
    changeable: ClassVar = tuple(COLUMNS)

    def look(self, hands: Hands) -> None:
        """Say who has no sign-in of their own."""
        own = self._own_addresses(hands)
        for hand in hands:
            if hand.record.email and hand.id not in own:
                self.remark(hand.row, "email", SHARED)

    def create(self, hands: Hands) -> None:
        """Add them; whoever has an address of their own signs in by it."""
        users = self._sign_ins(hands)
        Assistant.objects.bulk_create(
            (
                Assistant(
                    id=hand.id,
                    book_id=self.desk.book_id,
                    reference=hand.key,
                    full_name=hand.record.full_name,
                    born_on=hand.record.date_of_birth,
                    email=hand.record.email or "",
                    phone=hand.record.phone or "",
                    user_id=users.get(hand.id),
                    added_by=self.desk.by,
                    added_at=self.desk.now,
                    imported_at=self.desk.now,
                )
                for hand in hands
            ),
            batch_size=500,
        )

    def change(self, hands: Hands) -> None:
        """Correct what is said of them; what they sign in by stays theirs."""
        rows = Assistant.objects.select_for_update(no_key=True).in_bulk([one.id for one in hands])
        for hand in hands:
            for name, value in hand.changes.items():
                setattr(rows[hand.id], COLUMNS[name], value)
        without = [one for one in of_those(hands, "email") if rows[one.id].user_id is None]
        for assistant, user in self._sign_ins(without).items():
            rows[assistant].user_id = user
        fields = [*COLUMNS.values(), "user"]
        Assistant.objects.bulk_update(rows.values(), fields, batch_size=500)

    def _sign_ins(self, hands: Hands) -> dict[UUID, UUID]:
        """By assistant, the user that they sign in as."""
        own = self._own_addresses(hands)
        names = {own[hand.id]: hand.record.full_name for hand in hands if hand.id in own}
        users = make_users(names)
        let_in({users[email]: [Role.ASSISTANT] for email in names}, desk=self.desk)
        return {assistant: users[email] for assistant, email in own.items()}

    def _own_addresses(self, hands: Hands) -> dict[UUID, str]:
        """By assistant, the address that nobody before them signs in by."""
        wanted = {hand.record.email for hand in hands if hand.record.email}
        users = find_users(wanted)
        others = Assistant.objects.filter(
            book_id=self.desk.book_id, user_id__in=users.values()
        ).exclude(id__in=[hand.id for hand in hands])
        claimed = set(others.values_list("user_id", flat=True))
        taken = {email for email, user_id in users.items() if user_id in claimed}
        own: dict[UUID, str] = {}
        for hand in hands:
            if hand.record.email and hand.record.email not in taken:
                own[hand.id] = hand.record.email
                taken.add(hand.record.email)
        return own
