"""Bringing a bank's statement from a phone: the file, perhaps three taps, and what came of it."""

import base64
import binascii
from typing import Any, ClassVar, Final

from cryptography.fernet import InvalidToken
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from budgets.assurance.errors import ColumnsNotTold, StatementUnreadable
from budgets.assurance.models import BankStatement
from budgets.assurance.selectors.lines import statements_visible_to
from budgets.assurance.services import Brought, bring_statement
from budgets.assurance.values.statements import UnknownTable
from budgets.councils.rights import Action
from budgets.plans.models import Budget
from payments.outside.encryption import seal_bytes, unseal_bytes
from web.doors import FormPage
from web.holder.plan.page import PlanPage

MOST_BYTES: Final = 10 << 20
MOST_KEPT: Final = 1 << 20
"""A file whose columns are asked for waits in the page, sealed; a longer one is brought again."""
TOO_LARGE: Final = "This file is too large for a statement. Choose fewer months at your bank."


class StatementForm(forms.Form):
    """The file from the bank."""

    file = forms.FileField(
        label="The file from your bank",
        help_text="CSV, OFX or camt.053, as your bank gives it. Any months; twice is no trouble.",
        max_length=200,
        error_messages={
            "required": "Choose the file.",
            "missing": "Choose the file.",
            "empty": "This file is empty.",
            "invalid": "Choose the file.",
        },
    )

    def clean_file(self) -> bytes:
        """
        What is in it.

        :raises ValidationError: it is too large
        """
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(TOO_LARGE)
        content: bytes = file.read()
        return content


class StatementsPage(PlanPage):
    """A page about statements of one budget."""

    action: ClassVar[Action] = Action.STATEMENTS_BRING
    what = "statements of the account"

    def statements(self, budget: Budget) -> Any:
        """Those of this budget that were brought, the last first."""
        return statements_visible_to(self.as_holder(), self.action).filter(budget=budget)


class AddStatement(FormPage, StatementsPage):
    """Choose the file; what was brought before stands beside."""

    template_name = "holder/spending/add.html"
    form_class: ClassVar[type[Form]] = StatementForm
    fields_of: ClassVar = {StatementUnreadable: "file"}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form."""
        budget = self.budget()
        before = self.statements(budget)[:10]
        return self.page(status=status, form=form, before=before, **self.about(budget))

    def act(self, form: Form) -> HttpResponse:
        """Read it, and go on to what came of it, or to three taps."""
        budget, content = self.budget(), form.cleaned_data["file"]
        brought = bring_statement(
            budget=budget, content=content, by=self.viewer.user_id, now=self.now
        )
        if brought.unknown:
            return self.ask(budget, brought.unknown, content)
        return self.went(budget, brought)

    def ask(self, budget: Budget, table: UnknownTable, content: bytes) -> HttpResponse:
        """Ask which column is which."""
        if len(content) > MOST_KEPT:
            raise StatementUnreadable(TOO_LARGE)
        kept = base64.b64encode(seal_bytes(content)).decode()
        form = ColumnsForm(initial={"kept": kept, **table.guess}, cells=table.cells)
        self.template_name = "holder/spending/columns.html"  # type: ignore[misc]
        return self.page(form=form, table=table, **self.about(budget))

    def went(self, budget: Budget, brought: Brought) -> HttpResponse:
        """To what came of it."""
        assert brought.statement  # noqa: S101  its columns are known
        address = redirect("statement_brought", budget.id, brought.statement.id)
        if brought.again:
            address["Location"] += "?again=1"
        return address


class ColumnsForm(forms.Form):
    """Which column of a table is which: three taps."""

    kept = forms.CharField(widget=forms.HiddenInput)
    day = forms.ChoiceField(label="Where is the day?")
    words = forms.ChoiceField(label="Where does it say who or what?")
    amount = forms.ChoiceField(
        label="Where is the amount?", help_text="With a minus where money went out."
    )
    in_pence = forms.BooleanField(label="The amounts are in pence, without a point", required=False)

    def __init__(self, *args: Any, cells: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(place), cell) for place, cell in enumerate(cells)]
        typed = [(str(place), f"Column {place + 1}") for place in range(100)]
        for name in ("day", "words", "amount"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  it is made above
            field.choices = named or typed

    def clean_kept(self) -> bytes:
        """
        The file that waited in the page.

        :raises ValidationError: it is not what was put there
        """
        try:
            return unseal_bytes(base64.b64decode(self.cleaned_data["kept"], validate=True))
        except (binascii.Error, InvalidToken) as wrong:
            raise ValidationError("Choose the file again.") from wrong


class TellColumns(AddStatement):
    """The three taps."""

    template_name = "holder/spending/columns.html"
    form_class = ColumnsForm
    fields_of: ClassVar = {ColumnsNotTold: "amount"}

    def act(self, form: Form) -> HttpResponse:
        """Read it by them; they are known for the next time."""
        said, budget = form.cleaned_data, self.budget()
        columns = {name: int(said[name]) for name in ("day", "words", "amount")}
        brought = bring_statement(
            budget=budget,
            content=said["kept"],
            by=self.viewer.user_id,
            now=self.now,
            columns=columns | {"in_pence": int(said["in_pence"])},
        )
        return self.went(budget, brought)


class StatementBrought(StatementsPage):
    """What came of a file, in words."""

    template_name = "holder/spending/brought.html"

    def shown(self, budget: Budget) -> dict[str, Any]:
        """How many lines, how many new, and what doesn't add up."""
        found: BankStatement | None = (
            self.statements(budget).filter(pk=self.kwargs["statement_id"]).first()
        )
        if found is None:
            raise Http404
        return {
            "statement": found,
            "again": "again" in self.request.GET,
            "known": found.read - found.new,
        }
