"""Who provides care and support."""

from collections.abc import Sequence

from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.council_rows import ProviderRow
from budgets.caseload.values.files import PROVIDERS
from budgets.people.models import Organisation


class ProviderWay(Way[ProviderRow]):
    """How providers are taken."""

    file = PROVIDERS
    changeable = ("name", "registered", "email")

    def create(self, hands: Sequence[InHand[ProviderRow]]) -> None:
        """Name those who provide care."""
        Organisation.objects.bulk_create(
            (
                Organisation(
                    id=hand.id,
                    book_id=self.desk.book_id,
                    reference=hand.key,
                    name=hand.record.name,
                    registered=hand.record.registered,
                    email=hand.record.email or "",
                    named_by=self.desk.by,
                    named_at=self.desk.now,
                )
                for hand in hands
            ),
            batch_size=500,
        )

    def change(self, hands: Sequence[InHand[ProviderRow]]) -> None:
        """Correct what is said of them."""
        rows = Organisation.objects.in_bulk([hand.id for hand in hands])
        for hand in hands:
            for name, value in hand.changes.items():
                setattr(rows[hand.id], name, value)
        Organisation.objects.bulk_update(rows.values(), self.changeable, batch_size=500)
