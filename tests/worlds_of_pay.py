"""Pay in named states: hours agreed, a period worked out, payroll's figures read."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Pay, Shift
from budgets.assistants.selectors.pay.periods import pay_period
from budgets.assistants.services import pay as paying
from budgets.assistants.values.payroll import PayrollTaken
from budgets.plans.models import Budget
from budgets.plans.values import KnownFrom
from budgets.plans.values.agreement import AccountChoice
from ledgers import services as ledgers
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind
from payments.payouts.models import Payee
from tests.factories import NOW
from tests.worlds_of_assistants import Work
from tests.worlds_of_plans import at, give_details

FIRST, AFTER = date(2026, 10, 19), date(2026, 11, 16)
"""The four weeks of the council that are over on `NOW`, and the day after them."""
PAY_DAY = date(2026, 11, 20)
NEXT_AFTER = date(2026, 12, 14)
HEAD = "pay_ref,net_pay,tax,employee_ni,employer_ni,employee_pension,employer_pension\n"


def agreed_hours(
    work: Work, day: date = date(2026, 10, 20), *, now: datetime = NOW, **said: Any
) -> Shift:
    """Hours that the holder agreed: four on a Tuesday, unless said otherwise."""
    made = work.logged(day=day, **said)
    assistants.agree_shifts(ids=[made.id], by=work.holder, now=now)
    return Shift.objects.select_related("engagement__assistant").get(pk=made.id)


def worked_out(work: Work, day: date = FIRST, *, now: datetime = NOW, **said: Any) -> Pay:
    """The pay of the period in which a day is."""
    engagement = Engagement.objects.select_related("assistant", "budget__person").get(
        pk=work.engagement.pk
    )
    period = pay_period(engagement, day)
    finance = work.world.finance.user_id
    return paying.close_pay(engagement=engagement, period=period, by=finance, now=now, **said)


def keeps_the_money(work: Work, pence: int = 2_000_00) -> Budget:
    """The budget is on a card, and so much of it is there."""
    Budget.objects.filter(pk=work.budget.pk).update(
        account_kind=AccountChoice.CARD, known_from=KnownFrom.CARD
    )
    ledgers.post_fact(
        Posting(
            book_id=work.budget.book_id,
            debit_id=get_shared(work.budget.book_id, AccountKind.COUNCIL_FUNDING).id,
            credit_id=work.budget.account_id,
            pence=pence,
            key=uuid4(),
            kind=TransferKind.KEPT_BY_US,
            about=About("instalment", uuid4()),
            posted_by=SCHEDULER,
            occurred_on=FIRST,
            posted_at=at(FIRST),
        )
    )
    return Budget.objects.get(pk=work.budget.pk)


def row(pay: Pay, *, tax: int = 0, pension: int = 0, employer: int = 0) -> str:
    """What payroll answers for a pay: tax and pension off, and the employer's parts."""
    net = pay.gross_pence - tax - pension
    sums = [net, tax, 0, employer, pension, pension]
    return ",".join([pay.reference, *(f"{one / 100:.2f}" for one in sums)]) + "\n"


def read_in(work: Work, *rows: str, now: datetime = NOW) -> PayrollTaken:
    """The first finance officer reads payroll's file."""
    content = (HEAD + "".join(rows)).encode()
    finance = work.world.finance.user_id
    return paying.import_payroll(book_id=work.world.book_id, content=content, by=finance, now=now)


def everybody_told(work: Work, *, now: datetime = NOW) -> None:
    """Whoever is paid has said where."""
    for number, payee in enumerate(Payee.objects.filter(book=work.world.book_id, details=None)):
        give_details(payee, now=now, account_number=f"1234567{number}")
