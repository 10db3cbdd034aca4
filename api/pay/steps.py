"""Holiday, illness, decisions about odd hours, and bills."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from api.operation import Operation, operation
from api.pay.bodies import (
    HolidayTakenAnswer,
    InvoiceAnswer,
    InvoiceBody,
    PayDecisionAnswer,
    PayDecisionBody,
    RefuseInvoiceBody,
    SickBody,
    SicknessAnswer,
    TimeOffBody,
    invoice_of,
)
from api.shifts.doors import ShiftDoor, WorkDoor
from api.strictness.bodies import Nothing
from budgets.assistants.models import Engagement, HolidayTaken, Invoice, PayDecision
from budgets.assistants.selectors import visible_engagements
from budgets.assistants.selectors.pay.listing import visible_invoices
from budgets.assistants.services import pay as services
from budgets.councils.rights import Action


class EngagementDoor(WorkDoor):
    """A door to engagements over which the member has the operation's right."""

    def engaged(self, engagement_id: UUID) -> Engagement:
        """One of them."""
        found: Engagement = self.find(
            visible_engagements(self.viewer, self.operation.right), id=engagement_id
        )
        return found


class Holidays(EngagementDoor):
    """Holiday."""

    @operation(
        Operation(
            "recordHoliday",
            Action.ENGAGEMENTS_KEEP,
            HolidayTakenAnswer,
            body=TimeOffBody,
            status=201,
            keyed=True,
            example={"first_on": "2026-11-09", "last_on": "2026-11-10", "minutes": 480},
        )
    )
    def post(self, engagement_id: UUID) -> HolidayTaken:
        """Write down holiday that somebody takes. It is paid by their average with its period."""
        return services.record_holiday(
            engagement=self.engaged(engagement_id),
            by=self.member.user_id,
            now=self.now,
            **self.body,
        )


class SickDays(EngagementDoor):
    """Illness."""

    @operation(
        Operation(
            "recordSickness",
            Action.ENGAGEMENTS_KEEP,
            SicknessAnswer,
            body=SickBody,
            status=201,
            keyed=True,
            example={"first_on": "2026-11-09", "last_on": "2026-11-13", "weekdays": [0, 2, 4]},
        )
    )
    def post(self, engagement_id: UUID) -> dict[str, Any]:
        """Write down an illness: each day on which they would have worked, once."""
        days = services.record_sickness(
            engagement=self.engaged(engagement_id),
            by=self.member.user_id,
            now=self.now,
            **self.body,
        )
        return {"days": days}


class Decide(ShiftDoor):
    """Odd hours."""

    @operation(
        Operation(
            "decideShiftPay",
            Action.PAY_EXPORT,
            PayDecisionAnswer,
            body=PayDecisionBody,
            status=201,
            keyed=True,
            example={"pays": True, "words": "She sat with him in hospital."},
        )
    )
    def post(self, shift_id: UUID) -> PayDecision:
        """Say whether hours are paid that were after the end, in hospital or in two places."""
        return services.decide_pay(
            shift=self.seen(shift_id),
            pays=self.body["pays"],
            words=self.body["words"],
            by=self.member,
            now=self.now,
        )


class InvoiceDoor(WorkDoor):
    """A door to bills over which the member has the operation's right."""

    def visible(self) -> QuerySet[Invoice]:
        """The bills."""
        return visible_invoices(self.viewer, self.operation.right)

    def shown(self, invoice: Invoice) -> Invoice:
        """One of them as it is now, for this member."""
        return visible_invoices(self.viewer).get(id=invoice.id)


class Invoices(InvoiceDoor):
    """Bills of helpers who work for themselves."""

    @operation(
        Operation(
            "listInvoices",
            Action.PAY_READ,
            InvoiceAnswer,
            listed=True,
            newest_by="sent_at",
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[Invoice]:
        """List bills, the newest first."""
        return self.visible()

    @operation(
        Operation(
            "sendInvoice",
            Action.SHIFTS_LOG,
            InvoiceAnswer,
            body=InvoiceBody,
            status=201,
            keyed=True,
        )
    )
    def post(self) -> Invoice:
        """Send a bill, under an id that the sender made. Whoever manages the money agrees it."""
        engagement = self.find(
            visible_engagements(self.viewer, self.operation.right), id=self.body["engagement"]
        )
        invoice = services.send_invoice(
            budget=engagement.budget,
            engagement=engagement,
            new=invoice_of(self.body),
            by=self.member.user_id,
            now=self.now,
        )
        return self.shown(invoice)


class AgreeInvoice(InvoiceDoor):
    """One tap."""

    @operation(
        Operation(
            "agreeInvoice",
            Action.SHIFTS_AGREE,
            InvoiceAnswer,
            body=Nothing,
            matched=True,
            keyed=True,
        )
    )
    def post(self, invoice_id: UUID) -> Invoice:
        """Agree a bill: from money that we keep it leaves with the next pay run."""
        invoice = self.find(self.visible(), id=invoice_id)
        return self.shown(
            services.agree_invoice(invoice=invoice, by=self.member.user_id, now=self.now)
        )


class RefuseInvoice(InvoiceDoor):
    """Something's not right."""

    @operation(
        Operation(
            "refuseInvoice",
            Action.SHIFTS_AGREE,
            InvoiceAnswer,
            body=RefuseInvoiceBody,
            matched=True,
        )
    )
    def post(self, invoice_id: UUID) -> Invoice:
        """Say that a bill isn't right, and why. A new one may be sent."""
        invoice = self.find(self.visible(), id=invoice_id)
        return self.shown(
            services.refuse_invoice(
                invoice=invoice, words=self.body["words"], by=self.member.user_id, now=self.now
            )
        )
