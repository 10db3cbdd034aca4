"""Who manages budgets that come in: they sign in, and see what they manage, while it lasts."""

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from budgets.caseload.services.importing.desk import Desk
from budgets.caseload.services.importing.new_budgets import NewBudget
from budgets.caseload.services.importing.sign_ins import let_holders_in
from budgets.people.models import Person, Representative
from budgets.plans.services.holders import REPRESENTS
from budgets.plans.values import BudgetState, HolderKind

SIGN_IN: Final = (HolderKind.PERSON, *REPRESENTS)
"""A provider's and the council's staff are let in as what they are."""


def give_holders_sign_ins(new: Sequence[NewBudget], *, desk: Desk) -> None:
    """Let whoever manages one of these budgets sign in, where we know their address."""
    current = [one for one in new if one.state != BudgetState.ENDED and not one.person.died_on]
    signing = [one for one in current if one.said.holder_kind in SIGN_IN]
    for one in signing:
        if one.said.holder_kind == HolderKind.PERSON:
            one.holder_id = one.person.user_id
    asked = [one for one in signing if one.said.holder_email]
    users = let_holders_in(
        {str(one.said.holder_email): one.holder_name for one in asked}, desk=desk
    )
    for one in asked:
        one.holder_id = users[str(one.said.holder_email)]
    _give_to_people(asked, desk)
    _represent(asked, desk)


def _give_to_people(asked: Iterable[NewBudget], desk: Desk) -> None:
    """A person of whom only the budget's row has an address signs in by that."""
    without = {
        one.holder_id: one.person
        for one in asked
        if one.said.holder_kind == HolderKind.PERSON and one.person.user_id is None
    }
    others = Person.objects.filter(
        book_id=desk.book_id, user_id__in=[user for user in without if user]
    )
    claimed = set(others.values_list("user_id", flat=True))
    given: dict[UUID, Person] = {}
    for user_id, person in without.items():
        if user_id not in claimed:
            person.user_id = user_id
            given[person.id] = person
    Person.objects.bulk_update(given.values(), ["user_id"], batch_size=500)


def _represent(asked: Iterable[NewBudget], desk: Desk) -> None:
    """Whoever manages money with or for somebody is their representative, once."""
    wanted = {
        (one.person.id, one.holder_id): one
        for one in asked
        if one.said.holder_kind in REPRESENTS
        and one.holder_id
        and one.holder_id != one.person.user_id
    }
    people = {person for person, _ in wanted}
    rows = Representative.objects.filter(book_id=desk.book_id, person__in=people, ends_on=None)
    known = set(rows.values_list("person_id", "user_id"))
    Representative.objects.bulk_create(
        (
            Representative(
                book_id=desk.book_id,
                person_id=person_id,
                user_id=user_id,
                kind=REPRESENTS[one.said.holder_kind],
                starts_on=one.said.starts_on,
            )
            for (person_id, user_id), one in wanted.items()
            if (person_id, user_id) not in known
        ),
        batch_size=500,
    )
