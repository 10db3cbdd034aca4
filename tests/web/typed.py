"""What a practitioner types on the authorise page."""

from budgets.people.models import Person
from ledgers.values import uuid7

WORDS = "A course in bike repair. I want to work with my hands again."


def said(person: Person | None, **changed: str) -> dict[str, str]:
    typed = {
        "key": str(uuid7()),
        "who": person.full_name if person else "",
        "person": str(person.id) if person else "",
        "words": WORDS,
        "amount": "300",
        "reach": "own_account",
        "straight_to": "",
    }
    return typed | changed
