"""Deaths that files tell of: facts, of which nothing is sent to anybody."""

from collections.abc import Iterable

from budgets.caseload.services.importing.desk import Desk
from budgets.people.models import Person
from budgets.plans.services.death import end_budgets_of
from ledgers.values import About
from payments.payouts.services import write_no_more


def stop_for_the_dead(people: Iterable[Person], *, desk: Desk) -> None:
    """
    Write to them no more, and begin to end what is still open, for a person to settle kindly.

    :param people: of whom the files say on which day they died
    """
    for person in people:
        if person.died_on:
            write_no_more(book_id=desk.book_id, about=About("person", person.id))
            end_budgets_of(person, person.died_on, by=desk.by, now=desk.now)
