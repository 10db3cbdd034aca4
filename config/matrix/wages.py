"""Pay of somebody's personal assistant, odd hours, and a bill of a helper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Invoice, Pay
from budgets.assistants.rules.pay.payroll_file import decimal
from budgets.assistants.selectors.pay.periods import last_period
from budgets.assistants.services import pay as services
from budgets.assistants.values.pay_steps import NewInvoice
from budgets.councils.models import Member
from budgets.people.models import Absence
from budgets.people.values import AbsenceKind
from payments.payouts.values import london_day

HEAD = "pay_ref,net_pay,tax,employee_ni,employer_ni,employee_pension,employer_pension\n"
FIRST, ODD = 28, 24
"""So many days ago somebody worked, and worked while the person was in hospital."""


@dataclass(frozen=True)
class Wages:
    """Whose work it is, who employs them, and when."""

    engagement: Engagement
    holder: Member
    now: datetime

    def things(self, log: Callable[[Engagement, int], UUID]) -> dict[str, UUID]:
        """What there is, by what it is called: a pay that the holder is to pay themselves."""
        agreed, odd = (log(self.engagement, days) for days in (FIRST, ODD))
        assistants.agree_shifts(ids=[agreed, odd], by=self.holder, now=self.now)
        self._away()
        pay = self._paid()
        helping = self._helping()
        return {
            "wages": pay.id,
            "odd_shift": odd,
            "helping": helping.id,
            "invoice": self._bill(helping).id,
        }

    def _away(self) -> None:
        day = london_day(self.now) - timedelta(days=ODD)
        Absence.objects.create(
            book_id=self.engagement.book_id,
            reference=uuid4().hex[:8],
            person=self.engagement.budget.person,
            kind=AbsenceKind.HOSPITAL,
            starts_on=day - timedelta(days=1),
            ends_on=day + timedelta(days=1),
            told_by=self.holder.user_id,
            told_at=self.now,
        )

    def _paid(self) -> Pay:
        book, by = self.engagement.book_id, uuid4()
        period = last_period(self.engagement, london_day(self.now))
        pay = services.close_pay(engagement=self.engagement, period=period, by=by, now=self.now)
        row = f"{pay.reference},{decimal(pay.gross_pence)},0.00,0.00,0.00,0.00,0.00\n"
        content = (HEAD + row).encode()
        services.import_payroll(book_id=book, content=content, by=by, now=self.now)
        return pay

    def _helping(self) -> Engagement:
        same = Engagement.objects.get(pk=self.engagement.pk)
        same.pk, same.reference, same.is_self_employed = uuid4(), uuid4().hex[:8], True
        same.save(force_insert=True)
        return Engagement.objects.select_related("assistant", "budget").get(pk=same.pk)

    def _bill(self, helping: Engagement) -> Invoice:
        new = NewInvoice(key=uuid4(), pence=84_00, words="6 hours")
        by = helping.assistant.user_id or uuid4()
        return services.send_invoice(
            budget=helping.budget, engagement=helping, new=new, by=by, now=self.now
        )
