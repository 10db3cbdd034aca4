"""
A council lives as nobody planned: recovery budgets and a direct payment, rails, banks and time.

Every rule is something that people, banks or the clock do; a refusal is an answer as well. After
each step all of the council's money is worked out again, and another council is untouched.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from budgets.councils import services as councils
from budgets.councils.models import Member
from budgets.councils.selectors import get_debtor
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.schedule import ContributionMode, Frequency
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Asking, Helped, Reach
from ledgers.doors import acting_for
from ledgers.errors import Refusal
from ledgers.values import SCHEDULER, Viewer
from payments.outside.polling import make_calls
from payments.outside.rails.practice.bank import Mishap
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import BankFile, Payee, PayeeChange, Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState, london_day
from tests.factories import ManagerFactory, World, make_world, promised
from tests.journeys.life import DAY, FIGURES
from tests.simulation import books
from tests.simulation.rails import FileBank, InstantRail
from tests.simulation.run_days import RunDays
from tests.worlds_of_plans import MONDAY, active, plan, prepare, spent

NUMBERS = st.sampled_from(["12345678", "12345678", "55555500", "87654321", "11111198"])
"""Account numbers of payees; those that end in 00 fail."""

SUMS = st.sampled_from([1, 99_99, 100_01, 300_00, 300_01, 600_00])
OPEN = (PaymentState.APPROVED, PaymentState.FAILED, PaymentState.RETURNED)

HOLIDAYS = (0, 29, 107, 122)
"""Days after the beginning on which a life begins: soon Christmas, Easter, the clocks go on."""


@dataclass(frozen=True)
class Stage:
    """A council of either rail, and another that nothing here may touch."""

    world: World
    second_manager: Member
    other: UUID


class Simulation(RunDays):
    """
    One council from its first promise on, with everything that may come from outside.

    :cvar lives: how many were begun, and in how many steps
    """

    stages: ClassVar[dict[Rail, Stage]] = {}
    lives: ClassVar[int] = 0
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        Simulation.lives += 1
        super().__init__()
        self.instant, self.bank = InstantRail(), FileBank()
        self.number = "12345678"
        self.untouched: Any = None
        self.frozen = {}
        self.counted: Any = None
        self.tries: dict[UUID, int] = {}
        self.held: set[UUID] = set()

    # Beginning

    @initialize(
        rail=st.sampled_from([Rail.PRACTICE, Rail.BANK_FILE]),
        mode=st.sampled_from([ContributionMode.NET, ContributionMode.GROSS]),
        account=st.sampled_from([AccountChoice.BANK, AccountChoice.BANK, AccountChoice.CARD]),
        frequency=st.sampled_from([Frequency.WEEKLY, Frequency.FOUR_WEEKLY, Frequency.MONTHLY]),
        later=st.sampled_from(HOLIDAYS),
        figures=FIGURES,
    )
    def agree(self, rail, mode, account, frequency, later, figures) -> None:
        stage = self.stages[rail]
        self.rail, self.world, self.second_manager = rail, stage.world, stage.second_manager
        self.day = MONDAY + later * DAY
        draft = plan(
            statement={
                "starts_on": self.day,
                "total_pence": figures[0],
                "contribution_pence": figures[1],
            },
            contribution_mode=mode,
            account_kind=account,
            frequency=frequency,
        )
        self.budget_id = active(self.world, self.world.daniel, draft, now=self.now).pk
        self.untouched = books.fingerprint(stage.other)
        self.other = stage.other

    @property
    def book(self) -> UUID:
        return self.world.book_id

    @property
    def viewer(self) -> Viewer:
        return Viewer(SCHEDULER, self.book, frozenset(), self.now)

    # What people ask for and promise

    @rule(
        pence=SUMS,
        whose=st.booleans(),
        how=st.sampled_from(["granted", "granted", "by the manager", "asked"]),
        straight=st.booleans(),
    )
    def promise(self, pence: int, whose: bool, how: str, straight: bool) -> None:
        person = self.world.daniel if whose else self.world.rosa
        asking = Asking(
            person_id=person.id,
            words="A course",
            pence=pence,
            key=uuid4(),
            reach=Reach.STRAIGHT if straight else Reach.OWN_ACCOUNT,
            straight_to="The college" if straight else "",
        )
        if how == "asked":
            said = {"by": self.world.holder(person), "now": self.now}
            self.attempt(recovery.ask_for_recovery_budget, asking=asking, **said)
            return
        by = self.world.practitioner if how == "granted" else self.world.manager
        self.attempt(recovery.grant_recovery_budget, asking=asking, by=by, now=self.now)

    @precondition(lambda self: self.asked())
    @rule(manager=st.booleans())
    def authorise(self, manager: bool) -> None:
        by = self.world.manager if manager else self.world.practitioner
        for request in self.asked()[:1]:
            first = self.attempt(
                recovery.authorise_recovery_budget, request=request, by=by, now=self.now
            )
            again = RecoveryRequest.objects.get(pk=request.pk)
            second = self.attempt(
                recovery.authorise_recovery_budget, request=again, by=by, now=self.now
            )
            assert isinstance(first, Refusal) or first == second

    @precondition(lambda self: self.recoveries())
    @rule(which=st.integers(0, 3), manager=st.booleans())
    def cancel(self, which: int, manager: bool) -> None:
        by = self.world.manager if manager else self.world.practitioner
        for one in self.recoveries()[which : which + 1]:
            self.attempt(recovery.cancel_recovery_budget, recovery=one, by=by.user_id, now=self.now)

    @precondition(lambda self: Payee.objects.filter(book_id=self.book).exists())
    @rule(which=st.integers(0, 2), number=NUMBERS, agree=st.sampled_from([True, True, False, None]))
    def give_details(self, which: int, number: str, agree: bool | None) -> None:
        self.number = number
        payees = Payee.objects.filter(book_id=self.book).order_by("id")
        for payee in payees[which : which + 1]:
            self.attempt(self.type_details, payee=payee, number=number)
        for change in PayeeChange.objects.filter(book_id=self.book, agreed=None):
            if agree is not None:
                by = self.world.finance.user_id
                self.attempt(payouts.decide_change, change=change, agree=agree, by=by, now=self.now)

    def type_details(self, *, payee: Payee, number: str) -> None:
        secret = payouts.make_link(payee=payee, now=self.now)
        details = read_bank_details(
            sort_code="200000", account_number=number, account_name="A Holder"
        )
        with self.instant.reached():
            payouts.give_details(secret=secret, details=details, now=self.now)

    # Pay days: the officers

    @precondition(lambda self: self.there_is(PaymentState.PLANNED))
    @rule(same=st.sampled_from([False, False, True]))
    def approve(self, same: bool = False) -> None:
        waiting = Payment.objects.filter(state=PaymentState.PLANNED, book_id=self.book)
        by = self.world.finance if same else self.world.second_finance
        self.attempt(
            payouts.approve_payments,
            book_id=self.book,
            ids=list(waiting.values_list("id", flat=True)),
            by=by.user_id,
            now=self.now,
        )

    @precondition(lambda self: self.there_is(PaymentState.FAILED, PaymentState.RETURNED))
    @rule(which=st.integers(0, 1), gives_up=st.booleans())
    def mend(self, which: int, gives_up: bool) -> None:
        back = self.payments(PaymentState.FAILED, PaymentState.RETURNED)
        verb = recovery.give_up_payment if gives_up else payouts.pay_anew
        by = self.world.second_finance.user_id
        for payment in back[which : which + 1]:
            self.attempt(verb, payment=payment, by=by, now=self.now)

    @precondition(lambda self: self.payments(*OPEN))
    @rule(
        which=st.integers(0, 1),
        first=st.sampled_from(["cancel", "cancel anyway", "anew"]),
        second=st.sampled_from(["cancel", "cancel anyway", "anew"]),
    )
    def two_screens(self, which: int, first: str, second: str) -> None:
        """Two people see one payment, and act on what they saw one after the other."""
        acts = {
            "cancel": payouts.cancel_payment,
            "cancel anyway": recovery.give_up_payment,
            "anew": payouts.pay_anew,
        }
        screens = [self.payments(*OPEN)[which : which + 1] for _ in range(2)]
        by = self.world.second_finance.user_id
        for verb, screen in zip((first, second), screens, strict=True):
            for payment in screen:
                if payment.leaves == "at_once" or verb == "anew":
                    self.attempt(acts[verb], payment=payment, by=by, now=self.now)

    # Pay days: the worker, the rails and the bank

    @precondition(lambda self: self.there_is(PaymentState.APPROVED, PaymentState.SENT))
    @rule(arrives=st.booleans())
    def pay(self, arrives: bool) -> None:
        for payment in self.payments(PaymentState.APPROVED):
            if payment.payee and payment.payee.details is None:
                self.attempt(self.type_details, payee=payment.payee, number=self.number)
        self.work(None if arrives else Mishap.LOST_BEFORE)
        if self.rail == Rail.BANK_FILE:
            self.file()
            for file in BankFile.objects.filter(book_id=self.book) if arrives else ():
                self.bank_answers(file, "paid", table=False)

    @rule(trouble=st.sampled_from([None, None, *Mishap]))
    def work(self, trouble: Mishap | None) -> None:
        """One round of the worker, on a line that is good or bad."""
        self.instant.trouble = trouble
        with acting_for(self.viewer):
            payouts.keep_ready(book_id=self.book, by=SCHEDULER, now=self.now)
        with acting_for(self.viewer):
            payouts.send_ready(book_id=self.book, by=SCHEDULER, now=self.now)
        with self.instant.reached():
            make_calls(self.viewer, clock=lambda: self.now)
        self.apply_answers()

    def apply_answers(self) -> None:
        """Take what was answered; a second worker finds nothing left."""
        with acting_for(self.viewer):
            payouts.apply_answers(book_id=self.book, now=self.now)
        with acting_for(self.viewer):
            assert not payouts.apply_answers(book_id=self.book, now=self.now)

    @precondition(lambda self: self.there_is(PaymentState.PAID, PaymentState.SENT))
    @rule(which=st.integers(0, 3), to=st.sampled_from([PaymentState.FAILED, PaymentState.RETURNED]))
    def come_back(self, which: int, to: PaymentState) -> None:
        """What arrived comes back, days or weeks later."""
        if self.rail == Rail.BANK_FILE:
            for file in BankFile.objects.filter(book_id=self.book).order_by("-id")[:1]:
                self.bank_answers(file, to.value, table=True, which=which)
            return
        standing = [key for key in self.instant.paid if self.instant.stands(key)]
        for key in standing[which : which + 1]:
            self.instant.came_back.add(key)
        for key in list(self.instant.came_back):
            for _ in range(2):
                with acting_for(self.viewer):
                    payouts.apply_return(
                        book_id=self.book, key=key, reason_code="AC04", now=self.now
                    )

    @precondition(lambda self: self.rail == Rail.BANK_FILE)
    @rule()
    def file(self) -> None:
        self.attempt(
            payouts.make_bank_file,
            book_id=self.book,
            debtor=get_debtor(self.book),
            by=self.world.finance.user_id,
            now=self.now,
        )

    @precondition(lambda self: BankFile.objects.filter(book_id=self.book).exists())
    @rule(
        which=st.integers(0, 1),
        outcome=st.sampled_from(["paid", "failed"]),
        table=st.booleans(),
        one=st.none() | st.integers(0, 2),
    )
    def answers(self, which: int, outcome: str, table: bool, one: int | None) -> None:
        for file in BankFile.objects.filter(book_id=self.book).order_by("-id")[which : which + 1]:
            self.bank_answers(file, outcome, table=table, which=one)

    def bank_answers(
        self, file: BankFile, outcome: str, *, table: bool, which: int | None = None
    ) -> None:
        """The bank says what it did with payments of a file; told twice, it was told once."""
        open_ones = [
            one for one in file.payments.order_by("id") if self.may_say(file, one, outcome)
        ]
        chosen = open_ones if which is None else open_ones[which : which + 1]
        if not chosen:
            return
        outcomes = {payment.id: outcome for payment in chosen}
        data = self.bank.answer(file, outcomes, table=table, on=london_day(self.now))
        first, again = (self.read(data) for _ in range(2))
        assert first == again
        assert not isinstance(first, Refusal)
        assert first.refused == [], first.refused

    def may_say(self, file: BankFile, payment: Payment, outcome: str) -> bool:
        """Whether a bank would say this now: it changes its mind from paid to returned alone."""
        did = self.bank.did.get((file.message_id, payment.id))
        if did is None:
            return outcome != "returned"
        return did == "paid" and outcome == "returned"

    def read(self, data: bytes) -> Any:
        return self.attempt(
            payouts.read_bank_answers,
            book_id=self.book,
            data=data,
            by=self.world.finance.user_id,
            now=self.now,
        )

    @precondition(lambda self: self.bank.said)
    @rule(which=st.integers(0, 3), cut=st.sampled_from([0, 0, 40]))
    def old_answers(self, which: int, cut: int) -> None:
        """An old report comes again, saved anew or cut short: it changes nothing."""
        for report in self.bank.said[which : which + 1]:
            before = self.where_payments_are()
            self.read(report[:-cut] if cut else report + b"\n" * (1 + len(self.bank.said)))
            assert self.where_payments_are() == before, "an old report moved something"

    def where_payments_are(self) -> list[Any]:
        rows = Payment.objects.filter(book_id=self.book).order_by("id")
        return list(rows.values_list("id", "state", "tries", "hold_id"))

    # Time

    @rule(jobs=st.booleans(), days=st.sampled_from([1, 3, 8, 30, 95]))
    def pass_days(self, jobs: bool, days: int) -> None:
        """Days go by, with what each evening brings."""
        self.day += days * DAY
        if not jobs:
            return
        for job in (
            recovery.lapse_uncollected,
            recovery.close_spent,
            recovery.remind_uncollected,
            recovery.ask_whether_it_helped,
            payouts.take_as_paid,
        ):
            with acting_for(self.viewer):
                job(book_id=self.book, now=self.now)

    @precondition(lambda self: self.recoveries())
    @rule(which=st.integers(0, 1), pence=st.sampled_from([1, 200_00, 700_00]))
    def spend(self, which: int, pence: int) -> None:
        """Somebody spent it, or more than it; what has happened is never refused."""
        for one in self.recoveries()[which : which + 1]:
            spent(one.budget, pence, on=self.day)

    @precondition(lambda self: self.recoveries())
    @rule(which=st.integers(0, 2))
    def say_whether_it_helped(self, which: int) -> None:
        for one in self.recoveries()[which : which + 1]:
            by = self.world.holder(one.request.person)
            said = {"helped": Helped.YES, "words": "", "by": by, "now": self.now}
            self.attempt(recovery.answer_whether_it_helped, recovery=one, **said)

    @rule()
    def fill_pot(self) -> None:
        councils.fill_pot(
            team=self.world.team,
            pence=100_00,
            reason="More",
            key=uuid4(),
            by=self.world.finance.user_id,
            now=self.now,
        )

    # What there is

    def there_is(self, *states: PaymentState) -> bool:
        return bool(self.payments(*states))

    def payments(self, *states: PaymentState) -> list[Payment]:
        rows = Payment.objects.filter(book_id=self.book).select_related("payee", "hold")
        return list((rows.filter(state__in=states) if states else rows).order_by("id"))

    def recoveries(self) -> list[RecoveryBudget]:
        rows = RecoveryBudget.objects.filter(book_id=self.book)
        return list(rows.select_related("payment", "budget", "request__person").order_by("-id"))

    def asked(self) -> list[RecoveryRequest]:
        rows = RecoveryRequest.objects.filter(book_id=self.book, state="asked")
        return list(rows.select_related("team__pot").order_by("-id"))

    # What must hold

    @invariant()
    def is_whole(self) -> None:
        if self.budget_id is None:
            return
        Simulation.steps += 1
        book = self.book
        assert books.fingerprint(self.other) == self.untouched, "another council was touched"
        counted = books.count(book)
        if counted == self.counted:
            return
        self.counted = counted
        books.check_sums(book)
        books.check_payments(book)
        books.check_clearing(book)
        books.check_promises(book)
        books.check_runs(book, self.frozen)
        books.check_contributions(self.budget)
        books.check_transfers(book, self.people())
        books.check_seals(book, self.now)
        books.check_instant_rail(book, self.instant)
        books.check_file_bank(book, self.bank)
        books.check_left(book, self.tries, self.held, london_day(self.now))
        self.tries, self.held = books.tries(book), books.stopped(book)

    def people(self) -> set[UUID]:
        """Who may have done anything: members, the clock, and businesses by their own link."""
        members = Member.objects.filter(book_id=self.book).values_list("user_id", flat=True)
        return {SCHEDULER, *members, *Payee.objects.values_list("id", flat=True)}

    def live_on(self) -> None:
        books.check_councils()


def make_stages() -> dict[Rail, Stage]:
    """Two councils, one for each rail; each is the other's neighbour, with payments that wait."""
    worlds = {}
    for rail in (Rail.PRACTICE, Rail.BANK_FILE):
        world = make_world(rail=rail)
        councils.set_bank_account(
            council=world.council, name="The Council", sort_code="200000", account_number="12345678"
        )
        worlds[rail] = world
        promised(world, world.rosa, pence=50_00)
        neighbour = active(world, world.rosa)
        prepare(world, neighbour.starts_on + timedelta(days=7))
    practice, by_file = worlds[Rail.PRACTICE], worlds[Rail.BANK_FILE]
    return {
        rail: Stage(world, ManagerFactory(book_id=world.book_id, team=world.team), other.book_id)
        for rail, world, other in (
            (Rail.PRACTICE, practice, by_file),
            (Rail.BANK_FILE, by_file, practice),
        )
    }
