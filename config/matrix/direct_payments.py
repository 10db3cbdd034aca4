"""A direct payment in each state that an operation asks for, made by the verbs of life."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from budgets.councils.models import Member
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import (
    Adjustment,
    Budget,
    BudgetChange,
    BudgetStatement,
    ClosedDay,
    Instalment,
    Pause,
)
from budgets.plans.selectors import conditions
from budgets.plans.services.pay_days import add_closed_day, set_pay_calendar
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import AccountChoice, OneOffKind
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.rates import RateName, Unit
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import SCHEDULER, Purpose
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import bank_day_from, london_day

HELD = ("rich", "asked_back", "closing")
"""What is known to the penny: its money is with us."""
ELSEWHERE = ("paying", "stopped", "over", "short")


@dataclass(frozen=True)
class Plans:
    """Whose direct payments, who makes them, and when; each began four weeks ago."""

    person: Person
    practitioner: Member
    manager: Member
    now: datetime

    @property
    def today(self) -> date:
        """The day of the scene."""
        return london_day(self.now)

    def things(self) -> tuple[dict[str, UUID], dict[str, Budget]]:
        """What there is, by what it is called; and the budgets, paid by now."""
        drafted = self.drafted()
        budgets = {name: self._active(AccountChoice.CARD) for name in HELD}
        budgets |= {name: self._active(AccountChoice.BANK) for name in ELSEWHERE}
        for name in ("stopped", "over", "short"):
            self._stop(budgets[name])
        self._plan_run()
        paying = budgets["paying"]
        instalment = Instalment.objects.filter(budget=paying).earliest("starts_on")
        return {
            **{name: budget.id for name, budget in budgets.items()},
            "drafted": drafted.id,
            "pause": Pause.objects.get(budget=budgets["stopped"]).id,
            "condition": conditions.newest(paying)["s31_capacity"].id,
            "change": BudgetChange.objects.filter(budget=paying).latest("id").id,
            "instalment": instalment.id,
            "planned": instalment.payment_id or instalment.id,
            "overpaid": self._overpaid(paying).id,
            "statement": self._proposed(paying, 300_00).id,
            "one_off": self._one_off(paying),
            "rate": self._rate(),
            **self._calendar(),
        }, budgets

    def _plan_run(self) -> None:
        """Today's run of the council, with what it plans for this person as well."""
        book_id, now = self.person.book_id, self.now
        run = find_run_of(book_id, self.today)
        if run:
            plans.prepare_again(run=run, now=now)
        else:
            run = plans.prepare_pay_run(book_id=book_id, pay_on=self.today, by=SCHEDULER, now=now)
        while plans.plan_run_step(run_id=run.id, now=now):
            pass

    def drafted(self, **said: object) -> Budget:
        """Written down; nobody has agreed it."""
        draft = BudgetDraft(
            kind=BudgetKind.DIRECT_PAYMENT,
            holder=HolderDraft(kind=HolderKind.PERSON),
            purposes=((Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up"),),
            statement=self._figures(310_00),
            contribution_mode=ContributionMode.NET,
        )
        return plans.draft_budget(
            person=self.person,
            draft=replace(draft, **said),  # type: ignore[arg-type]
            by=self.practitioner,
            now=self.now,
        )

    def start(self, budget: Budget) -> Budget:
        """Agreed, and every condition of the law stands."""
        plans.agree_budget(budget=budget, by=self.manager, now=self.now)
        for code in conditions.list_missing(budget):
            plans.record_condition(
                budget=budget,
                code=code,
                stands=True,
                decided_on=self.today,
                why="We talked about it.",
                by=self.practitioner,
                now=self.now,
            )
        return Budget.objects.select_related("person", "account").get(pk=budget.pk)

    def _active(self, account_kind: AccountChoice) -> Budget:
        return self.start(self.drafted(account_kind=account_kind))

    def _figures(self, pence: int) -> StatementDraft:
        return StatementDraft(
            starts_on=self.today - timedelta(weeks=4),
            total_pence=pence,
            contribution_pence=30_00,
            why="Matrix",
            takes_place=True,
        )

    def _stop(self, budget: Budget) -> None:
        plans.suspend_budget(
            budget=budget,
            reason="matrix",
            words="A pause",
            starts_on=budget.starts_on,
            by=self.practitioner.user_id,
            now=self.now,
        )

    def _proposed(self, budget: Budget, pence: int) -> BudgetStatement:
        return plans.propose_statement(
            budget=budget, draft=self._figures(pence), by=self.practitioner, now=self.now
        )

    def _overpaid(self, budget: Budget) -> Adjustment:
        """After instalments were planned, less is due for their days."""
        plans.agree_statement(
            statement=self._proposed(budget, 290_00), by=self.manager.user_id, now=self.now
        )
        return Adjustment.objects.get(budget=budget)

    def _one_off(self, budget: Budget) -> UUID:
        return plans.propose_one_off(
            budget=budget,
            kind=OneOffKind.START_UP,
            pence=120_00,
            due_on=self.today,
            words="Insurance",
            by=self.practitioner,
            now=self.now,
        ).id

    def _rate(self) -> UUID:
        return plans.set_rate(
            book_id=self.person.book_id,
            name=RateName.PA_HOUR,
            value=14_40,
            unit=Unit.PENCE_AN_HOUR,
            starts_on=self.today,
            source="Matrix",
            by=SCHEDULER,
            now=self.now,
        ).id

    def _calendar(self) -> dict[str, UUID]:
        book = self.person.book_id
        before = ClosedDay.objects.filter(book_id=book).count()
        calendar = set_pay_calendar(
            book_id=book,
            frequency=Frequency.MONTHLY,
            anchor_on=self.today,
            lead_days=before,
            by=SCHEDULER,
            now=self.now,
        )
        closed = add_closed_day(
            book_id=book,
            day=bank_day_from(self.today + timedelta(weeks=4 * before + 3)),
            words="Closed",
            now=self.now,
        )
        return {"calendar": calendar.id, "closed_day": closed.id}
