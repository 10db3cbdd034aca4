"""When people were, are or will be away."""

from collections.abc import Sequence
from typing import ClassVar

from budgets.caseload.rules.sense import Sense
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.files import ABSENCES, PEOPLE
from budgets.caseload.values.person_rows import AbsenceRow
from budgets.people.models import Absence


class AbsenceWay(Way[AbsenceRow]):
    """How absences are taken."""

    file = ABSENCES
    refers: ClassVar = {"person_ref": PEOPLE}
    changeable = ("kind", "starts_on", "ends_on")
    elsewhere = "Bring it as another absence, with a reference of its own."

    def check(self, hand: InHand[AbsenceRow]) -> Sense | None:
        """Refuse a first day after the last one that is here; an empty cell takes nothing away."""
        last = hand.record.ends_on or (hand.standing and hand.standing.ends_on)
        if last and hand.record.starts_on > last:
            return Sense(
                "starts_on", f"This is after the last day, {last}. Write the new last day."
            )
        return None

    def create(self, hands: Sequence[InHand[AbsenceRow]]) -> None:
        """Keep that people are away."""
        Absence.objects.bulk_create(
            (
                Absence(
                    id=hand.id,
                    book_id=self.desk.book_id,
                    reference=hand.key,
                    person_id=hand.points["person_ref"],
                    kind=hand.record.kind,
                    starts_on=hand.record.starts_on,
                    ends_on=hand.record.ends_on,
                    told_by=self.desk.by,
                    told_at=self.desk.now,
                )
                for hand in hands
            ),
            batch_size=500,
        )

    def change(self, hands: Sequence[InHand[AbsenceRow]]) -> None:
        """Correct days; who told us last is whoever brought the file."""
        rows = Absence.objects.in_bulk([hand.id for hand in hands])
        for hand in hands:
            row = rows[hand.id]
            for name, value in hand.changes.items():
                setattr(row, name, value)
            row.told_by, row.told_at = self.desk.by, self.desk.now
        fields = [*self.changeable, "told_by", "told_at"]
        Absence.objects.bulk_update(rows.values(), fields, batch_size=500)
