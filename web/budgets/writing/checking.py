"""All answers on one page, each line with its rule; one press stores them."""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.councils import selectors as councils
from budgets.plans.models import Budget
from budgets.plans.rules.entitlement import calendar_of_year
from budgets.plans.selectors import visible_to
from budgets.plans.selectors.facts import calendars
from budgets.plans.services import draft_budget
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.drafting import BudgetDraft, HolderDraft
from budgets.plans.values.purposes import PURPOSE_WORDS
from budgets.plans.values.schedule import Due, Facts, Terms
from ledgers.errors import Refusal
from payments.payouts.values import bank_day_from
from web.budgets.words import ACCOUNT_WORDS, FREQUENCY_WORDS, HOLDER_WORDS, MODE_WORDS
from web.budgets.writing.kept import forget
from web.budgets.writing.steps import AboutPerson

LONGEST_PERIOD: Final = timedelta(days=62)
TWICE: Final = timedelta(seconds=60)
"""Within this time the same practitioner means the same budget, pressed twice."""


class CheckAnswers(AboutPerson):
    """What will be written down, and then it is."""

    template_name = "budgets/writing/check.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all answers, or lead to the first that is missing."""
        if self.answers.next_step:
            return self.go_on()
        return self._show()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write it down, and lead to it."""
        written = self._just_written()
        if written is None and self.answers.next_step:
            return self.go_on()
        if written is None:
            draft = self.answers.draft(self.viewer.book_id)
            written = draft_budget(person=self.person, draft=draft, by=self.member, now=self.now)
            messages.success(request, f"It is written down for {self.person.first_name}.")
        forget(request, self.person.id)
        return redirect("budget", written.id)

    def _just_written(self) -> Budget | None:
        return (
            visible_to(self.viewer, self.action)
            .filter(
                person=self.person,
                state=BudgetState.DRAFT,
                opened_by=self.viewer.user_id,
                opened_at__gt=self.now - TWICE,
            )
            .first()
        )

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not, above what was typed."""
        return self._show(refusal, status=409)

    def _show(self, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
        draft = self.answers.find_draft(self.viewer.book_id)
        if draft is None:
            return redirect("write_week", self.person.id)
        statement = draft.statement
        calendar = calendars(self.viewer.book_id)[draft.frequency]
        first, then = [*(due for due in _dues(draft, calendar) if due.pence), None, None][:2]
        manager = councils.find_manager(self.person.team)
        return self.page(
            status=status,
            refusal=refusal,
            draft=draft,
            council_pence=statement.total_pence - statement.contribution_pence,
            holders=[(one, _known_as(one, self.person)) for one in _holders(draft)],
            purposes=[(PURPOSE_WORDS[purpose], words) for purpose, words in draft.purposes],
            mode_words=MODE_WORDS[draft.contribution_mode],
            often=FREQUENCY_WORDS[draft.frequency],
            kept_in=ACCOUNT_WORDS[draft.account_kind],
            first=first,
            then=then,
            first_on=bank_day_from(max(first.period.pay_on, self.today)) if first else None,
            manager=manager.user.full_name.split()[0] if manager else "",
            **self.around(),
        )


def _holders(draft: BudgetDraft) -> tuple[HolderDraft, ...]:
    return (draft.holder, *draft.more_holders)


def _known_as(holder: HolderDraft, person: Any) -> str:
    if holder.kind == HolderKind.PERSON:
        return str(person.full_name)
    return f"{holder.full_name} ({HOLDER_WORDS[holder.kind].lower()})"


def _dues(draft: BudgetDraft, calendar: Any) -> list[Due]:
    """The first periods, by the figures as they are written."""
    figures = draft.statement
    terms = Terms(1, figures.starts_on, figures.total_pence, figures.contribution_pence)
    facts = Facts(
        terms=(terms,),
        mode=draft.contribution_mode,
        pays_from=figures.starts_on,
        ends_on=draft.ends_on,
    )
    until = figures.starts_on + LONGEST_PERIOD
    return calendar_of_year(facts, calendar, figures.starts_on, until)
