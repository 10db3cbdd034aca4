"""Saying who manages a budget, with their consent and the evidence that they may."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from budgets.councils import services as councils
from budgets.councils.models import User
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.values import RepresentativeKind
from budgets.plans.errors import CapacityUndecided, ConsentMissing, HolderUnnamed
from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.rules.agreeing import check_day
from budgets.plans.services.history import note_change
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft

REPRESENTS = {
    HolderKind.NOMINATED: RepresentativeKind.NOMINATED,
    HolderKind.AUTHORISED: RepresentativeKind.AUTHORISED,
}


def name_holder(
    *, budget: Budget, draft: HolderDraft, starts_on: date, by: UUID, now: datetime
) -> BudgetHolder:
    """
    Say who manages a budget from a day on; who did until then ends, unless it is a group's.

    :raises HolderUnnamed: it isn't the person, and there is no name
    :raises ConsentMissing: a nominated or authorised person has not agreed to manage it
    :raises CapacityUndecided: an authorised person needs a decision on the person's capacity (s.32)
    """
    _check(draft)
    with transaction.atomic():
        user = _user(budget, draft, now=now)
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

    :raises DayAbsurd: the day can't be meant
    :raises Refusal: whatever naming a holder refuses
    """
    check_day(starts_on, now.date())
    with transaction.atomic():
        open_now = BudgetHolder.objects.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
        for holder in open_now.filter(budget=budget):
            holder.ends_on = max(starts_on, holder.starts_on)
            holder.save(update_fields=["ends_on"])
            _stop_representing(budget, holder)
        named = name_holder(budget=budget, draft=draft, starts_on=starts_on, by=by, now=now)
        Budget.objects.filter(pk=budget.pk).update(holder_kind=draft.kind)
        budget.holder_kind = draft.kind
    return named


def _check(draft: HolderDraft) -> None:
    if draft.kind in REPRESENTS:
        if not draft.full_name.strip():
            raise HolderUnnamed
        if draft.consented_on is None:
            raise ConsentMissing
    if draft.kind == HolderKind.AUTHORISED and draft.capacity_decided_on is None:
        raise CapacityUndecided


def _user(budget: Budget, draft: HolderDraft, *, now: datetime) -> User | None:
    if draft.user_id:
        return User.objects.get(pk=draft.user_id)
    if not draft.email:
        return budget.person.user if draft.kind == HolderKind.PERSON else None
    member = councils.add_member(
        book_id=budget.book_id,
        email=draft.email,
        full_name=draft.full_name or budget.person.full_name,
        roles=[Role.HOLDER],
        now=now,
    )
    return member.user


def _represent(
    budget: Budget, draft: HolderDraft, user: User | None, *, starts_on: date, now: datetime
) -> None:
    if user is None or draft.kind not in REPRESENTS or user.pk == budget.person.user_id:
        return
    people.name_representative(
        person=budget.person,
        user=user,
        kind=REPRESENTS[HolderKind(draft.kind)],
        starts_on=starts_on,
        now=now,
    )


def _stop_representing(budget: Budget, holder: BudgetHolder) -> None:
    if holder.user_id is None or holder.ends_on is None or holder.kind not in REPRESENTS:
        return
    for one in budget.person.representatives.filter(user_id=holder.user_id, ends_on=None):
        if holder.ends_on > one.starts_on:
            people.end_representative(representative=one, ends_on=holder.ends_on)
