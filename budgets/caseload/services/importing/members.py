"""Who works for the council: as what, in which team, and what they may authorise alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from budgets.caseload.rules.sense import Sense
from budgets.caseload.services.importing.sign_ins import let_in, make_users
from budgets.caseload.services.importing.ways import InHand, Way, of_those
from budgets.caseload.values.council_rows import STAFF_ROLES, MemberRow
from budgets.caseload.values.files import MEMBERS, TEAMS
from budgets.councils.models import Delegation, Member, MemberRole, TeamMember, User
from budgets.councils.selectors import known_elsewhere

LIMITS = ("grant_limit_pence", "person_year_limit_pence")
NOT_YOURSELF = "This is about you, so somebody else has to bring it."
NOT_YOURS = "An administrator says who works here. Ask one to bring this file."
NO_LIMIT = (
    "There is a limit for a person in a year and none for one grant, so they may authorise "
    "nothing alone. Write both."
)

Hands = Sequence[InHand[MemberRow]]
MemberIds = Mapping[UUID, UUID]


class MemberWay(Way[MemberRow]):
    """How members are taken; the id of a member is that of their user."""

    file = MEMBERS
    refers: ClassVar = {"team_ref": TEAMS}
    changeable = ("full_name", "role", "team_ref", *LIMITS, "account_fingerprint")

    def check(self, hand: InHand[MemberRow]) -> Sense | None:
        """
        Let only an administrator say who works here, and nobody what they are themselves.

        A grant to one's own account would not show if one could change whose account it is.
        """
        if not self.desk.may_change_members:
            return Sense("email", NOT_YOURS)
        if hand.standing and hand.id == self.desk.by:
            return Sense("email", NOT_YOURSELF)
        return None

    def look(self, hands: Hands) -> None:
        """Say whose limits are not whole."""
        for hand in hands:
            grant, year = (getattr(hand.record, name) for name in LIMITS)
            if year is not None and grant is None:
                self.remark(hand.row, "grant_limit", NO_LIMIT)

    def create(self, hands: Hands) -> None:
        """Let people in who work for the council."""
        users = make_users({hand.key: hand.record.full_name for hand in hands})
        for hand in hands:
            hand.id = users[hand.key]
        members = let_in({hand.id: hand.record.role for hand in hands}, desk=self.desk)
        self._keep_accounts(hands, members)
        self._place(hands, members)
        self._delegate(hands, members)

    def change(self, hands: Hands) -> None:
        """Say anew what somebody is; what they are for themselves stays as it is."""
        members = let_in({hand.id: () for hand in hands}, desk=self.desk)
        self._rename(of_those(hands, "full_name"))
        self._change_roles(list(of_those(hands, "role")), members)
        self._keep_accounts(of_those(hands, "account_fingerprint"), members)
        self._place(of_those(hands, "team_ref"), members)
        self._delegate(of_those(hands, *LIMITS), members)

    def _rename(self, hands: Iterable[InHand[MemberRow]]) -> None:
        """A user whom another council knows, too, keeps the name that they have."""
        names = {hand.id: hand.record.full_name for hand in hands}
        own = names.keys() - known_elsewhere(names, self.desk.book_id)
        User.objects.bulk_update([User(id=one, full_name=names[one]) for one in own], ["full_name"])

    def _change_roles(self, hands: Hands, members: MemberIds) -> None:
        for hand in hands:
            gone = [role for role in STAFF_ROLES if role not in hand.record.role]
            MemberRole.objects.filter(member_id=members[hand.id], role__in=gone).delete()
        let_in({hand.id: hand.record.role for hand in hands}, desk=self.desk)

    def _keep_accounts(self, hands: Iterable[InHand[MemberRow]], members: MemberIds) -> None:
        known = [
            Member(id=members[hand.id], account_fingerprint=hand.record.account_fingerprint)
            for hand in hands
            if hand.record.account_fingerprint
        ]
        Member.objects.bulk_update(known, ["account_fingerprint"], batch_size=500)

    def _place(self, hands: Iterable[InHand[MemberRow]], members: MemberIds) -> None:
        TeamMember.objects.bulk_create(
            (
                TeamMember(
                    book_id=self.desk.book_id,
                    member_id=members[hand.id],
                    team_id=hand.points["team_ref"],
                )
                for hand in hands
                if "team_ref" in hand.points
            ),
            batch_size=500,
            ignore_conflicts=True,  # a place says nothing but that it is there
        )

    def _delegate(self, hands: Iterable[InHand[MemberRow]], members: MemberIds) -> None:
        """From today on; without a limit for a person's year, that for one grant stands for it."""
        Delegation.objects.bulk_create(
            Delegation(
                book_id=self.desk.book_id,
                member_id=members[hand.id],
                grant_limit_pence=hand.record.grant_limit_pence,
                person_year_limit_pence=max(
                    hand.record.person_year_limit_pence or 0, hand.record.grant_limit_pence
                ),
                starts_on=self.desk.today,
                given_by=self.desk.by,
                given_at=self.desk.now,
            )
            for hand in hands
            if hand.record.grant_limit_pence is not None
        )
