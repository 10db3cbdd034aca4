"""Uplifts: prepared by one officer, looked at and agreed by another, raised in the background."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action, may
from budgets.councils.selectors import names_of, teams_for
from budgets.plans.errors import DayAbsurd, FilterUnknown, UpliftAbsurd, UpliftUnsaid
from budgets.plans.models import Uplift
from budgets.plans.selectors import uplifts
from budgets.plans.services import agree_uplift, prepare_uplift, withdraw_uplift
from ledgers.errors import Refusal
from web.doors import FormPage, Page
from web.finance.uplift_form import UpliftForm
from web.listing import page_of


class Uplifts(Page):
    """Every uplift that was ever prepared, the newest first."""

    action = Action.UPLIFTS_READ
    template_name = "finance/uplifts.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show where each of them is."""
        rows = page_of(request, uplifts.visible_to(self.viewer))
        return self.page(
            rows=rows,
            listed=[(one, uplifts.way_of(one).words, status_of(one)) for one in rows],
            may_prepare=may(self.viewer.roles, Action.UPLIFTS_PREPARE),
        )


class PrepareUplift(FormPage):
    """Saying what an uplift is and for whom; nothing is raised by it."""

    action = Action.UPLIFTS_PREPARE
    template_name = "finance/prepare_uplift.html"
    form_class = UpliftForm
    fields_of = {  # noqa: RUF012  as in the door
        UpliftAbsurd: "percent",
        UpliftUnsaid: "words",
        DayAbsurd: "starts_on",
        FilterUnknown: "references",
    }

    def form_options(self) -> dict[str, Any]:
        """The council's teams, to choose among."""
        return {"teams": list(teams_for(self.viewer))}

    def act(self, form: Any) -> HttpResponse:
        """Prepare it, and go on to what it makes of each budget."""
        typed = form.cleaned_data
        uplift = prepare_uplift(
            book_id=self.viewer.book_id,
            words=typed["words"],
            filters=form.chosen(),
            starts_on=typed["starts_on"],
            by=self.member,
            now=self.now,
            percent_points=typed["percent"],
            new_rate_pence=typed["hour"],
        )
        messages.success(self.request, "Prepared. Nothing is raised before somebody else agrees.")
        return redirect("uplift", uplift.id)


class OneUplift(Page):
    """What it makes of each budget and in all, whose turn it is, and how far it is."""

    action = Action.UPLIFTS_READ
    template_name = "finance/uplift.html"

    def uplift(self) -> Uplift:
        """The uplift of the address, if the viewer may do this to it."""
        seen = uplifts.visible_to(self.viewer, self.action)
        return get_object_or_404(seen, pk=self.kwargs["uplift_id"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, by default what can be raised."""
        return self.page(**self.shown())

    def shown(self) -> dict[str, Any]:
        """What the page shows, also when agreeing was refused."""
        uplift = self.uplift()
        problems = self.request.GET.get("show") == "problems"
        rows = page_of(self.request, uplifts.list_lines(uplift, with_problem=problems))
        names = names_of([uplift.prepared_by, uplift.agreed_by, uplift.withdrawn_by])
        return {
            "uplift": uplift,
            "way": uplifts.way_of(uplift).words,
            "place": status_of(uplift),
            "totals": uplifts.totals_of(uplift),
            "rows": rows,
            "lines": [(line, line.new_pence - line.old_pence) for line in rows],
            "problems": problems,
            "prepared_by": names.get(uplift.prepared_by, ""),
            "agreed_by": names.get(uplift.agreed_by or uplift.prepared_by, ""),
            "withdrawn_by": names.get(uplift.withdrawn_by or uplift.prepared_by, ""),
            "own": uplift.prepared_by == self.viewer.user_id,
            "may_agree": may(self.viewer.roles, Action.UPLIFTS_AGREE),
        }


class DecideUplift(OneUplift):
    """What the ways to decide about an uplift share: a refusal comes back to its page."""

    http_method_names = ("post",)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why it was not done."""
        return self.page(409, refusal=refusal, **self.shown())


class AgreeUplift(DecideUplift):
    """Agreeing what somebody else prepared: it is raised soon after."""

    action = Action.UPLIFTS_AGREE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree it."""
        uplift = agree_uplift(uplift=self.uplift(), by=self.member, now=self.now)
        messages.success(request, "Agreed. Each budget is raised now; you can close this page.")
        return redirect("uplift", uplift.id)


class WithdrawUplift(DecideUplift):
    """Taking back what nobody has agreed."""

    action = Action.UPLIFTS_PREPARE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back."""
        uplift = withdraw_uplift(uplift=self.uplift(), by=self.member, now=self.now)
        messages.success(request, "Taken back. Nothing was raised.")
        return redirect("uplift", uplift.id)


def status_of(uplift: Uplift) -> tuple[str, str]:
    """Where an uplift is, as a status word on its tint."""
    if uplift.withdrawn_at:
        return ("Taken back", "stone")
    if uplift.agreed_at is None:
        return ("Waits for agreement", "honey")
    return ("Done", "stone") if uplift.applied_at else ("Being raised", "calm")
