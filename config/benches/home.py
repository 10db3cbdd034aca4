"""
A holder's home, and why their balance is what it is, with all of England's budgets in the database.

117,000 people, each with a direct payment and a year of instalments, are copied from one that was
made by the verbs of life. Goal: 95 of 100 answers of either page within 100 ms, over HTTP.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from time import perf_counter

from django.utils import timezone

from budgets.councils import services as councils
from budgets.councils.models import Council, Member, Team
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.models import Budget, Instalment
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetKind, HolderKind, KnownFrom
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.schedule import ContributionMode
from config.benching import Measured
from config.crowding import copy_people
from config.proving import QUICK, Visitor, live_server, scratch_database
from ledgers.models import Transfer
from ledgers.values import SCHEDULER, Purpose
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.rules import read_bank_details
from web.sign_in.example import example_link

ENGLAND, A_FEW = 117_000, 5_000
VISITORS, VISITS = 30, 5
MOST_MS = 100
PERIODS = 13
WEEKS = timedelta(weeks=4)


def run(seed: int) -> Measured:  # noqa: ARG001  nothing here is left to chance
    """Open both pages as many different people, and take the slowest of twenty."""
    now = timezone.now()  # noqa: TID251  a benchmark is a door
    count = A_FEW if QUICK.get() else ENGLAND
    with scratch_database():
        _live_a_year(now)
        copy_people(count - 1)
        visitors = _let_in(now)
        transfers = Transfer.objects.count()
        with live_server() as port:
            taken = _visit(port, visitors)
    return _judge(taken, count, transfers)


def _judge(taken: dict[str, list[float]], count: int, transfers: int) -> Measured:
    figures = {
        name: {"median_ms": round(median(times), 1), "p95_ms": round(quantiles(times, n=20)[18], 1)}
        for name, times in taken.items()
    }
    said = ", ".join(f"{name} {one['p95_ms']} ms" for name, one in figures.items())
    holds = all(one["p95_ms"] < MOST_MS for one in figures.values())
    line = f"{count:,} budgets, {transfers:,} transfers; p95 of {said}"
    return Measured(holds, line, {"budgets": count, "transfers": transfers, "pages": figures})


def _visit(port: int, visitors: Sequence[tuple[Person, Budget]]) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"home": [], "why": []}
    for person, budget in visitors:
        visitor = Visitor(port)
        visitor.get("/" + example_link(person.user).split("/", 3)[3])  # type: ignore[arg-type]
        pages = {"home": "/home", "why": f"/plan/{budget.id}/why"}
        for name, page in [*pages.items()] * (VISITS + 1):
            start = perf_counter()
            answer, _ = visitor.get(page)
            if answer.status != 200:  # noqa: PLR2004
                raise RuntimeError(f"{page} answered {answer.status}: it was not measured.")
            taken[name].append(1000 * (perf_counter() - start))
    return taken


def _let_in(now: datetime) -> list[tuple[Person, Budget]]:
    """Give some of the copies a sign-in of their own."""
    some = Budget.objects.select_related("person").order_by("id")[:VISITORS]
    for number, budget in enumerate(some):
        people.give_sign_in(person=budget.person, email=f"holder{number}@home.example", now=now)
    return [(budget.person, budget) for budget in some]


def _live_a_year(now: datetime) -> None:
    """One council, one person, one direct payment, paid thirteen times until now."""
    start = now - PERIODS * WEEKS
    council = councils.open_council(code="england", name="England", now=start, rail=Rail.PRACTICE)
    team = councils.open_team(book_id=council.book_id, reference="T", name="Team", now=start)
    staff = [_member(council, team, role, start) for role in (Role.PRACTITIONER, Role.MANAGER)]
    person = people.add_person(team=team, full_name="Daniel Okafor", now=start)
    budget = _agree(person, staff, start.date(), start)
    finance = [_member(council, team, Role.FINANCE, start, name) for name in ("a", "b")]
    for number in range(PERIODS):
        _pay(budget, finance, start + number * WEEKS)
    Budget.objects.filter(pk=budget.pk).update(known_from=KnownFrom.STATEMENTS, known_until=now)


def _member(council: Council, team: Team, role: Role, now: datetime, name: str = "") -> Member:
    member = councils.add_member(
        book_id=council.book_id,
        email=f"{role}{name}@council.example",
        full_name=role.capitalize(),
        roles=[role],
        now=now,
    )
    councils.place_in_team(member=member, team=team)
    return member


def _agree(person: Person, staff: Sequence[Member], starts_on: date, now: datetime) -> Budget:
    draft = BudgetDraft(
        kind=BudgetKind.DIRECT_PAYMENT,
        holder=HolderDraft(kind=HolderKind.PERSON),
        purposes=((Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up and out"),),
        contribution_mode=ContributionMode.NET,
        statement=StatementDraft(starts_on, 310_00, 30_00, "Our first figures"),
    )
    budget = plans.draft_budget(person=person, draft=draft, by=staff[0], now=now)
    budget = plans.agree_budget(budget=budget, by=staff[1], now=now)
    for code in conditions.list_missing(budget):
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=starts_on,
            why="We talked about it.",
            by=staff[0],
            now=now,
        )
    return budget


def _pay(budget: Budget, finance: Sequence[Member], now: datetime) -> None:
    book, today = budget.book_id, now.date()
    plans.prepare_pay_run(book_id=book, pay_on=today, by=finance[0].user_id, now=now)
    for instalment in Instalment.objects.filter(pay_on=today, payment__isnull=False):
        payment = instalment.payment
        if payment is None or payment.payee is None:
            continue
        if payment.payee.details is None:
            details = read_bank_details(
                sort_code="20-00-00", account_number="12345678", account_name="D Okafor"
            )
            link = payouts.make_link(payee=payment.payee, now=now)
            payouts.give_details(secret=link, details=details, now=now)
        payouts.approve_payments(book_id=book, ids=[payment.id], by=finance[1].user_id, now=now)
        payouts.send_ready(book_id=book, by=SCHEDULER, now=now)
        payment.refresh_from_db()
        payouts.mark_paid(payment=payment, by=SCHEDULER, now=now)
