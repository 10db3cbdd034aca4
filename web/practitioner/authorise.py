"""The practitioner's one page: a recovery budget in under a minute."""

from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from budgets.councils.rights import Action, may
from budgets.recovery.errors import FOR_SOMEBODY_ELSE
from budgets.recovery.services import ask_manager, grant_recovery_budget
from ledgers.errors import Refusal
from web.doors import FormPage
from web.practitioner.choosing import choose
from web.practitioner.forms import AuthoriseForm
from web.practitioner.saying_yes import limit_words, limits_and_pots, sent_before, who_is_asked


class Authorise(FormPage):
    """What they can say yes to, then who, what for, how much and how; one button."""

    action = Action.RECOVERY_AUTHORISE
    template_name = "practitioner/authorise.html"
    form_class = AuthoriseForm
    what = "what they had this year"
    refusal: Refusal | None = None

    def form_options(self) -> dict[str, Any]:
        """The form knows whom the page is about so far."""
        self.choosing = choose(self.viewer, self._typed())
        return {"choosing": self.choosing}

    def _typed(self) -> dict[str, str]:
        sent: QueryDict = self.request.POST if self.request.method == "POST" else self.request.GET
        typed = {name: str(words) for name, words in sent.items()}
        to = typed.pop("switch", "")
        if to == "new":
            typed |= {"new": "1", "full_name": typed.get("who", ""), "person": ""}
        elif to:
            typed |= {"new": "", "who": typed.get("full_name", "")}
        return typed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, with what the address brings along."""
        return self._show_so_far()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find, or change to somebody new; or do it. Nobody is paid whom nobody has looked at."""
        typed = self._typed()
        looks = "find" in typed or "switch" in request.POST
        if looks or (typed.get("who") and not typed.get("person") and not typed.get("new")):
            return self._show_so_far().render()
        return super().post(request, *args, **kwargs)

    def _show_so_far(self) -> TemplateResponse:
        options = self.form_options()
        typed = {name: words for name, words in self._typed().items() if words}
        if self.choosing.chosen:
            typed["person"] = str(self.choosing.chosen.id)
        return self.show(self.form_class(initial=typed, **options))

    def act(self, form: Form) -> HttpResponse:
        """Authorise, or ask the manager when that is what the button said."""
        asking = cast(AuthoriseForm, form).asking()
        if self._may_ask() and self.request.POST.get("ask_manager") == str(asking.pence):
            request = ask_manager(asking=asking, by=self.member, now=self.now)
        else:
            granted = grant_recovery_budget(asking=asking, by=self.member, now=self.now)
            request = granted.request
        return redirect("authorised", request.id)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what was typed, and offer the manager when it is theirs to say."""
        self.refusal = refusal
        if not (self._may_ask() and isinstance(refusal, FOR_SOMEBODY_ELSE)):
            self.form.add_error(None, refusal.sentence)
        return self.show(self.form, status=409)

    def _may_ask(self) -> bool:
        return may(self.viewer.roles, Action.RECOVERY_PASS)

    def show(self, form: Form, status: int = 200) -> TemplateResponse:
        """The page: limits first, then the form as far as it is filled."""
        if self.choosing.chosen:
            self.saw(self.choosing.chosen)
        known = limits_and_pots(self, self.choosing)
        form["amount"].help_text = limit_words(known["most_pence"])
        ask = who_is_asked(
            self,
            self.choosing,
            pence=cast(AuthoriseForm, form).pence_so_far(),
            most_pence=known["most_pence"],
            refusal=self.refusal,
        )
        before = sent_before(self.viewer.book_id, self.refusal)
        return self.page(status=status, form=form, ask=ask, sent_before=before, **known)
