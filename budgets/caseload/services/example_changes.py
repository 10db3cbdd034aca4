"""What changes in the example: needs, contributions, who manages the money, where it is paid."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from budgets.caseload.services.example_diary import Diary, at_hour, at_work
from budgets.caseload.services.example_pay_days import cycle_day, payment_of
from budgets.caseload.services.example_people import Cast, type_details
from budgets.caseload.services.example_plans import holder_of
from budgets.caseload.values.example_plans import Helper
from budgets.plans import services as plans
from budgets.plans.models import BudgetStatement
from budgets.plans.values.agreement import OneOffKind
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.drafting import StatementDraft
from budgets.plans.values.support import Support, read_support
from payments.payouts import services as payouts
from payments.payouts.models import PayeeChange
from payments.payouts.values import bank_day_before

FELL, ASSESSED, GREW, NIECE = "Desmond Price", "Winston Clarke", "Zofia Kowalska", "Agnes Doherty"
STOPPED, MOVED_BANK, BUYS = "Frank Ludlow", "Tomasz Zielinski", "Samira Haddad"


def live(cast: Cast, diary: Diary) -> None:
    """Note each change when it happens."""
    fell_on = cycle_day(diary, 5, 9)
    diary.note(at_work(fell_on + timedelta(days=24)), partial(_needs_more, cast, fell_on))
    diary.note(at_work(fell_on + timedelta(days=27), 15), partial(_agree_figures, cast, FELL))
    day = cycle_day(diary, 8)
    diary.note(at_work(day - timedelta(days=20)), partial(_assess, cast, day))
    diary.note(at_work(day - timedelta(days=16), 15), partial(_agree_figures, cast, ASSESSED))
    diary.note(diary.ago(3, 15), partial(_ask_for_hours, cast, cycle_day(diary, -1)))
    diary.note(at_work(cycle_day(diary, 6, 10)), partial(_niece_takes_over, cast))
    diary.note(diary.ago(19), partial(_nobody_manages, cast))
    diary.note(diary.ago(1), partial(_ask_for_sum, cast, diary.today))
    _note_moved_bank(cast, diary)


def _needs_more(cast: Cast, fell_on: date, now: datetime) -> None:
    """It is agreed weeks after the fall, and counts from the fall on: arrears."""
    budget, by = cast.budget(FELL), cast.workers[FELL]
    before = _in_force(cast, FELL)
    draft = StatementDraft(
        starts_on=fell_on,
        total_pence=before.total_pence + 74_00,
        contribution_pence=before.contribution_pence,
        why="You fell on the stairs. Somebody comes in the evenings now, too.",
    )
    plans.propose_statement(budget=budget, draft=draft, by=by, now=now)


def _in_force(cast: Cast, name: str) -> BudgetStatement:
    agreed = cast.budget(name).statements.filter(agreed_at__isnull=False)
    return agreed.order_by("number").last() or agreed.get()


def _agree_figures(cast: Cast, name: str, now: datetime) -> None:
    by = cast.manager(name).user_id
    for statement in cast.budget(name).statements.filter(agreed_at=None, withdrawn_at=None):
        plans.agree_statement(statement=statement, by=by, now=now)


def _assess(cast: Cast, day: date, now: datetime) -> None:
    plans.record_assessment(
        budget=cast.budget(ASSESSED),
        starts_on=day,
        assessed_pence=66_40,
        disability_expenses_pence=31_90,
        words="Heating, the special chair's lease and laundry are counted.",
        by=cast.second_finance,
        now=now,
    )


def _ask_for_hours(cast: Cast, day: date, now: datetime) -> None:
    """Four hours a week more, which the manager has not agreed."""
    budget, before = cast.budget(GREW), _in_force(cast, GREW)
    why = "Four more hours a week after the operation on your back, until spring."
    draft = StatementDraft(day, before.total_pence + 56_00, before.contribution_pence, why)
    if before.built_from:
        draft = plans.figures_for(
            book_id=budget.book_id,
            support=_with_more_hours(read_support(before.built_from)),
            starts_on=day,
            contribution_pence=before.contribution_pence,
            why=why,
        )
    plans.propose_statement(budget=budget, draft=draft, by=cast.workers[GREW], now=now)


def _with_more_hours(support: Support) -> Support:
    assistance = support.assistance
    if assistance is None:
        return support
    minutes = assistance.minutes_per_week + 4 * 60
    return replace(support, assistance=replace(assistance, minutes_per_week=minutes))


def _niece_takes_over(cast: Cast, now: datetime) -> None:
    plans.replace_holder(
        budget=cast.budget(NIECE),
        draft=holder_of(Helper("Sinead Doherty"), now.date()),
        starts_on=now.date(),
        by=cast.workers[NIECE].user_id,
        now=now,
    )


def _nobody_manages(cast: Cast, now: datetime) -> None:
    plans.record_condition(
        budget=cast.budget(STOPPED),
        code=ConditionCode.S31_CAPABLE,
        stands=False,
        decided_on=now.date(),
        why="Neil has moved abroad, and nobody manages the money. We pay the carers ourselves "
        "until somebody is found with Frank.",
        by=cast.workers[STOPPED],
        now=now,
    )


def _ask_for_sum(cast: Cast, day: date, now: datetime) -> None:
    plans.propose_one_off(
        budget=cast.budget(BUYS),
        kind=OneOffKind.ONE_OFF,
        pence=145_00,
        due_on=day,
        words="A sensor for the bed, so that nobody has to look in at night.",
        by=cast.workers[BUYS],
        now=now,
    )


def _note_moved_bank(cast: Cast, diary: Diary) -> None:
    """An instalment comes back, because the account is closed; it is paid anew to another."""
    day = bank_day_before(cycle_day(diary, 2), 0)
    diary.note(at_hour(day, 6), partial(_close_account, cast, day))
    diary.note(at_work(day + timedelta(days=3), 18), partial(_type_other, cast))
    diary.note(at_work(day + timedelta(days=4), 11), partial(_believe, cast, day))


def _close_account(cast: Cast, day: date, now: datetime) -> None:  # noqa: ARG001  at the bank
    cast.fails.add(payment_of(cast, MOVED_BANK, day).id)


def _type_other(cast: Cast, now: datetime) -> None:
    budget = cast.budget(MOVED_BANK)
    link = plans.hand_over_link(budget=budget, by=cast.workers[MOVED_BANK].user_id, now=now)
    type_details(link, MOVED_BANK, "77001942", now=now)


def _believe(cast: Cast, day: date, now: datetime) -> None:
    by = cast.finance.user_id
    for change in PayeeChange.objects.filter(book_id=cast.council.book_id, agreed=None):
        payouts.decide_change(change=change, agree=True, by=by, now=now)
    payouts.pay_anew(payment=payment_of(cast, MOVED_BANK, day), by=by, now=now)
