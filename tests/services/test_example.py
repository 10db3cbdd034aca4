"""The example council: everything in it happened through the verbs, and none of it after now."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, Max
from pytest_django.plugin import DjangoDbBlocker

from budgets.assistants import selectors as asked
from budgets.assistants.models import Assistant, Engagement, Shift, ShiftWarning
from budgets.assistants.values import ShiftState
from budgets.caseload.services import open_example
from budgets.caseload.services.example import PLANS
from budgets.caseload.services.example_people import NEIGHBOURS
from budgets.caseload.values.example import PEOPLE
from budgets.councils.models import Council, Member
from budgets.councils.rights import Action
from budgets.people.models import Person
from budgets.plans.models import (
    Adjustment,
    Budget,
    BudgetStatement,
    Instalment,
    OneOff,
    Pause,
    RepaymentRequest,
    SharedDecision,
    SurplusTalk,
    Uplift,
)
from budgets.plans.selectors import (
    calendar,
    contributions,
    left,
    paying,
    reviews,
    surplus,
    viewer_for,
)
from budgets.plans.selectors import ending as endings
from budgets.plans.selectors.why import why_balance
from budgets.plans.values import BudgetKind, BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, OverpaymentDecision, RequestStep
from budgets.plans.values.schedule import ContributionMode, Frequency
from budgets.recovery import selectors
from budgets.recovery.models import HelpAnswer, RecoveryRequest
from budgets.recovery.values import Progress
from config.demo.sign_in import list_sign_in_links
from ledgers import guards
from ledgers.models import Account
from ledgers.rules.roots import kept_root
from ledgers.selectors import find_broken, find_discrepancies, find_unbalanced, list_seals
from ledgers.services import seal_book
from ledgers.values import Viewer
from payments.payouts.models import Payment, PayRun
from payments.payouts.selectors.runs import list_came_back, runs_visible_to, tally_held
from payments.payouts.services import check_coherence
from payments.payouts.values import HeldCode, PaymentState, RunState
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
LATER = {"booked_for", "link_ends_at", "joined_at"}
"""When people will meet, until when a link is good, and when a sign-in was really made."""


@pytest.fixture(scope="module", autouse=True)
def council(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Council]:
    """Opened once for all that look at it, and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield open_example(now=NOW)
        transaction.set_rollback(True)


@pytest.fixture
def finance(council: Council) -> Viewer:
    member = Member.objects.get(book=council.book_id, user__full_name="Helen Voss")
    return viewer_for(member, NOW)


def of(name: str) -> Budget:
    budgets = Budget.objects.exclude(kind=BudgetKind.RECOVERY).select_related("person", "account")
    return budgets.get(person__full_name=name)


def names(budgets: "models.QuerySet[Budget]") -> set[str]:
    return set(budgets.values_list("person__full_name", flat=True))


def ongoing() -> "models.QuerySet[Budget]":
    return Budget.objects.exclude(kind=BudgetKind.RECOVERY).order_by("id")


def test_one_off_budgets_are_in_every_state() -> None:
    seen = {selectors.progress(request) for request in RecoveryRequest.objects.all()}
    assert seen == set(Progress) - {Progress.ON_ITS_WAY}
    assert HelpAnswer.objects.count() > 20


def test_it_is_opened_once(council: Council) -> None:
    assert open_example(now=NOW) == council
    everybody = sum(map(len, (*PEOPLE.values(), *NEIGHBOURS.values())))
    assert Person.objects.count() == everybody == 66
    assert Member.objects.filter(roles__role="manager").count() == 3


def test_its_books_balance() -> None:
    assert list(find_discrepancies()) == []
    assert find_unbalanced() == []
    for clearing in Account.objects.filter(kind="clearing"):
        assert clearing.balance_pence == 0


def test_its_books_agree_and_hold_once_sealed(council: Council) -> None:
    while seal_book(book_id=council.book_id, now=NOW):
        pass
    assert check_coherence(book_id=council.book_id, now=NOW) == []
    seals = [kept_root(one.facts, one.chain) for one in list_seals(council.book_id)]
    assert list(find_broken(council.book_id, seals)) == []


def test_nothing_happened_after_now() -> None:
    late = {}
    for model in apps.get_models():
        if not model.__module__.startswith(guards.OURS):
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.DateTimeField) and field.name not in LATER:
                newest = model._default_manager.aggregate(newest=Max(field.name))["newest"]
                if newest and newest > NOW:
                    late[f"{model._meta.label}.{field.name}"] = newest
    assert late == {}


def test_budgets_are_in_every_state() -> None:
    assert ongoing().count() == len(PLANS) == 63
    assert Counter(ongoing().values_list("state", flat=True)) == {
        BudgetState.ACTIVE: 55,
        BudgetState.DRAFT: 2,
        BudgetState.AGREED: 2,
        BudgetState.SUSPENDED: 1,
        BudgetState.ENDING: 2,
        BudgetState.ENDED: 1,
    }
    assert set(ongoing().values_list("frequency", flat=True)) == set(Frequency) - {Frequency.ONCE}
    assert set(ongoing().values_list("contribution_mode", flat=True)) == set(ContributionMode)
    assert set(ongoing().values_list("account_kind", flat=True)) == set(AccountChoice)
    assert names(ongoing().filter(kind=BudgetKind.MANAGED)) == {
        "Stephen Blythe",
        "Edith Cole",
        "Dorothy Lamb",
    }


def test_a_couple_each_has_their_own() -> None:
    his, hers = of("Winston Clarke"), of("Joy Clarke")
    assert hers.person.cares_for == his.person
    assert hers.person.household == his.person.household is not None
    why = why_balance(his)
    assert sum(line.pence for line in why.lines) == why.balance_pence > 0
    known = left.left_of(his, TODAY)
    assert known is not None
    assert (known.pence, known.known_until) == (why.left_pence, date(2026, 11, 12))
    # His part was £38.50 a week. Assessed at £66.40, less £31.90 for disability, it is £34.50.
    assert his.statements.latest("number").contribution_pence == 34_50


def test_helpers_are_named_with_what_the_law_asks() -> None:
    authorised = of("Callum Reid").holders.get()
    assert (authorised.kind, authorised.full_name) == (HolderKind.AUTHORISED, "Anwen Reid")
    assert authorised.capacity_decided_on is not None
    assert of("Margaret Ashworth").holders.get().kind == HolderKind.NOMINATED
    now_holding = of("Agnes Doherty").holders.get(ends_on=None)
    assert (now_holding.full_name, now_holding.kind) == ("Sinead Doherty", HolderKind.NOMINATED)


def test_a_group_decides_by_one_and_by_two() -> None:
    kitchen = of("The Tuesday Kitchen")
    assert kitchen.two_signatures_above_pence == 100_00
    decided = SharedDecision.objects.filter(budget=kitchen).order_by("asked_at")
    assert [(one.pence, one.needs_two, bool(one.agreed_at)) for one in decided] == [
        (180_00, True, True),
        (64_50, False, True),
        (240_00, True, False),
    ]


def test_figures_come_from_hours_and_rise_each_april() -> None:
    rows = Uplift.objects.all()
    said = [(u.starts_on, u.percent_points, u.new_rate_pence, bool(u.applied_at)) for u in rows]
    assert sorted(said, key=str) == [
        (date(2025, 4, 6), 450, None, True),
        (date(2026, 4, 6), 380, None, True),
        (date(2026, 4, 6), None, 13_90, True),
        (date(2027, 1, 1), 250, None, False),
    ]
    # £384.00 a week, 4.5 % more from April 2025 (£401.28), 3.8 % more from April 2026.
    margaret = BudgetStatement.objects.filter(budget=of("Margaret Ashworth")).order_by("number")
    assert [row.total_pence for row in margaret] == [384_00, 401_28, 416_53]
    arrears = Adjustment.objects.filter(cause_kind="statement", pence__gt=0)
    assert arrears.count() > 40
    samira = of("Samira Haddad").statements.latest("number")
    assert samira.built_from
    assert samira.lines.count() > 4


def test_what_was_agreed_late_is_paid_as_arrears() -> None:
    # £74.00 more a week from 15 July, agreed when it was paid until 30 August: 47 days.
    # Counted from 15 July at £323.12: 47 days are £2,169.52. At £249.12 counted from 6 April,
    # 100 days are £3,558.86 and 147 days £5,231.52, so the 47 days were £1,672.66.
    (arrears,) = Adjustment.objects.filter(
        budget=of("Desmond Price"), why__contains="fell on the stairs"
    )
    assert arrears.pence == 2_169_52 - 1_672_66


def test_hospital_stays_are_waived_spread_and_undecided() -> None:
    stays = Adjustment.objects.filter(cause_kind="pause").order_by("starts_on")
    assert [(one.budget.person.full_name, one.pence, one.decision) for one in stays] == [
        # Nine days of £347.11 less £80.00 a week (£343.41), and a penny by counting on.
        ("Lakshmi Raman", -327_10, OverpaymentDecision.WAIVED),
        ("Margaret Ashworth", -417_06, OverpaymentDecision.SPREAD),
        # Eight days of £271.96 a week: £310.81.
        ("Imran Sheikh", -310_81, ""),
    ]
    (spread,) = stays.filter(decision=OverpaymentDecision.SPREAD)
    assert [line.pence for line in spread.lines.order_by("instalment__pay_on")] == [-139_02] * 3


def test_holidays_and_a_stop() -> None:
    miriam = Pause.objects.filter(budget=of("Miriam Adler")).order_by("starts_on")
    assert [one.starts_on > TODAY for one in miriam] == [False, True]
    assert names(ongoing().filter(state=BudgetState.SUSPENDED)) == {"Frank Ludlow"}


def test_the_next_pay_day_waits_for_the_second_officer(finance: Viewer) -> None:
    ahead = runs_visible_to(finance)[0]
    assert (ahead.pay_on, ahead.state) == (date(2026, 11, 23), RunState.CALCULATED)
    new = ahead.lines.filter(payment__pay_on=ahead.pay_on)
    assert (new.count(), ahead.lines.count()) == (48, 49), "one was held back by the run before"
    assert [one.person.full_name for one in paying.list_waiting(finance.book_id, ahead.pay_on)] == [
        "Dennis Oyelaran"
    ]


def test_what_came_back_was_paid_anew_and_one_has_no_details() -> None:
    back = Payment.objects.filter(about_kind="instalment", moves__state=PaymentState.FAILED)
    came_back = back.get(state=PaymentState.PAID)
    states = came_back.moves.order_by("id").values_list("state", flat=True)
    assert list(states)[-4:] == ["failed", "approved", "sent", "paid"]
    assert came_back.payee
    assert came_back.payee.last_two == "42"
    untold = Instalment.objects.filter(payment__payee__details=None, payment__payee__isnull=False)
    assert {one.budget.person.full_name for one in untold} == {"Grace Whitcombe"}


def test_pay_days_are_real_runs(finance: Viewer) -> None:
    ahead, latest, *before = PayRun.objects.exclude(state=RunState.ABANDONED).order_by("-pay_on")
    assert (ahead.state, ahead.pay_on) == (RunState.CALCULATED, date(2026, 11, 23))
    assert set(tally_held(ahead)) == {HeldCode.NO_DETAILS, HeldCode.OFFICER}
    assert {run.state for run in (latest, *before)} == {RunState.CLOSED}
    assert all(run.approved_by != run.prepared_by for run in before)
    assert list_came_back(latest).count() == 1


def test_contributions_are_paid_and_some_are_not(finance: Viewer) -> None:
    behind = contributions.list_in_arrears(finance, TODAY)
    assert {one.budget.person.full_name: one.arrears.missed for one in behind} == {
        "Imran Sheikh": 3,
        "Shirin Karimi": 2,
    }


def test_reviews_are_held_booked_missed_and_asked_for(finance: Viewer) -> None:
    action = Action.BUDGETS_READ
    overdue = reviews.list_overdue(finance, today=TODAY, action=action)
    assert {one.budget.person.full_name for one in overdue} == {
        "Bryony Fell",
        "Kwame Asante",
        "Delroy Barrett",
        "Rafael Costa",
        "Mei-Ling Chan",
    }
    assert all(one.days_late > 90 for one in overdue)
    due = reviews.list_due(finance, today=TODAY, action=action)
    booked = {one.budget.person.full_name for one in due if one.booked_for}
    assert booked == {"Winston Clarke", "Samira Haddad", "Beatrice Mensah"}
    assert reviews.find_open_concern(of("Pauline Stubbs"))


def test_money_in_hand_is_talked_about_and_asked_for(finance: Viewer) -> None:
    assert SurplusTalk.objects.get(closed_at=None).budget == of("Patience Adeyemi")
    asked = RepaymentRequest.objects.order_by("asked_at")
    assert [(one.budget.person.full_name, one.step, bool(one.reply)) for one in asked] == [
        ("Peter Hallam", RequestStep.WITHDRAWN, True),
        ("Leonard Fitch", RequestStep.ASKED, False),
    ]
    assert asked[1].answer_by > TODAY
    above = {one.budget.person.full_name for one in surplus.list_with_surplus(finance, TODAY)}
    assert above == {"Patience Adeyemi", "Leonard Fitch"}


def test_budgets_end_kindly() -> None:
    half = endings.find_ending(of("Lucia Ferrer"))
    assert half is not None
    assert [bool(step.settled_at) for step in endings.list_steps(half)] == [True, False]
    assert endings.what_is_left(half, TODAY).to_give_back_pence > 0
    assert endings.find_ending(of("Gordon Pike")).settled_at
    died = of("Evelyn Marsh")
    assert died.person.died_on
    assert died.holders.get().user.full_name == "David Marsh"


def test_start_up_sums_went_out_and_one_sum_waits() -> None:
    paid = OneOff.objects.filter(lines__instalment__payment__state=PaymentState.PAID)
    assert paid.count() == 5
    assert OneOff.objects.get(agreed_at=None).pence == 145_00


def test_some_accounts_are_known_and_some_are_not() -> None:
    known = left.left_of_many(ongoing().filter(state=BudgetState.ACTIVE), TODAY)
    assert len(known) == 43
    short = [budget_id for budget_id, one in known.items() if one.pence < 0]
    assert short == [of("Sunil Mehta").id]


def test_what_comes_next_is_shown_for_everybody_who_is_paid() -> None:
    for budget in ongoing().filter(state=BudgetState.ACTIVE).exclude(ends_on=F("starts_on")):
        found = calendar.find_next(budget, TODAY)
        assert found is not None
        assert found.pay_on >= TODAY


def test_periods_follow_each_other() -> None:
    rows = Instalment.objects.filter(kind="regular", cancelled_at=None).order_by(
        "budget", "starts_on"
    )
    for one, other in pairwise(rows):
        if one.budget_id == other.budget_id:
            assert one.ends_on == other.starts_on


def test_each_role_has_a_link(council: Council) -> None:
    links = dict(list_sign_in_links(council))
    assert list(links) == [
        "holder",
        "carer",
        "representative",
        "signatory",
        "bereaved",
        "one-off",
        "assistant",
        "assistant of two",
        "practitioner",
        "manager",
        "provider",
        "finance",
        "auditor",
        "administrator",
    ]


def test_forty_assistants_work_for_a_year() -> None:
    helpers = Assistant.objects.annotate(employers=Count("engagements"))
    assert Counter(helpers.values_list("employers", flat=True)) == {1: 38, 2: 2}
    assert Shift.objects.count() > 5_000
    first, last = Shift.objects.earliest("started_at"), Shift.objects.latest("started_at")
    assert (last.started_at - first.started_at).days > 350
    assert Engagement.objects.filter(ends_on__lt=TODAY).count() == 1
    assert Engagement.objects.filter(notice_until__gt=TODAY).count() == 1
    household = Engagement.objects.get(relation="household_family")
    assert household.household_words


def test_a_night_over_a_clock_change_has_the_hours_that_were_worked() -> None:
    nights = Shift.objects.filter(kind="waking_night")
    assert {8 * 60, 9 * 60, 10 * 60} <= set(nights.values_list("minutes", flat=True))


def test_hours_are_agreed_waiting_and_asked_about() -> None:
    states = {asked.state_of(one) for one in asked.visible_to(auditor())}
    assert states == set(ShiftState)
    found = set(ShiftWarning.objects.values_list("code", flat=True))
    assert {"above_agreed_hours", "after_end", "overlap_elsewhere"} <= found
    waiting = Shift.objects.filter(agreement=None, replaced_by=None, withdrawal=None)
    assert 50 < waiting.count() < 600
    holder = viewer_for(Member.objects.get(user__full_name="Winston Clarke"), NOW)
    assert asked.waiting_for(holder).exists()


def auditor() -> Viewer:
    return viewer_for(Member.objects.get(user__full_name="Ruth Achebe"), NOW)
