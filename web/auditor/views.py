"""Every recovery budget, and one of them whole. Each look at a person is kept for them to see."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.recovery import selectors as recovery
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.selectors.auditing import list_cases, trail_of
from web.auditor.words import ledger_rows, who_decided
from web.doors import Page
from web.forms import WordsField
from web.listing import page_of
from web.progress import STATUS, time_line

PLACES = [
    ("", "Anywhere"),
    ("waiting", "Waiting"),
    ("on-its-way", "On its way"),
    ("there", "There"),
    ("came-back", "Came back"),
    ("given-up", "Given up"),
]


class FilterForm(forms.Form):
    """What the list is narrowed by."""

    words = WordsField(label="Reference", required=False, max_length=40)
    place = forms.ChoiceField(label="Where the money is", choices=PLACES, required=False)
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args: Any, teams: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Every team"), *((str(one), name) for one, name in teams)]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]  # of this field's kind


class Audit(Page):
    """Every recovery budget, by reference: a name is looked up on the case, and kept."""

    action = Action.AUDIT_READ
    template_name = "audit/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the list, narrowed by what stands in the address."""
        teams = list(councils.teams_for(self.viewer).values_list("id", "name"))
        form = FilterForm(request.GET or None, teams=teams)
        asked = form.cleaned_data if form.is_valid() else {}
        team = asked.get("team") or None
        cases = list_cases(
            self.viewer,
            words=asked.get("words", ""),
            place=asked.get("place", ""),
            team=UUID(team) if team else None,
        )
        rows = page_of(request, cases)
        names = councils.names_of(case.decided_by for case in rows)
        kept = request.GET.copy()
        kept.pop("page", None)
        return self.page(
            form=form,
            rows=rows,
            filter=kept.urlencode(),
            total=rows.paginator.count,
            cases=[
                (case, names.get(case.decided_by, ""), STATUS[recovery.progress(case)])
                for case in rows
                if case.decided_by
            ],
        )


class Case(Page):
    """One recovery budget: what was said, who decided, where the money went, to the penny."""

    action = Action.AUDIT_READ
    template_name = "audit/case.html"
    what: ClassVar[str] = "a one-off budget, to audit it"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all of it, and keep that it was looked at."""
        cases = list_cases(self.viewer)
        case: RecoveryRequest = get_object_or_404(cases, pk=kwargs["request_id"])
        self.saw(case.person)
        budget = case.recovery
        return self.page(
            case=case,
            budget=budget,
            place=STATUS[recovery.progress(case)],
            steps=time_line(budget, now=self.now),
            decided=who_decided(case, self.viewer.book_id),
            ledger=ledger_rows(trail_of(case), case),
        )
