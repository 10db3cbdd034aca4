"""How the council of the example comes to know: cards at once, statements before each pay day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Final
from uuid import uuid5

from budgets.caseload.services.example_diary import Diary, at_hour, at_work
from budgets.caseload.services.example_pay_days import SINCE_WEEKS
from budgets.caseload.services.example_people import Cast
from budgets.caseload.services.example_spending import (
    FRIDAY,
    Spent,
    as_posting,
    spending,
    spending_accounts,
    within,
)
from budgets.caseload.values.example_plans import Plan
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.rules.periods import period_of
from budgets.plans.selectors.contributions import dues_of, find_arrears
from budgets.plans.selectors.facts import calendars
from budgets.plans.selectors.left import on_the_books, weekly_totals
from budgets.plans.values import BudgetState, KnownFrom
from budgets.plans.values.agreement import PaidContribution
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers import services as ledgers
from ledgers.values import SCHEDULER, Posting

SEEN_DAYS_AGO: Final = 10
CARDS_WEEKS: Final = 2
OVER_WEEKS: Final = 8
"""Who spends more than comes is short since so many weeks."""
ALL: Final = 100
IN_USE: Final = (BudgetState.ACTIVE, BudgetState.SUSPENDED, BudgetState.ENDING)


@dataclass
class Money:
    """
    Everybody's money, and until when what became of it is told.

    :ivar known: the last day that is told, by the person's name
    """

    cast: Cast
    plans: Sequence[Plan]
    today: date
    known: dict[str, date] = field(default_factory=dict)
    chances: dict[str, Random] = field(default_factory=dict)

    def kept(self) -> list[Plan]:
        """Whose money is with us, so that every movement is known on its day."""
        return [one for one in self.plans if one.is_kept_by_us]

    def told(self, often: Frequency) -> list[Plan]:
        """Whose statements are sent to us."""
        return [p for p in self.plans if p.seen and not p.is_kept_by_us and p.often == often]


def live(cast: Cast, diary: Diary, everybody: Sequence[Plan]) -> None:
    """Note when cards are used, statements are read, and people pay their own part."""
    money = Money(cast, everybody, diary.today)
    for often in SINCE_WEEKS:
        _note_statements(diary, money, often)
    weeks = max(SINCE_WEEKS.values())
    friday = diary.today - timedelta(weeks=weeks, days=diary.today.weekday() - FRIDAY)
    while friday < diary.today:
        diary.note(at_hour(friday, 16), partial(_read, money, money.kept(), friday))
        friday += timedelta(weeks=CARDS_WEEKS)


def _note_statements(diary: Diary, money: Money, often: Frequency) -> None:
    """A statement is read shortly before each pay day, and once ten days ago."""
    calendar = calendars(money.cast.council.book_id)[often]
    newest = diary.today - timedelta(days=SEEN_DAYS_AGO)
    day, told = diary.today - timedelta(weeks=SINCE_WEEKS[often]), money.told(often)
    while day < diary.today:
        day = period_of(day, calendar).ends_on
        until = min(day - timedelta(days=4), newest)
        diary.note(at_hour(until + timedelta(days=1), 13), partial(_read, money, told, until))
        diary.note(at_work(day + timedelta(days=8), 12), partial(_collect, money, often))


def _read(money: Money, whose: Sequence[Plan], until: date, now: datetime) -> None:
    """What was spent and paid in until a day, of all of these; nothing is told twice."""
    begun = {one.name: one for one in whose if one.name in money.cast.budgets}
    rows = Budget.objects.filter(
        pk__in=[money.cast.budgets[name] for name in begun],
        state__in=IN_USE,
        first_paid_on__lte=until,
    ).select_related("person", "account")
    budgets = list(rows)
    for budget in budgets:
        _pay_own_part(money, begun[budget.person.full_name], budget, until, now)
    left, weekly = on_the_books(budgets), weekly_totals(budgets, until)
    shared = spending_accounts(money.cast.council.book_id)
    postings: list[Posting] = []
    for budget in budgets:
        plan = begun[budget.person.full_name]
        lines = _lines(money, plan, budget, weekly.get(budget.id, 0), until, left[budget.id])
        told = [as_posting(budget, line, shared[line.purpose], now) for line in lines]
        if plan.percent_spent > ALL:
            ledgers.post_many_facts(told)
        else:
            postings += told
    ledgers.post_many(postings)
    ours = [budget.id for budget in budgets if budget.known_from != KnownFrom.CARD]
    Budget.objects.filter(pk__in=ours).update(known_from=KnownFrom.STATEMENTS, known_until=until)


def _lines(
    money: Money, plan: Plan, budget: Budget, weekly_pence: int, until: date, left_pence: int
) -> list[Spent]:
    last = min(until, budget.ends_on or until)
    begun = max(budget.starts_on, budget.first_paid_on or budget.starts_on)
    after = money.known.get(plan.name, begun)
    money.known[plan.name] = last
    chance = money.chances.setdefault(plan.name, Random(plan.name))  # noqa: S311  no secret
    lines = spending(plan, weekly_pence, after=after, until=last, chance=chance)
    short = until > money.today - timedelta(weeks=OVER_WEEKS) and plan.percent_spent > ALL
    return list(lines if short else within(lines, left_pence))


def _collect(money: Money, often: Frequency, now: datetime) -> None:
    """Who is paid the whole pays their own part by debit in the week after."""
    gross = [p for p in money.plans if p.mode == ContributionMode.GROSS and p.often == often]
    for plan in gross:
        if plan.name in money.cast.budgets:
            _pay_own_part(money, plan, money.cast.budget(plan.name), now.date(), now)


def _pay_own_part(money: Money, plan: Plan, budget: Budget, until: date, now: datetime) -> None:
    if plan.mode == ContributionMode.NONE:
        return
    owed = find_arrears(budget, until).owed_pence
    newest = dues_of([budget]).filter(due_on__lt=until).last()
    if not owed or newest is None:
        return
    paid_on = min(newest.due_on + timedelta(days=2), until)
    if paid_on > money.today - timedelta(weeks=plan.missed):
        return
    net = plan.mode == ContributionMode.NET
    plans.record_contribution_paid(
        budget=budget,
        pence=owed,
        paid_on=paid_on,
        how=PaidContribution.STANDING_ORDER if net else PaidContribution.DEBIT,
        key=uuid5(budget.id, f"own part {paid_on}"),
        words="",
        by=SCHEDULER if net else money.cast.finance.user_id,
        now=now,
    )
