"""Authorising at the front line: the sum is promised and set aside in one step."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from budgets.councils import selectors as councils
from budgets.councils.models import Member
from budgets.people import selectors as people
from budgets.people.errors import PersonClosed
from budgets.people.models import Person
from budgets.plans.models import Budget
from budgets.plans.services import open_budget
from budgets.plans.values import BudgetKind, HolderKind
from budgets.recovery import rules, selectors
from budgets.recovery.errors import OwnAccount, OwnFamily, OwnMoney, PotExhausted
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.services import telling
from budgets.recovery.services.asking import ask_for_recovery_budget, move
from budgets.recovery.values import Asking, LegalBasis, Reach, RequestState
from ledgers import services as ledgers
from ledgers.errors import NotEnoughMoney
from ledgers.models import Hold
from ledgers.selectors import get_shared
from ledgers.values import About, AccountKind, Purpose
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment
from payments.payouts.values import Leaves, PayeeKind, PlannedPayment


def grant_recovery_budget(*, asking: Asking, by: Member, now: datetime) -> RecoveryBudget:
    """
    Ask with the person and authorise on the spot: the practitioner's one step.

    :raises Refusal: whatever asking or authorising refuses; then nothing was asked either
    """
    with transaction.atomic():
        request = ask_for_recovery_budget(asking=asking, by=by, now=now)
        return authorise_recovery_budget(request=request, by=by, now=now)


def authorise_recovery_budget(
    *, request: RecoveryRequest, by: Member, now: datetime
) -> RecoveryBudget:
    """
    Promise a one-off sum from the team's pot, on somebody's own authority (Care Act 2014 ss. 1, 2).

    Asked again by the same member, it answers with what was authorised the first time.

    :raises OverDelegation: the sum is above what this member may authorise alone
    :raises PersonYearLimit: the person's 12 months would be above it
    :raises PotExhausted: the pot has less than the sum available
    :raises OwnMoney: it is for the member
    :raises OwnFamily: the member lives with the person or is close to them
    :raises OwnAccount: it would be paid into the member's own account
    :raises PersonClosed: the person's record is closed
    :raises AlreadyDecided: it was refused, withdrawn, or authorised by somebody else
    """
    with transaction.atomic():
        person = Person.objects.select_for_update(no_key=True).get(pk=request.person_id)
        done = RecoveryBudget.objects.filter(request=request, authorised_by=by.user_id).first()
        if done:
            return done
        payee = _payee(request, person, by=by, now=now)
        _check(request, person, payee, by=by, now=now)
        move(request, RequestState.AUTHORISED, decided_by=by.user_id, decided_at=now)
        held = _hold(request, by=by, now=now)
        return _promise(request, person, payee, held, by=by, now=now)


def _check(
    request: RecoveryRequest, person: Person, payee: Payee, *, by: Member, now: datetime
) -> None:
    if person.closed_on or person.died_on:
        raise PersonClosed
    if person.user_id == by.user_id:
        raise OwnMoney
    if people.has_tie(by, person):
        raise OwnFamily
    if selectors.shares_account(by, payee):
        raise OwnAccount
    limits = councils.limits_on(by, now.date())
    rules.check_delegation(
        pence=request.pence,
        grant_limit=limits.grant_pence,
        given_in_year=selectors.given_in_year_pence(person, now.date()),
        person_year_limit=limits.person_year_pence,
    )


def _payee(request: RecoveryRequest, person: Person, *, by: Member, now: datetime) -> Payee:
    straight = request.reach == Reach.STRAIGHT
    return payouts.name_payee(
        book_id=request.book_id,
        about=About("person", person.id),
        kind=PayeeKind.BUSINESS if straight else PayeeKind.OWN_ACCOUNT,
        display_name=request.straight_to if straight else person.full_name,
        user_id=None if straight else person.user_id,
        contact="" if straight else person.email,
        by=by.user_id,
        now=now,
    )


def _hold(request: RecoveryRequest, *, by: Member, now: datetime) -> Hold:
    try:
        return ledgers.hold(
            account=request.team.pot,
            pence=request.pence,
            key=uuid5(request.id, "hold"),
            about=About("recovery_request", request.id),
            by=by.user_id,
            now=now,
        )
    except NotEnoughMoney as error:
        raise PotExhausted from error


def _promise(
    request: RecoveryRequest,
    person: Person,
    payee: Payee,
    held: Hold,
    *,
    by: Member,
    now: datetime,
) -> RecoveryBudget:
    budget = open_budget(
        person=person,
        kind=BudgetKind.RECOVERY,
        holder_kind=HolderKind.PERSON,
        purposes=[(Purpose(request.purpose), request.words)],
        starts_on=now.date(),
        by=by.user_id,
        now=now,
    )
    policy = councils.policy_on(request.book_id, now.date())
    recovery = RecoveryBudget.objects.create(
        book_id=request.book_id,
        budget=budget,
        request=request,
        payment=_plan(request, budget, payee, held, by=by.user_id, now=now),
        pence=request.pence,
        legal_basis=LegalBasis.PREVENTION,
        authorised_by=by.user_id,
        authorised_at=now,
        collect_by=now.date() + timedelta(days=policy.collect_within_days),
    )
    if payee.details is None:
        telling.hand_over_link(recovery=recovery, now=now)
    telling.tell_yes(recovery, now=now)
    return recovery


def _plan(
    request: RecoveryRequest, budget: Budget, payee: Payee, held: Hold, *, by: UUID, now: datetime
) -> Payment:
    spending = get_shared(request.book_id, AccountKind.SPENDING, request.purpose)
    straight = request.reach == Reach.STRAIGHT
    planned = PlannedPayment(
        source_account_id=request.team.pot_id,
        to_account_id=spending.id if straight else budget.account_id,
        payee_id=payee.id,
        pence=request.pence,
        pay_on=now.date(),
        leaves=Leaves.AT_ONCE,
        key=uuid5(request.id, "payment"),
        about=About("recovery_request", request.id),
        hold_id=held.id,
    )
    return payouts.plan_payments([planned], book_id=request.book_id, by=by, now=now)[0]
