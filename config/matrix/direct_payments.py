"""A direct payment in each state that an operation asks for, made by the verbs of life."""

from datetime import datetime
from uuid import UUID

from budgets.councils.models import Member
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Adjustment, Budget, BudgetChange, Instalment, Pause
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.agreement import OneOffKind
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.rates import RateName, Unit
from ledgers.values import SCHEDULER, Purpose
from payments.payouts.values import london_day


def plans_of(
    person: Person, practitioner: Member, manager: Member, now: datetime
) -> dict[str, UUID]:
    """What somebody has of direct payments, by what it is called."""
    drafted = _drafted(person, practitioner, now)
    stopped = _active(person, practitioner, manager, now)
    plans.suspend_budget(
        budget=stopped,
        reason="matrix",
        words="A pause",
        starts_on=london_day(now),
        by=practitioner.user_id,
        now=now,
    )
    paying = _active(person, practitioner, manager, now)
    plans.prepare_pay_run(book_id=person.book_id, pay_on=london_day(now), by=SCHEDULER, now=now)
    instalment = Instalment.objects.get(budget=paying)
    return {
        "drafted": drafted.id,
        "stopped": stopped.id,
        "pause": Pause.objects.get(budget=stopped).id,
        "paying": paying.id,
        "condition": conditions.newest(paying)["s31_capacity"].id,
        "change": BudgetChange.objects.filter(budget=paying).latest("id").id,
        "instalment": instalment.id,
        "planned": instalment.payment_id or instalment.id,
        "overpaid": _overpaid(paying, practitioner, manager, now).id,
        "statement": _proposed(paying, 300_00, practitioner, now),
        "one_off": _one_off(paying, practitioner, now),
        "rate": _rate(person.book_id, now),
    }


def _drafted(person: Person, practitioner: Member, now: datetime) -> Budget:
    draft = BudgetDraft(
        kind=BudgetKind.DIRECT_PAYMENT,
        holder=HolderDraft(kind=HolderKind.PERSON),
        purposes=((Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up"),),
        statement=_figures(310_00, now),
    )
    return plans.draft_budget(person=person, draft=draft, by=practitioner, now=now)


def _active(person: Person, practitioner: Member, manager: Member, now: datetime) -> Budget:
    budget = plans.agree_budget(budget=_drafted(person, practitioner, now), by=manager, now=now)
    for code in conditions.list_missing(budget):
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=london_day(now),
            why="We talked about it.",
            by=practitioner,
            now=now,
        )
    return Budget.objects.select_related("person", "account").get(pk=budget.pk)


def _figures(pence: int, now: datetime) -> StatementDraft:
    return StatementDraft(
        starts_on=london_day(now),
        total_pence=pence,
        contribution_pence=0,
        why="Matrix",
        takes_place=True,
    )


def _proposed(budget: Budget, pence: int, by: Member, now: datetime) -> UUID:
    return plans.propose_statement(budget=budget, draft=_figures(pence, now), by=by, now=now).id


def _overpaid(budget: Budget, by: Member, manager: Member, now: datetime) -> Adjustment:
    """After an instalment was planned, less is due for its days."""
    proposed = plans.propose_statement(budget=budget, draft=_figures(290_00, now), by=by, now=now)
    plans.agree_statement(statement=proposed, by=manager.user_id, now=now)
    return Adjustment.objects.get(budget=budget)


def _one_off(budget: Budget, by: Member, now: datetime) -> UUID:
    return plans.propose_one_off(
        budget=budget,
        kind=OneOffKind.START_UP,
        pence=120_00,
        due_on=london_day(now),
        words="Insurance",
        by=by,
        now=now,
    ).id


def _rate(book_id: UUID, now: datetime) -> UUID:
    return plans.set_rate(
        book_id=book_id,
        name=RateName.PA_HOUR,
        value=14_40,
        unit=Unit.PENCE_AN_HOUR,
        starts_on=london_day(now),
        source="Matrix",
        by=SCHEDULER,
        now=now,
    ).id
