"""Saying who manages a budget, with their consent and the evidence that they may."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from budgets.councils import services as councils
from budgets.councils.models import User
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.people.values import PersonKind, RepresentativeKind
from budgets.plans.errors import CapacityUndecided, ConsentMissing, HolderUnnamed, OwnBudget
from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.rules.agreeing import check_day
from budgets.plans.rules.conditions import conditions_for
from budgets.plans.selectors.conditions import list_missing
from budgets.plans.services.history import note_change
from budgets.plans.services.pausing import suspend_budget
from budgets.plans.services.states import lock_budget
from budgets.plans.services.ties import check_user_may_decide
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.drafting import HolderDraft

REPRESENTS = {
    HolderKind.NOMINATED: RepresentativeKind.NOMINATED,
    HolderKind.AUTHORISED: RepresentativeKind.AUTHORISED,
}


def name_holder(
    *, budget: Budget, draft: HolderDraft, starts_on: date, by: UUID, now: datetime
) -> BudgetHolder:
    """
    Say who manages a budget from a day on, beside whoever does already.

    The signatories of a group see its budget, as somebody does who manages another's money.

    :raises HolderUnnamed: it isn't the person, and there is no name
    :raises ConsentMissing: a nominated or authorised person has not agreed to manage it
    :raises CapacityUndecided: an authorised person needs a decision on the person's capacity (s.32)
    :raises OwnBudget: whoever names them names themselves
    """
    _check(budget, draft)
    with transaction.atomic():
        user = _user(budget, draft, now=now)
        if user and user.pk == by:
            raise OwnBudget
        _represent(budget, draft, user, starts_on=starts_on, now=now)
        holder = BudgetHolder.objects.create(
            book_id=budget.book_id,
            budget=budget,
            kind=draft.kind,
            user=user,
            full_name=draft.full_name or budget.person.full_name,
            email=draft.email or budget.person.email,
            consented_on=draft.consented_on,
            evidence=draft.evidence,
            capacity_decided_on=draft.capacity_decided_on,
            starts_on=starts_on,
            named_by=by,
            named_at=now,
        )
        note_change(
            budget=budget,
            code="holder_named",
            words=f"{holder.full_name} manages the money from {starts_on:%-d %B %Y}.",
            by=by,
            now=now,
        )
    return holder


def replace_holder(
    *, budget: Budget, draft: HolderDraft, starts_on: date, by: UUID, now: datetime
) -> BudgetHolder:
    """
    Give a budget another holder from a day on, in the place of all it has.

    Where the law asks other things of the new one (s.32 instead of s.31), an active budget is
    suspended until they are decided.

    :raises DayAbsurd: the day can't be meant
    :raises OwnBudget: it is for whoever decides, or somebody close to them
    :raises Refusal: whatever naming a holder refuses
    """
    check_day(starts_on, now.date())
    check_user_may_decide(budget.person, by)
    with transaction.atomic():
        budget = lock_budget(budget)
        open_now = BudgetHolder.objects.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
        for holder in open_now.filter(budget=budget):
            holder.ends_on = max(starts_on, holder.starts_on)
            holder.save(update_fields=["ends_on"])
            stop_representing(holder)
        named = name_holder(budget=budget, draft=draft, starts_on=starts_on, by=by, now=now)
        Budget.objects.filter(pk=budget.pk).update(holder_kind=draft.kind)
        before, budget.holder_kind = budget.holder_kind, draft.kind
        if conditions_for(HolderKind(before)) != conditions_for(draft.kind):
            _wait_for_conditions(budget, starts_on, by=by, now=now)
    return named


def _wait_for_conditions(budget: Budget, starts_on: date, *, by: UUID, now: datetime) -> None:
    if budget.state == BudgetState.ACTIVE and list_missing(budget):
        suspend_budget(
            budget=budget,
            reason="condition",
            words="The law asks other things of whoever manages the money from now on.",
            starts_on=starts_on,
            by=by,
            now=now,
        )


def _check(budget: Budget, draft: HolderDraft) -> None:
    signs = _is_shared(budget) and draft.email
    if (draft.kind in REPRESENTS or signs) and not draft.full_name.strip():
        raise HolderUnnamed
    if draft.kind in REPRESENTS and draft.consented_on is None:
        raise ConsentMissing
    if draft.kind == HolderKind.AUTHORISED and draft.capacity_decided_on is None:
        raise CapacityUndecided


def _is_shared(budget: Budget) -> bool:
    return budget.person.kind == PersonKind.GROUP


def _user(budget: Budget, draft: HolderDraft, *, now: datetime) -> User | None:
    if draft.user_id:
        return User.objects.get(pk=draft.user_id)
    themselves = draft.kind == HolderKind.PERSON and not _is_shared(budget)
    if themselves and budget.person.user:
        return budget.person.user
    if not draft.email:
        return budget.person.user if draft.kind == HolderKind.PERSON else None
    if themselves and not _is_somebody_elses(budget, draft.email):
        return people.give_sign_in(person=budget.person, email=draft.email, now=now).user
    member = councils.add_member(
        book_id=budget.book_id,
        email=draft.email,
        full_name=draft.full_name or budget.person.full_name,
        roles=[Role.HOLDER],
        now=now,
    )
    return member.user


def _is_somebody_elses(budget: Budget, email: str) -> bool:
    """Whether another person signs in by this address already: a couple may share one."""
    others = Person.objects.filter(book_id=budget.book_id, user__email__iexact=email.strip())
    return others.exists()


def _represent(
    budget: Budget, draft: HolderDraft, user: User | None, *, starts_on: date, now: datetime
) -> None:
    """Let whoever manages the money of another, or signs for a group, see it: each once."""
    represents = draft.kind in REPRESENTS or _is_shared(budget)
    if user is None or not represents or user.pk == budget.person.user_id:
        return
    kind = REPRESENTS.get(HolderKind(draft.kind), RepresentativeKind.NOMINATED)
    open_still = budget.person.representatives.filter(user=user, kind=kind, ends_on=None)
    if open_still.filter(starts_on__lte=starts_on).exists():
        return
    people.name_representative(
        person=budget.person,
        user=user,
        kind=kind,
        starts_on=starts_on,
        now=now,
        consented_on=draft.consented_on,
        evidence=draft.evidence,
        capacity_decided_on=draft.capacity_decided_on,
    )


def stop_representing(holder: BudgetHolder) -> None:
    """Let somebody see a person's money no longer from the day on which they stop managing it."""
    ends_on, person = holder.ends_on, holder.budget.person
    if holder.user_id is None or ends_on is None or _manages_more(holder, ends_on):
        return
    for one in person.representatives.filter(user_id=holder.user_id, ends_on=None):
        if ends_on > one.starts_on:
            people.end_representative(representative=one, ends_on=ends_on)
        else:
            people.drop_representative(representative=one)


def _manages_more(holder: BudgetHolder, day: date) -> bool:
    """Whether they manage another budget of the same person after that day."""
    others = BudgetHolder.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day),
        user=holder.user,
        budget__person_id=holder.budget.person_id,
    )
    return others.exclude(pk=holder.pk).exists()
