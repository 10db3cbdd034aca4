"""Writing down a direct payment: four short pages, all of it on one, then it is stored."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from budgets.people import services as people
from budgets.people.models import RecordRead
from budgets.people.values import PersonKind, Relation
from budgets.plans.models import Budget
from budgets.plans.services import set_rate
from budgets.plans.values import BudgetState, HolderKind
from budgets.plans.values.agreement import AccountChoice
from budgets.plans.values.rates import OWN_UNITS, RateName
from budgets.plans.values.schedule import ContributionMode, Frequency
from ledgers.values import Purpose
from tests.factories import NOW, PersonFactory, PractitionerFactory, World, make_world
from tests.web.pages import browser
from tests.worlds_of_plans import drafted

WHO = {"holder_kind": "person"}
FOR = {"words_1": "Somebody to help me up", "purpose_1": "personal_assistance"}
WEEK = {
    "starts_on": "23 November 2026",
    "how": "build",
    "hours": "10",
    "hour": "13.20",
    "assistants": "1",
    "costs": ["allowance"],
}
PAYING = {"contribution_mode": "none", "frequency": "four_weekly", "account_kind": "bank"}
STEPS: dict[str, dict[str, Any]] = {
    "who": WHO,
    "purposes": FOR,
    "week": WEEK,
    "paying": PAYING,
}


@pytest.fixture(autouse=True)
def the_clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ama(world: World) -> Client:
    return browser(world.practitioner)


def at(world: World, step: str = "") -> str:
    return f"/people/{world.daniel.id}/direct-payment" + (f"/{step}" if step else "")


def answer(client: Client, world: World, **changed: dict[str, Any]) -> None:
    """Answer every step, some otherwise than usual."""
    for step, typed in STEPS.items():
        sent = client.post(at(world, step), typed | changed.get(step, {}))
        assert sent.status_code == 302, sent.content.decode()


def priced(world: World, **pence: int) -> None:
    """The council has set these rates."""
    for name, value in pence.items():
        set_rate(
            book_id=world.book_id,
            name=RateName(name),
            value=value,
            unit=OWN_UNITS[RateName(name)],
            starts_on=date(2026, 4, 1),
            source="Cabinet",
            by=world.finance.user_id,
            now=NOW,
        )


def test_it_begins_with_who_manages_the_money(ama: Client, world: World) -> None:
    assert ama.get(at(world)).headers["Location"] == at(world, "who")
    page = ama.get(at(world, "who")).content.decode()
    assert "Who manages the money?" in page
    assert "step 1 of 4" in page
    assert page.count("button--great") == 1


def test_each_step_leads_to_the_next_and_nothing_is_stored(ama: Client, world: World) -> None:
    onwards = {"who": "purposes", "purposes": "week", "week": "paying", "paying": "check"}
    for step, following in onwards.items():
        sent = ama.post(at(world, step), STEPS[step])
        assert sent.headers["Location"] == at(world, following)
    assert not Budget.objects.exists()


def test_all_of_it_stands_on_one_page_before_it_is_stored(ama: Client, world: World) -> None:
    answer(ama, world)
    page = ama.get(at(world, "check")).content.decode()
    # 10 hours at £13.20 are £132.00; 12.07 % holiday of that is £15.93; together £147.93.
    assert "10 hours at £13.20 = £132.00 a week" in page
    assert "12.07 % of £132.00 = £15.93 a week" in page
    assert "£147.93" in page
    assert "Somebody to help me up" in page
    # From 23 November to 13 December are 21 days: 3 × £147.93.
    assert "£443.79" in page
    assert "Then Priya agrees it" in page


def test_one_press_writes_it_down(ama: Client, world: World) -> None:
    answer(ama, world)
    sent = ama.post(at(world, "check"))
    budget = Budget.objects.get()
    assert sent.headers["Location"] == f"/budgets/{budget.id}"
    assert budget.state == BudgetState.DRAFT
    assert budget.opened_by == world.practitioner.user_id
    assert budget.holder_kind == HolderKind.PERSON
    assert budget.frequency == Frequency.FOUR_WEEKLY
    assert budget.starts_on == date(2026, 11, 23)
    assert budget.statements.get().total_pence == 147_93
    assert sum(line.weekly_pence for line in budget.statements.get().lines.all()) == 147_93
    assert [(one.purpose, one.words) for one in budget.purposes.all()] == [
        (Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up")
    ]


def test_a_second_press_writes_nothing_more(ama: Client, world: World) -> None:
    answer(ama, world)
    first = ama.post(at(world, "check")).headers["Location"]
    assert ama.post(at(world, "check")).headers["Location"] == first
    assert Budget.objects.count() == 1


def test_what_was_typed_is_there_again(ama: Client, world: World) -> None:
    answer(ama, world)
    page = ama.get(at(world, "week")).content.decode()
    assert 'value="23 November 2026"' in page
    assert 'value="13.20"' in page
    assert "Done" in page


def test_after_it_is_stored_nothing_is_kept(ama: Client, world: World) -> None:
    answer(ama, world)
    ama.post(at(world, "check"))
    assert ama.get(at(world)).headers["Location"] == at(world, "who")


def test_the_last_page_leads_back_to_what_is_missing(ama: Client, world: World) -> None:
    ama.post(at(world, "who"), WHO)
    assert ama.get(at(world, "check")).headers["Location"] == at(world, "purposes")
    assert ama.post(at(world, "check")).headers["Location"] == at(world, "purposes")


def test_the_councils_own_rates_are_offered(ama: Client, world: World) -> None:
    priced(world, pa_hour=13_50, insurance_year=104_00, payroll_fee_week=4_50)
    page = ama.get(at(world, "week")).content.decode()
    assert "Leave it empty for the council’s £13.50 an hour." in page
    assert "£104.00 a year" in page
    answer(ama, world, week={"hour": "", "costs": ["insurance", "payroll", "allowance"]})
    ama.post(at(world, "check"))
    # £135.00, 12.07 % of it £16.29, £104.00 ÷ 52 = £2.00, and £4.50.
    assert Budget.objects.get().statements.get().total_pence == 135_00 + 16_29 + 2_00 + 4_50


def test_without_a_usual_rate_the_hour_is_asked_for(ama: Client, world: World) -> None:
    sent = ama.post(at(world, "week"), WEEK | {"hour": ""})
    assert sent.status_code == 422
    assert "Write the pay for an hour" in sent.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"hour": "9.00"}, "below the minimum wage of £12.71 an hour"),
        ({"hours": "200"}, "more than the 168 of a week"),
        ({"hours": "", "hour": ""}, "Say what the money is for"),
        ({"ages": "12"}, "at least 16"),
        ({"starts_on": "23 November 2126"}, "This day can’t be meant"),
    ],
)
def test_what_the_figures_refuse_comes_back_to_its_field(
    ama: Client, world: World, typed: dict[str, str], words: str
) -> None:
    sent = ama.post(at(world, "week"), WEEK | typed)
    assert sent.status_code == 409
    page = sent.content.decode().replace("&#x27;", "’")
    assert words in page
    assert "govuk-form-group--error" in page
    assert ama.get(at(world, "check")).headers["Location"] == at(world, "who")


def test_a_known_sum_needs_only_its_words(ama: Client, world: World) -> None:
    week = {"how": "total", "total": "310", "total_words": "Sunrise Care, as agreed"}
    answer(ama, world, week=week | {"hours": "nonsense"})
    ama.post(at(world, "check"))
    line = Budget.objects.get().statements.get().lines.get()
    assert (line.words, line.weekly_pence) == ("Sunrise Care, as agreed", 310_00)


def test_a_contribution_is_kept_with_how_it_comes(ama: Client, world: World) -> None:
    paying = {"contribution_mode": "net", "contribution": "30", "ends_on": "21 November 2027"}
    answer(ama, world, paying=paying)
    page = ama.get(at(world, "check")).content.decode()
    assert "£117.93" in page  # £147.93 less £30.00
    ama.post(at(world, "check"))
    budget = Budget.objects.get()
    assert budget.contribution_mode == ContributionMode.NET
    assert budget.statements.get().contribution_pence == 30_00
    assert budget.ends_on == date(2027, 11, 21)


def test_nobody_pays_more_than_it_costs(ama: Client, world: World) -> None:
    for step in ("who", "purposes", "week"):
        ama.post(at(world, step), STEPS[step])
    too_much = PAYING | {"contribution_mode": "gross", "contribution": "400"}
    sent = ama.post(at(world, "paying"), too_much)
    assert sent.status_code == 409
    assert "Nobody pays more than their support costs" in sent.content.decode()


def test_a_card_may_have_a_share_of_cash(ama: Client, world: World) -> None:
    answer(ama, world, paying={"account_kind": "card", "cash_share": "20"})
    ama.post(at(world, "check"))
    budget = Budget.objects.get()
    assert (budget.account_kind, budget.cash_share_percent) == (AccountChoice.CARD, 20)


def test_whoever_has_no_email_yet_may_give_one(ama: Client, world: World) -> None:
    mary = PersonFactory(team=world.team, full_name="Mary Finch", email="")
    there = f"/people/{mary.id}/direct-payment"
    assert "Mary’s email, if they have one" in ama.get(f"{there}/who").content.decode()
    assert "Daniel’s email" not in ama.get(at(world, "who")).content.decode()
    for step, typed in (STEPS | {"who": WHO | {"own_email": "mary@home.example"}}).items():
        assert ama.post(f"{there}/{step}", typed).status_code == 302
    ama.post(f"{there}/check")
    assert Budget.objects.get().holders.get().email == "mary@home.example"


def test_a_nominated_person_has_agreed_to_it(ama: Client, world: World) -> None:
    nominated = {"holder_kind": "nominated_person", "full_name": "Grace Okafor"}
    sent = ama.post(at(world, "who"), nominated)
    assert sent.status_code == 422
    assert "Nobody manages money unasked" in sent.content.decode()
    consented = {"consented_on": "3 November 2026", "email": "grace@home.example"}
    answer(ama, world, who=nominated | consented)
    ama.post(at(world, "check"))
    holder = Budget.objects.get().holders.get()
    assert (holder.kind, holder.full_name) == (HolderKind.NOMINATED, "Grace Okafor")
    assert holder.consented_on == date(2026, 11, 3)


def test_an_authorised_person_needs_a_decision_on_capacity(ama: Client, world: World) -> None:
    said = {
        "holder_kind": "authorised_person",
        "full_name": "Grace Okafor",
        "consented_on": "3 November 2026",
        "evidence": "Lasting power of attorney, seen",
    }
    assert "Write the day of that decision" in ama.post(at(world, "who"), said).content.decode()
    answer(ama, world, who=said | {"capacity_decided_on": "30 October 2026"})
    ama.post(at(world, "check"))
    holder = Budget.objects.get().holders.get()
    assert holder.capacity_decided_on == date(2026, 10, 30)


def test_a_group_has_those_who_sign(ama: Client, world: World) -> None:
    group = PersonFactory(team=world.team, full_name="Tuesday club", kind=PersonKind.GROUP)
    there = f"/people/{group.id}/direct-payment"
    who = {
        "full_name": "Grace Okafor",
        "full_name_2": "Sam Reed",
        "consented_on": "3 November 2026",
        "two_above": "500",
    }
    for step, typed in (STEPS | {"who": who}).items():
        assert ama.post(f"{there}/{step}", typed).status_code == 302
    ama.post(f"{there}/check")
    budget = Budget.objects.get()
    assert budget.two_signatures_above_pence == 500_00
    named = budget.holders.order_by("named_at", "id").values_list("full_name", flat=True)
    assert set(named) == {"Grace Okafor", "Sam Reed"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Say it in their own words"),
        ({"words_1": "A break"}, "Choose what kind of thing it is"),
        ({"words_1": "A", "purpose_1": "breaks", "purpose_2": "other"}, "in their own words"),
    ],
)
def test_a_purpose_has_words_and_a_kind(
    ama: Client, world: World, typed: dict[str, str], words: str
) -> None:
    sent = ama.post(at(world, "purposes"), typed)
    assert sent.status_code == 422
    assert words in sent.content.decode()


def test_outcomes_are_a_line_each(ama: Client, world: World) -> None:
    answer(ama, world, purposes={"outcomes": "I see my friends\r\n\r\nI sleep"})
    ama.post(at(world, "check"))
    words = Budget.objects.get().outcomes.order_by("place").values_list("words", flat=True)
    assert list(words) == ["I see my friends", "I sleep"]


def test_staff_close_to_them_see_at_once_that_it_is_for_others(ama: Client, world: World) -> None:
    people.declare_interest(
        member=world.practitioner, person=world.daniel, relation=Relation.FAMILY, now=NOW
    )
    page = ama.get(at(world, "who")).content.decode()
    assert "Somebody else must do this" in page
    assert "button--great" not in page
    assert ama.post(at(world, "who"), WHO).status_code == 409
    assert not Budget.objects.exists()


def test_who_has_one_already_is_named(ama: Client, world: World) -> None:
    before = drafted(world, world.daniel)
    page = ama.get(at(world, "who")).content.decode()
    assert "Daniel has a direct payment already" in page
    assert before.reference in page


def test_the_look_is_kept_for_them_to_see(ama: Client, world: World) -> None:
    ama.get(at(world, "who"))
    assert RecordRead.objects.get(person=world.daniel).what == "a direct payment"


def test_nobody_else_has_this_page(world: World) -> None:
    others = (world.finance, world.auditor, world.administrator, world.holder(world.daniel))
    elsewhere = make_world()
    team_mate = PractitionerFactory(book_id=world.book_id)
    for member in (*others, elsewhere.practitioner, team_mate):
        for step in ("", *STEPS, "check"):
            assert browser(member).get(at(world, step)).status_code == 404
