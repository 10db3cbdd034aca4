"""Nothing is paid because the books don't agree: what was found, and letting it go again."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from budgets.councils.rights import Action, may
from ledgers.selectors import find_stop
from payments.payouts import services as payouts
from web.doors import FormPage
from web.forms import WordsField


class LetGoForm(forms.Form):
    """Why money may leave again."""

    words = WordsField(
        label="What was wrong, and what did you do?",
        help_text="The auditor reads it. We look at the books again before anything is paid.",
        max_length=500,
    )


class Stopped(FormPage):
    """What was found, for finance and the auditor; finance lets it go."""

    action = Action.STUCK_READ
    template_name = "finance/stopped.html"
    form_class = LetGoForm

    def show(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """What was found, or that all is well."""
        return self.page(
            status=status,
            form=form,
            stop=find_stop(self.viewer.book_id),
            may_let_go=may(self.viewer.roles, Action.STUCK_DECIDE),
        )

    def act(self, form: forms.Form) -> HttpResponse:
        """Look again, and let money leave if all agrees."""
        if not may(self.viewer.roles, Action.STUCK_DECIDE):
            raise Http404
        payouts.let_sending_go(
            book_id=self.viewer.book_id,
            words=form.cleaned_data["words"],
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(self.request, "The books agree, and payments leave again.")
        return redirect("stopped")
