"""Money in between: it has left, and nothing is heard of it yet."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from budgets.councils.rights import Action
from payments.outside.values import Rail
from payments.payouts.selectors import desk
from payments.payouts.selectors.desk import Place
from web.doors import Page
from web.finance.words import listed
from web.listing import page_of

RAILS: Final = {Rail.BANK_FILE.value: "By the bank’s file", Rail.PRACTICE.value: "By practice"}


class InBetweenPage(Page):
    """Each clearing account: how much stands in it, and since when. At rest it is nothing."""

    action = Action.PAYMENTS_READ
    template_name = "finance/clearing.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show each rail, then the payments that are on their way, the oldest first."""
        on_its_way = desk.list_place(self.viewer, Place.ON_ITS_WAY).order_by("sent_at", "id")
        rows = page_of(request, on_its_way)
        return self.page(
            rails=[
                (RAILS.get(account.rail, account.rail), account)
                for account in desk.list_in_between(self.viewer)
            ],
            rows=rows,
            payments=[listed(payment, Place.ON_ITS_WAY, self.now) for payment in rows],
        )
