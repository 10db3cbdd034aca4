"""Whose work ends with a budget is owed notice and redundancy pay, and it is set aside once."""

from datetime import date

import pytest

from budgets.assistants.models import Assistant, Engagement
from budgets.assistants.selectors.pay.leaving import owed_on_leaving, week_of_pay
from budgets.assistants.services import pay as paying
from budgets.plans import services as plans
from budgets.plans.models import EndingStep, RingFence
from budgets.plans.values.agreement import EndReason, StepKind
from budgets.plans.values.surplus import RingFenceKind
from payments.payouts.models import Payment
from tests.factories import NOW, World
from tests.worlds_of_assistants import Work, works
from tests.worlds_of_pay import agreed_hours, keeps_the_money, read_in, row, worked_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(world: World) -> Work:
    """16 hours a week at £14.00 since 1 November 2020; born in 1990."""
    made = works(world, starts_on=date(2020, 11, 1), weekly_minutes=960)
    Assistant.objects.filter(pk=made.assistant.pk).update(born_on=date(1990, 2, 3))
    return made


def ends(work: Work) -> None:
    plans.begin_ending(
        budget=work.budget,
        reason=EndReason.MOVED,
        words="They move to another town",
        ends_on=date(2026, 11, 29),
        by=work.world.manager,
        now=NOW,
    )


def fences(work: Work) -> dict[str, int]:
    rows = RingFence.objects.filter(budget=work.budget, released_at=None)
    return dict(rows.values_list("kind", "pence"))


def test_notice_and_redundancy_are_worked_out_by_hand(work: Work) -> None:
    # A week: 16 × 14.00 = 224.00; six full years: 6 weeks' notice and, at 36, 6 weeks' redundancy
    assert week_of_pay(work.engagement, NOW.date()) == 224_00
    assert [(one.kind, one.pence, one.words) for one in owed_on_leaving(
        Engagement.objects.select_related("assistant").get(pk=work.engagement.pk), NOW.date()
    )] == [
        (RingFenceKind.NOTICE, 1_344_00, "6 weeks’ notice for Mariam Haddad"),
        (
            RingFenceKind.REDUNDANCY,
            1_344_00,
            "6 weeks’ pay for Mariam Haddad, whose work ends with the budget",
        ),
    ]  # fmt: skip


def test_half_a_week_is_said_as_it_is_written(work: Work) -> None:
    # At 42, one of the six years was worked at 41: 5 × 1 + 1.5 = 6½ weeks at 224.00
    Assistant.objects.filter(pk=work.assistant.pk).update(born_on=date(1984, 11, 1))
    engagement = Engagement.objects.select_related("assistant").get(pk=work.engagement.pk)
    owed = {one.kind: one for one in owed_on_leaving(engagement, NOW.date())}
    redundancy = owed[RingFenceKind.REDUNDANCY]
    assert redundancy.pence == 1_456_00
    assert redundancy.words.startswith("6½ weeks’ pay for ")


def test_a_week_is_the_average_of_what_was_paid(work: Work) -> None:
    agreed_hours(work, date(2026, 10, 20), hours=10)
    agreed_hours(work, date(2026, 10, 27), hours=5)
    worked_out(work)
    # 140.00 and 70.00 in two weeks
    assert week_of_pay(work.engagement, NOW.date()) == 105_00


def test_it_is_set_aside_once_and_stands_among_the_steps(world: World, work: Work) -> None:
    tend = {"book_id": world.book_id, "now": NOW}
    assert paying.set_aside_for_endings(**tend) == 0
    ends(work)
    assert paying.set_aside_for_endings(**tend) == 1
    assert fences(work) == {RingFenceKind.NOTICE: 1_344_00, RingFenceKind.REDUNDANCY: 1_344_00}
    steps = dict(EndingStep.objects.values_list("kind", "pence"))
    assert steps == {StepKind.NOTICE: 1_344_00, StepKind.REDUNDANCY: 1_344_00}
    fence = RingFence.objects.get(kind=RingFenceKind.NOTICE)
    plans.release_ring_fence(ring_fence=fence, by=world.manager.user_id, now=NOW)
    assert paying.set_aside_for_endings(**tend) == 0


def test_who_has_notice_already_needs_none(world: World, work: Work) -> None:
    Engagement.objects.filter(pk=work.engagement.pk).update(notice_until=date(2026, 12, 20))
    ends(work)
    assert paying.set_aside_for_endings(book_id=world.book_id, now=NOW) == 0


def test_wages_paid_by_payroll_settle_their_step_with_nothing_twice(
    world: World, work: Work
) -> None:
    keeps_the_money(work)
    agreed_hours(work)
    pay = worked_out(work)
    ends(work)
    step = EndingStep.objects.get(kind=StepKind.FINAL_PAY)
    assert step.pence == 56_00
    read_in(work, row(pay))
    Payment.objects.filter(about_id=pay.id).update(
        state="sent", sent_at=NOW, approved_by=world.second_finance.user_id, approved_at=NOW
    )
    assert paying.let_go_of_paid(book_id=world.book_id, now=NOW) == 1
    step.refresh_from_db()
    assert (step.settled_pence, RingFenceKind.WAGES in fences(work)) == (0, False)
