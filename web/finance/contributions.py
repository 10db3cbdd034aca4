"""What people pay towards their support: what is owed, one person's lines, a sum that came."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action
from budgets.plans.errors import (
    BackBeforePaid,
    DayAbsurd,
    DayAhead,
    SumMissing,
)
from budgets.plans.models import Budget, ContributionPaid
from budgets.plans.selectors import contributions
from budgets.plans.selectors.contributions import InArrears, LineKind
from budgets.plans.services.contributions import contribution_came_back, record_contribution_paid
from budgets.plans.values.agreement import PaidContribution
from ledgers.values import pounds
from payments.outside.rails.bank_file.csv_file import harmless
from payments.payouts.values import london_day
from web.doors import FormPage, Page
from web.finance.fields import OnceForm
from web.finance.words import about_them
from web.forms import DayField, MoneyField, OptionsField, WordsField
from web.listing import page_of

HOW: Final = {
    PaidContribution.INTO_ACCOUNT: "Into the budget’s own account",
    PaidContribution.STANDING_ORDER: "By standing order",
    PaidContribution.DEBIT: "By direct debit",
    PaidContribution.INVOICE: "By our invoice",
}
LINES: Final = {
    LineKind.DUE: "Due",
    LineKind.CHANGED: "Changed",
    LineKind.PAID: "Paid",
    LineKind.CAME_BACK: "Came back",
}
HEADS: Final = ("Name", "Reference", "Team", "Owed", "Periods", "Since", "Due so far", "Paid")


class Contributions(Page):
    """Whose part has not reached us, the oldest first; anybody else's by their name."""

    action = Action.CONTRIBUTIONS_RECORD
    template_name = "finance/contributions.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what is owed, or who was looked for."""
        who = request.GET.get("who", "").strip()[:100]
        owed = contributions.list_in_arrears(self.viewer, london_day(self.now))
        rows = page_of(request, owed)
        found = contributions.list_contributing(self.viewer, who)[:50] if who else None
        return self.page(
            who=who,
            found=found,
            rows=rows,
            count=len(owed),
            pence=sum(one.arrears.owed_pence for one in owed),
        )


class ContributionSheet(Page):
    """The same list as a table for a spreadsheet."""

    action = Action.CONTRIBUTIONS_RECORD

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it over, dated."""
        today = london_day(self.now)
        sheet = sheet_of(contributions.list_in_arrears(self.viewer, today))
        name = f'attachment; filename="contributions-owed-{today}.csv"'
        headers = {"Content-Disposition": name}
        return HttpResponse(sheet, content_type="text/csv; charset=utf-8", headers=headers)


class PaidForm(OnceForm):
    """A contribution that was seen: how much, when, how."""

    amount = MoneyField(label="How much was paid?")
    paid_on = DayField(label="On which day?", help_text="Like 20 November 2026.")
    how = OptionsField(label="How?", choices=list(HOW.items()))
    words = WordsField(label="Anything to remember? (optional)", required=False, max_length=500)


class OneContribution(FormPage):
    """One person's lines, and a sum that they paid."""

    action = Action.CONTRIBUTIONS_RECORD
    what = "What they pay towards their support"
    template_name = "finance/contribution.html"
    form_class = PaidForm
    fields_of = {DayAbsurd: "paid_on", DayAhead: "paid_on", SumMissing: "amount"}  # noqa: RUF012

    def budget(self) -> Budget:
        """The budget of the address, if anybody contributes to it."""
        seen = contributions.list_contributing(self.viewer)
        return get_object_or_404(seen, pk=self.kwargs["budget_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The lines, the newest first, and what may have come back."""
        budget = self.budget()
        self.saw(budget.person)
        lines = contributions.list_lines(budget)[::-1]
        return self.page(
            status=status,
            form=form,
            budget=budget,
            arrears=contributions.find_arrears(budget, london_day(self.now)),
            rows=(rows := page_of(self.request, lines)),
            lines=[(LINES[line.kind], about_them(line.words), line) for line in rows],
            paid=contributions.list_paid(budget).filter(came_back_on=None)[:12],
        )

    def act(self, form: Form) -> HttpResponse:
        """Keep it, once for its key."""
        typed = form.cleaned_data
        paid = record_contribution_paid(
            budget=self.budget(),
            pence=typed["amount"],
            paid_on=typed["paid_on"],
            how=PaidContribution(typed["how"]),
            key=typed["key"],
            words=typed["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, f"{pounds(paid.pence)} is written down as paid.")
        return redirect("contribution", paid.budget_id)


class BackForm(Form):
    """When a contribution came back, and what the bank said."""

    on = DayField(label="On which day did it come back?", help_text="Like 20 November 2026.")
    words = WordsField(label="What did the bank say? (optional)", required=False, max_length=500)


class CameBack(FormPage):
    """A contribution that came back: it is due again, and nobody is to blame."""

    action = Action.CONTRIBUTIONS_RECORD
    what = "A contribution that came back"
    template_name = "finance/contribution_back.html"
    form_class = BackForm
    fields_of = {DayAbsurd: "on", DayAhead: "on", BackBeforePaid: "on"}  # noqa: RUF012

    def paid(self) -> ContributionPaid:
        """The contribution of the address, if it is of this council."""
        seen = ContributionPaid.objects.filter(
            budget__in=contributions.list_contributing(self.viewer).order_by()
        ).select_related("budget__person")
        return get_object_or_404(seen, pk=self.kwargs["paid_id"])

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, about the sum that was paid."""
        paid = self.paid()
        self.saw(paid.budget.person)
        return self.page(status=status, form=form, paid=paid)

    def act(self, form: Form) -> HttpResponse:
        """Keep it: the sum is due again."""
        paid = contribution_came_back(
            contribution=self.paid(), by=self.viewer.user_id, now=self.now, **form.cleaned_data
        )
        messages.success(self.request, f"{pounds(paid.pence)} came back, and is due again.")
        return redirect("contribution", paid.budget_id)


def sheet_of(owed: Iterable[InArrears]) -> bytes:
    """The list for a spreadsheet: UTF-8 with its mark, sums as 300.00, no cell a formula."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(HEADS)
    for one in owed:
        person, arrears = one.budget.person, one.arrears
        writer.writerow(
            (
                harmless(person.full_name),
                harmless(one.budget.reference),
                harmless(person.team.name),
                _sum(arrears.owed_pence),
                arrears.missed,
                one.since_on.isoformat(),
                _sum(arrears.due_pence),
                _sum(arrears.paid_pence),
            )
        )
    return table.getvalue().encode("utf-8-sig")


def _sum(pence: int) -> str:
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02}"
