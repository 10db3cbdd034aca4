"""Councils: dated policy, delegations, tokens, counters, rights."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from budgets.councils import selectors
from budgets.councils import services as councils
from budgets.councils.errors import CodeTaken, LimitsAbsurd, SettingUnknown
from budgets.councils.models import User
from budgets.councils.rights import RIGHTS, Action, Scope, may, scopes_for
from budgets.councils.values import Policy, Role
from budgets.plans.selectors import viewer_for
from ledgers import selectors as ledgers
from ledgers.values import SCHEDULER, AccountKind
from payments.payouts.selectors import settings_on
from tests.factories import NOW, FundedTeamFactory, MemberFactory, World, make_world

DAY = timedelta(days=1)
TODAY = NOW.date()


def test_two_councils_never_share_a_code(world: World) -> None:
    with pytest.raises(CodeTaken):
        councils.open_council(code=world.council.code, name="Again", now=NOW)


def test_the_policy_is_dated_and_never_rewrites_the_past(world: World) -> None:
    by = world.administrator.user_id
    book = world.book_id
    councils.set_policy(
        book_id=book, name="contingency_weeks", value=6, starts_on=TODAY + DAY, by=by, now=NOW
    )
    assert selectors.policy_on(book, TODAY).contingency_weeks == 8
    assert selectors.policy_on(book, TODAY + DAY).contingency_weeks == 6


def test_a_setting_that_payouts_need_is_pushed_down(world: World) -> None:
    councils.set_policy(
        book_id=world.book_id,
        name="payee_care_days",
        value=3,
        starts_on=TODAY,
        by=world.administrator.user_id,
        now=NOW + DAY,
    )
    told = settings_on(world.book_id, TODAY)
    assert (told.care_days, told.paid_after_bank_days, told.rail) == (3, 2, "practice")


def test_no_setting_of_that_name(world: World) -> None:
    with pytest.raises(SettingUnknown):
        councils.set_policy(
            book_id=world.book_id, name="luck", value=1, starts_on=TODAY, by=SCHEDULER, now=NOW
        )


def test_every_setting_is_published_in_words() -> None:
    assert all(words.endswith((".", "?")) for _, _, words in Policy().in_words())


def test_the_newest_delegation_that_has_started_is_in_force(world: World) -> None:
    member = world.practitioner
    for pence, starts in ((500_00, TODAY + DAY), (400_00, TODAY)):
        councils.give_delegation(
            member=member,
            grant_limit_pence=pence,
            person_year_limit_pence=pence,
            starts_on=starts,
            by=SCHEDULER,
            now=NOW + DAY,
        )
    assert selectors.limits_on(member, TODAY).grant_pence == 400_00
    assert selectors.limits_on(member, TODAY + DAY).grant_pence == 500_00


@pytest.mark.parametrize(("grant", "year"), [(300_00, 299_99), (-1, 0)])
def test_absurd_limits(world: World, grant: int, year: int) -> None:
    with pytest.raises(LimitsAbsurd):
        councils.give_delegation(
            member=world.practitioner,
            grant_limit_pence=grant,
            person_year_limit_pence=year,
            starts_on=TODAY,
            by=SCHEDULER,
            now=NOW,
        )


def test_one_human_is_one_user_whatever_the_case(world: World) -> None:
    again = councils.add_member(
        book_id=world.book_id,
        email=world.practitioner.user.email.upper(),
        full_name="Somebody Else",
        roles=[Role.MANAGER],
        now=NOW,
    )
    assert again == world.practitioner
    assert selectors.roles_of(again) == {"practitioner", "manager"}


def test_a_pot_is_filled_from_the_councils_funding(world: World) -> None:
    funding = ledgers.get_shared(world.book_id, AccountKind.COUNCIL_FUNDING)
    assert funding.balance_pence == -12_000_00


def test_a_token_is_good_until_it_is_not(world: World) -> None:
    token = councils.make_api_token(member=world.finance, label="payroll", now=NOW, days=1)
    found = councils.find_token_user(token=token, now=NOW)
    assert found is not None
    assert found.user == world.finance.user
    assert token not in {found.digest, found.label}
    assert councils.find_token_user(token=token, now=NOW + DAY) is None
    assert councils.find_token_user(token=token + "x", now=NOW) is None
    User.objects.filter(pk=found.user_id).update(is_active=False)
    assert councils.find_token_user(token=token, now=NOW) is None


def test_what_no_role_is_given_is_no() -> None:
    assert not may(["nobody"], Action.PEOPLE_READ)
    assert not may([], Action.POLICY_READ)
    assert not may([Role.AUDITOR], Action.RECOVERY_AUTHORISE)
    assert scopes_for([Role.HOLDER, Role.MANAGER], Action.RECOVERY_READ) == {
        Scope.OWN,
        Scope.TEAM,
    }


def test_every_action_stands_in_the_table() -> None:
    assert set(RIGHTS) == set(Action)


@pytest.mark.parametrize(
    "action",
    [a for a in Action if not a.value.endswith(".read") and not a.value.startswith("tokens.")],
)
def test_an_auditor_moves_nothing(action: Action) -> None:
    assert not may([Role.AUDITOR], action)


def test_teams_are_seen_by_those_who_have_a_place(world: World) -> None:
    other = FundedTeamFactory(book_id=world.book_id)
    elsewhere = make_world()
    seen = selectors.teams_for(viewer_for(world.practitioner, NOW))
    assert list(seen) == [world.team]
    everybody = selectors.teams_for(viewer_for(world.finance, NOW))
    assert set(everybody) == {world.team, other}
    assert elsewhere.team not in everybody
    assert not selectors.teams_for(viewer_for(world.holder(world.daniel), NOW)).exists()


def test_an_ended_member_sees_no_team(world: World) -> None:
    viewer = viewer_for(world.practitioner, NOW)
    type(world.practitioner).objects.filter(pk=world.practitioner.pk).update(ended_at=NOW)
    assert not selectors.teams_for(viewer).exists()
    assert selectors.list_memberships(world.practitioner.user) == []


def test_a_new_member_may_nothing_alone(world: World) -> None:
    fresh = MemberFactory(book_id=world.book_id, role=Role.PRACTITIONER)
    assert selectors.limits_on(fresh, TODAY).grant_pence == 0


@pytest.mark.django_db(transaction=True)
def test_forty_tries_at_once_are_counted_one_by_one() -> None:
    def once(_: int) -> int:
        try:
            return councils.count_try(name="code", subject="a", minutes=15, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(once, range(40))) == list(range(1, 41))
