"""When somebody has died: every budget of theirs ends, kindly, and nothing goes to them."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from budgets.councils.models import Member
from budgets.people import services as people
from budgets.people.models import Person
from budgets.plans.models import Budget, BudgetHolder, Ending
from budgets.plans.rules.ending import last_day
from budgets.plans.services.ending import ENDED, End, end_locked, set_last_day, stop
from budgets.plans.services.history import note_change
from budgets.plans.services.states import lock_budget
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import EndReason
from ledgers.values import About
from payments.cards import services as cards
from payments.payouts import services as payouts


def record_death(*, person: Person, died_on: date, by: Member, now: datetime) -> list[Ending]:
    """
    Keep that somebody has died, stop every payment to them, and begin to end their budgets.

    Nothing is sent to anybody by it: who helped the person is written to by a person, or nobody.
    One-off budgets are stopped, and end as they always do. Who cared for the person keeps their
    own budget. Another day, told later, corrects the first.

    :returns: the endings of the person's budgets
    :raises Refusal: whatever recording the day refuses
    """
    user = by.user_id
    with transaction.atomic():
        known = Person.objects.get(pk=person.pk).died_on
        person = people.record_death(person=person, died_on=died_on, by=user, now=now)
        endings = end_budgets_of(person, died_on, by=user, now=now)
        if known is None:
            _note_for_others(person, by=user, now=now)
    return endings


def end_budgets_of(person: Person, died_on: date, *, by: UUID, now: datetime) -> list[Ending]:
    """Begin to end every budget of somebody of whom it is known that they have died."""
    with transaction.atomic():
        open_still = person.budgets.exclude(state=BudgetState.ENDED).order_by("id")
        endings = [_end(lock_budget(one), died_on, by=by, now=now) for one in open_still]
    return [ending for ending in endings if ending]


def _end(budget: Budget, died_on: date, *, by: UUID, now: datetime) -> Ending | None:
    if budget.holder_kind == HolderKind.PERSON:
        payouts.write_no_more(book_id=budget.book_id, about=About("budget", budget.id))
    if budget.kind == BudgetKind.RECOVERY:
        payouts.hold_back(account=budget.account, reason=ENDED, by=by, now=now)
        cards.stop(account=budget.account, reason=ENDED, by=by, now=now)
        return None
    ending = Ending.objects.filter(budget=budget).first()
    if ending:
        return _cut_short(ending, budget, died_on, by=by, now=now)
    ends_on = last_day(ends_on=died_on, agreed_end=budget.ends_on)
    return end_locked(budget, End(EndReason.DIED, ends_on), by=by, now=now)


def _cut_short(ending: Ending, budget: Budget, died_on: date, *, by: UUID, now: datetime) -> Ending:
    """A budget that was ending already ends with the person, if that is sooner."""
    ending.budget = budget
    corrected = ending.reason == EndReason.DIED
    agreed_end = None if corrected else budget.ends_on
    ends_on = last_day(ends_on=died_on, agreed_end=agreed_end)
    if corrected and max(ends_on, budget.starts_on) == budget.ends_on:
        return ending
    set_last_day(ending, ends_on, stops=True, by=by, now=now)
    ending.reason = EndReason.DIED
    ending.save(update_fields=["reason"])
    stop(budget, End(EndReason.DIED, ends_on), by=by, now=now)
    words = f"The person has died. The last day is {ends_on:%-d %B %Y}."
    note_change(budget=budget, code="ending", words=words, by=by, now=now)
    return ending


def _note_for_others(person: Person, *, by: UUID, now: datetime) -> None:
    """Say so, for whoever looks, on budgets of carers, and on those whose money they managed."""
    for budget in _open().filter(person__cares_for=person):
        words = (
            f"{person.first_name} has died. This budget is for you, and it goes on. We will talk "
            "about what you need when you want to."
        )
        note_change(budget=budget, code="cared_for_died", words=words, by=by, now=now)
    for budget in _open().filter(id__in=_managed_by(person)).exclude(person=person):
        words = (
            f"{person.full_name}, who managed this money, has died. "
            "Somebody else has to be named to manage it."
        )
        note_change(budget=budget, code="holder_died", words=words, by=by, now=now)


def _open() -> QuerySet[Budget]:
    return Budget.objects.exclude(state=BudgetState.ENDED).order_by("id")


def _managed_by(person: Person) -> QuerySet[BudgetHolder, UUID]:
    holding = BudgetHolder.objects.filter(ends_on=None, book_id=person.book_id)
    own = holding.filter(user__isnull=False, user=person.user)
    return own.values_list("budget_id", flat=True)
