"""The day's file for the bank: what is due, making it, carrying it there."""

from typing import Any

import structlog
from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils import selectors as councils
from budgets.councils.rights import Action, may
from ledgers.errors import Refusal
from payments.outside.values import Rail
from payments.payouts import selectors as payouts
from payments.payouts.models import BankFile
from payments.payouts.selectors import desk
from payments.payouts.services import make_bank_file, read_bank_file
from payments.payouts.values import bank_day_from, london_day
from web.doors import Page
from web.finance.forms import AnswerForm
from web.finance.words import listed
from web.listing import page_of

log = structlog.get_logger(__name__)
KINDS = {
    "pain001": (0, "application/xml", "xml"),
    "csv": (1, "text/csv; charset=utf-8", "csv"),
}
"""Each form of the file: its place in what is read, its type, its ending."""


class BankFiles(Page):
    """What is due today, the files that were made, and what the bank answered."""

    action = Action.BANK_FILES_READ
    template_name = "finance/bank_files.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what would leave now, before anybody makes the file."""
        return self.page(**self.shown())

    def shown(self) -> dict[str, Any]:
        """What the page shows, also when making the file was refused."""
        book_id, today = self.viewer.book_id, london_day(self.now)
        due = payouts.list_ready(book_id, today)
        return {
            "due": due.aggregate(count=Count("id"), pence=Sum("pence", default=0)),
            "pay_on": bank_day_from(today),
            "by_file": payouts.find_rail(book_id, today) == Rail.BANK_FILE,
            "rows": page_of(self.request, payouts.bank_files_visible_to(self.viewer)),
            "answers": desk.answers_visible_to(self.viewer)[:10],
            "form": AnswerForm(),
            "may_make": may(self.viewer.roles, Action.BANK_FILES_MAKE),
        }


class MakeBankFile(BankFiles):
    """Making the file: all that is due leaves in it, or nothing does."""

    action = Action.BANK_FILES_MAKE
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the file, and go on to carry it to the bank."""
        made = make_bank_file(
            book_id=self.viewer.book_id,
            debtor=councils.get_debtor(self.viewer.book_id),
            by=self.viewer.user_id,
            now=self.now,
        )
        messages.success(request, "The file is made. Now carry it to the bank.")
        return redirect("bank_file", made.id)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why no file was made, and what is wrong with each payment."""
        left_out = getattr(refusal, "left_out", [])
        return self.page(409, refusal=refusal, left_out=left_out, **self.shown())


class FilePage(Page):
    """What the pages of one file share."""

    def file(self) -> BankFile:
        """The file of the address, if the viewer may see it."""
        seen = payouts.bank_files_visible_to(self.viewer)
        return get_object_or_404(seen, pk=self.kwargs["file_id"])


class OneBankFile(FilePage):
    """One file: how to carry it to the bank, and where each of its payments is."""

    action = Action.BANK_FILES_READ
    template_name = "finance/bank_file.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the file's payments, and what was left out and why."""
        file = self.file()
        rows = page_of(request, file.payments.select_related("payee").order_by("id"))
        return self.page(
            file=file,
            made_by=councils.name_of(file.made_by),
            rows=rows,
            payments=[
                (payment, listed(payment, desk.place_of(payment), self.now)) for payment in rows
            ],
            may_carry=may(self.viewer.roles, Action.BANK_FILES_MAKE),
        )


class Download(FilePage):
    """The file itself, with account numbers in it: for whoever carries it to the bank."""

    action = Action.BANK_FILES_MAKE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the file out, and log who took it."""
        if kwargs["kind"] not in KINDS:
            raise Http404
        place, content_type, ending = KINDS[kwargs["kind"]]
        file = self.file()
        log.info("bank_file_taken", file=str(file.id), kind=ending, by=str(self.viewer.user_id))
        name = f'attachment; filename="{file.message_id}.{ending}"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return HttpResponse(read_bank_file(file)[place], content_type=content_type, headers=headers)
