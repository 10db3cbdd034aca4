"""A period that is over is worked out once; what is odd waits for a person, and is never lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from budgets.assistants import services as assistants
from budgets.assistants.errors import pay as refused
from budgets.assistants.models import Engagement, PaidShift, Pay, PayDecision, PayLine, Shift
from budgets.assistants.services import pay as paying
from budgets.assistants.services.pay.closing_many import list_held
from budgets.assistants.values import RateKind, ShiftKind, WarningCode
from budgets.assistants.values.pay_steps import Below, BelowDecision, NotPaid
from budgets.people.models import Absence
from budgets.people.values import AbsenceKind
from budgets.plans.models import RingFence
from budgets.plans.values.surplus import RingFenceKind
from tests.factories import NOW, World
from tests.worlds_of_assistants import Work, helps, works
from tests.worlds_of_pay import AFTER, FIRST, NEXT_AFTER, PAY_DAY, agreed_hours, worked_out
from tests.worlds_of_plans import at, moved

pytestmark = pytest.mark.django_db

RATES = {RateKind.STANDARD: 14_00, RateKind.SLEEP_IN: 60_00, RateKind.MILEAGE: 45}
LATER = at(NEXT_AFTER)


@pytest.fixture
def work(world: World) -> Work:
    return works(world, rates=RATES)


def lines(pay: Pay) -> list[tuple[str, int]]:
    return list(pay.lines.order_by("place").values_list("kind", "pence"))


def test_agreed_hours_are_worked_out_line_by_line(work: Work) -> None:
    agreed_hours(work)
    agreed_hours(work, date(2026, 10, 21), hours=7.5, break_minutes=30, miles_tenths=50)
    night = {"kind": ShiftKind.SLEEP_IN, "start": 22, "hours": 9, "woken_minutes": 30}
    agreed_hours(work, date(2026, 10, 28), **night)
    pay = worked_out(work)
    assert (pay.starts_on, pay.ends_on, pay.pay_on) == (FIRST, AFTER, PAY_DAY)
    # 4 × 14.00; 7 × 14.00; 5 × 0.45; 60.00; 0.5 × 14.00
    assert lines(pay) == [
        ("standard", 56_00),
        ("standard", 98_00),
        ("mileage", 2_25),
        ("sleep_in", 60_00),
        ("sleep_in_woken", 7_00),
    ]
    assert (pay.gross_pence, pay.miles_pence, pay.minutes) == (223_25, 2_25, 240 + 420 + 540)
    # 1,200 minutes × 12.07 % = 144.84; 145 ÷ 60 × 14.00 = 33.84
    assert (pay.holiday_minutes, pay.owed_minutes, pay.owed_pence) == (145, 145, 33_84)
    assert pay.reference == f"{work.engagement.reference}-20261116"
    assert pay.gross_pence == sum(PaidShift.objects.values_list("pence", flat=True)) + 2_25


def test_working_out_moves_no_money_and_is_done_once(work: Work) -> None:
    agreed_hours(work)
    before = moved(work.world.book_id)
    assert worked_out(work) == worked_out(work)
    assert (Pay.objects.count(), moved(work.world.book_id)) == (1, before)


def test_hours_that_nobody_agreed_wait_and_come_with_the_next_pay(work: Work) -> None:
    late = work.logged(day=date(2026, 10, 22))
    agreed_hours(work)
    assert worked_out(work).gross_pence == 56_00
    assistants.agree_shifts(ids=[late.id], by=work.holder, now=NOW)
    assert worked_out(work, AFTER, now=LATER).gross_pence == 56_00
    assert not list(Shift.objects.filter(paid=None))


def test_a_shift_is_in_one_pay_alone(work: Work) -> None:
    made = agreed_hours(work)
    pay = worked_out(work)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaidShift.objects.create(book_id=pay.book_id, pay=pay, shift=made, minutes=1, pence=1)


def test_nothing_of_a_pay_is_changed_or_lost(work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    for rows in (
        Pay.objects.filter(pk=pay.pk),
        PayLine.objects.filter(pay=pay),
        PaidShift.objects.filter(pay=pay),
    ):
        for attack in (lambda rows=rows: rows.update(book=pay.book_id), rows._raw_delete):
            with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
                attack(*(["default"] if attack == rows._raw_delete else []))


def test_a_period_that_goes_on_is_not_worked_out(work: Work) -> None:
    agreed_hours(work)
    with pytest.raises(refused.PeriodNotOver):
        worked_out(work, AFTER)


def test_an_earlier_period_is_not_worked_out_after_a_later_one(work: Work) -> None:
    agreed_hours(work)
    worked_out(work)
    with pytest.raises(refused.PeriodClosed):
        worked_out(work, FIRST - timedelta(days=1))


def test_nothing_to_pay_is_said(work: Work) -> None:
    with pytest.raises(refused.NothingToPay):
        worked_out(work)


def test_hours_without_a_rate_are_refused_by_name(world: World) -> None:
    work = works(world)
    agreed_hours(work, kind=ShiftKind.SLEEP_IN)
    with pytest.raises(refused.RateNeverAgreed):
        worked_out(work)


def test_who_works_for_themselves_is_on_no_payroll(world: World) -> None:
    work = works(world, is_self_employed=True)
    agreed_hours(work)
    with pytest.raises(refused.ByInvoice):
        worked_out(work)


# What is corrected later


def corrected(work: Work, old: Shift, hours: float) -> Shift:
    return agreed_hours(work, date(2026, 10, 20), hours=hours, replaces=old.id)


def test_a_correction_is_a_line_of_the_next_pay(work: Work) -> None:
    old = agreed_hours(work)
    worked_out(work)
    new = corrected(work, old, 5)
    pay = worked_out(work, AFTER, now=LATER)
    assert lines(pay) == [("difference", 14_00)]
    assert pay.minutes == 60
    assert new.paid.pence == 70_00
    assert old.paid.undone_by.pay == pay


def test_a_correction_that_is_not_agreed_changes_nothing_yet(work: Work) -> None:
    old = agreed_hours(work)
    worked_out(work)
    work.logged(day=date(2026, 10, 20), hours=5, replaces=old.id)
    with pytest.raises(refused.NothingToPay):
        worked_out(work, AFTER, now=LATER)


def test_less_is_taken_from_what_is_earned_next_and_never_below_nothing(work: Work) -> None:
    old = agreed_hours(work)
    worked_out(work)
    corrected(work, old, 1)
    with pytest.raises(refused.NothingToPay):
        worked_out(work, AFTER, now=LATER)
    agreed_hours(work, date(2026, 11, 17))
    # 56.00 earned, and 14.00 right where 56.00 was paid
    pay = worked_out(work, AFTER, now=LATER)
    assert (pay.gross_pence, lines(pay)) == (14_00, [("standard", 56_00), ("difference", -42_00)])


def test_a_correction_of_a_correction_is_put_right_once(work: Work) -> None:
    old = agreed_hours(work)
    worked_out(work)
    work_again = work.logged(day=date(2026, 10, 20), hours=5, replaces=old.id)
    agreed_hours(work, date(2026, 10, 20), hours=6, replaces=work_again.id)
    assert lines(worked_out(work, AFTER, now=LATER)) == [("difference", 28_00)]
    with pytest.raises(refused.NothingToPay):
        worked_out(work, NEXT_AFTER, now=at(date(2027, 1, 18)))


# What waits for a person


def in_hospital(
    work: Work, first: date = date(2026, 10, 19), last: date = date(2026, 10, 25)
) -> None:
    Absence.objects.create(
        book_id=work.world.book_id,
        person=work.budget.person,
        reference=uuid4().hex[:8],
        kind=AbsenceKind.HOSPITAL,
        starts_on=first,
        ends_on=last,
        told_by=work.world.practitioner.user_id,
        told_at=NOW,
    )


def test_what_turned_out_odd_after_it_was_agreed_waits_for_a_person(work: Work) -> None:
    agreed_hours(work)
    agreed_hours(work, date(2026, 10, 27))
    in_hospital(work)
    assert worked_out(work).gross_pence == 56_00
    (held,) = list_held([work.engagement], AFTER, NOW)
    assert held.codes == (WarningCode.IN_HOSPITAL,)
    made = Shift.objects.get(pk=held.shift_id)
    paying.decide_pay(
        shift=made, pays=True, words="She sat with him", by=work.world.finance, now=NOW
    )
    assert worked_out(work, AFTER, now=LATER).gross_pence == 56_00


def test_what_the_holder_saw_when_they_agreed_is_decided(work: Work) -> None:
    in_hospital(work)
    agreed_hours(work)
    assert worked_out(work).gross_pence == 56_00


def test_of_work_elsewhere_the_holder_saw_nothing_so_it_waits(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=work.assistant)
    agreed_hours(work)
    agreed_hours(other, start=10)
    with pytest.raises(refused.NothingToPay):
        worked_out(other)
    (held,) = list_held([other.engagement], AFTER, NOW)
    assert held.codes == (WarningCode.OVERLAP_ELSEWHERE,)


def test_a_decision_not_to_pay_stands(work: Work) -> None:
    agreed_hours(work)
    in_hospital(work)
    made = Shift.objects.select_related("engagement__assistant").get()
    said = {"shift": made, "words": "He wasn't there", "by": work.world.finance, "now": NOW}
    paying.decide_pay(pays=False, **said)
    assert paying.decide_pay(pays=False, **said).pays is False
    with pytest.raises(refused.ShiftDecided):
        paying.decide_pay(pays=True, **said)
    with pytest.raises(refused.NothingToPay):
        worked_out(work)
    assert PayDecision.objects.count() == 1


def test_what_does_not_wait_is_not_decided(work: Work) -> None:
    made = agreed_hours(work)
    said = {"shift": made, "pays": True, "now": NOW}
    with pytest.raises(refused.ShiftNotInQuestion):
        paying.decide_pay(words="Fine", by=work.world.finance, **said)
    with pytest.raises(refused.ReasonUnsaidForPay):
        paying.decide_pay(words=" ", by=work.world.finance, **said)
    with pytest.raises(refused.OwnPay):
        paying.decide_pay(words="Fine", by=work.member, **said)


def test_pay_below_the_minimum_wage_needs_a_decision(world: World) -> None:
    work = works(world, rates={RateKind.STANDARD: 12_00})
    agreed_hours(work, hours=10)
    with pytest.raises(refused.BelowMinimum):
        worked_out(work)
    with pytest.raises(refused.ReasonUnsaidForPay):
        worked_out(work, below=BelowDecision(Below.RAISE, " "))
    pay = worked_out(work, below=BelowDecision(Below.RAISE, "The rate was forgotten in April"))
    # 10 × 12.71 = 127.10
    assert lines(pay) == [("standard", 120_00), ("to_minimum", 7_10)]
    assert (pay.gross_pence, pay.short_pence) == (127_10, 7_10)


def test_it_may_be_right_as_it_is_by_somebodys_words(world: World) -> None:
    work = works(world, rates={RateKind.STANDARD: 12_00})
    agreed_hours(work, hours=10)
    pay = worked_out(work, below=BelowDecision(Below.AS_IS, "She lodges with us, see the file"))
    assert (pay.gross_pence, pay.short_pence) == (120_00, 7_10)
    assert pay.short_words == "She lodges with us, see the file"


# Many at once


def test_everybody_is_worked_out_and_who_cant_be_is_named(world: World, work: Work) -> None:
    agreed_hours(work)
    low = works(
        world,
        world.rosa,
        assistant=helps(world, "Ben Cole"),
        rates={RateKind.STANDARD: 12_00},
    )
    agreed_hours(low)
    done = paying.close_pays(book_id=world.book_id, by=world.finance.user_id, now=NOW)
    assert len(done.closed) == 1
    assert [(one.reference, one.why) for one in done.left_out] == [
        (low.engagement.reference, NotPaid.BELOW_MINIMUM)
    ]
    again = paying.close_pays(book_id=world.book_id, by=world.finance.user_id, now=NOW)
    assert (again.closed, len(again.left_out)) == ((), 1)


def test_some_at_a_time_says_how_many_are_left(world: World, work: Work) -> None:
    other = works(world, world.rosa, assistant=helps(world, "Ben Cole"))
    for one in (work, other):
        agreed_hours(one)
    by = world.finance.user_id
    first = paying.close_pays(book_id=world.book_id, by=by, now=NOW, most=1)
    assert (len(first.closed), first.more) == (1, 1)
    second = paying.close_pays(book_id=world.book_id, by=by, now=NOW, most=1)
    assert (len(second.closed), second.more) == (1, 0)


# What is set aside


def fences(work: Work) -> dict[str, int]:
    rows = RingFence.objects.filter(budget=work.budget, released_at=None)
    return dict(rows.values_list("kind", "pence"))


def test_what_is_owed_is_set_aside(work: Work) -> None:
    agreed_hours(work)
    pay = worked_out(work)
    assert fences(work) == {RingFenceKind.WAGES: 56_00, RingFenceKind.HOLIDAY: pay.owed_pence}


def test_holiday_owed_grows_and_is_set_aside_once(work: Work) -> None:
    agreed_hours(work)
    worked_out(work)
    agreed_hours(work, date(2026, 11, 17), now=NOW)
    pay = worked_out(work, AFTER, now=LATER)
    # 480 minutes × 12.07 % = 57.94; an hour is on average 14.00: 13.54
    assert (pay.owed_minutes, fences(work)[RingFenceKind.HOLIDAY]) == (58, 13_54)


def test_who_leaves_is_paid_what_holiday_is_left(work: Work) -> None:
    agreed_hours(work)
    Engagement.objects.filter(pk=work.engagement.pk).update(ends_on=date(2026, 11, 10))
    pay = worked_out(work)
    # 240 minutes × 12.07 % = 28.97; 29 ÷ 60 × 14.00 = 6.77
    assert lines(pay) == [("standard", 56_00), ("holiday", 6_77)]
    assert RingFenceKind.HOLIDAY not in fences(work)
