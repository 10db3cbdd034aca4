"""The dated policy: each setting as its sentence, and a new value from a day on."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.councils.rights import Action
from budgets.councils.services import set_policy
from budgets.councils.values import Policy
from web.council.forms import SettingForm
from web.doors import FormPage, Page
from web.look.words import setting_words
from web.templatetags.wherewithal import day_words


class PolicySettings(Page):
    """Every setting as it stands today, and what is set for later."""

    action = Action.POLICY_SET
    template_name = "council/policy.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show each setting with its value in words."""
        today = timezone.localdate(self.now)
        policy = councils.policy_on(self.viewer.book_id, today)
        later = councils.list_settings(self.viewer).filter(starts_on__gt=today)
        return self.page(
            settings=[(name, setting_words(name, v), w) for name, v, w in policy.in_words()],
            later=[(row, setting_words(row.name, row.value)) for row in later],
        )


class SetPolicy(FormPage):
    """One setting: what it means, what it is now, and what it is to be."""

    action = Action.POLICY_SET
    template_name = "council/set_policy.html"
    form_class = SettingForm

    def form_options(self) -> dict[str, Any]:
        """The form of this setting's unit."""
        if self.kwargs["name"] not in Policy.names():
            raise Http404
        return {"name": self.kwargs["name"], "today": timezone.localdate(self.now)}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The setting's sentence, its value now and before, and the form."""
        name = self.kwargs["name"]
        policy = councils.policy_on(self.viewer.book_id, timezone.localdate(self.now))
        before = councils.list_settings(self.viewer).filter(name=name).order_by("-starts_on")
        words = next(words for one, _, words in policy.in_words() if one == name)
        return self.page(
            status=status,
            form=form,
            words=words,
            now_words=setting_words(name, getattr(policy, name)),
            before=[(row, setting_words(name, row.value)) for row in before[:10]],
        )

    def act(self, form: Form) -> HttpResponse:
        """Set it from that day on; what held before stays in the books."""
        setting = set_policy(
            book_id=self.viewer.book_id,
            name=self.kwargs["name"],
            by=self.viewer.user_id,
            now=self.now,
            **form.cleaned_data,
        )
        words = setting_words(setting.name, setting.value)
        messages.success(self.request, f"From {day_words(setting.starts_on)} it is {words}.")
        return redirect("policy_settings")
