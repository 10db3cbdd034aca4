"""Hours about which nobody says anything: one reminder, then what the policy says."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from budgets.assistants import services as assistants
from budgets.assistants.models import Shift, ShiftAgreement, ShiftReminder, ShiftWarning
from budgets.assistants.values import AgreedHow, WarnedAt
from budgets.councils import services as councils
from budgets.people import services as people
from budgets.people.values import AbsenceKind
from payments.outside.encryption import unseal
from payments.outside.models import Message
from tests.factories import NOW, World
from tests.worlds_of_assistants import Work, helps, works

DAY = date(2026, 11, 16)


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


def after(days: float) -> datetime:
    return NOW + timedelta(days=days)


def remind(work: Work, days: float = 3) -> int:
    return assistants.remind_of_hours(book_id=work.world.book_id, now=after(days))


def take(work: Work, days: float = 10) -> int:
    return assistants.agree_unanswered(book_id=work.world.book_id, now=after(days))


def agreed() -> list[Shift]:
    return [row.shift for row in ShiftAgreement.objects.filter(how=AgreedHow.DEFAULT)]


def reminders() -> list[str]:
    rows = Message.objects.filter(about_kind="budget").order_by("id")
    return [unseal(row.words) for row in rows if row.words != b""]


def test_an_employer_is_reminded_once(world: World, work: Work) -> None:
    other = works(world, assistant=helps(world, "Ben Cole"))
    for each in (work, other):
        each.logged()
    assert remind(work, 2.9) == 0
    before = len(reminders())
    assert (remind(work), remind(work, 4)) == (2, 0)
    said = reminders()[before:]
    assert len(said) == 2
    assert [words.partition(" wait")[0] for words in sorted(said)] == [
        "1 shift of Ben Cole",
        "1 shift of Mariam Haddad",
    ]


def test_several_of_one_employer_come_in_one_message(work: Work) -> None:
    for back in range(3):
        work.logged(day=DAY - timedelta(days=back))
    before = len(reminders())
    assert remind(work) == 3
    assert [words.partition(" wait")[0] for words in reminders()[before:]] == [
        "3 shifts of Mariam Haddad"
    ]


def test_what_is_settled_or_imported_needs_no_reminder(work: Work) -> None:
    settled, wrong = work.logged(), work.logged(day=DAY - timedelta(days=1))
    assistants.agree_shifts(ids=[settled.id], by=work.holder, now=NOW)
    assistants.withdraw_shift(shift=wrong, by=work.member, now=NOW)
    assert remind(work) == 0


def test_nobody_is_reminded_for_the_dead(work: Work) -> None:
    work.logged()
    people.record_death(
        person=work.budget.person, died_on=DAY, by=work.world.manager.user_id, now=NOW
    )
    assert remind(work) == 0
    assert not ShiftReminder.objects.exists()


def test_a_week_after_the_reminder_hours_count_as_agreed(work: Work) -> None:
    shift = work.logged()
    assert take(work, 30) == 0
    remind(work)
    assert take(work, 9.9) == 0
    assert take(work) == 1
    kept = ShiftAgreement.objects.get(shift=shift)
    assert (kept.how, kept.agreed_by, kept.agreed_at) == (AgreedHow.DEFAULT, None, after(10))
    assert take(work, 11) == 0


def test_a_council_may_leave_them_waiting(work: Work) -> None:
    councils.set_policy(
        book_id=work.world.book_id,
        name="agree_hours_days",
        value=0,
        starts_on=NOW.date(),
        by=work.world.administrator.user_id,
        now=NOW,
    )
    work.logged()
    remind(work)
    assert take(work, 400) == 0
    assert agreed() == []


@pytest.mark.parametrize("known", [True, False])
def test_what_may_be_wrong_waits_for_a_person(work: Work, *, known: bool) -> None:
    """Whether it was known when they were saved, or comes to light when they would be agreed."""
    fine, wrong = work.logged(day=date(2026, 11, 2)), None
    away: dict[str, Any] = {
        "person": work.budget.person,
        "kind": AbsenceKind.HOSPITAL,
        "starts_on": date(2026, 11, 10),
        "by": work.user_id,
        "now": NOW,
    }
    if known:
        people.record_absence(**away)
    wrong = work.logged()
    remind(work)
    if not known:
        people.record_absence(**away)
    assert take(work) == (1 if known else 2)
    assert agreed() == [fine]
    assert take(work, 11) == 0
    step = WarnedAt.SAVING if known else WarnedAt.AGREEING
    assert ShiftWarning.objects.get(shift=wrong).step == step
    assistants.agree_shifts(ids=[wrong.id], by=work.holder, now=after(12))
    assert ShiftAgreement.objects.get(shift=wrong).how == AgreedHow.HOLDER


def test_what_was_talked_about_waits_for_a_person(work: Work) -> None:
    shift = work.logged()
    remind(work)
    assistants.question_shift(shift=shift, words="Was it 12?", by=work.holder, now=after(4))
    assistants.answer_question(shift=shift, words="13", by=work.member, now=after(4.1))
    assert take(work, 60) == 0
