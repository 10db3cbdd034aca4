"""Direct payments of the example: written down, agreed, decided, with bank details or a card."""

from datetime import date, datetime, timedelta
from functools import partial

from budgets.caseload.services.example_diary import Diary, at_work
from budgets.caseload.services.example_people import Cast, email_of, type_details
from budgets.caseload.values.example_plans import Helper, Plan
from budgets.councils.models import Member
from budgets.people.models import Person
from budgets.people.selectors import has_tie
from budgets.plans import services as plans
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import OneOffKind
from budgets.plans.values.conditions import ConditionCode
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.support import Assistance, Assistant, Support
from ledgers.values import About
from payments.cards import services as cards

FIRST_RATES = date(2025, 4, 6)
"""Since when the nation's rates are known to the rate builder."""
HOUR_PENCE = 13_20
DRAFTED, AGREED, DECIDED, TOLD = (timedelta(days=days) for days in (20, 13, 12, 9))
"""So long before its first day a budget is written down, agreed, decided, and told where to pay."""
WHY = "What we worked out together when we first met."
DECISIONS = {
    ConditionCode.S31_CAPACITY: "Said in their own words what the money is for.",
    ConditionCode.S31_NOT_PROHIBITED: "Nothing in the regulations stands against it.",
    ConditionCode.S31_CAPABLE: "With the payroll firm and somebody to call, yes.",
    ConditionCode.S31_APPROPRIATE: "It gives the choice that the agency's rota did not.",
    ConditionCode.S32_SUPPORTED: "Whoever decides about care agrees with it.",
    ConditionCode.S32_NOT_PROHIBITED: "Nothing in the regulations stands against it.",
    ConditionCode.S32_BEST_INTERESTS: "Talked through at the best-interests meeting.",
    ConditionCode.S32_CAPABLE: "Has managed a household and a payroll before.",
    ConditionCode.S32_APPROPRIATE: "The same people each day matter most here.",
}


def begin(cast: Cast, diary: Diary, plan: Plan, place: int) -> None:
    """Note how one direct payment comes about, from the first conversation to its first day."""
    by = cast.workers[plan.name] = _worker(cast, cast.named(plan.name), place)
    first = first_day(diary, plan, place)
    drafted, agreed, decided = _times(diary, plan, first, place)
    diary.note(drafted, partial(_draft, cast, plan, by, first))
    if plan.reaches == BudgetState.DRAFT:
        return
    diary.note(agreed, partial(_agree, cast, plan))
    diary.note(decided, partial(_decide, cast, plan, by))
    if plan.reaches == BudgetState.AGREED:
        return
    if plan.is_kept_by_us:
        diary.note(at_work(first - TOLD), partial(_open_card, cast, plan, by))
    elif plan.seen or plan.weeks > NEW_WEEKS:
        diary.note(at_work(first - TOLD, 18), partial(_tell_where, cast, plan, by, place))


NEW_WEEKS = 2
"""Who has begun within these has not said yet where to pay."""


def first_day(diary: Diary, plan: Plan, place: int) -> date:
    """The first day of a plan: so many weeks before this week, on any of its working days."""
    monday = diary.today - timedelta(days=diary.today.weekday(), weeks=plan.weeks)
    return monday + timedelta(days=place % 5)


def _times(diary: Diary, plan: Plan, first: date, place: int) -> tuple[datetime, ...]:
    """When it was written down, agreed and decided; what waits for somebody is some days old."""
    if plan.reaches == BudgetState.ACTIVE:
        return at_work(first - DRAFTED), at_work(first - AGREED, 15), at_work(first - DECIDED, 11)
    days = 1 + place % 4 if plan.reaches == BudgetState.DRAFT else 12
    return diary.ago(days), diary.ago(5), diary.ago(4)


def _worker(cast: Cast, person: Person, place: int) -> Member:
    """Who of the team looks after somebody: nobody who is close to them."""
    team = cast.practitioners[person.team_id]
    free = [one for one in team if not has_tie(one, person)]
    return free[place % len(free)]


def _draft(cast: Cast, plan: Plan, by: Member, first: date, now: datetime) -> None:
    person = cast.named(plan.name)
    holder, *more = _holders(plan, now.date())
    draft = BudgetDraft(
        kind=plan.kind,
        holder=holder,
        more_holders=tuple(more),
        purposes=((plan.purpose, plan.words), *plan.also),
        outcomes=(plan.outcome,),
        statement=_statement(cast, plan, first),
        frequency=plan.often,
        contribution_mode=plan.mode,
        account_kind=plan.account,
        two_signatures_above_pence=plan.two_above_pence,
    )
    budget = plans.draft_budget(person=person, draft=draft, by=by, now=now)
    cast.budgets[plan.name] = budget.id
    if plan.start_up_pence:
        plans.propose_one_off(
            budget=budget,
            kind=OneOffKind.START_UP,
            pence=plan.start_up_pence,
            due_on=first,
            words="To begin as an employer: insurance, an advert, and a chair in the kitchen.",
            by=by,
            now=now,
        )


def _holders(plan: Plan, day: date) -> list[HolderDraft]:
    if plan.kind == BudgetKind.MANAGED:
        return [HolderDraft(HolderKind.COUNCIL, "Elmshire Council")]
    return [holder_of(one, day) for one in plan.helpers] or [HolderDraft(HolderKind.PERSON)]


def holder_of(helper: Helper, day: date) -> HolderDraft:
    """Somebody who manages the money, as they are named on a day."""
    authorised = helper.kind == HolderKind.AUTHORISED
    return HolderDraft(
        kind=helper.kind,
        full_name=helper.name,
        email=email_of(helper.name),
        consented_on=day,
        evidence=helper.evidence,
        capacity_decided_on=day - timedelta(days=6) if authorised else None,
    )


def _statement(cast: Cast, plan: Plan, first: date) -> StatementDraft:
    if not plan.hours:
        return StatementDraft(first, plan.weekly_pence, plan.own_pence, WHY)
    minutes = 60 * plan.hours
    if first < FIRST_RATES:
        return StatementDraft(first, plan.hours * HOUR_PENCE, plan.own_pence, WHY)
    return plans.figures_for(
        book_id=cast.council.book_id,
        support=Support(Assistance(minutes, (Assistant(), Assistant())[: 1 + plan.hours // 20])),
        starts_on=first,
        contribution_pence=plan.own_pence,
        why=WHY,
    )


def _agree(cast: Cast, plan: Plan, now: datetime) -> None:
    budget = cast.budget(plan.name)
    by = cast.manager(plan.name)
    budget = plans.agree_budget(budget=budget, by=by, now=now)
    for one_off in budget.one_offs.filter(agreed_at=None):
        plans.agree_one_off(one_off=one_off, by=by, now=now)


def _decide(cast: Cast, plan: Plan, by: Member, now: datetime) -> None:
    budget = cast.budget(plan.name)
    for code in conditions.list_missing(budget):
        if code not in plan.open_conditions:
            plans.record_condition(
                budget=budget,
                code=code,
                stands=True,
                decided_on=now.date(),
                why=DECISIONS[code],
                by=by,
                now=now,
            )


def _tell_where(cast: Cast, plan: Plan, by: Member, place: int, now: datetime) -> None:
    budget = cast.budget(plan.name)
    holder = plan.helpers[0].name if plan.helpers else plan.name
    link = plans.hand_over_link(budget=budget, by=by.user_id, now=now)
    type_details(link, holder, f"4{place:05d}42", now=now)


def _open_card(cast: Cast, plan: Plan, by: Member, now: datetime) -> None:
    budget = cast.budget(plan.name)
    if plan.kind != BudgetKind.MANAGED:
        about = About("budget", budget.id)
        cards.open_card(account=budget.account, about=about, by=by.user_id, now=now)
