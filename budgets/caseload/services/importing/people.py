"""People who draw on support: who they are, who lives with whom, who cares for whom."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from budgets.caseload.services.importing.deaths import stop_for_the_dead
from budgets.caseload.services.importing.sign_ins import find_users, let_holders_in
from budgets.caseload.services.importing.ways import InHand, Way, of_those
from budgets.caseload.values.files import PEOPLE, TEAMS
from budgets.caseload.values.person_rows import PersonRow
from budgets.people.models import Household, Person
from budgets.people.values import Preference

PLAIN: Final = ("full_name", "kind", "date_of_birth", "email", "phone", "address", "prefers")
"""Fields that are kept as they are read."""
POINTING: Final = {
    "team_ref": "team_id",
    "household_ref": "household_id",
    "cares_for_ref": "cares_for_id",
}
SHARED = (
    "Somebody else signs in by this address, so it was kept to write to, and this person has no "
    "sign-in of their own."
)
AHEAD = "This day has not come yet. It was taken as it stands: look at it again."

Hands = Sequence[InHand[PersonRow]]


class PersonWay(Way[PersonRow]):
    """How people are taken."""

    file = PEOPLE
    refers: ClassVar = {"team_ref": TEAMS, "cares_for_ref": PEOPLE}
    waits_for = "cares_for_ref"
    changeable = (*PLAIN, *POINTING, "died_on")

    def look(self, hands: Hands) -> None:
        """Say who has to sign in by another address, and whose death lies ahead."""
        own = self._own_addresses(hands)
        for hand in hands:
            if hand.record.email and hand.id not in own and not hand.record.died_on:
                self.remark(hand.row, "email", SHARED)
            if hand.record.died_on and hand.record.died_on > self.desk.today:
                self.remark(hand.row, "died_on", AHEAD)

    def create(self, hands: Hands) -> None:
        """Add people; who is cared for in the same batch is added with them."""
        households = self._households(hands)
        signs_in = self._sign_ins(hands)
        together = {hand.id for hand in hands}
        rows = [self._person(hand, households, signs_in.get(hand.id), together) for hand in hands]
        Person.objects.bulk_create(rows, batch_size=500)
        linked = [
            Person(id=hand.id, cares_for_id=hand.points["cares_for_ref"])
            for hand in hands
            if hand.points.get("cares_for_ref") in together
        ]
        Person.objects.bulk_update(linked, ["cares_for_id"], batch_size=500)

    def _person(
        self,
        hand: InHand[PersonRow],
        households: Mapping[str, UUID],
        user_id: UUID | None,
        together: set[UUID],
    ) -> Person:
        said, desk = hand.record, self.desk
        cares_for = hand.points.get("cares_for_ref")
        return Person(
            id=hand.id,
            book_id=desk.book_id,
            reference=hand.key,
            kind=said.kind,
            full_name=said.full_name,
            date_of_birth=said.date_of_birth,
            team_id=hand.points["team_ref"],
            household_id=households.get(said.household_ref or ""),
            cares_for_id=None if cares_for in together else cares_for,
            user_id=user_id,
            email=said.email or "",
            phone=said.phone or "",
            prefers=said.prefers or Preference.EMAIL,
            address=said.address or "",
            died_on=said.died_on,
            death_recorded_by=desk.by if said.died_on else None,
            death_recorded_at=desk.now if said.died_on else None,
            added_at=desk.now,
        )

    def _households(self, hands: Hands) -> dict[str, UUID]:
        """The households of these people, found or made."""
        references = {hand.record.household_ref for hand in hands if hand.record.household_ref}
        rows = Household.objects.filter(book_id=self.desk.book_id, reference__in=references)
        known = dict(rows.values_list("reference", "id"))
        new = [
            Household(book_id=self.desk.book_id, reference=one)
            for one in sorted(references - known.keys())
        ]
        Household.objects.bulk_create(new, batch_size=500)
        return known | {one.reference: one.id for one in new}

    def _sign_ins(self, hands: Hands) -> dict[UUID, UUID]:
        """By person, the user that they sign in as: the living, each by an address of their own."""
        own = self._own_addresses(hands)
        names = {own[hand.id]: hand.record.full_name for hand in hands if hand.id in own}
        users = let_holders_in(names, desk=self.desk)
        return {person: users[email] for person, email in own.items()}

    def _own_addresses(self, hands: Hands) -> dict[UUID, str]:
        """By person, the address that nobody before them signs in by."""
        wanted = {hand.record.email for hand in hands if hand.record.email}
        users = find_users(wanted)
        others = Person.objects.filter(book_id=self.desk.book_id, user_id__in=users.values())
        others = others.exclude(id__in=[hand.id for hand in hands])
        claimed = set(others.values_list("user_id", flat=True))
        taken = {email for email, user_id in users.items() if user_id in claimed}
        own: dict[UUID, str] = {}
        for hand in hands:
            email = hand.record.email
            if email and email not in taken and not hand.record.died_on:
                own[hand.id] = email
                taken.add(email)
        return own

    def change(self, hands: Hands) -> None:
        """Correct what is said of people; what they sign in by stays theirs."""
        households = self._households(list(of_those(hands, "household_ref")))
        locked = Person.objects.select_for_update(no_key=True)
        rows = locked.in_bulk([hand.id for hand in hands])
        for hand in hands:
            self._correct(rows[hand.id], hand, households)
        fields = [*PLAIN, *POINTING.values(), "died_on", "death_recorded_by", "death_recorded_at"]
        Person.objects.bulk_update(rows.values(), fields, batch_size=500)
        self._give_sign_ins(hands, rows)
        stop_for_the_dead([rows[hand.id] for hand in of_those(hands, "died_on")], desk=self.desk)

    def _correct(
        self, person: Person, hand: InHand[PersonRow], households: Mapping[str, UUID]
    ) -> None:
        points: dict[str, Any] = {
            "team_ref": hand.points["team_ref"],
            "household_ref": households.get(hand.record.household_ref or ""),
            "cares_for_ref": hand.points.get("cares_for_ref"),
        }
        for name, value in hand.changes.items():
            setattr(person, POINTING.get(name, name), points.get(name, value))
        if hand.has("died_on"):
            person.death_recorded_by, person.death_recorded_at = self.desk.by, self.desk.now

    def _give_sign_ins(self, hands: Hands, rows: Mapping[UUID, Person]) -> None:
        """Who had no address of their own, and has one now, signs in by it."""
        without = [hand for hand in of_those(hands, "email") if rows[hand.id].user_id is None]
        users = self._sign_ins(without)
        given = [Person(id=person, user_id=user) for person, user in users.items()]
        Person.objects.bulk_update(given, ["user_id"], batch_size=500)
