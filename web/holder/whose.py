"""Whose money a holder's page is about: their own, or somebody's whom they represent."""

from typing import Any, ClassVar

from django.http import Http404

from budgets.councils.rights import Action
from budgets.people import selectors as people
from budgets.people.models import Person
from budgets.recovery import selectors
from budgets.recovery.models import RecoveryRequest
from ledgers.values import Viewer
from web.doors import Page


class HolderPage(Page):
    """A page for somebody whose money it is, or who manages it; nobody else's exists."""

    action: ClassVar[Action] = Action.RECOVERY_ANSWER

    def managed(self) -> list[Person]:
        """Everybody whose money this viewer manages, themselves first."""
        found = people.managed_by(self.viewer).select_related("team", "cares_for")
        return sorted(found, key=lambda one: one.user_id != self.viewer.user_id)

    def person(self) -> Person | None:
        """
        The person in the address; without one, the viewer, or the first whom they represent.

        :raises Http404: it is not theirs to see
        """
        managed, wanted = self.managed(), self.kwargs.get("person_id")
        if wanted is None:
            return managed[0] if managed else None
        found = next((one for one in managed if one.id == wanted), None)
        if found is None:
            raise Http404
        return found

    def asked(self) -> RecoveryRequest:
        """
        The asking in the address, as a holder may act on it.

        :raises Http404: it is not theirs
        """
        seen = selectors.visible_to(self.as_holder(), self.action)
        found = seen.filter(pk=self.kwargs["request_id"]).first()
        if found is None:
            raise Http404
        return found

    def as_holder(self) -> Viewer:
        """The viewer as a holder alone, whatever else they are to the council."""
        return Viewer(self.viewer.user_id, self.viewer.book_id, frozenset({"holder"}), self.now)

    def is_own(self, person: Person) -> bool:
        """Whether it is the viewer's own money."""
        return person.user_id == self.viewer.user_id

    def home_of(self, person: Person) -> tuple[Any, ...]:
        """The address of this person's home, for `redirect`."""
        return ("home",) if self.is_own(person) else ("home_of", person.id)
