"""Teams: each with its pot, and what was in it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from budgets.caseload.selectors.openings import key_of_opening, opened_with
from budgets.caseload.services.importing.opening import Opening, post_openings
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.council_rows import TeamRow
from budgets.caseload.values.files import TEAMS
from budgets.councils.models import PotFilling, Team
from ledgers.models import Account
from ledgers.values import About, AccountKind, uuid7

OPENING = "pot_opening_balance_pence"
REASON = "What was in it before this came here"


class TeamWay(Way[TeamRow]):
    """How teams are taken."""

    file = TEAMS
    changeable = ("name",)
    elsewhere = "A pot is filled on its page."

    def create(self, hands: Sequence[InHand[TeamRow]]) -> None:
        """Open teams with their pots."""
        desk = self.desk
        pots = {hand.id: uuid7(desk.now.timestamp()) for hand in hands}
        Account.objects.bulk_create(
            Account(id=pot, book_id=desk.book_id, kind=AccountKind.POT, opened_at=desk.now)
            for pot in pots.values()
        )
        Team.objects.bulk_create(
            Team(
                id=hand.id,
                book_id=desk.book_id,
                reference=hand.key,
                name=hand.record.name,
                pot_id=pots[hand.id],
            )
            for hand in hands
        )
        post_openings((self._opening(hand, pots[hand.id]) for hand in hands), desk=desk)
        PotFilling.objects.bulk_create(
            PotFilling(
                book_id=desk.book_id,
                team_id=hand.id,
                key=key_of_opening(hand.id),
                pence=hand.record.pot_opening_balance_pence,
                reason=REASON,
                filled_by=desk.by,
                filled_at=desk.now,
            )
            for hand in hands
            if hand.record.pot_opening_balance_pence
        )

    def _opening(self, hand: InHand[TeamRow], pot_id: UUID) -> Opening:
        pence = hand.record.pot_opening_balance_pence
        return Opening(About("team", hand.id), pot_id, pence, self.desk.today)

    def differences(self, hand: InHand[TeamRow]) -> Mapping[str, Any]:
        """What was brought in once is not another sum because some of it was spent since."""
        said = dict(super().differences(hand))
        if OPENING in said and said[OPENING] == self._opened[hand.id]:
            del said[OPENING]
        return said

    def standing(self, hands: Sequence[InHand[TeamRow]]) -> Mapping[UUID, TeamRow]:
        """What is here, and what each pot began with."""
        self._opened = opened_with(self.desk.book_id, [hand.id for hand in hands])
        return super().standing(hands)

    def change(self, hands: Sequence[InHand[TeamRow]]) -> None:
        """Give teams their new names."""
        Team.objects.bulk_update([Team(id=one.id, name=one.record.name) for one in hands], ["name"])
