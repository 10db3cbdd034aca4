"""What the bank answers: its file is read, and each row is said what came of it."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action
from budgets.councils.selectors import name_of
from payments.payouts.selectors import desk
from payments.payouts.services import read_bank_answers
from payments.payouts.values import PaymentState
from web.doors import FormPage, Page
from web.finance.forms import AnswerForm
from web.finance.words import MOVES, listed
from web.listing import page_of


class ReadAnswer(FormPage):
    """Reading a file of the bank's; the same file twice changes nothing."""

    action = Action.BANK_FILES_ANSWER
    template_name = "finance/read_answer.html"
    form_class = AnswerForm

    def act(self, form: Form) -> HttpResponse:
        """Take the answer, and go on to what came of it."""
        answer = read_bank_answers(
            book_id=self.viewer.book_id,
            data=form.cleaned_data["file"].read(),
            by=self.viewer.user_id,
            now=self.now,
        )
        return redirect("bank_answer", answer.id)


class OneAnswer(Page):
    """One answer of the bank: what moved, what was refused and why."""

    action = Action.BANK_FILES_READ
    template_name = "finance/answer.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show each row's outcome."""
        answer = get_object_or_404(desk.answers_visible_to(self.viewer), pk=kwargs["answer_id"])
        rows = page_of(request, desk.list_moved_by(answer))
        moved = [
            (
                MOVES[PaymentState(move.state)],
                listed(move.payment, desk.place_of(move.payment), self.now),
            )
            for move in rows
        ]
        return self.page(answer=answer, read_by=name_of(answer.read_by), rows=rows, moved=moved)
