"""A council between two pay days, in which everything has happened that a run can show."""

from datetime import date, timedelta

from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.values.drafting import StatementDraft
from payments.payouts import services as payouts
from payments.payouts.models import Payee, PayeeChange, PayRun
from payments.payouts.rules import read_bank_details
from tests.factories import PersonFactory, World
from tests.web.runs import MONDAY, NEXT, answered, calculated, line_of, sent, told
from tests.worlds_of_plans import active, at, plan

NAMES = (
    "Joan Hale",
    "Samir Patel",
    "Mary Finch",
    "Grace Featherstonehaugh-Cholmondeley Marjoribanks",
    "Li Wei",
    "Amina Yusuf",
    "Tomasz Nowak",
    "Olu Adeyemi",
    "Eve Carter",
    "Rhys Morgan",
)
WHOLE = plan(statement={"starts_on": date(2026, 11, 16)})
"""It begins with the council's four weeks, so that both pay days pay four."""
BETWEEN = at(NEXT - timedelta(days=5))
"""When things happen, between the first pay day and the second."""


def busy_council(world: World) -> PayRun:
    """
    A second run that is worked out and waits to be checked.

    Since the first, Joan has been raised, Samir lowered, Mary paused before it was planned and
    Amina after, Li has new bank details, Ada is new, Ben is new and has told nobody where.
    """
    people = [PersonFactory(team=world.team, full_name=name) for name in NAMES]
    told(world, *people, draft=WHOLE)
    answered(sent(world))
    joan, samir, mary, _, li, amina, *_ = (_budget(world, name) for name in NAMES)
    _agree(world, joan, 360_00)
    _agree(world, samir, 250_00)
    _pause(world, mary)
    _change_details(world, li)
    ada = active(world, PersonFactory(team=world.team, full_name="Ada Lund"), now=BETWEEN)
    calculated(world, NEXT, now=BETWEEN)
    _tell(ada)
    active(world, PersonFactory(team=world.team, full_name="Ben Achterberg"), now=BETWEEN)
    run = calculated(world, NEXT, now=BETWEEN)
    _pause(world, amina)
    return payouts.calculate_run(run=run, now=BETWEEN)


def held_by_officer(world: World, run: PayRun, name: str = "Tomasz Nowak") -> None:
    """The first officer keeps somebody out."""
    payouts.hold_line(
        line=line_of(run, name),
        words="His sister rang: he has moved. We ask his team.",
        by=world.finance.user_id,
        now=BETWEEN,
    )


def _budget(world: World, name: str) -> Budget:
    return Budget.objects.select_related("person", "account").get(
        book=world.book_id, person__full_name=name
    )


def _agree(world: World, budget: Budget, pence: int, since: date = MONDAY) -> None:
    draft = StatementDraft(
        starts_on=since + timedelta(days=21),
        total_pence=pence,
        contribution_pence=30_00,
        why="We looked at it together",
    )
    statement = plans.propose_statement(
        budget=budget, draft=draft, by=world.practitioner, now=BETWEEN
    )
    plans.agree_statement(statement=statement, by=world.manager.user_id, now=BETWEEN)


def _pause(world: World, budget: Budget) -> None:
    plans.suspend_budget(
        budget=budget,
        reason="hospital",
        words="In hospital.",
        starts_on=BETWEEN.date(),
        by=world.practitioner.user_id,
        now=BETWEEN,
    )


def _change_details(world: World, budget: Budget) -> None:
    payee = _payee(budget)
    payouts.give_details(
        secret=payouts.make_link(payee=payee, now=BETWEEN),
        details=read_bank_details(
            sort_code="20-00-00", account_number="87654399", account_name="L Wei"
        ),
        now=BETWEEN,
    )
    change = PayeeChange.objects.get(payee=payee)
    payouts.decide_change(change=change, agree=True, by=world.second_finance.user_id, now=BETWEEN)


def _tell(budget: Budget) -> None:
    payee = _payee(budget)
    payouts.give_details(
        secret=payouts.make_link(payee=payee, now=BETWEEN),
        details=read_bank_details(
            sort_code="20-00-00", account_number="31926819", account_name="A Lund"
        ),
        now=BETWEEN,
    )


def _payee(budget: Budget) -> Payee:
    """Whom its payments go to."""
    return Payee.objects.filter(payments__instalment__budget=budget).distinct().get()
