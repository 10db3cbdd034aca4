"""Every payment and where it is; what came back, and what can be done about it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from budgets.councils.rights import Action, may
from budgets.councils.selectors import name_of, names_of
from budgets.recovery.services import give_up_payment
from payments.payouts import selectors as payouts
from payments.payouts.models import Payment
from payments.payouts.selectors import desk
from payments.payouts.selectors.desk import Place
from payments.payouts.services import pay_anew
from payments.payouts.values import Leaves
from web.doors import Page
from web.finance.words import PLACES, listed, steps
from web.listing import page_of


class Payments(Page):
    """The desk: one place at a time, what came back first."""

    action = Action.PAYMENTS_READ
    template_name = "finance/payments.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the payments of one place, and how many are in the others."""
        tallies = desk.tally_places(self.viewer)
        asked = request.GET.get("place", "")
        busy = next((tally.place for tally in tallies if tally.count), Place.CAME_BACK)
        place = Place(asked) if asked in list(Place) else busy
        rows = page_of(request, desk.list_place(self.viewer, place))
        return self.page(
            tallies=[(PLACES[tally.place], tally) for tally in tallies],
            place=place,
            words=PLACES[place],
            tally=next(tally for tally in tallies if tally.place == place),
            rows=rows,
            payments=[listed(payment, place, self.now) for payment in rows],
        )


class PaymentPage(Page):
    """What the pages of one payment share."""

    action = Action.PAYMENTS_READ

    def payment(self) -> Payment:
        """The payment of the address, if the viewer may see it."""
        seen = payouts.visible_to(self.viewer).select_related("payee", "hold", "bank_file")
        return get_object_or_404(seen, pk=self.kwargs["payment_id"])


class OnePayment(PaymentPage):
    """One payment: what happened to it, and what is to be done now."""

    template_name = "finance/payment.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show its time line and its remedy."""
        payment = self.payment()
        place = desk.place_of(payment)
        moves = list(desk.list_moves(payment))
        return self.page(
            payment=payment,
            place=place,
            words=PLACES.get(place) if place else None,
            listed=listed(payment, place, self.now),
            steps=steps(moves, names_of(move.moved_by for move in moves), self.now),
            planned_by=name_of(payment.planned_by),
            of_run=payment.leaves == Leaves.RUN,
            may_act=may(self.viewer.roles, Action.PAYMENTS_ANEW),
        )


class PayAnew(PaymentPage):
    """Pay again what came back, once what was wrong is mended."""

    action = Action.PAYMENTS_ANEW
    said: ClassVar[str] = "It will be paid again."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve it anew."""
        payment = pay_anew(payment=self.payment(), by=self.viewer.user_id, now=self.now)
        messages.success(request, self.said)
        return redirect("payment", payment.id)


class GiveUp(PaymentPage):
    """Give up a payment; what was set aside goes back to its pot."""

    action = Action.PAYMENTS_ANEW
    said: ClassVar[str] = "It is given up. What was set aside is back in the pot."

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it up, with the budget that it was for."""
        payment = give_up_payment(payment=self.payment(), by=self.viewer.user_id, now=self.now)
        messages.success(request, self.said)
        return redirect("payment", payment.id)
