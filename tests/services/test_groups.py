"""Budgets that several manage together, carers' own budgets, and what is kept of both."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from budgets.councils.models import Member
from budgets.people import selectors as people
from budgets.people.models import GroupMember, Person, Representative
from budgets.people.services import add_person, name_household
from budgets.people.values import PersonKind
from budgets.plans import errors
from budgets.plans import services as plans
from budgets.plans.models import Budget, BudgetChange, BudgetHolder, SharedDecision
from budgets.plans.selectors import conditions, viewer_for, visible_to
from budgets.plans.selectors import sharing as seen
from budgets.plans.selectors.history import list_changes
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.conditions import SECTION_31
from budgets.plans.values.drafting import HolderDraft
from ledgers.values import SCHEDULER
from tests.factories import NOW, CarerFactory, MemberFactory, PersonFactory, World
from tests.worlds_of_plans import MONDAY, active, agreed, drafted, plan, prepare

TODAY = date(2026, 11, 22)
SOON = NOW + timedelta(days=1)


def signatory(name: str, **said: Any) -> HolderDraft:
    said = {"kind": HolderKind.NOMINATED, "consented_on": TODAY, **said}
    return HolderDraft(full_name=name, email=f"{name.lower()}@home.example", **said)


GROUP = {
    "holder": signatory("Asha"),
    "more_holders": (signatory("Bela"), signatory("Cleo", kind=HolderKind.PERSON)),
    "two_signatures_above_pence": 100_00,
}


@pytest.fixture
def allotment(world: World) -> Person:
    """A group of neighbours, who have no sign-in together."""
    return add_person(team=world.team, full_name="The allotment", kind=PersonKind.GROUP, now=NOW)


@pytest.fixture
def shared(world: World, allotment: Person) -> Budget:
    """In use from Monday on; above £100.00 two of the three sign."""
    return active(world, allotment, plan(**GROUP))


def named(name: str) -> Member:
    return Member.objects.get(user__email=f"{name.lower()}@home.example")


def ask(budget: Budget, name: str, pence: int = 250_00, **said: Any) -> SharedDecision:
    said = {"words": "A shed", "by": named(name).user_id, "now": SOON, **said}
    return plans.ask_shared_decision(budget=budget, pence=pence, **said)


def sign(decision: SharedDecision, name: str) -> SharedDecision:
    return plans.agree_shared_decision(decision=decision, by=named(name).user_id, now=SOON)


# Who sees it


@pytest.mark.parametrize("name", ["Asha", "Bela", "Cleo"])
def test_every_signatory_sees_the_groups_money_and_no_other(
    world: World, shared: Budget, name: str
) -> None:
    active(world, world.daniel)
    viewer = viewer_for(named(name), SOON)
    assert list(visible_to(viewer)) == [shared]
    assert list(viewer.accounts) == list(
        type(shared.account).objects.filter(pk=shared.account_id)
        | type(shared.account).objects.filter(overspends=shared.account_id)
    )


def test_a_member_of_the_group_who_does_not_sign_sees_nothing(world: World, shared: Budget) -> None:
    GroupMember.objects.create(book_id=world.book_id, group=shared.person, person=world.daniel)
    assert not visible_to(viewer_for(world.holder(world.daniel), SOON)).exists()


def test_a_signatory_needs_a_name(world: World, allotment: Person) -> None:
    nobody = HolderDraft(kind=HolderKind.PERSON, email="nobody@home.example")
    with pytest.raises(errors.HolderUnnamed):
        drafted(world, allotment, plan(holder=nobody))
    assert not Budget.objects.exists()


def test_somebody_who_signs_for_two_budgets_is_named_once(
    world: World, allotment: Person, shared: Budget
) -> None:
    other = active(world, allotment, plan(**GROUP))
    assert Representative.objects.count() == 3
    first = shared.holders.get(full_name="Asha")
    plans.end_signatory(holder=first, ends_on=MONDAY, by=SCHEDULER, now=SOON)
    # She signs for the other one still, and so sees both: they are one group's.
    assert set(visible_to(viewer_for(named("Asha"), SOON))) == {shared, other}
    first = other.holders.get(full_name="Asha")
    plans.end_signatory(holder=first, ends_on=date(2026, 11, 24), by=SCHEDULER, now=SOON)
    assert not visible_to(viewer_for(named("Asha"), SOON + timedelta(days=1))).exists()


def test_who_signs_no_longer_sees_it_no_longer(world: World, shared: Budget) -> None:
    holder = shared.holders.get(full_name="Bela")
    for _ in range(2):  # pressed twice
        plans.end_signatory(holder=holder, ends_on=date(2026, 11, 24), by=SCHEDULER, now=SOON)
    bela = named("Bela")
    assert list(visible_to(viewer_for(bela, SOON))) == [shared]
    later = SOON + timedelta(days=1)
    assert not visible_to(viewer_for(bela, later)).exists()
    with pytest.raises(errors.NotASignatory):
        ask(shared, "Bela", now=later)
    changes = BudgetChange.objects.filter(code="holder_ended")
    assert [one.words for one in changes] == ["Bela no longer signs, from 24 November 2026 on."]


def test_who_was_named_by_mistake_never_sees_it(world: World, shared: Budget) -> None:
    holder = plans.name_holder(
        budget=shared, draft=signatory("Dina"), starts_on=MONDAY, by=SCHEDULER, now=SOON
    )
    assert visible_to(viewer_for(named("Dina"), SOON)).exists()
    plans.end_signatory(holder=holder, ends_on=MONDAY, by=SCHEDULER, now=SOON)
    assert not visible_to(viewer_for(named("Dina"), SOON)).exists()


def test_the_last_one_stays(world: World, shared: Budget) -> None:
    asha, bela, cleo = shared.holders.order_by("full_name")
    for holder in (asha, bela):
        plans.end_signatory(holder=holder, ends_on=MONDAY, by=SCHEDULER, now=SOON)
    with pytest.raises(errors.LastSignatory):
        plans.end_signatory(holder=cleo, ends_on=MONDAY, by=SCHEDULER, now=SOON)
    assert [one.full_name for one in seen.list_signatories(shared, MONDAY)] == ["Cleo"]


def test_staff_do_not_name_themselves(world: World, allotment: Person) -> None:
    own = replace(signatory("Ama"), email=world.practitioner.user.email)
    with pytest.raises(errors.OwnBudget):
        drafted(world, allotment, plan(holder=own))
    assert not Budget.objects.exists()


# Who decides


def test_up_to_the_sum_any_one_of_them_decides(world: World, shared: Budget) -> None:
    decision = ask(shared, "Cleo", 100_00)
    assert (decision.needs_two, decision.agreed_by) == (False, named("Cleo").user_id)
    change = BudgetChange.objects.get(code="shared_agreed")
    assert change.words == "£100.00 was decided: A shed"


def test_above_it_two_sign_together(world: World, shared: Budget) -> None:
    decision = ask(shared, "Asha", 100_01)
    assert (decision.needs_two, decision.agreed_at) == (True, None)
    for name, waiting in (("Asha", []), ("Bela", [decision]), ("Cleo", [decision])):
        assert list(seen.list_to_sign(viewer_for(named(name), SOON))) == waiting
    signed = sign(decision, "Cleo")
    assert (signed.asked_by, signed.agreed_by) == (named("Asha").user_id, named("Cleo").user_id)
    assert sign(signed, "Cleo").agreed_at == SOON
    assert not seen.list_to_sign(viewer_for(named("Bela"), SOON)).exists()
    words = [one.words for one in BudgetChange.objects.filter(code__startswith="shared")]
    assert sorted(words) == [
        "£100.01 needs a second signature: A shed",
        "£100.01 was signed by two: A shed",
    ]


def test_nobody_signs_twice(world: World, shared: Budget) -> None:
    decision = ask(shared, "Asha")
    with pytest.raises(errors.NotYourSignature):
        sign(decision, "Asha")
    with pytest.raises(IntegrityError, match="plans_decision_two_people"), transaction.atomic():
        SharedDecision.objects.update(agreed_by=named("Asha").user_id, agreed_at=SOON)
    decision.refresh_from_db()
    assert decision.agreed_at is None


def test_only_signatories_of_that_day_ask_and_sign(world: World, shared: Budget) -> None:
    decision = ask(shared, "Asha")
    stranger = world.holder(world.daniel).user_id
    early = NOW  # the budget and its signatories begin tomorrow
    with pytest.raises(errors.NotASignatory):
        ask(shared, "Asha", now=early)
    with pytest.raises(errors.NotASignatory):
        ask(shared, "Asha", by=stranger)
    with pytest.raises(errors.NotASignatory):
        plans.agree_shared_decision(decision=decision, by=stranger, now=SOON)
    with pytest.raises(errors.NotASignatory):
        plans.withdraw_shared_decision(decision=decision, by=stranger, now=SOON)
    with pytest.raises(errors.NotASignatory):
        ask(shared, "Asha", by=world.practitioner.user_id)
    assert list(seen.list_decisions(shared)) == [decision]
    assert decision.agreed_at is None


def test_what_is_decided_stays_so(world: World, shared: Budget) -> None:
    signed, withdrawn = ask(shared, "Asha"), ask(shared, "Asha", words="A greenhouse")
    sign(signed, "Bela")
    plans.withdraw_shared_decision(decision=withdrawn, by=named("Cleo").user_id, now=SOON)
    withdrawn.refresh_from_db()
    assert withdrawn.withdrawn_by == named("Cleo").user_id
    with pytest.raises(errors.SharedDecided):
        sign(signed, "Cleo")
    with pytest.raises(errors.SharedDecided):
        sign(withdrawn, "Bela")
    with pytest.raises(errors.SharedDecided):
        plans.withdraw_shared_decision(decision=signed, by=named("Cleo").user_id, now=SOON)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"words": "  "}, errors.SharedUnsaid),
        ({"pence": 0}, errors.SumMissing),
        ({"pence": -1}, errors.SumMissing),
    ],
)
def test_what_is_asked_for_needs_words_and_a_sum(
    world: World, shared: Budget, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ask(shared, "Asha", **said)
    assert not SharedDecision.objects.exists()


def test_two_are_needed_and_there_is_one(world: World, allotment: Person) -> None:
    alone = active(world, allotment, plan(**{**GROUP, "more_holders": ()}))
    with pytest.raises(errors.NoSecondSignatory):
        ask(alone, "Asha")
    assert ask(alone, "Asha", 100_00).agreed_at == SOON


def test_without_a_rule_any_one_of_them_decides_all(world: World, allotment: Person) -> None:
    free = active(world, allotment, plan(**{**GROUP, "two_signatures_above_pence": None}))
    assert ask(free, "Asha", 9_000_00).agreed_at == SOON


def test_nothing_is_decided_while_it_is_stopped(world: World, shared: Budget) -> None:
    plans.suspend_budget(
        budget=shared, reason="x", words="x", starts_on=MONDAY, by=SCHEDULER, now=SOON
    )
    with pytest.raises(errors.BudgetElsewhere):
        ask(shared, "Asha")
    assert not SharedDecision.objects.exists()


# A holder of another kind


def test_another_kind_of_holder_waits_for_other_conditions(world: World) -> None:
    budget = active(world, world.daniel)
    grace = signatory(
        "Grace", kind=HolderKind.AUTHORISED, capacity_decided_on=TODAY, evidence="Deputyship"
    )
    plans.replace_holder(budget=budget, draft=grace, starts_on=MONDAY, by=SCHEDULER, now=SOON)
    budget.refresh_from_db()
    assert budget.state == BudgetState.SUSPENDED
    assert prepare(world, MONDAY, now=SOON) == []
    go_on = {"budget": budget, "from_on": MONDAY, "words": "", "by": SCHEDULER, "now": SOON}
    with pytest.raises(errors.ConditionsOpen) as refused:
        plans.resume_budget(**go_on)
    assert len(refused.value.missing) == 5
    for code in conditions.list_missing(budget):
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=MONDAY,
            why="x",
            by=world.manager,
            now=SOON,
        )
    plans.resume_budget(**go_on)
    assert len(prepare(world, MONDAY, now=SOON)) == 1
    kept = Representative.objects.get()
    assert (kept.evidence, kept.capacity_decided_on) == ("Deputyship", TODAY)


def test_a_replaced_holder_sees_it_no_longer_the_same_day(world: World) -> None:
    budget = active(world, world.daniel, plan(holder=signatory("Asha")))
    for name in ("Bela", "Cleo"):
        plans.replace_holder(
            budget=budget, draft=signatory(name), starts_on=MONDAY, by=SCHEDULER, now=SOON
        )
    sees = {name: visible_to(viewer_for(named(name), SOON)).exists() for name in NAMES}
    assert sees == {"Asha": False, "Bela": False, "Cleo": True}
    assert BudgetHolder.objects.filter(ends_on=None).get().full_name == "Cleo"


NAMES = ("Asha", "Bela", "Cleo")


def test_the_persons_own_address_is_their_sign_in(world: World) -> None:
    person = add_person(team=world.team, full_name="Wei Chen", now=NOW)
    themselves = HolderDraft(kind=HolderKind.PERSON, email="wei@home.example")
    budget = active(world, person, plan(holder=themselves))
    assert list(visible_to(viewer_for(named("Wei"), SOON))) == [budget]


def test_an_address_that_somebody_else_has_shows_neither_the_others_money(
    world: World,
) -> None:
    wei = PersonFactory(team=world.team, email="wei@home.example", full_name="Wei Chen")
    other = add_person(team=world.team, full_name="Jun Chen", now=NOW)
    themselves = HolderDraft(kind=HolderKind.PERSON, email="Wei@home.example")
    budget = active(world, other, plan(holder=themselves))
    assert not visible_to(viewer_for(named("Wei"), SOON)).exists()
    other.refresh_from_db()
    assert (other.user, wei.user) == (None, named("Wei").user)
    assert budget.state == BudgetState.ACTIVE


# Carers in their own right


@pytest.fixture
def carer(world: World) -> Person:
    """Noor cares for Daniel."""
    return CarerFactory(team=world.team, full_name="Noor Okafor", cares_for=world.daniel)


def test_who_cares_and_who_is_cared_for_see_their_own_money(world: World, carer: Person) -> None:
    own, theirs = active(world, carer), active(world, world.daniel)
    for person, budget in ((carer, own), (world.daniel, theirs)):
        viewer = viewer_for(world.holder(person), SOON)
        assert list(visible_to(viewer)) == [budget]
        assert list(people.visible_to(viewer)) == [person]


def test_a_carers_payment_has_the_conditions_of_the_law(world: World, carer: Person) -> None:
    budget = agreed(world, carer)
    assert conditions.list_missing(budget) == list(SECTION_31)
    assert prepare(world, MONDAY) == []


def own_record(world: World, member: Member, **said: Any) -> Person:
    person = add_person(team=world.team, full_name=member.user.full_name, now=NOW, **said)
    Person.objects.filter(pk=person.pk).update(user=member.user)
    return person


@pytest.mark.parametrize("tie", ["carer", "cared_for", "household", "group", "manages"])
def test_staff_do_not_decide_for_who_is_close_to_them(world: World, tie: str) -> None:
    manager = world.manager
    other = MemberFactory(book_id=world.book_id)
    carer = CarerFactory(team=world.team)
    if tie == "carer":
        own_record(world, manager, cares_for=carer)
    if tie == "cared_for":
        Person.objects.filter(pk=carer.pk).update(cares_for=own_record(world, manager))
    if tie == "household":
        home = name_household(book_id=world.book_id, reference="H-1")
        own_record(world, manager, household=home)
        Person.objects.filter(pk=carer.pk).update(household=home)
    if tie == "group":
        GroupMember.objects.create(
            book_id=world.book_id, group=carer, person=own_record(world, manager)
        )
    if tie == "manages":
        Representative.objects.create(
            book_id=world.book_id,
            person=carer,
            user=manager.user,
            kind="nominated_person",
            starts_on=TODAY,
        )
    carer.refresh_from_db()
    assert people.has_tie(manager, carer)
    assert not people.has_tie(other, carer)
    assert list(people.list_close_to(manager).exclude(user=manager.user)) == [carer]
    draft = drafted(world, carer)
    with pytest.raises(errors.OwnBudget):
        plans.agree_budget(budget=draft, by=manager, now=NOW)
    assert Budget.objects.get().state == BudgetState.DRAFT


# History


def test_what_happened_is_told_with_who_did_it(world: World, shared: Budget) -> None:
    ask(shared, "Asha", 10_00)
    BudgetChange.objects.create(
        book_id=world.book_id,
        budget=shared,
        code="active",
        words="x",
        changed_by=SCHEDULER,
        changed_at=SOON + timedelta(days=1),
    )
    told = [(one.code, one.who) for one in list_changes(shared)]
    assert told[:2] == [("active", "the service"), ("shared_agreed", "Asha")]
    assert ("agreed", "Priya Nair") in told
    assert told[-1][1] == "Ama Boateng"
