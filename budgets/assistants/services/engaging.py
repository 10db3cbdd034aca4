"""Engaging a personal assistant: who they are, what is agreed, what it is paid."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from budgets.assistants.errors import (
    BudgetNotForAssistants,
    EngagementReferenceTaken,
    HouseholdAgreementMissing,
    OwnEmployer,
    RateLowersAgreed,
)
from budgets.assistants.models import Assistant, Engagement, EngagementRate, Shift, StartCheck
from budgets.assistants.rules.engaging import check_assistant, check_rates, check_terms
from budgets.assistants.selectors.facts import COUNTS
from budgets.assistants.selectors.shifts import midnight
from budgets.assistants.services.household import check_household
from budgets.assistants.values import (
    NewAssistant,
    NewEngagement,
    RateKind,
    Relation,
    StartStep,
)
from budgets.councils.models import Member
from budgets.plans.models import Budget
from budgets.plans.rules.agreeing import check_day, check_happened
from budgets.plans.services.history import note_change
from budgets.plans.values import BudgetKind
from ledgers.values import pounds, uuid7
from payments.payouts.values import london_day

EMPLOYS = (BudgetKind.DIRECT_PAYMENT, BudgetKind.MANAGED)
RATE_WORDS = {
    RateKind.STANDARD: "An ordinary hour",
    RateKind.WAKING_NIGHT: "An hour of a waking night",
    RateKind.SLEEP_IN: "A sleep-in",
    RateKind.SLEEP_IN_WOKEN: "An hour awake in a sleep-in",
    RateKind.TRAINING: "An hour of training",
    RateKind.TRAVEL: "An hour of travel",
    RateKind.MILEAGE: "A mile",
}


def engage(
    *,
    budget: Budget,
    assistant: Assistant | NewAssistant,
    new: NewEngagement,
    by: Member,
    now: datetime,
) -> Engagement:
    """
    Write down what a budget's holder and a personal assistant agreed.

    An assistant with an address that the council knows is that assistant; neither employer learns
    of the other.

    :raises BudgetNotForAssistants: nobody employs anybody from this kind of budget
    :raises OwnEmployer: the assistant is the person themselves
    :raises HouseholdAgreementMissing: they are family of the household, and the council has not
        agreed to it; only its staff say that it has
    :raises EngagementReferenceTaken: another engagement has this reference
    :raises Refusal: whatever the rules refuse of a name, days, hours and rates
    """
    check_terms(new)
    check_day(new.starts_on, london_day(now))
    if budget.kind not in EMPLOYS:
        raise BudgetNotForAssistants
    check_household(budget.person, new, by)
    with transaction.atomic():
        helper = _helper(assistant, budget, by=by.user_id, now=now)
        _check_other(helper, budget)
        if Engagement.objects.filter(book_id=by.book_id, reference=new.reference).exists():
            raise EngagementReferenceTaken
        engagement = _make(budget, helper, new, by=by.user_id, now=now)
        for kind, pence in new.rates.items():
            _write_rate(engagement, kind, pence, new.starts_on, by=by.user_id, now=now)
        words = f"{helper.full_name} helps from {new.starts_on:%-d %B %Y}."
        note_change(budget=budget, code="engaged", words=words, by=by.user_id, now=now)
    return engagement


def add_assistant(*, new: NewAssistant, book_id: UUID, by: UUID, now: datetime) -> Assistant:
    """
    Add a personal assistant whom the council does not know yet.

    :raises AssistantUnnamed: there is no name
    :raises AssistantBirthAbsurd: the date of birth can't be right
    """
    check_assistant(full_name=new.full_name, born_on=new.born_on, today=london_day(now))
    assistant_id = uuid7(now.timestamp())
    return Assistant.objects.create(
        id=assistant_id,
        book_id=book_id,
        reference=new.reference or f"PA-{assistant_id.hex[-8:].upper()}",
        full_name=" ".join(new.full_name.split()),
        born_on=new.born_on,
        email=new.email.strip().lower(),
        phone=new.phone.strip(),
        added_by=by,
        added_at=now,
    )


def set_rate(
    *, engagement: Engagement, kind: RateKind, pence: int, from_on: date, by: Member, now: datetime
) -> EngagementRate:
    """
    Say what a kind of work is paid from a day on; the same day told again is put right.

    :raises RateAbsurd: below 1 penny or above £1,000.00
    :raises DayAbsurd: the day can't be meant
    :raises RateLowersAgreed: hours since that day were agreed at a higher rate
    """
    check_rates({kind: pence})
    check_day(from_on, london_day(now))
    with transaction.atomic():
        locked = Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
        _check_not_lowered(locked, kind, pence, from_on)
        rate = _write_rate(locked, kind, pence, from_on, by=by.user_id, now=now)
        said = f"{RATE_WORDS[kind]} is {pounds(pence)} from {from_on:%-d %B %Y}"
        words = f"{said} for {engagement.assistant.full_name}."
        note_change(
            budget=engagement.budget, code="rate_agreed", words=words, by=by.user_id, now=now
        )
    return rate


def record_start_check(
    *, engagement: Engagement, what: StartStep, done_on: date, by: Member, now: datetime
) -> StartCheck:
    """
    Keep that a step of the list for new employers was done; another day puts the first right.

    :raises DayAbsurd: the day can't be meant
    :raises DayAhead: it is still to come
    """
    check_happened(done_on, london_day(now))
    step, made = StartCheck.objects.get_or_create(
        book_id=engagement.book_id,
        engagement=engagement,
        what=what,
        defaults={"done_on": done_on, "done_by": by.user_id},
    )
    if not made and step.done_on != done_on:
        step.done_on, step.done_by = done_on, by.user_id
        step.save(update_fields=["done_on", "done_by"])
    return step


def _helper(
    said: Assistant | NewAssistant, budget: Budget, *, by: UUID, now: datetime
) -> Assistant:
    if isinstance(said, Assistant):
        return said
    known = said.email.strip() and (
        Assistant.objects.filter(book_id=budget.book_id)
        .filter(Q(user__email__iexact=said.email.strip()) | Q(email__iexact=said.email.strip()))
        .order_by("added_at", "id")
        .first()
    )
    return known or add_assistant(new=said, book_id=budget.book_id, by=by, now=now)


def _check_other(helper: Assistant, budget: Budget) -> None:
    person = budget.person
    is_same_user = helper.user_id is not None and helper.user_id == person.user_id
    is_same_address = bool(helper.email) and helper.email.lower() == person.email.lower()
    if is_same_user or is_same_address:
        raise OwnEmployer


def _make(
    budget: Budget, helper: Assistant, new: NewEngagement, *, by: UUID, now: datetime
) -> Engagement:
    engagement_id, agreed = uuid7(now.timestamp()), new.household
    if new.relation == Relation.HOUSEHOLD_FAMILY and agreed is None:
        raise HouseholdAgreementMissing
    return Engagement.objects.create(
        id=engagement_id,
        book_id=budget.book_id,
        reference=new.reference or f"E-{engagement_id.hex[-8:].upper()}",
        assistant=helper,
        budget=budget,
        relation=new.relation,
        household_reason=agreed.reason if agreed else "",
        household_words=agreed.words.strip() if agreed else "",
        household_agreed_on=agreed.agreed_on if agreed else None,
        household_agreed_by=by if agreed else None,
        weekly_minutes=new.weekly_minutes,
        pattern=new.pattern.strip(),
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        is_self_employed=new.is_self_employed,
        opted_out_of_48_hours=new.opted_out_of_48_hours,
        leave_year_from=new.leave_year_from or new.starts_on,
        holiday_method=new.holiday_method,
        made_by=by,
        made_at=now,
    )


def _write_rate(
    engagement: Engagement,
    kind: RateKind,
    pence: int,
    from_on: date,
    *,
    by: UUID,
    now: datetime,
) -> EngagementRate:
    rate, _ = EngagementRate.objects.update_or_create(
        book_id=engagement.book_id,
        engagement=engagement,
        kind=kind,
        from_on=from_on,
        defaults={"pence": pence, "set_by": by, "set_at": now},
    )
    return rate


def _check_not_lowered(engagement: Engagement, kind: RateKind, pence: int, from_on: date) -> None:
    earlier = EngagementRate.objects.filter(
        engagement=engagement, kind=kind, from_on__lte=from_on
    ).order_by("-from_on")
    before = earlier.values_list("pence", flat=True).first()
    if before is None or pence >= before:
        return
    agreed = Shift.objects.filter(
        COUNTS,
        engagement=engagement,
        agreement__isnull=False,
        started_at__gte=midnight(from_on),
    )
    if agreed.exists():
        raise RateLowersAgreed
