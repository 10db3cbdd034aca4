"""Budgets of every kind, as they were agreed and paid before they came here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Final
from uuid import UUID

from budgets.caseload.rules import begun
from budgets.caseload.rules.sense import Sense
from budgets.caseload.selectors.budgets_here import budgets_here
from budgets.caseload.services.importing import budget_parts as parts
from budgets.caseload.services.importing.budget_changes import (
    CHANGEABLE,
    change_budgets,
    is_known,
    is_open,
    lock_budgets,
)
from budgets.caseload.services.importing.deaths import stop_for_the_dead
from budgets.caseload.services.importing.holders import give_holders_sign_ins
from budgets.caseload.services.importing.new_budgets import NewBudget
from budgets.caseload.services.importing.opening import post_openings
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.budget_rows import BudgetRow
from budgets.caseload.values.files import BUDGETS, MEMBERS, PEOPLE, PROVIDERS
from budgets.people.models import Organisation, Person
from budgets.plans.models import (
    AgreedPurpose,
    Budget,
    BudgetChange,
    BudgetHolder,
    BudgetStatement,
    CareReview,
    Condition,
    OneOff,
    Pause,
)
from budgets.plans.rules.agreeing import EARLIEST
from budgets.plans.values import BudgetState
from ledgers.models import Account
from payments.cards.models import CardStop
from payments.payouts.models import HeldBack

NO_TOTAL = "The total is nothing, so no figures were kept. Agree them on the budget's page."
NO_CONDITIONS = "The conditions of sections 31 and 32 don't apply here, so this was not kept."
BESIDE: Final[tuple[tuple[Any, Callable[[NewBudget], Iterator[Any]]], ...]] = (
    (AgreedPurpose, parts.purposes),
    (BudgetHolder, parts.holders),
    (BudgetStatement, parts.statements),
    (OneOff, parts.one_offs),
    (Condition, parts.conditions),
    (CareReview, parts.reviews),
    (Pause, parts.pauses),
    (HeldBack, parts.held_back),
    (CardStop, parts.card_stops),
    (BudgetChange, parts.changes),
)
"""What stands beside a budget, each made for all of a batch at once."""

Hands = Sequence[InHand[BudgetRow]]


class BudgetWay(Way[BudgetRow]):
    """How budgets are taken."""

    file = BUDGETS
    refers: ClassVar = {
        "person_ref": PEOPLE,
        "provider_ref": PROVIDERS,
        "authorised_by_email": MEMBERS,
    }
    changeable = CHANGEABLE
    elsewhere = "Agree it anew on the budget's page."

    def look(self, hands: Hands) -> None:
        """Say what was left out of a row."""
        for hand in hands:
            if hand.record.weekly_total_pence == 0:
                self.remark(hand.row, "weekly_total", NO_TOTAL)
            if hand.record.conditions_decided_on and not begun.conditions_of(hand.record):
                self.remark(hand.row, "conditions_decided_on", NO_CONDITIONS)

    def create(self, hands: Hands) -> None:
        """Make budgets with their accounts and all that stands beside them."""
        new = self._new(hands)
        give_holders_sign_ins(new, desk=self.desk)
        accounts = chain.from_iterable((one.account, one.beside) for one in new)
        Account.objects.bulk_create(accounts, batch_size=500)
        Budget.objects.bulk_create((one.budget() for one in new), batch_size=500)
        for model, make in BESIDE:
            rows = list(chain.from_iterable(map(make, new)))
            model.objects.bulk_create(rows, batch_size=500)
        post_openings((one.opening() for one in new), desk=self.desk)
        dead = {one.person.id: one.person for one in new if one.state != BudgetState.ENDED}
        stop_for_the_dead(dead.values(), desk=self.desk)

    def _new(self, hands: Hands) -> list[NewBudget]:
        people = Person.objects.in_bulk([hand.points["person_ref"] for hand in hands])
        asked = [hand.points.get("provider_ref") for hand in hands]
        providers = Organisation.objects.in_bulk([one for one in asked if one])
        return [
            NewBudget(
                hand=hand,
                desk=self.desk,
                person=people[hand.points["person_ref"]],
                provider=providers.get(hand.points.get("provider_ref")),
            )
            for hand in hands
        ]

    def standing(self, hands: Hands) -> Mapping[UUID, BudgetRow]:
        """What is here, and what is known of it that no row says; locked, for it may change."""
        ids = [hand.id for hand in hands]
        if not self.desk.is_trial:
            lock_budgets(ids)
        self._here = budgets_here(self.desk.book_id, ids)
        return super().standing(hands)

    def differences(self, hand: InHand[BudgetRow]) -> Mapping[str, Any]:
        """In which fields a row says something else, and not the same in other words."""
        said, here = super().differences(hand), self._here[hand.id]
        return {k: v for k, v in said.items() if not is_known(hand, k, v, here)}

    def may_change(self, hand: InHand[BudgetRow], name: str) -> bool:
        """Only of budgets that came from a file, and only while nothing hangs on it here."""
        return name in self.changeable and is_open(name, self._here[hand.id])

    def check(self, hand: InHand[BudgetRow]) -> Sense | None:
        """Refuse a last day before the first one that is here, and stops before our time."""
        starts_on = hand.standing and hand.standing.starts_on
        ends_on, stopped_on = hand.changes.get("ends_on"), hand.changes.get("suspended_on")
        if starts_on and ends_on and ends_on < starts_on:
            return Sense("ends_on", f"This is before the start on {starts_on}. Look at both days.")
        if stopped_on and stopped_on < EARLIEST:
            return Sense("suspended_on", f"This is before {EARLIEST}. Look at the day again.")
        return None

    def change(self, hands: Hands) -> None:
        """Change what may be changed of budgets that are here."""
        change_budgets(self._new(hands), self._here, desk=self.desk)
