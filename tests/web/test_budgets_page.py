"""One budget's page: where it is, what is next, and the small forms that lead on."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from budgets.people import services as people
from budgets.people.models import RecordRead
from budgets.people.values import PersonKind, Relation
from budgets.plans import services as plans
from budgets.plans.models import Budget
from budgets.plans.selectors import conditions
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice, OneOffKind
from budgets.plans.values.conditions import SECTION_31
from budgets.plans.values.drafting import HolderDraft
from ledgers.values import SCHEDULER
from tests.factories import (
    NOW,
    ManagerFactory,
    PersonFactory,
    PractitionerFactory,
    World,
    make_world,
)
from tests.web.pages import browser, newest_mail
from tests.worlds_of_plans import MONDAY, active, agreed, drafted, pay, plan


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


@pytest.fixture
def priya(world: World) -> Client:
    return browser(world.manager)


def shown(client: Client, budget: Budget, more: str = "", status: int = 200) -> str:
    answer = client.get(f"/budgets/{budget.id}{more}")
    assert answer.status_code == status
    return answer.content.decode().replace("&#x27;", "’")


def sent(client: Client, budget: Budget, more: str, status: int = 302, **typed: str) -> str:
    answer = client.post(f"/budgets/{budget.id}{more}", typed)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode().replace("&#x27;", "’")


def state_of(budget: Budget) -> BudgetState:
    return BudgetState(Budget.objects.values_list("state", flat=True).get(pk=budget.pk))


# Where it is


def test_a_draft_says_who_wrote_it_and_who_agrees(ama: Client, world: World) -> None:
    page = shown(ama, drafted(world, world.daniel))
    assert "It waits to be agreed" in page
    assert "Ama Boateng wrote it down on Sunday 22 November" in page
    assert "Look at it and agree" not in page
    assert "Priya finds it under “Direct payments”" in page
    assert "£310.00" in page
    assert "£280.00" in page  # the council's share: £310.00 less £30.00


def test_a_manager_finds_the_button(priya: Client, world: World) -> None:
    assert "Look at it and agree" in shown(priya, drafted(world, world.daniel))


def test_an_agreed_one_says_how_many_conditions_are_open(ama: Client, world: World) -> None:
    page = shown(ama, agreed(world, world.daniel))
    assert "4 of 4 conditions are open" in page
    assert page.count("Decide<span") == 4


def test_an_active_one_says_what_comes_next(ama: Client, world: World) -> None:
    page = shown(ama, active(world, world.daniel))
    # 21 days from 23 November at £280.00 a week: 3 × £280.00.
    assert "£840.00 on Monday 23 November" in page
    assert "£1,120.00" in page  # four whole weeks
    assert "Every condition of the law stands" in page


def test_what_was_paid_stands_with_its_state(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    page = shown(ama, budget)
    assert "£840.00" in page
    assert "and Daniel adds £90.00" in page  # three weeks of his own £30.00
    assert "They have told us which" in page


def test_it_asks_the_same_whatever_there_is(
    ama: Client, world: World, django_assert_max_num_queries: object
) -> None:
    few = drafted(world, world.rosa)
    many = active(world, world.daniel)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    for number in range(5):
        plans.propose_one_off(
            budget=many,
            kind=OneOffKind.ONE_OFF,
            pence=10_00 + number,
            due_on=MONDAY,
            words=f"A thing {number}",
            by=world.practitioner,
            now=NOW,
        )
    for budget in (few, many):
        with django_assert_max_num_queries(60):  # type: ignore[operator]
            shown(ama, budget)


def test_the_look_is_kept_for_them_to_see(ama: Client, world: World) -> None:
    shown(ama, drafted(world, world.daniel))
    assert RecordRead.objects.get(person=world.daniel).what == "a direct payment"


def test_nobody_else_has_the_page(world: World) -> None:
    budget = drafted(world, world.daniel)
    others = (world.finance, world.administrator, world.holder(world.daniel))
    away = (make_world().manager, PractitionerFactory(book_id=world.book_id))
    for member in (*others, *away):
        for more in ("", "/agree", "/figures", "/stop", "/one-off", "/link", "/holder"):
            assert browser(member).get(f"/budgets/{budget.id}{more}").status_code == 404


def test_a_practitioner_has_no_page_that_agrees(ama: Client, world: World) -> None:
    shown(ama, drafted(world, world.daniel), "/agree", status=404)


# Agreeing


def test_a_manager_agrees_what_stands_there(priya: Client, world: World) -> None:
    budget = drafted(world, world.daniel)
    page = shown(priya, budget, "/agree")
    assert "What Ama Boateng wrote down" in page
    assert "Agree £310.00 a week" in page
    sent(priya, budget, "/agree")
    assert state_of(budget) == BudgetState.AGREED


def test_nobody_agrees_their_own_draft(priya: Client, world: World) -> None:
    budget = plans.draft_budget(person=world.daniel, draft=plan(), by=world.manager, now=NOW)
    assert "Another manager agrees this" in shown(priya, budget, "/agree")
    assert "Nobody agrees what they wrote" in sent(priya, budget, "/agree", status=409)
    assert state_of(budget) == BudgetState.DRAFT
    other = ManagerFactory(book_id=world.book_id, team=world.team)
    sent(browser(other), budget, "/agree")
    assert state_of(budget) == BudgetState.AGREED


def test_a_manager_close_to_them_sees_that_it_is_for_others(priya: Client, world: World) -> None:
    budget = drafted(world, world.daniel)
    people.declare_interest(
        member=world.manager, person=world.daniel, relation=Relation.FAMILY, now=NOW
    )
    page = shown(priya, budget)
    assert "Somebody else must decide here" in page
    assert "Look at it and agree" not in page
    assert "Somebody else must do this" in shown(priya, budget, "/agree")
    sent(priya, budget, "/agree", status=409)
    assert state_of(budget) == BudgetState.DRAFT


def test_a_drafts_figures_are_taken_back_and_written_anew(
    ama: Client, priya: Client, world: World
) -> None:
    budget = drafted(world, world.daniel)
    first = budget.statements.get()
    assert "Take these figures back" in shown(ama, budget)
    sent(ama, budget, f"/figures/{first.id}/withdraw")
    assert "Write new figures" in shown(ama, budget)
    assert "Look at it and agree" not in shown(priya, budget)
    typed = {
        "starts_on": "23 November 2026",
        "how": "total",
        "total": "320",
        "total_words": "As agreed",
        "contribution": "30",
        "why": "A slip",
    }
    assert 'value="23 November 2026"' in shown(ama, budget, "/figures")
    sent(ama, budget, "/figures", propose="2026-11-23 32000 3000", **typed)
    sent(priya, budget, "/agree")
    assert budget.statements.get(agreed_at__isnull=False).total_pence == 320_00


def test_a_draft_is_given_up(ama: Client, world: World) -> None:
    budget = drafted(world, world.daniel)
    assert "Give this draft up" in shown(ama, budget)
    assert "nothing is to be settled" in shown(ama, budget, "/end")
    sent(ama, budget, "/end", reason="other", ends_on="22 November 2026", words="")
    assert state_of(budget) == BudgetState.ENDED


def test_the_managers_queue_says_what_waits_here(ama: Client, priya: Client, world: World) -> None:
    drafted(world, world.daniel)
    page = priya.get("/queue").content.decode()
    assert "1 direct payment waits for you too" in page
    assert "/budgets?only=waiting" in page
    assert "for you too" not in ama.get("/queue").content.decode()


# Conditions


def test_one_condition_leads_to_the_next_with_its_day(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    first, second = SECTION_31[:2]
    assert "Condition 1 of 4" in shown(ama, budget, f"/conditions/{first}")
    answer = ama.post(
        f"/budgets/{budget.id}/conditions/{first}",
        {"stands": "yes", "decided_on": "20 November 2026", "why": "We talked."},
    )
    assert answer.headers["Location"] == f"/budgets/{budget.id}/conditions/{second}?on=2026-11-20"
    assert "20 November 2026" in ama.get(answer.headers["Location"]).content.decode().replace(
        "2026-11-20", "20 November 2026"
    )


def test_the_last_condition_makes_it_active(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    for code in SECTION_31:
        sent(
            ama,
            budget,
            f"/conditions/{code}",
            stands="yes",
            decided_on="20 November 2026",
            why="We talked.",
        )
    assert state_of(budget) == BudgetState.ACTIVE


def test_a_condition_that_falls_stops_payments(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    code = SECTION_31[2]
    assert "payments stop at once" in shown(ama, budget, f"/conditions/{code}")
    sent(
        ama,
        budget,
        f"/conditions/{code}",
        stands="no",
        decided_on="22 November 2026",
        why="It is too much just now.",
    )
    assert state_of(budget) == BudgetState.SUSPENDED
    assert "Payments are stopped" in shown(ama, budget)


def test_a_condition_of_another_section_does_not_exist(ama: Client, world: World) -> None:
    shown(ama, agreed(world, world.daniel), "/conditions/s32_supported", status=404)


def test_a_decision_needs_its_reason(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    page = sent(
        ama,
        budget,
        f"/conditions/{SECTION_31[0]}",
        status=422,
        stands="yes",
        decided_on="20 November 2026",
        why="",
    )
    assert "Write a few words here" in page
    assert conditions.newest(budget) == {}


# Stopping


def test_payments_are_stopped_and_go_on(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    assert "Personal assistants still get what they have earned" in shown(ama, budget, "/stop")
    sent(ama, budget, "/stop", reason="away", words="In hospital.", starts_on="25 November 2026")
    assert state_of(budget) == BudgetState.SUSPENDED
    page = shown(ama, budget)
    assert "Since Wednesday 25 November. In hospital." in page
    assert "Let payments go on" in page
    early = sent(ama, budget, "/go-on", status=409, from_on="20 November 2026", words="Home.")
    assert "It can’t end before it starts" in early
    sent(ama, budget, "/go-on", from_on="30 November 2026", words="Home.")
    assert state_of(budget) == BudgetState.ACTIVE


def test_a_holiday_from_payments(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    typed = {"starts_on": "14 December 2026", "words": "Family is home."}
    assert "It can’t end before" in sent(
        ama, budget, "/holiday", status=409, ends_on="1 December 2026", **typed
    )
    sent(ama, budget, "/holiday", ends_on="10 January 2027", **typed)
    assert budget.pauses.get().starts_on == date(2026, 12, 14)
    overlap = sent(ama, budget, "/holiday", status=409, ends_on="20 December 2026", **typed)
    assert "stopped for some of these days already" in overlap


def test_what_is_stopped_is_not_stopped_again(ama: Client, world: World) -> None:
    budget = drafted(world, world.daniel)
    page = sent(
        ama, budget, "/stop", status=409, reason="away", words="x", starts_on="25 November 2026"
    )
    assert "This budget is somewhere else by now" in page
    assert not budget.pauses.exists()


# Single sums


def test_a_single_sum_is_proposed_by_one_and_agreed_by_another(
    ama: Client, priya: Client, world: World
) -> None:
    budget = active(world, world.daniel)
    typed = {
        "kind": "start_up",
        "amount": "120",
        "words": "Insurance",
        "due_on": "23 November 2026",
    }
    sent(ama, budget, "/one-off", **typed)
    one = budget.one_offs.get()
    assert (one.pence, one.kind) == (120_00, OneOffKind.START_UP)
    mine = shown(ama, budget)
    assert "Waiting for a yes" in mine
    assert "Agree £120.00" not in mine
    assert "Agree £120.00" in shown(priya, budget)
    sent(priya, budget, f"/one-off/{one.id}/agree")
    one.refresh_from_db()
    assert one.agreed_by == world.manager.user_id
    assert "This sum was agreed or withdrawn already" in sent(
        ama, budget, f"/one-off/{one.id}/withdraw", status=409
    )


def test_a_manager_does_not_agree_their_own_sum(priya: Client, world: World) -> None:
    budget = active(world, world.daniel)
    typed = {"kind": "one_off", "amount": "50", "words": "A rail", "due_on": "23 November 2026"}
    sent(priya, budget, "/one-off", **typed)
    one = budget.one_offs.get()
    sent(priya, budget, f"/one-off/{one.id}/agree", status=409)
    one.refresh_from_db()
    assert one.agreed_at is None
    sent(priya, budget, f"/one-off/{one.id}/withdraw")
    one.refresh_from_db()
    assert one.withdrawn_at is not None


# Paid too much


def _too_much(world: World) -> Budget:
    """Paid until 13 December, and then a holiday of a week in it: £280.00 too much."""
    budget = active(world, world.daniel)
    pay(world, MONDAY, now=NOW + timedelta(days=1))
    plans.take_holiday(
        budget=budget,
        starts_on=date(2026, 12, 7),
        ends_on=date(2026, 12, 13),
        words="Family is home.",
        by=world.practitioner.user_id,
        now=NOW,
    )
    return budget


def test_a_manager_decides_about_what_was_paid_too_much(
    ama: Client, priya: Client, world: World
) -> None:
    budget = _too_much(world)
    owed = budget.adjustments.get()
    assert owed.pence == -280_00
    assert "Nothing is taken until then" in shown(ama, budget)
    assert "Decide what becomes of it" in shown(priya, budget)
    there = f"/paid-too-much/{owed.id}"
    shown(ama, budget, there, status=404)
    assert "£280.00" in shown(priya, budget, there)
    unsaid = sent(priya, budget, there, status=422, decision="spread", words="Agreed.")
    assert "Write a number, like 6" in unsaid
    sent(priya, budget, there, decision="spread", over_instalments="4", words="Agreed.")
    owed.refresh_from_db()
    assert (owed.decision, owed.over_instalments) == ("spread", 4)
    assert "Somebody has already decided" in sent(
        priya, budget, there, status=409, decision="waived", words="Kind."
    )


def test_it_can_be_left_with_them(priya: Client, world: World) -> None:
    budget = _too_much(world)
    owed = budget.adjustments.get()
    sent(priya, budget, f"/paid-too-much/{owed.id}", decision="waived", words="Our late news.")
    owed.refresh_from_db()
    assert (owed.decision, owed.over_instalments) == ("waived", None)


# The link


def test_the_link_is_made_handed_over_and_printed(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    page = shown(ama, budget, "/link")
    assert "We don’t know yet where to pay" in page
    sent(ama, budget, "/link/make")
    link = plans.hand_over_link(budget=budget, by=SCHEDULER, now=NOW)
    assert link in shown(ama, budget, "/link")
    assert link in shown(ama, budget, "/link/letter")


def test_the_link_is_emailed_to_who_manages_the_money(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    sent(ama, budget, "/link/make")
    assert world.daniel.email in shown(ama, budget, "/link")
    sent(ama, budget, "/link/email")
    address, subject, words = newest_mail()
    assert address == world.daniel.email
    assert "Where shall we pay" in subject
    assert "/pay/" in words


def test_a_budget_on_a_card_has_no_link(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel, plan(account_kind=AccountChoice.CARD))
    shown(ama, budget, "/link", status=404)
    shown(ama, budget, "/link/letter", status=404)


def test_no_page_takes_bank_details(ama: Client, world: World) -> None:
    budget = agreed(world, world.daniel)
    sent(ama, budget, "/link/make")
    for more in ("", "/link", "/holder", "/figures"):
        page = shown(ama, budget, more)
        assert "sort_code" not in page
        assert "account_number" not in page


# Holders


def test_somebody_else_manages_the_money_from_a_day_on(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    assert "Now: Daniel Okafor" in shown(ama, budget, "/holder")
    sent(
        ama,
        budget,
        "/holder",
        holder_kind="nominated_person",
        full_name="Grace Okafor",
        consented_on="20 November 2026",
        starts_on="1 December 2026",
    )
    page = shown(ama, budget)
    assert "Grace Okafor" in page
    named = budget.holders.get(full_name="Grace Okafor")
    assert named.starts_on == date(2026, 12, 1)


def test_a_groups_signatories_come_and_go(ama: Client, world: World) -> None:
    group = PersonFactory(team=world.team, full_name="Tuesday Club", kind=PersonKind.GROUP)
    holder = HolderDraft(
        kind=HolderKind.NOMINATED, full_name="Asha Rao", consented_on=date(2026, 11, 3)
    )
    budget = active(world, group, plan(holder=holder))
    assert "Change who signs" in shown(ama, budget)
    shown(ama, active(world, world.daniel), "/signatories", status=404)
    named = {"full_name": "Bela Rao", "consented_on": "3 November 2026"}
    sent(ama, budget, "/signatories", starts_on="23 November 2026", **named)
    assert "Bela Rao" in shown(ama, budget, "/signatories")
    asha, bela = (budget.holders.get(full_name=name) for name in ("Asha Rao", "Bela Rao"))
    sent(ama, budget, f"/signatories/{asha.id}", ends_on="1 December 2026")
    asha.refresh_from_db()
    assert asha.ends_on == date(2026, 12, 1)
    last = sent(ama, budget, f"/signatories/{bela.id}", status=409, ends_on="2 December 2026")
    assert "govuk-error-summary" in last


def test_a_week_later_it_is_still_there(ama: Client, world: World) -> None:
    budget = active(world, world.daniel)
    with time_machine.travel(NOW + timedelta(weeks=1), tick=False):
        assert "on Monday" in shown(ama, budget)
