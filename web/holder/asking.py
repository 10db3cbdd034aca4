"""Asking for something that would help, from one's own phone."""

from typing import Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action
from budgets.recovery.services import ask_for_recovery_budget
from web.doors import FormPage
from web.holder.forms import AskForm
from web.holder.whose import HolderPage


class Ask(FormPage, HolderPage):
    """What would help? About how much? That is all."""

    action = Action.RECOVERY_ASK
    template_name = "holder/ask.html"
    form_class = AskForm

    def form_options(self) -> dict[str, Any]:
        """Whom it may be for: asked only where there is more than one."""
        self.may_ask_for = self.managed()
        options = {"managed": self.may_ask_for, "user_id": self.viewer.user_id}
        return options | {"initial": {"person": self.request.GET.get("for", "")}}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """Two boxes and a button."""
        return self.page(status=status, form=form, nobody=not self.may_ask_for)

    def act(self, form: Form) -> HttpResponse:
        """Keep it, and go home, where it stands."""
        asking = cast(AskForm, form).asking()
        asked = ask_for_recovery_budget(asking=asking, by=self.member, now=self.now)
        messages.success(self.request, f"The {asked.team.name} team has what you asked for.")
        return redirect(*self.home_of(asked.person))
