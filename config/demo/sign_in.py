"""A sign-in link for each role of the example council."""

from budgets.councils.models import Council, Member
from budgets.councils.values import Role
from budgets.people.models import Person
from budgets.people.values import PersonKind
from web.sign_in.example import example_link

STAFF = (
    Role.PRACTITIONER,
    Role.MANAGER,
    Role.PROVIDER,
    Role.FINANCE,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


def list_sign_in_links(council: Council) -> list[tuple[str, str]]:
    """One line for each role: the role and where to sign in as somebody who has it."""
    people = Person.objects.filter(book_id=council.book_id, user__isnull=False).order_by("id")
    holder = people.filter(full_name="Rosa Delgado").first() or people.first()
    carer = people.filter(kind=PersonKind.CARER, full_name="Joy Clarke").first()
    links = [
        (name, example_link(person.user))
        for name, person in (("holder", holder), ("carer", carer))
        if person and person.user
    ]
    for role in STAFF:
        member = (
            Member.objects.filter(book_id=council.book_id, roles__role=role, ended_at=None)
            .order_by("id")
            .first()
        )
        if member:
            links.append((role.value, example_link(member.user)))
    return links
