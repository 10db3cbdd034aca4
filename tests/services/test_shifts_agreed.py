"""Hours that are agreed, questioned, taken back; checked again as things are then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from budgets.assistants import errors
from budgets.assistants import selectors as asked
from budgets.assistants import services as assistants
from budgets.assistants.models import Shift, ShiftAgreement, ShiftWarning
from budgets.assistants.values import (
    AgreedHow,
    AgreedOutcome,
    Outcome,
    ShiftState,
    WarnedAt,
    WarningCode,
)
from budgets.councils.rights import Action
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.people.services import declare_interest
from budgets.people.values import AbsenceKind, RepresentativeKind
from budgets.people.values import Relation as Tie
from budgets.plans import services as plans
from budgets.plans.errors import OwnBudget
from budgets.plans.models import BudgetChange
from budgets.plans.selectors import viewer_for
from tests.factories import NOW, MemberFactory, World
from tests.worlds_of_assistants import Work, helps, shift, works

DAY = date(2026, 11, 16)


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


def agree(work: Work, *shifts: Shift, **said: Any) -> list[AgreedOutcome]:
    answers = assistants.agree_shifts(
        **{"ids": [one.id for one in shifts], "by": work.holder, "now": NOW, **said}
    )
    return [one.outcome for one in answers]


def waiting(work: Work) -> list[Shift]:
    return list(asked.waiting_for(viewer_for(work.holder, NOW)))


def seen(work: Work, shift: Shift) -> Shift:
    return asked.get_shift(work.viewer(), shift.id)


def test_all_at_once_in_one_tap(work: Work) -> None:
    shifts = [work.logged(day=DAY - timedelta(days=back)) for back in range(3)]
    assert waiting(work) == shifts[::-1]
    assert agree(work, *shifts) == [AgreedOutcome.AGREED] * 3
    assert waiting(work) == []
    kept = ShiftAgreement.objects.get(shift=shifts[0])
    assert (kept.how, kept.agreed_by, kept.agreed_at) == (
        AgreedHow.HOLDER,
        work.holder.user_id,
        NOW,
    )
    assert asked.state_of(seen(work, shifts[0])) == ShiftState.AGREED


def test_agreed_twice_is_agreed_once(work: Work) -> None:
    shift = work.logged()
    agree(work, shift)
    assert agree(work, shift) == [AgreedOutcome.ALREADY_AGREED]
    assert ShiftAgreement.objects.count() == 1


def test_what_was_corrected_meanwhile_is_not_agreed(work: Work) -> None:
    first, other = work.logged(), work.logged(day=DAY - timedelta(days=1))
    right = work.logged(hours=3, replaces=first.id)
    assert agree(work, first, other) == [AgreedOutcome.CHANGED, AgreedOutcome.AGREED]
    assert waiting(work) == [right]
    assert asked.state_of(seen(work, first)) == ShiftState.REPLACED


def test_a_correction_of_agreed_hours_waits_anew(work: Work) -> None:
    first = work.logged()
    agree(work, first)
    right = work.logged(hours=3, replaces=first.id)
    assert waiting(work) == [right]
    assert ShiftAgreement.objects.filter(shift=first).exists()


def test_nobody_agrees_their_own_hours(world: World, work: Work) -> None:
    """Also not where the assistant manages the person's money."""
    people.name_representative(
        person=work.budget.person,
        user=work.member.user,
        kind=RepresentativeKind.NOMINATED,
        starts_on=date(2026, 1, 1),
        consented_on=date(2026, 1, 1),
        now=NOW,
    )
    MemberFactory(book_id=world.book_id, email=work.member.user.email, role=Role.HOLDER)
    shift, other = work.logged(), works(world, assistant=helps(world, "Ben Cole")).logged()
    viewer = viewer_for(work.member, NOW)
    assert list(asked.visible_to(viewer, Action.SHIFTS_AGREE)) == [other]
    with pytest.raises(errors.OwnHours):
        agree(work, other, shift, by=work.member)
    with pytest.raises(errors.OwnHours):
        assistants.question_shift(shift=shift, words="Hm", by=work.member, now=NOW)
    assert not ShiftAgreement.objects.exists()
    with pytest.raises(DatabaseError, match="assistants_own_hours"), transaction.atomic():
        ShiftAgreement.objects.create(
            book_id=world.book_id,
            shift=shift,
            how=AgreedHow.HOLDER,
            agreed_by=work.user_id,
            agreed_at=NOW,
        )


def test_hours_that_are_not_here(work: Work) -> None:
    shift = work.logged()
    with pytest.raises(errors.ShiftMissing):
        assistants.agree_shifts(ids=[shift.id, uuid4()], by=work.holder, now=NOW)
    assert not ShiftAgreement.objects.exists()


def test_the_checks_are_made_again(work: Work) -> None:
    shift = work.logged()
    assert not ShiftWarning.objects.exists()
    people.record_absence(
        person=work.budget.person,
        kind=AbsenceKind.HOSPITAL,
        starts_on=DAY - timedelta(days=2),
        by=work.holder.user_id,
        now=NOW,
    )
    (answer,) = assistants.agree_shifts(ids=[shift.id], by=work.holder, now=NOW)
    assert answer.outcome == AgreedOutcome.AGREED
    assert [one.code for one in answer.warnings] == [WarningCode.IN_HOSPITAL]
    kept = ShiftWarning.objects.get()
    assert (kept.shift_id, kept.step, kept.found_at) == (shift.id, WarnedAt.AGREEING, NOW)


@pytest.mark.parametrize("end", ["ended", "notice", "death"])
def test_after_the_end_hours_are_kept_with_a_warning(world: World, work: Work, end: str) -> None:
    last = DAY - timedelta(days=1)
    if end == "ended":
        assistants.end_engagement(engagement=work.engagement, ends_on=last, by=work.holder, now=NOW)
    elif end == "notice":
        assistants.give_notice(
            engagement=work.engagement,
            until=last,
            by=work.holder,
            now=NOW - timedelta(days=30),
        )
    else:
        plans.record_death(person=work.budget.person, died_on=last, by=world.practitioner, now=NOW)
    answer = work.log(shift(work.engagement))
    code = {"death": WarningCode.AFTER_DEATH}.get(end, WarningCode.AFTER_END)
    assert (answer.outcome, code in [one.code for one in answer.warnings]) == (
        Outcome.TAKEN,
        True,
    )


def test_a_person_with_two_employers_is_told_and_the_employers_are_not(
    world: World, work: Work
) -> None:
    other = works(world, world.rosa, assistant=work.assistant)
    work.logged()
    answer = other.log(shift(other.engagement, start=12))
    assert [one.code for one in answer.warnings] == [WarningCode.OVERLAP_ELSEWHERE]
    assert "Daniel" not in answer.warnings[0].words
    kept = Shift.objects.select_related("engagement__assistant").get(pk=answer.shift_id)
    for member, told in ((work.member, 1), (other.holder, 0), (world.practitioner, 0)):
        viewer = viewer_for(member, NOW)
        assert len(asked.list_warnings([kept], viewer)[kept.id]) == told
        assert len(asked.find_overlaps(kept, viewer=viewer)) == told
    (agreed,) = assistants.agree_shifts(ids=[kept.id], by=other.holder, now=NOW)
    assert list(agreed.warnings) == []


def test_the_assistant_is_not_told_what_the_person_has_left(work: Work) -> None:
    ShiftWarning.objects.create(
        book_id=work.world.book_id,
        shift=work.logged(),
        code=WarningCode.MONEY_SHORT,
        words="Too little is left.",
        step=WarnedAt.SAVING,
        found_at=NOW,
    )
    shifts = list(asked.list_shifts(work.viewer()))
    assert asked.list_warnings(shifts, work.viewer()) == {shifts[0].id: []}
    holder = viewer_for(work.holder, NOW)
    assert len(asked.list_warnings(shifts, holder)[shifts[0].id]) == 1


# The exchange


def test_a_question_is_no_rejection(work: Work) -> None:
    shift = work.logged()
    question = {"shift": shift, "by": work.holder, "now": NOW}
    assistants.question_shift(words=" Was it 12 or 13? ", **question)
    assert waiting(work) == []
    assert asked.state_of(seen(work, shift)) == ShiftState.QUESTIONED
    questioned = asked.list_shifts(work.viewer(), state=ShiftState.QUESTIONED)
    assert list(questioned) == [shift]
    later = NOW + timedelta(hours=1)
    assistants.answer_question(shift=shift, words="13, he was late.", by=work.member, now=later)
    assert waiting(work) == [shift]
    assert [(one.side, one.words) for one in asked.list_messages(shift)] == [
        ("holder", "Was it 12 or 13?"),
        ("assistant", "13, he was late."),
    ]
    assert agree(work, shift) == [AgreedOutcome.AGREED]


def test_what_is_said_has_words(work: Work) -> None:
    shift = work.logged()
    with pytest.raises(errors.QuestionMissing):
        assistants.question_shift(shift=shift, words=" ", by=work.holder, now=NOW)
    with pytest.raises(errors.AnswerMissing):
        assistants.answer_question(shift=shift, words="", by=work.member, now=NOW)
    with pytest.raises(errors.NothingAsked):
        assistants.answer_question(shift=shift, words="So", by=work.member, now=NOW)


def test_hours_that_were_taken_back_count_no_more(work: Work) -> None:
    shift, day = work.logged(), date(2026, 11, 16)
    assert asked.hours_of_week(work.engagement, day) == 240
    for _ in range(2):
        assistants.withdraw_shift(shift=shift, words="Wrong day", by=work.member, now=NOW)
    assert asked.hours_of_week(work.engagement, day) == 0
    assert agree(work, shift) == [AgreedOutcome.CHANGED]
    assert asked.state_of(seen(work, shift)) == ShiftState.WITHDRAWN
    with pytest.raises(errors.ShiftSettled):
        assistants.question_shift(shift=shift, words="Why?", by=work.holder, now=NOW)


def test_only_the_newest_is_taken_back(work: Work) -> None:
    first = work.logged()
    work.logged(hours=3, replaces=first.id)
    with pytest.raises(errors.ShiftSettled):
        assistants.withdraw_shift(shift=first, by=work.member, now=NOW)


# Looking


def test_each_state_is_found(work: Work) -> None:
    states = (
        ShiftState.WAITING,
        ShiftState.QUESTIONED,
        ShiftState.AGREED,
        ShiftState.REPLACED,
        ShiftState.WITHDRAWN,
    )
    shifts = [work.logged(start=6 + 2 * place, hours=1) for place in range(5)]
    assistants.question_shift(shift=shifts[1], words="Hm?", by=work.holder, now=NOW)
    agree(work, shifts[2])
    right = work.logged(start=12, hours=2, replaces=shifts[3].id)
    assistants.withdraw_shift(shift=shifts[4], by=work.member, now=NOW)
    for state, one in zip(states, shifts, strict=True):
        found = list(asked.list_shifts(work.viewer(), state=state))
        assert found == ([right, one] if state == ShiftState.WAITING else [one])
        assert {asked.state_of(each) for each in found} == {state}


def test_days_are_londons(work: Work) -> None:
    """Half past midnight in summer is a day later in London than in UTC."""
    late = work.logged(started_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    viewer, first = work.viewer(), date(2026, 7, 1)
    assert list(asked.list_shifts(viewer, since=first, until=first)) == [late]
    assert list(asked.list_shifts(viewer, until=date(2026, 6, 30))) == []
    assert list(asked.list_shifts(viewer, engagement=uuid4())) == []


def test_everybody_sees_the_hours_that_are_theirs_to_see(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    shift, theirs = work.logged(), other.logged()

    def visible(member: Any, action: Action = Action.SHIFTS_READ) -> set[Shift]:
        return set(asked.visible_to(viewer_for(member, NOW), action))

    assert visible(work.member) == visible(work.holder) == {shift}
    assert visible(other.member) == {theirs}
    assert visible(world.auditor) == visible(world.practitioner) == {shift, theirs}
    assert visible(world.administrator) == set()
    assert visible(work.member, Action.SHIFTS_AGREE) == set()
    assert visible(work.holder, Action.SHIFTS_LOG) == set()
    assert visible(work.member, Action.SHIFTS_LOG) == {shift}


# Where whoever would agree has died


def died(world: World, work: Work) -> Shift:
    shift = work.logged()
    plans.record_death(
        person=work.budget.person, died_on=NOW.date(), by=world.practitioner, now=NOW
    )
    work.budget.person.refresh_from_db()
    return shift


def settle(work: Work, *shifts: Shift, **said: Any) -> list[AgreedOutcome]:
    answers = assistants.settle_shifts(
        **{
            "budget": work.budget,
            "ids": [one.id for one in shifts],
            "words": "She worked them in his last week.",
            "by": work.world.practitioner,
            "now": NOW,
            **said,
        }
    )
    return [one.outcome for one in answers]


def test_after_a_death_the_council_agrees_what_was_worked(world: World, work: Work) -> None:
    shift = died(world, work)
    viewer = viewer_for(world.practitioner, NOW)
    assert list(asked.list_to_settle(viewer, work.budget.person)) == [shift]
    assert settle(work, shift) == [AgreedOutcome.AGREED]
    kept = ShiftAgreement.objects.get(shift=shift)
    assert (kept.how, kept.agreed_by) == (AgreedHow.COUNCIL, world.practitioner.user_id)
    assert list(asked.list_to_settle(viewer, work.budget.person)) == []
    assert settle(work, shift) == [AgreedOutcome.ALREADY_AGREED]
    changes = BudgetChange.objects.filter(budget=work.budget, code="hours_agreed")
    assert [one.words for one in changes] == [
        "Ama Boateng agreed 1 shifts. She worked them in his last week."
    ]


def test_whoever_manages_the_money_comes_first(world: World, work: Work) -> None:
    shift = work.logged()
    viewer = viewer_for(world.practitioner, NOW)
    assert list(asked.list_to_settle(viewer, work.budget.person)) == []
    with pytest.raises(errors.SomebodyCanAgree):
        settle(work, shift)
    assert not ShiftAgreement.objects.exists()


def test_the_council_says_why_and_agrees_nothing_else(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole")).logged()
    shift = died(world, work)
    with pytest.raises(errors.SettlingUnsaid):
        settle(work, shift, words=" ")
    with pytest.raises(errors.ShiftMissing):
        settle(work, shift, other)
    declare_interest(member=world.practitioner, person=world.daniel, relation=Tie.FRIEND, now=NOW)
    with pytest.raises(OwnBudget):
        settle(work, shift)
    assert not ShiftAgreement.objects.exists()


def test_an_assistant_who_alone_manages_the_money_is_agreed_by_the_council(
    world: World, work: Work
) -> None:
    other = works(world, assistant=helps(world, "Ben Cole")).logged()
    shift = work.logged()
    people.name_representative(
        person=work.budget.person,
        user=work.member.user,
        kind=RepresentativeKind.NOMINATED,
        starts_on=date(2026, 1, 1),
        consented_on=date(2026, 1, 1),
        now=NOW,
    )
    Person.objects.filter(pk=work.budget.person_id).update(user=None)
    work.budget.person.refresh_from_db()
    viewer = viewer_for(world.practitioner, NOW)
    assert list(asked.list_to_settle(viewer, work.budget.person)) == [shift]
    assert settle(work, shift) == [AgreedOutcome.AGREED]
    assert not ShiftAgreement.objects.filter(shift=other).exists()
