"""
The one door of the REST interface: who is it, may they, one transaction, the answer, who looked.

An operation says which right it asks for, what it takes and what it gives. Its method calls
selectors or one verb and returns the thing; whatever is refused rolls everything back.
"""

from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from api import etags, idempotency, limits, writing
from api.filters import check_known, checked
from api.operation import Handler, Operation
from api.problems import NotYours, SessionNeeded
from api.reading import read_body, read_fields
from api.sign_in import Bearer, check_session
from api.writing import Negotiation
from budgets.councils.errors import NotAMember
from budgets.councils.models import ApiToken, Member
from budgets.councils.rights import may
from budgets.councils.rules import main_role
from budgets.councils.selectors import find_membership
from budgets.people.models import Person
from budgets.people.services import record_reads
from budgets.plans.selectors import viewer_for
from ledgers.doors import acting_for
from ledgers.values import Viewer

COUNCIL_IN_SESSION = "book"
SAFE = ("GET", "HEAD")
METHODS = ["get", "head", "post", "put", "delete"]


class Door(APIView):
    """One address of the REST interface, for members of a council."""

    authentication_classes = (Bearer, SessionAuthentication)
    content_negotiation_class = Negotiation
    http_method_names = METHODS
    operation: Operation
    member: Member
    viewer: Viewer
    now: datetime
    body: Any
    again = False
    """Whether what is asked for was there already, where an operation tells the two apart."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the request as it came; the rest is asked in `initial` and done in `through`."""
        self.http, self.looked_at = request, list[Person]()
        self.now = timezone.now()  # noqa: TID251  the door's own clock
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *_: Any, **__: Any) -> None:
        """Everything that is asked before anything is looked up or done."""
        self.operation, self.format_kwarg = self._operation(), None
        self.media = self.perform_content_negotiation(request)[1]
        self.raw = read_body(self.http, self.operation)
        self._ask_who(request)
        self._ask_right()
        check_known(self.http.GET, self.operation.parameters)
        self.body = read_fields(self.raw, self.operation)

    def _operation(self) -> Operation:
        handler = getattr(self, (self.http.method or "").lower(), None)
        found: Operation | None = getattr(handler, "operation", None)
        if found is None:
            raise MethodNotAllowed(self.http.method or "")
        return found

    def _ask_who(self, request: Request) -> None:
        if not request.user.is_authenticated:
            limits.count_stranger(request, now=self.now)
            raise NotAuthenticated
        limits.count_user(request.user.pk, now=self.now)
        token: ApiToken | None = request.auth  # type: ignore[assignment]
        chosen = token.book_id if token else self.http.session.get(COUNCIL_IN_SESSION, "")
        member = find_membership(request.user, chosen)
        if member is None or (token and member.book_id != chosen):
            raise NotAMember
        self.member, self.viewer = member, viewer_for(member, self.now)
        if token is None:
            check_session(self.http, self.viewer)

    def _ask_right(self) -> None:
        if self.operation.by_session and self.request.auth is not None:
            raise SessionNeeded
        if not may(self.viewer.roles, self.operation.right):
            raise NotYours

    def through(self, handler: Handler, **ids: Any) -> HttpResponseBase:
        """Show or do one thing: a read sees one moment, an act is kept whole or not at all."""
        if self.http.method in SAFE:
            with acting_for(self.viewer, read_only=True):
                answer = self._written(handler(self, **ids))
            self._keep_who_looked()
            return answer
        with acting_for(self.viewer):
            if not self.operation.keyed:
                return self._written(handler(self, **ids))
            return idempotency.once(self.asked(), lambda: self._written(handler(self, **ids)))

    def asked(self) -> idempotency.Asked:
        """What this request asks for under its key."""
        address = f"{self.http.method} {self.http.get_full_path()}".encode()
        key = self.http.headers.get("Idempotency-Key")
        return idempotency.asked(self.viewer, key, address, self.raw)

    def find(self, rows: QuerySet[Any], **by: Any) -> Any:
        """
        One thing of those that this viewer may see, in the state that they saw.

        :raises Http404: there is none for them
        """
        found = get_object_or_404(rows, **by)
        if self.operation.matched:
            etags.check_match(self.http.headers.get("If-Match"), writing.one(self, found))
        return found

    def get_or_404(self, rows: Any, **by: Any) -> Any:
        """One thing that goes with another which was found."""
        return get_object_or_404(rows, **by)

    def key(self) -> UUID:
        """The client's key as one of ours: of this member alone."""
        return uuid5(self.member.id, self.http.headers.get("Idempotency-Key", ""))

    def asked_for(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """What the parameters of the address say."""
        filters = self.operation.filters
        return checked(self.http.GET, filters, rows).form.cleaned_data if filters else {}

    def prepare(self, rows: list[Any]) -> list[Any]:
        """The rows of a page, with what a list adds to each."""
        return rows

    def _written(self, result: Any) -> HttpResponse:
        return writing.written(self, result)

    def saw(self, thing: Model) -> None:
        """Note whose records this thing is part of; kept once the answer is written."""
        path = self.operation.looks_at
        person = thing if path == "self" else attrgetter(path)(thing) if path else None
        if isinstance(person, Person):
            self.looked_at.append(person)

    def _keep_who_looked(self) -> None:
        others = {p.pk: p for p in self.looked_at if p.user_id != self.viewer.user_id}
        if not others:
            return
        with acting_for(self.viewer):
            record_reads(
                people=list(others.values()),
                by=self.viewer.user_id,
                role=main_role(self.viewer.roles),
                what=self.operation.name,
                now=self.now,
            )
