"""Who is paid, masked, and agreeing a change of their bank details."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.shapes import AboutWhat, Answer, At, On, Ref, Said
from api.strictness.bodies import Body, OneOf, YesNo
from budgets.councils.rights import Action
from payments.payouts import selectors
from payments.payouts.errors import ChangeDecided
from payments.payouts.models import Payee, PayeeChange
from payments.payouts.services import decide_change
from payments.payouts.values import PayeeKind


class ChangeAnswer(Answer):
    """New bank details that wait for somebody to agree; the last two digits, never more."""

    id = Ref()
    last_two = Said()
    asked_by = Ref()
    asked_at = At()


class OpenChange(ChangeAnswer):
    """The change of a payee that waits, if one does."""

    def get_attribute(self, instance: Payee) -> PayeeChange | None:
        """Among those that were fetched with the payee."""
        return next((one for one in instance.changes.all() if one.agreed is None), None)


class PayeeAnswer(Answer):
    """Who is paid. The account is shown by its last two digits, never more."""

    id = Ref()
    kind = OneOf(PayeeKind)
    display_name = Said()
    account_name = Said()
    last_two = Said()
    about = AboutWhat(source="*")
    details_given_at = At(allow_null=True)
    care_until = On(allow_null=True)
    change = OpenChange(allow_null=True)


class DecisionBody(Body):
    """Yes or no to the new bank details."""

    agree = YesNo()


def with_change(payees: QuerySet[Payee]) -> QuerySet[Payee]:
    """These payees, each to be shown with the change that waits."""
    return payees.prefetch_related("changes")


class Payees(Door):
    """Payees."""

    @operation(Operation("listPayees", Action.PAYEES_READ, PayeeAnswer, listed=True))
    def get(self) -> QuerySet[Payee]:
        """List who is paid, masked."""
        return with_change(selectors.payees_visible_to(self.viewer))


class OnePayee(Door):
    """One payee."""

    @operation(Operation("getPayee", Action.PAYEES_READ, PayeeAnswer))
    def get(self, payee_id: UUID) -> Payee:
        """Show one payee, masked, and the change of bank details that waits."""
        found: Payee = self.find(with_change(selectors.payees_visible_to(self.viewer)), id=payee_id)
        return found


class Decision(Door):
    """A second person's yes or no."""

    @operation(
        Operation(
            "decideChange",
            Action.PAYEES_DECIDE,
            PayeeAnswer,
            body=DecisionBody,
            matched=True,
            keyed=True,
            example={"agree": True},
        )
    )
    def post(self, payee_id: UUID) -> Payee:
        """Agree or refuse the new bank details of a payee."""
        visible = with_change(selectors.payees_visible_to(self.viewer))
        payee: Payee = self.find(visible, id=payee_id)
        change = selectors.find_open_change(payee)
        if change is None:
            raise ChangeDecided
        decide_change(change=change, agree=self.body["agree"], by=self.member.user_id, now=self.now)
        return visible.get(id=payee_id)
