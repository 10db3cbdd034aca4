"""What was agreed with personal assistants before it came here: facts, and nothing is judged."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Final
from uuid import UUID

from budgets.assistants.models import Engagement, EngagementRate
from budgets.assistants.values import RateKind, Relation
from budgets.caseload.rules.sense import Sense
from budgets.caseload.services.importing.ways import InHand, Way, of_those
from budgets.caseload.values.files import BUDGETS, ENGAGEMENTS, WORKERS
from budgets.caseload.values.worker_rows import EngagementRow

COLUMNS: Final = {
    "ends_on": "ends_on",
    "relation": "relation",
    "household_agreement_on": "household_agreed_on",
    "notice_until": "notice_until",
}
NO_AGREEMENT: Final = (
    "Family of the household is paid, and no day says when the council agreed to it. "
    "It was taken as it stands: look at it again."
)

Hands = Sequence[InHand[EngagementRow]]


class EngagementWay(Way[EngagementRow]):
    """How engagements are taken."""

    file = ENGAGEMENTS
    refers: ClassVar = {"budget_ref": BUDGETS, "worker_ref": WORKERS}
    changeable = ("hourly_rate_pence", "weekly_hours", *COLUMNS)

    def check(self, hand: InHand[EngagementRow]) -> Sense | None:
        """Refuse a last day before the first one that is here."""
        first = hand.standing.starts_on if hand.standing else hand.record.starts_on
        if hand.record.ends_on and hand.record.ends_on < first:
            return Sense("ends_on", f"This is before the start on {first}. Look at both days.")
        return None

    def look(self, hands: Hands) -> None:
        """Say where family of the household is paid without an agreement."""
        for hand in hands:
            is_family = hand.record.relation == Relation.HOUSEHOLD_FAMILY
            if is_family and hand.record.household_agreement_on is None:
                self.remark(hand.row, "household_agreement_on", NO_AGREEMENT)

    def create(self, hands: Hands) -> None:
        """Keep what was agreed, and the rate from the first day on."""
        Engagement.objects.bulk_create(map(self._engagement, hands), batch_size=500)
        EngagementRate.objects.bulk_create(
            (
                self._rate(hand, hand.record.starts_on)
                for hand in hands
                if hand.record.hourly_rate_pence
            ),
            batch_size=500,
        )

    def _engagement(self, hand: InHand[EngagementRow]) -> Engagement:
        said, desk = hand.record, self.desk
        return Engagement(
            id=hand.id,
            book_id=desk.book_id,
            reference=hand.key,
            assistant_id=hand.points["worker_ref"],
            budget_id=hand.points["budget_ref"],
            starts_on=said.starts_on,
            leave_year_from=said.starts_on,
            made_by=desk.by,
            made_at=desk.now,
            imported_at=desk.now,
            **week_of(said.weekly_hours),
            **{column: getattr(said, name) for name, column in COLUMNS.items()},
        )

    def _rate(self, hand: InHand[EngagementRow], from_on: Any) -> EngagementRate:
        return EngagementRate(
            book_id=self.desk.book_id,
            engagement_id=hand.id,
            kind=RateKind.STANDARD,
            pence=hand.record.hourly_rate_pence,
            from_on=from_on,
            set_by=self.desk.by,
            set_at=self.desk.now,
        )

    def standing(self, hands: Hands) -> Mapping[UUID, EngagementRow]:
        """What is here, and which of it came by a file."""
        ids = [hand.id for hand in hands]
        brought = Engagement.objects.filter(id__in=ids, imported_at__isnull=False)
        self._brought = set(brought.values_list("id", flat=True))
        return super().standing(hands)

    def may_change(self, hand: InHand[EngagementRow], name: str) -> bool:
        """What was agreed here is changed on its page."""
        is_rate = name == "hourly_rate_pence"
        is_meant = bool(hand.record.hourly_rate_pence) if is_rate else True
        return name in self.changeable and hand.id in self._brought and is_meant

    def change(self, hands: Hands) -> None:
        """Correct what was agreed elsewhere; another rate counts from today on."""
        locked = Engagement.objects.select_for_update(no_key=True)
        rows = locked.in_bulk([hand.id for hand in hands])
        for hand in hands:
            row = rows[hand.id]
            for name, value in hand.changes.items():
                if name in COLUMNS:
                    setattr(row, COLUMNS[name], value)
            if hand.has("weekly_hours"):
                for name, value in week_of(hand.record.weekly_hours).items():
                    setattr(row, name, value)
        fields = ["weekly_minutes", "weekly_hours_on_paper", *COLUMNS.values()]
        Engagement.objects.bulk_update(rows.values(), fields, batch_size=500)
        EngagementRate.objects.bulk_create(
            (
                self._rate(hand, max(self.desk.today, rows[hand.id].starts_on))
                for hand in of_those(hands, "hourly_rate_pence")
            ),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["engagement", "kind", "from_on"],
            update_fields=["pence", "set_by", "set_at"],
        )


def week_of(hours: Decimal) -> dict[str, Any]:
    """A week's hours as whole minutes, and as they were written where that says more."""
    minutes = int((hours * 60).to_integral_value(ROUND_HALF_UP))
    exact = hours * 60 == minutes
    return {"weekly_minutes": minutes, "weekly_hours_on_paper": None if exact else hours}
