"""What happens to a budget's money: it is planned, paid, comes back, and is decided about."""

from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from budgets.plans import services as plans
from budgets.plans.models import Adjustment, ContributionPaid
from budgets.plans.values.agreement import OneOffKind, PaidContribution
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import PaymentState
from tests.journeys import proving_life as proved
from tests.journeys.life import DAY
from tests.journeys.life_of_plans import ChangingLife
from tests.worlds_of_plans import give_details, work_out


class PaidLife(ChangingLife):
    """Pay days, early, late and twice, single sums, and the person's own part."""

    @rule(days=st.integers(0, 35))
    def prepare(self, days: int) -> None:
        pay_on = self.day + days * DAY
        said = {"book_id": self.world.book_id, "pay_on": pay_on, "now": self.now}
        before = proved.Standing.of(self.budget)
        once = work_out(by=self.world.finance.user_id, **said)
        assert work_out(by=self.world.finance.user_id, **said).count == once.count
        proved.check_end(self.budget, before)

    @rule(days=st.integers(0, 35))
    def pay_day(self, days: int) -> None:
        self.prepare(days)
        self.approve()
        self.day += days * DAY
        self.pay(arrives=True)

    @precondition(lambda self: self.there_is(PaymentState.PLANNED))
    @rule()
    def approve(self) -> None:
        waiting = Payment.objects.filter(state=PaymentState.PLANNED)
        payouts.approve_payments(
            book_id=self.world.book_id,
            ids=list(waiting.values_list("id", flat=True)),
            by=self.world.second_finance.user_id,
            now=self.now,
        )

    @precondition(lambda self: self.there_is(PaymentState.APPROVED, PaymentState.SENT))
    @rule(arrives=st.booleans())
    def pay(self, arrives: bool) -> None:
        for payment in Payment.objects.filter(state=PaymentState.APPROVED, payee__details=None):
            if payment.payee:
                give_details(payment.payee, now=self.now)
        payouts.keep_ready(book_id=self.world.book_id, by=SCHEDULER, now=self.now)
        payouts.send_ready(book_id=self.world.book_id, by=SCHEDULER, now=self.now)
        for payment in Payment.objects.filter(state=PaymentState.SENT) if arrives else ():
            payouts.mark_paid(payment=payment, by=SCHEDULER, now=self.now)

    @precondition(lambda self: self.there_is(PaymentState.PAID, PaymentState.SENT))
    @rule(which=st.integers(0, 3), to=st.sampled_from([PaymentState.FAILED, PaymentState.RETURNED]))
    def come_back(self, which: int, to: PaymentState) -> None:
        gone = Payment.objects.filter(
            state__in=[PaymentState.SENT, PaymentState.PAID], payee__isnull=False
        ).order_by("id")
        for payment in gone[which : which + 1]:
            payouts.bring_back(
                payment=payment, to=to, reason_code="AC04", by=SCHEDULER, now=self.now
            )

    @precondition(lambda self: self.there_is(PaymentState.FAILED, PaymentState.RETURNED))
    @rule(which=st.integers(0, 1))
    def pay_anew(self, which: int) -> None:
        back = Payment.objects.filter(state__in=[PaymentState.FAILED, PaymentState.RETURNED])
        for payment in back.order_by("id")[which : which + 1]:
            payouts.pay_anew(payment=payment, by=self.world.second_finance.user_id, now=self.now)

    @precondition(lambda self: self.undecided())
    @rule(over=st.integers(1, 4))
    def spread(self, over: int) -> None:
        one = Adjustment.objects.filter(pence__lt=0, decision="").order_by("id").first()
        if one:
            plans.spread_overpayment(
                overpayment=one,
                over_instalments=over,
                words="As agreed",
                by=self.world.manager,
                now=self.now,
            )

    @precondition(lambda self: self.undecided())
    @rule()
    def waive(self) -> None:
        one = Adjustment.objects.filter(pence__lt=0, decision="").order_by("id").first()
        if one:
            plans.waive_overpayment(
                overpayment=one, words="Our mistake", by=self.world.manager, now=self.now
            )

    @rule(pence=st.sampled_from([1, 30_00, 500_00]), back=st.integers(0, 20))
    def contribute(self, pence: int, back: int) -> None:
        self.attempt(
            plans.record_contribution_paid,
            budget=self.budget,
            pence=pence,
            paid_on=self.day - back * DAY,
            how=PaidContribution.STANDING_ORDER,
            key=uuid4(),
            words="",
            by=self.world.finance.user_id,
            now=self.now,
        )

    @precondition(lambda self: self.contributed())
    @rule()
    def contribution_back(self) -> None:
        paid = ContributionPaid.objects.filter(came_back_on=None).order_by("id").first()
        if paid:
            plans.contribution_came_back(
                contribution=paid,
                on=self.day,
                words="",
                by=self.world.finance.user_id,
                now=self.now,
            )

    @rule(
        ahead=st.integers(-10, 40),
        pence=st.sampled_from([1, 150_00]),
        kind=st.sampled_from([OneOffKind.START_UP, OneOffKind.CONTINGENCY]),
        agrees=st.booleans(),
    )
    def one_off(self, ahead: int, pence: int, kind: OneOffKind, agrees: bool) -> None:
        said = {"words": "Once", "due_on": self.day + ahead * DAY, "now": self.now}
        one = self.attempt(
            plans.propose_one_off,
            budget=self.budget,
            kind=kind,
            pence=pence,
            by=self.world.practitioner,
            **said,
        )
        if isinstance(one, Refusal):
            return
        if agrees:
            self.attempt(plans.agree_one_off, one_off=one, by=self.world.manager, now=self.now)
        else:
            plans.withdraw_one_off(one_off=one, by=self.world.practitioner.user_id, now=self.now)
