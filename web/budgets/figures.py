"""New figures for a week from a day on: looked at first, proposed, agreed by somebody else."""

from dataclasses import replace
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse

from budgets.councils.rights import Action
from budgets.plans.errors import (
    ContributionAboveTotal,
    StatementAfterEnd,
    StatementOverlaps,
    StatementTooEarly,
)
from budgets.plans.models import Budget, BudgetStatement
from budgets.plans.rules.agreeing import check_figures
from budgets.plans.rules.entitlement import change_due
from budgets.plans.selectors.facts import paid_until, settled_facts_of
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.services import agree_statement, propose_statement, withdraw_statement
from budgets.plans.values import BudgetState
from budgets.plans.values.changes import Change
from budgets.plans.values.drafting import StatementDraft
from budgets.plans.values.schedule import ContributionMode, Span, Terms
from budgets.plans.values.support import read_support
from web.budgets import parts
from web.budgets.one_budget import BudgetAct, BudgetForm, OneBudget
from web.budgets.support import TOTAL, initial_from
from web.budgets.week import WEEK_FIELDS, WeekForm, own_rates
from web.forms import MoneyField, WordsField


class FiguresForm(WeekForm):
    """A week's figures, the person's own part of them, and why they are new."""

    contribution = MoneyField(
        label="Their part in a week", minimum_pence=0, help_text="0 if they pay nothing."
    )
    takes_place = forms.BooleanField(
        label="These stand in the place of what is agreed for later days", required=False
    )
    why = WordsField(
        label="Why are they new?", lines=True, max_length=900, help_text="The person reads this."
    )

    def __init__(self, *args: Any, contributes: bool, later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not contributes:
            del self.fields["contribution"]
        if not later:
            del self.fields["takes_place"]

    def draft(self, budget: Budget) -> StatementDraft:
        """
        What is proposed.

        :raises Refusal: whatever the rate builder refuses
        """
        said = self.cleaned_data
        contribution = said.get("contribution") or 0
        built = self.statement(budget.book_id, contribution_pence=contribution, why=said["why"])
        return replace(built, takes_place=said.get("takes_place", False))


class ProposeFigures(BudgetForm):
    """First the lines and what they change, then the same button proposes them."""

    template_name = "budgets/figures.html"
    form_class = FiguresForm
    fields_of: ClassVar = {
        **WEEK_FIELDS,
        ContributionAboveTotal: "contribution",
        StatementTooEarly: "starts_on",
        StatementAfterEnd: "starts_on",
        StatementOverlaps: "starts_on",
    }
    draft: StatementDraft | None = None
    change: Change | None = None

    def form_options(self) -> dict[str, Any]:
        """What stands now is in the fields, so that only what changes is typed."""
        self.figures = parts.figures_of(self.budget, self.today)
        before = self.figures.shown or self.budget.statements.order_by("-number").first()
        return {
            "rates": own_rates(rate_rows(self.budget.book_id), self.today),
            "contributes": self.budget.contribution_mode != ContributionMode.NONE,
            "later": bool(self.figures.coming),
            "initial": _initial(before) | self._first_day(),
        }

    def _first_day(self) -> dict[str, Any]:
        """A draft's figures mostly begin with it."""
        drafted = self.budget.state == BudgetState.DRAFT
        return {"starts_on": self.budget.starts_on} if drafted else {}

    def act(self, form: Form) -> HttpResponse:
        """Show what it comes to; propose it when exactly that was looked at."""
        self.check_tie()
        draft = cast(FiguresForm, form).draft(self.budget)
        check_figures(draft, self.today)
        if self.request.POST.get("propose") == _signed(draft):
            propose_statement(budget=self.budget, draft=draft, by=self.member, now=self.now)
            messages.success(self.request, "It is proposed. A manager agrees it.")
            return self.back()
        self.draft, self.change = draft, change_by(self.budget, draft)
        shown = self.show(form)
        return shown.render() if isinstance(shown, TemplateResponse) else shown

    def around(self) -> dict[str, Any]:
        """The figures as they stand, and those that are looked at."""
        draft = self.draft
        return {
            "shown": self.figures.shown,
            "draft": draft,
            **_told(self.change),
            "signed": _signed(draft) if draft else "",
            "council_pence": draft.total_pence - draft.contribution_pence if draft else 0,
        }


def change_by(budget: Budget, draft: StatementDraft) -> Change | None:
    """What these figures would make of days that were paid already; nothing where none were."""
    until = paid_until(budget)
    if until is None or draft.starts_on >= until:
        return None
    before = settled_facts_of(budget)
    number = max((one.number for one in before.terms), default=0) + 1
    terms = Terms(number, draft.starts_on, draft.total_pence, draft.contribution_pence)
    after = replace(before, terms=(*before.terms, terms))
    return change_due(before, after, Span(draft.starts_on, until))


def _told(change: Change | None) -> dict[str, Any]:
    """A change as the pages show it."""
    return {"change": change, "too_much_pence": max(0, -change.pence) if change else 0}


def _signed(draft: StatementDraft) -> str:
    """What was looked at, so that nothing else is proposed."""
    return f"{draft.starts_on:%Y-%m-%d} {draft.total_pence} {draft.contribution_pence}"


def _initial(statement: BudgetStatement | None) -> dict[str, Any]:
    if statement is None:
        return {}
    initial: dict[str, Any] = {"contribution": statement.contribution_pence}
    if statement.built_from:
        return initial | initial_from(read_support(statement.built_from))
    words = ", ".join(line.words for line in statement.lines.all()) or "Support as it was agreed"
    return initial | {"how": TOTAL, "total": statement.total_pence, "total_words": words[:300]}


class _Figures(OneBudget):
    def statement(self) -> BudgetStatement:
        """
        The figures in the address.

        :raises Http404: they are not this budget's
        """
        found = self.budget.statements.filter(pk=self.kwargs["statement_id"]).first()
        if found is None:
            raise Http404
        found.budget = self.budget
        return found


class AgreeFigures(_Figures, BudgetForm):
    """Look at proposed figures with what they change, and agree them."""

    action = Action.BUDGETS_AGREE
    template_name = "budgets/agree_figures.html"
    form_class = forms.Form

    def around(self) -> dict[str, Any]:
        """The proposed figures line by line, and those that stand."""
        statement = self.statement()
        draft = StatementDraft(
            starts_on=statement.starts_on,
            total_pence=statement.total_pence,
            contribution_pence=statement.contribution_pence,
            why=statement.why,
        )
        return {
            "statement": statement,
            "shown": parts.figures_of(self.budget, self.today).now,
            **_told(change_by(self.budget, draft)),
            "own": statement.proposed_by == self.viewer.user_id,
        }

    def do(self, form: Form) -> None:
        """Agree them."""
        agree_statement(statement=self.statement(), by=self.viewer.user_id, now=self.now)
        messages.success(self.request, "You agreed the new figures.")


class WithdrawFigures(_Figures, BudgetAct):
    """Take back figures that nobody has agreed."""

    def do(self) -> None:
        """Take them back; they stay in the history."""
        statement = self.statement()
        withdraw_statement(statement=statement, by=self.viewer.user_id, now=self.now)
        messages.success(self.request, "The proposed figures are taken back.")
