"""
Where whoever is paid types their bank details, on their own phone, and sees where the money is.

Nobody signs in here: the link is what they have. Its page is never kept, found or passed on.
"""

from typing import Any, ClassVar, cast
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from ledgers.doors import acting_for
from ledgers.models import Account
from ledgers.values import Viewer
from payments.payouts import selectors as payouts
from payments.payouts.errors import AccountNameWrong, AccountNumberWrong, SortCodeWrong
from payments.payouts.models import Payee
from payments.payouts.services import give_details
from payments.payouts.values import PayeeKind
from web.payee.forms import BankDetailsForm
from web.payee.words import short_name, state_of
from web.thresholds import WithForm

PRIVATE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends "Origin: null"
}
NOBODY = Account.objects.none


class LinkPage(WithForm):
    """A page behind a link: who has it is the payee, with no role and no account to look into."""

    form_class = BankDetailsForm
    fields_of: ClassVar = {
        AccountNameWrong: "account_name",
        SortCodeWrong: "sort_code",
        AccountNumberWrong: "account_number",
    }
    payee: Payee

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nothing keep, find or pass on this page."""
        response = super().dispatch(request, *args, **kwargs)
        for name, value in PRIVATE.items():
            response.headers[name] = value
        return response

    def open_door(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase | None:
        """Find whose link it is; an unknown or an old one gets a kind page with a number."""
        request.page = self  # type: ignore[attr-defined]  # for the context processor
        secret = str(kwargs["secret"])
        book_id = payouts.find_book_of_link(secret)
        found = self._find_payee(book_id, secret) if book_id else None
        if found is None:
            return TemplateResponse(request, "payee/over.html", status=404).render()
        self.payee = found
        self.viewer = self._viewer(found.book_id, found.user_id or found.id)
        return None

    def _find_payee(self, book_id: UUID, secret: str) -> Payee | None:
        self.viewer = self._viewer(book_id, book_id)
        with acting_for(self.viewer, read_only=True):
            return payouts.find_payee_by_link(secret, self.now)

    def _viewer(self, book_id: UUID, giver: UUID) -> Viewer:
        return Viewer(giver, book_id, frozenset(), self.now, accounts=NOBODY())

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The page, with what waits for this payee and where it is."""
        payments = [state_of(p, self.now) for p in payouts.list_for_payee(self.payee)]
        return self.page(
            status=status,
            form=form,
            payee=self.payee,
            secret=self.kwargs["secret"],
            for_business=self.payee.kind != PayeeKind.OWN_ACCOUNT,
            payments=payments,
            short_name=short_name(self.payee.display_name),
            care_days=payouts.settings_on(self.payee.book_id, self.now.date()).care_days,
            waiting_pence=sum(one.pence for one in payments if one.is_waiting),
            change=payouts.find_open_change(self.payee),
        )

    def act(self, form: Form) -> HttpResponse:
        """Keep the details, or ask for the change; then say where the money is."""
        secret = self.kwargs["secret"]
        details = cast(BankDetailsForm, form).details()
        give_details(secret=secret, details=details, now=self.now)
        return redirect("pay", secret)


class Pay(LinkPage):
    """The first time a form, afterwards where the money is."""

    template_name = "payee/pay.html"


class Change(LinkPage):
    """Other bank details, which somebody else must agree."""

    template_name = "payee/change.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; who has given no details yet gives them on the first page."""
        if self.payee.details is None:
            return redirect("pay", self.kwargs["secret"])
        return super().get(request, *args, **kwargs)
