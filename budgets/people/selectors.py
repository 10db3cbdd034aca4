"""Questions about people: whom a viewer may see, who is tied to whom, who has looked."""

from uuid import UUID

from django.db.models import Q, QuerySet

from budgets.councils.models import Member
from budgets.councils.rights import Action, Scope, scopes_for
from budgets.councils.selectors import team_ids
from budgets.people.models import (
    Absence,
    DeclaredInterest,
    GroupMember,
    Household,
    Organisation,
    Person,
    RecordRead,
    Representative,
)
from budgets.people.values import Newcomer
from ledgers.values import Viewer


def visible_to(viewer: Viewer, action: Action = Action.PEOPLE_READ) -> QuerySet[Person]:
    """The people over whom this viewer may do this. Nobody else exists for them."""
    people = Person.objects.filter(book_id=viewer.book_id).order_by("full_name", "id")
    scopes = scopes_for(viewer.roles, action)
    if Scope.COUNCIL in scopes:
        return people
    seen = Q(pk__in=[])
    if Scope.TEAM in scopes:
        seen |= Q(team_id__in=team_ids(viewer))
    if Scope.OWN in scopes:
        seen |= Q(pk__in=_own_ids(viewer))
    return people.filter(seen)


def _own_ids(viewer: Viewer) -> list[UUID]:
    """
    Themselves and whom they represent: a few, so asked for now.

    As part of what is asked later, the database would look for them among everybody's rows.
    """
    own = Person.objects.filter(book_id=viewer.book_id, user_id=viewer.user_id)
    return list(own.order_by().values_list("id", flat=True).union(_represented(viewer)))


def _represented(viewer: Viewer) -> QuerySet[Representative, UUID]:
    today = viewer.now.date()
    return Representative.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=today),
        book_id=viewer.book_id,
        user_id=viewer.user_id,
        starts_on__lte=today,
    ).values_list("person_id", flat=True)


def search(viewer: Viewer, words: str, action: Action = Action.PEOPLE_READ) -> QuerySet[Person]:
    """People whose name or reference has all of these words, among those the viewer may see."""
    return with_words(visible_to(viewer, action).filter(closed_on=None, died_on=None), words)


def with_words(people: QuerySet[Person], words: str) -> QuerySet[Person]:
    """Those of these people whose name or reference has all of these words."""
    for word in words.split():
        people = people.filter(
            Q(full_name__icontains=word)
            | Q(known_as__icontains=word)
            | Q(reference__istartswith=word)
        )
    return people


def managed_by(viewer: Viewer) -> QuerySet[Person]:
    """The viewer themselves, and everybody whose money they manage today; as a holder alone."""
    as_holder = Viewer(viewer.user_id, viewer.book_id, frozenset({"holder"}), viewer.now)
    return visible_to(as_holder)


def find_namesake(newcomer: Newcomer, book_id: UUID) -> Person | None:
    """Somebody of the same team with this name and date of birth, if the team knows one."""
    return Person.objects.filter(
        book_id=book_id,
        team_id=newcomer.team_id,
        full_name__iexact=" ".join(newcomer.full_name.split()),
        date_of_birth=newcomer.date_of_birth,
    ).first()


def has_tie(member: Member, person: Person) -> bool:
    """Whether a member of staff is this person, lives with them, or declared a tie to them."""
    return list_close_to(member).filter(pk=person.pk).exists()


def list_close_to(member: Member) -> QuerySet[Person]:
    """
    The people on whose money a member of staff doesn't decide.

    Themselves, who they live with, care for or are cared for by, groups that they belong to,
    whose money they ever managed, and to whom they declared a tie.
    """
    own = Person.objects.filter(book_id=member.book_id, user_id=member.user_id)
    return Person.objects.filter(
        Q(user_id=member.user_id)
        | Q(pk__in=DeclaredInterest.objects.filter(member=member).values("person"))
        | Q(pk__in=Representative.objects.filter(user_id=member.user_id).values("person"))
        | Q(household__in=own.filter(household__isnull=False).values("household"))
        | Q(pk__in=own.filter(cares_for__isnull=False).values("cares_for"))
        | Q(cares_for__in=own)
        | Q(pk__in=GroupMember.objects.filter(person__in=own).values("group")),
        book_id=member.book_id,
    )


def find_household(book_id: UUID, reference: str) -> Household | None:
    """The people who live together under this reference, if the council knows them."""
    return Household.objects.filter(book_id=book_id, reference=reference).first()


def find_organisation(book_id: UUID, reference: str) -> Organisation | None:
    """Who provides care or support under this reference, if the council knows them."""
    return Organisation.objects.filter(book_id=book_id, reference=reference).first()


def list_absences(person: Person) -> QuerySet[Absence]:
    """When this person was, is or will be away, the latest first."""
    return Absence.objects.filter(person=person).order_by("-starts_on", "-id")


def list_reads(person: Person) -> QuerySet[RecordRead]:
    """Who has looked at this person's records, newest first."""
    return RecordRead.objects.filter(person=person).order_by("-read_at", "-id")
