"""What an employer and a personal assistant agree, from the first word to the last day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from budgets.assistants import errors
from budgets.assistants import selectors as asked
from budgets.assistants import services as assistants
from budgets.assistants.models import Assistant, Engagement
from budgets.assistants.values import (
    HouseholdAgreement,
    HouseholdReason,
    NewAssistant,
    NewEngagement,
    RateKind,
    Relation,
    StartStep,
)
from budgets.councils.values import Role
from budgets.people.services import declare_interest
from budgets.people.values import Relation as Tie
from budgets.plans.errors import DayAbsurd, DayAhead, OwnBudget
from budgets.plans.models import Budget, BudgetChange
from budgets.plans.selectors import viewer_for
from payments.outside.models import Message
from tests.factories import NOW, MemberFactory, World, make_world, promised
from tests.worlds_of_assistants import FIRST_DAY, helps, works
from tests.worlds_of_plans import active

TERMS = NewEngagement(
    relation=Relation.NONE,
    starts_on=date(2026, 11, 1),
    rates={RateKind.STANDARD: 14_00, RateKind.SLEEP_IN: 60_00},
    weekly_minutes=20 * 60,
    pattern="Mondays to Fridays, 8 to 12",
)
MARIAM = NewAssistant(full_name="Mariam  Haddad", email="Mariam@helps.example")
HOUSEHOLD = HouseholdAgreement(
    reason=HouseholdReason.COMMUNICATION,
    words="Nobody else here signs as he does.",
    agreed_on=date(2026, 10, 1),
)


@pytest.fixture
def budget(world: World) -> Budget:
    return active(world, world.daniel)


def engaged(world: World, budget: Budget, new: NewEngagement = TERMS, **said: Any) -> Engagement:
    return assistants.engage(
        **{
            "budget": budget,
            "assistant": MARIAM,
            "new": new,
            "by": world.holder(budget.person),
            "now": NOW,
            **said,
        }
    )


def last_change(budget: Budget) -> BudgetChange:
    return BudgetChange.objects.filter(budget=budget).latest("id")


def test_a_holder_engages_somebody(world: World, budget: Budget) -> None:
    engagement = engaged(world, budget)
    assert engagement.assistant.full_name == "Mariam Haddad"
    assert engagement.assistant.email == "mariam@helps.example"
    assert asked.rates_on(engagement, date(2026, 11, 1)) == TERMS.rates
    assert asked.rates_on(engagement, date(2026, 10, 31)) == {}
    assert engagement.leave_year_from == engagement.starts_on
    assert last_change(budget).words == "Mariam Haddad helps from 1 November 2026."


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"rates": {}}, errors.RateAbsent),
        ({"rates": {RateKind.MILEAGE: 45}}, errors.RateAbsent),
        ({"rates": {RateKind.STANDARD: 0}}, errors.RateAbsurd),
        ({"rates": {RateKind.STANDARD: 1_000_01}}, errors.RateAbsurd),
        ({"weekly_minutes": 168 * 60 + 1}, errors.WeekAbsurd),
        ({"ends_on": date(2026, 10, 31)}, errors.EngagementEndsFirst),
        ({"starts_on": date(1999, 12, 31)}, DayAbsurd),
        ({"relation": Relation.HOUSEHOLD_FAMILY}, errors.HouseholdAgreementMissing),
        (
            {"relation": Relation.HOUSEHOLD_FAMILY, "household": HOUSEHOLD},
            errors.HouseholdAgreementMissing,
        ),
    ],
)
def test_what_cannot_be_agreed(
    world: World, budget: Budget, terms: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        engaged(world, budget, replace(TERMS, **terms))
    assert not Engagement.objects.exists()
    assert not Assistant.objects.exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"full_name": "  "}, errors.AssistantUnnamed),
        ({"born_on": date(2014, 1, 1)}, errors.AssistantBirthAbsurd),
        ({"born_on": date(1899, 1, 1)}, errors.AssistantBirthAbsurd),
    ],
)
def test_who_cannot_be_engaged(
    world: World, budget: Budget, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        engaged(world, budget, assistant=replace(MARIAM, **said))


def test_nobody_is_their_own_assistant(world: World, budget: Budget) -> None:
    own = replace(MARIAM, email=budget.person.email.upper())
    with pytest.raises(errors.OwnEmployer):
        engaged(world, budget, assistant=own)


def test_a_one_off_budget_employs_nobody(world: World) -> None:
    with pytest.raises(errors.BudgetNotForAssistants):
        engaged(world, promised(world, world.daniel).budget)


def test_an_address_that_is_known_is_the_same_assistant(world: World, budget: Budget) -> None:
    first = engaged(world, budget)
    assistants.invite_assistant(assistant=first.assistant, now=NOW)
    second = engaged(world, active(world, world.rosa), assistant=MARIAM)
    assert second.assistant == first.assistant
    assert list(asked.list_own(viewer_for(member_of(first), NOW))) == [second, first]


def member_of(engagement: Engagement) -> Any:
    helper = Assistant.objects.get(pk=engagement.assistant_id)
    return helper.user.memberships.get(book_id=helper.book_id)  # type: ignore[union-attr]


def test_a_reference_is_given_once(world: World, budget: Budget) -> None:
    engaged(world, budget, replace(TERMS, reference="E-1"))
    with pytest.raises(errors.EngagementReferenceTaken):
        engaged(world, budget, replace(TERMS, reference="E-1"))


# Family of the household


def test_staff_agree_to_family_of_the_household(world: World, budget: Budget) -> None:
    terms = replace(TERMS, relation=Relation.HOUSEHOLD_FAMILY, household=HOUSEHOLD)
    engagement = engaged(world, budget, terms, by=world.practitioner)
    assert engagement.household_agreed_by == world.practitioner.user_id
    assert engagement.household_words == HOUSEHOLD.words


def test_staff_who_are_close_do_not_agree_to_it(world: World, budget: Budget) -> None:
    declare_interest(member=world.practitioner, person=world.daniel, relation=Tie.FRIEND, now=NOW)
    terms = replace(TERMS, relation=Relation.HOUSEHOLD_FAMILY, household=HOUSEHOLD)
    with pytest.raises(OwnBudget):
        engaged(world, budget, terms, by=world.practitioner)


def test_it_is_said_why_it_is_necessary(world: World, budget: Budget) -> None:
    unsaid = replace(HOUSEHOLD, words=" ")
    terms = replace(TERMS, relation=Relation.HOUSEHOLD_FAMILY, household=unsaid)
    with pytest.raises(errors.HouseholdWordsMissing):
        engaged(world, budget, terms, by=world.practitioner)
    engagement = engaged(world, budget)
    with pytest.raises(errors.HouseholdWordsMissing):
        assistants.agree_household(
            engagement=engagement, agreement=unsaid, by=world.practitioner, now=NOW
        )


def test_who_moves_in_is_agreed_to_later(world: World, budget: Budget) -> None:
    engagement = engaged(world, budget, replace(TERMS, relation=Relation.FAMILY))
    assistants.agree_household(
        engagement=engagement, agreement=HOUSEHOLD, by=world.practitioner, now=NOW
    )
    engagement.refresh_from_db()
    assert engagement.relation == Relation.HOUSEHOLD_FAMILY
    assert engagement.household_agreed_on == HOUSEHOLD.agreed_on
    assert last_change(budget).code == "household_agreed"


# Rates, the list, other terms


def test_a_rate_counts_from_its_day(world: World, budget: Budget) -> None:
    engagement = engaged(world, budget)
    holder = world.holder(world.daniel)
    for pence in (15_00, 15_50):
        assistants.set_rate(
            engagement=engagement,
            kind=RateKind.STANDARD,
            pence=pence,
            from_on=date(2026, 12, 1),
            by=holder,
            now=NOW,
        )
    assert asked.rates_on(engagement, date(2026, 11, 30))[RateKind.STANDARD] == 14_00
    assert asked.rates_on(engagement, date(2026, 12, 1))[RateKind.STANDARD] == 15_50
    assert [rate.pence for rate in asked.list_rates(engagement)] == [60_00, 15_50, 14_00]


def test_a_rate_is_not_lowered_under_hours_that_were_agreed(world: World) -> None:
    work = works(world)
    ids = [work.logged(day=date(2026, 11, 16)).id]
    assistants.agree_shifts(ids=ids, by=work.holder, now=NOW)

    def lower(day: date) -> None:
        assistants.set_rate(
            engagement=work.engagement,
            kind=RateKind.STANDARD,
            pence=13_99,
            from_on=day,
            by=work.holder,
            now=NOW,
        )

    with pytest.raises(errors.RateLowersAgreed):
        lower(date(2026, 11, 16))
    lower(date(2026, 11, 17))
    assert asked.rates_on(work.engagement, date(2026, 11, 16))[RateKind.STANDARD] == 14_00


def test_the_list_helps_and_blocks_nothing(world: World, budget: Budget) -> None:
    engagement = engaged(world, budget)
    assert set(asked.start_list(engagement).values()) == {None}
    for day in (date(2026, 11, 2), date(2026, 11, 3)):
        assistants.record_start_check(
            engagement=engagement,
            what=StartStep.INSURANCE,
            done_on=day,
            by=world.holder(world.daniel),
            now=NOW,
        )
    done = asked.start_list(engagement)[StartStep.INSURANCE]
    assert done
    assert done.done_on == date(2026, 11, 3)
    with pytest.raises(DayAhead):
        assistants.record_start_check(
            engagement=engagement,
            what=StartStep.PAYROLL,
            done_on=date(2026, 11, 24),
            by=world.holder(world.daniel),
            now=NOW,
        )


def test_other_hours_are_agreed(world: World, budget: Budget) -> None:
    engagement = engaged(world, budget)
    changed = assistants.change_terms(
        engagement=engagement,
        weekly_minutes=22 * 60 + 30,
        pattern="Weekends too",
        opted_out_of_48_hours=True,
        by=world.holder(world.daniel),
        now=NOW,
    )
    assert (changed.weekly_minutes, changed.opted_out_of_48_hours) == (1_350, True)
    assert last_change(budget).words == "Mariam Haddad: 22.5 hours a week are agreed."


# Notice and the end


def test_notice_and_the_end(world: World, budget: Budget) -> None:
    engagement, holder = engaged(world, budget), world.holder(world.daniel)
    until = date(2026, 12, 20)
    assistants.give_notice(engagement=engagement, until=until, by=holder, now=NOW)
    for day in (date(2026, 12, 20), date(2026, 12, 13)):
        ended = assistants.end_engagement(engagement=engagement, ends_on=day, by=holder, now=NOW)
    assert (ended.notice_until, ended.ends_on) == (until, date(2026, 12, 13))
    assert asked.is_open(ended, date(2026, 12, 13))
    assert not asked.is_open(ended, date(2026, 12, 14))
    with pytest.raises(errors.EngagementOver):
        assistants.give_notice(engagement=engagement, until=date(2027, 1, 1), by=holder, now=NOW)


def test_an_end_that_cannot_be(world: World, budget: Budget) -> None:
    engagement, holder = engaged(world, budget), world.holder(world.daniel)
    with pytest.raises(errors.NoticeAbsurd):
        assistants.give_notice(engagement=engagement, until=date(2026, 11, 21), by=holder, now=NOW)
    with pytest.raises(errors.EngagementEndsFirst):
        assistants.end_engagement(
            engagement=engagement, ends_on=date(2026, 10, 31), by=holder, now=NOW
        )


# Signing in


def test_an_assistant_is_invited_by_their_address(world: World, budget: Budget) -> None:
    helper = engaged(world, budget).assistant
    for _ in range(2):
        assistants.invite_assistant(assistant=helper, now=NOW)
    helper.refresh_from_db()
    assert helper.user
    assert helper.user.email == "mariam@helps.example"
    member = helper.user.memberships.get(book_id=world.book_id)
    assert [row.role for row in member.roles.all()] == [Role.ASSISTANT]
    assert Message.objects.filter(about_id=helper.id).count() == 1


def test_nobody_takes_over_anothers_sign_in(world: World, budget: Budget) -> None:
    helper, other = engaged(world, budget).assistant, helps(world, "Ben Cole")
    assert other.user
    with pytest.raises(errors.SignInTaken):
        assistants.invite_assistant(assistant=helper, email=other.user.email, now=NOW)
    with pytest.raises(errors.AlreadyInvited):
        assistants.invite_assistant(assistant=other, email="new@helps.example", now=NOW)
    with pytest.raises(errors.OwnEmployer):
        assistants.invite_assistant(assistant=helper, email=world.daniel.email, now=NOW)
    with pytest.raises(errors.InviteAddressMissing):
        assistants.invite_assistant(assistant=Assistant(email=""), now=NOW)


# Who sees whom


def test_everybody_sees_what_is_theirs_to_see(world: World) -> None:
    first = works(world)
    second = works(world, world.rosa, assistant=first.assistant)
    third = works(world, world.daniel, assistant=helps(world, "Ben Cole"))
    elsewhere = works(make_world())

    def seen(member: Any) -> set[Engagement]:
        return set(asked.visible_engagements(viewer_for(member, NOW)))

    here = {work.engagement for work in (first, second, third)}
    assert seen(first.member) == {first.engagement, second.engagement}
    assert seen(third.member) == {third.engagement}
    assert seen(world.holder(world.daniel)) == {first.engagement, third.engagement}
    assert seen(world.holder(world.rosa)) == {second.engagement}
    for staff in (world.practitioner, world.manager, world.auditor, world.finance):
        assert seen(staff) == here
    for nobody in (world.administrator, world.provider):
        assert seen(nobody) == set()
    stranger = MemberFactory(book_id=world.book_id, role=Role.PRACTITIONER)
    assert seen(stranger) == set()
    assert seen(elsewhere.member) == {elsewhere.engagement}
    assert first.engagement.starts_on == FIRST_DAY
