"""To payroll and back: told once, read once, paid once, with every penny's purpose."""

import csv
import io
from datetime import date, timedelta
from uuid import uuid4

import pytest

from budgets.assistants import services as assistants
from budgets.assistants.errors import pay as refused
from budgets.assistants.models import Assistant, Pay, PayrollFigures
from budgets.assistants.rules.pay.payroll_file import write_payroll
from budgets.assistants.selectors.pay.listing import payments_of, state_of_pay
from budgets.assistants.selectors.pay.payroll_rows import payroll_rows
from budgets.assistants.services import pay as paying
from budgets.assistants.values import RateKind, ShiftKind
from budgets.assistants.values.pay import PayWay
from budgets.assistants.values.pay_steps import PayState
from budgets.plans import services as plans
from budgets.plans.models import Budget, Instalment, RingFence
from budgets.plans.services.keeping_back import keep_back
from budgets.plans.values.surplus import RingFenceKind
from ledgers.errors import KeyReused
from ledgers.selectors import get_shared
from ledgers.values import SCHEDULER, AccountKind, Purpose
from payments.payouts import services as payouts
from payments.payouts.errors import NeedsTwoPeople
from payments.payouts.models import Payee, Payment
from payments.payouts.values import HeldCode, Leaves, PayeeKind, PaymentState
from tests.factories import NOW, World, make_world
from tests.worlds_of_assistants import Work, helps, works
from tests.worlds_of_pay import (
    HEAD,
    PAY_DAY,
    agreed_hours,
    everybody_told,
    keeps_the_money,
    read_in,
    row,
    worked_out,
)
from tests.worlds_of_plans import approve_day, at, balance, moved, work_out

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
RATES = {RateKind.STANDARD: 14_00, RateKind.SLEEP_IN: 60_00, RateKind.MILEAGE: 45}


@pytest.fixture
def work(world: World) -> Work:
    made = works(world, rates=RATES)
    keeps_the_money(made)
    return made


@pytest.fixture
def pay(work: Work) -> Pay:
    """80 hours at £14.00: £1,120.00."""
    for day in range(10):
        agreed_hours(work, date(2026, 10, 19) + timedelta(days=day), hours=8)
    return worked_out(work)


def payments(pay: Pay) -> dict[str, int]:
    return {one.payee.kind: one.pence for one in payments_of([pay])[pay.id] if one.payee}


def state(pay: Pay) -> PayState:
    fresh = Pay.objects.select_related("figures").get(pk=pay.pk)
    return state_of_pay(fresh, payments_of([fresh])[fresh.id])


def sent(world: World) -> None:
    """The first officer works out the run of Monday, the second approves, and it leaves."""
    work_out(world.book_id, MONDAY, by=world.finance.user_id)
    approve_day(world, MONDAY)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=at(MONDAY)):
        pass


# What payroll is told


def test_payroll_is_told_a_row_for_a_pa_and_period(world: World, work: Work) -> None:
    Assistant.objects.filter(pk=work.assistant.pk).update(full_name='=HYPERLINK("x")')
    agreed_hours(work, hours=7.5, break_minutes=30, miles_tenths=50)
    agreed_hours(work, date(2026, 10, 27), kind=ShiftKind.SLEEP_IN, start=22, hours=9)
    pay = worked_out(work)
    content = write_payroll(payroll_rows([pay]))
    assert content.startswith(b"\xef\xbb\xbfpay_ref,worker_ref,full_name,")
    (told,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert told["full_name"] == '\'=HYPERLINK("x")'
    wanted = {
        "pay_ref": pay.reference,
        "worker_ref": work.assistant.reference,
        "date_of_birth": "1990-02-03",
        "budget_ref": work.budget.reference,
        "employer": world.daniel.full_name,
        "period_from": "2026-10-19",
        "period_to": "2026-11-15",
        "pay_on": "2026-11-20",
        # 7 hours and a night of 9
        "hours": "16.00",
        "standard": "98.00",
        "sleep_in": "60.00",
        "mileage": "2.25",
        "holiday": "0.00",
        "gross_pay": "160.25",
        # 960 minutes × 12.07 % = 115.87
        "holiday_hours_owed": "1.93",
    }
    assert {name: told[name] for name in wanted} == wanted


# What payroll answers


def test_figures_are_read_and_three_payments_are_planned(work: Work, pay: Pay) -> None:
    before = moved(work.world.book_id)
    taken = read_in(work, row(pay, tax=14_60, pension=19_20, employer=110_00))
    assert (taken.taken, taken.faults) == ((pay.reference,), ())
    # 1,120.00 − 14.60 − 19.20; 14.60 + 110.00; 19.20 twice
    assert payments(pay) == {"person": 1_086_20, "hmrc": 124_60, "pension": 38_40}
    assert taken.planned_pence == 1_086_20 + 124_60 + 38_40
    for one in payments_of([pay])[pay.id]:
        assert one.source_account_id == work.budget.account_id
        assert (one.leaves, one.state) == (Leaves.RUN, PaymentState.PLANNED)
        assert one.earned
        assert one.pay_on == NOW.date()
    assert moved(work.world.book_id) == before
    assert state(pay) == PayState.ON_ITS_WAY


def test_the_same_file_twice_changes_nothing(work: Work, pay: Pay) -> None:
    read_in(work, row(pay, tax=14_60))
    again = read_in(work, row(pay, tax=14_60))
    assert (again.taken, again.unchanged, again.planned_pence) == ((), (pay.reference,), 0)
    assert (PayrollFigures.objects.count(), Payment.objects.count()) == (1, 2)


def test_other_sums_for_the_same_pay_are_refused(work: Work, pay: Pay) -> None:
    read_in(work, row(pay, tax=14_60))
    (fault,) = read_in(work, row(pay, tax=20_00)).faults
    assert (fault.line, fault.column) == (2, "net_pay")
    assert fault.words.startswith("Other figures for this pay were read on 22 November 2026")
    assert payments(pay)["person"] == 1_105_40


def test_a_pay_that_stands_twice_in_a_file_is_read_once(work: Work, pay: Pay) -> None:
    taken = read_in(work, row(pay), row(pay), row(pay, tax=1_00))
    assert (taken.taken, taken.unchanged) == ((pay.reference,), (pay.reference,))
    assert [fault.line for fault in taken.faults] == [4]


@pytest.mark.parametrize(
    ("was", "becomes", "column", "said"),
    [
        ("1120.00", "1119.99", "net_pay", "We told payroll £1,120.00."),
        ("1120.00", "£1120.00", "net_pay", "Write a sum of nothing or more, like 412.60."),
        ("1120.00", "1120.0", "net_pay", "Write a sum"),
        ("1120.00", "-1120.00", "net_pay", "Write a sum"),
        ("1120.00", "\u0661\u0662\u0663", "net_pay", "Write a sum"),
        ("1120.00", "1e5", "net_pay", "Write a sum"),
        (",0.00,0.00,0.00,0.00,0.00", "", "tax", "Write a sum"),
        ("E-", "X-", "pay_ref", "We have no pay with this reference."),
    ],
)
def test_a_wrong_row_is_refused_alone_and_by_name(
    work: Work, pay: Pay, was: str, becomes: str, column: str, said: str
) -> None:
    good = row(pay)
    taken = read_in(work, good.replace(was, becomes, 1), "\n")
    assert (taken.taken, taken.planned_pence) == ((), 0)
    assert taken.faults[0].column == column
    assert said in taken.faults[0].words
    assert read_in(work, good.replace(was, becomes, 1), good).taken == (pay.reference,)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"pay_ref,net_pay\n", HEAD.encode() + b'"open', b"\x00"],
)
def test_what_is_no_such_file_is_refused(work: Work, content: bytes) -> None:
    by = work.world.finance.user_id
    with pytest.raises(refused.PayrollFileUnread):
        paying.import_payroll(book_id=work.world.book_id, content=content, by=by, now=NOW)


def test_too_many_rows_are_refused_whole(work: Work, pay: Pay) -> None:
    with pytest.raises(refused.PayrollFileTooLong):
        read_in(work, *[row(pay)] * 5_001)
    assert not PayrollFigures.objects.exists()


def test_nobody_reads_in_their_own_pay(work: Work, pay: Pay) -> None:
    taken = paying.import_payroll(
        book_id=work.world.book_id,
        content=(HEAD + row(pay)).encode(),
        by=work.user_id,
        now=NOW,
    )
    assert taken.faults[0].words.startswith("This is your own pay")


def test_anothers_books_are_not_there(work: Work, pay: Pay) -> None:
    other_world = make_world()
    taken = paying.import_payroll(
        book_id=other_world.book_id,
        content=(HEAD + row(pay)).encode(),
        by=other_world.finance.user_id,
        now=NOW,
    )
    assert taken.faults[0].words.startswith("We have no pay")


# What leaves


def test_every_penny_is_in_the_ledger_once_with_its_purpose(
    world: World, work: Work, pay: Pay
) -> None:
    read_in(work, row(pay, tax=14_60, pension=19_20, employer=110_00))
    everybody_told(work)
    sent(world)
    for one in payments_of([pay])[pay.id]:
        payouts.mark_paid(payment=one, by=SCHEDULER, now=at(MONDAY))
    assert state(pay) == PayState.PAID
    book = world.book_id
    assert balance(book, AccountKind.SPENDING, Purpose.PERSONAL_ASSISTANCE) == 1_086_20
    assert balance(book, AccountKind.SPENDING, Purpose.EMPLOYMENT_COSTS) == 124_60 + 38_40
    budget = Budget.objects.select_related("account").get(pk=work.budget.pk)
    # What was there, and the instalment of the same run: three weeks of 280.00
    assert budget.account.balance_pence == 2_000_00 + 840_00 - 1_086_20 - 124_60 - 38_40


def test_wages_that_were_earned_leave_though_the_budget_is_stopped(
    world: World, work: Work, pay: Pay
) -> None:
    plans.suspend_budget(
        budget=work.budget,
        starts_on=NOW.date(),
        reason="safety",
        words="We look at it",
        by=world.manager.user_id,
        now=NOW,
    )
    read_in(work, row(pay))
    everybody_told(work)
    sent(world)
    assert {one.state for one in payments_of([pay])[pay.id]} == {PaymentState.SENT}


def test_who_read_the_figures_cant_approve_them(world: World, work: Work, pay: Pay) -> None:
    read_in(work, row(pay))
    everybody_told(work)
    planning = work_out(world.book_id, MONDAY, by=world.second_finance.user_id)
    run = payouts.calculate_run(run=planning.run, now=NOW)
    with pytest.raises(NeedsTwoPeople):
        plans.approve_pay_run(run=run, digest=run.digest, by=world.finance, now=NOW)


def test_too_little_money_holds_the_payment_and_pays_nobody_twice(
    world: World, pay: Pay, work: Work
) -> None:
    read_in(work, row(pay, employer=900_00))
    everybody_told(work)
    planning = work_out(world.book_id, MONDAY, by=world.finance.user_id)
    run = payouts.calculate_run(run=planning.run, now=NOW)
    held = dict(run.lines.exclude(payee=None).values_list("payee__kind", "held"))
    assert held == {PayeeKind.PERSON: "", PayeeKind.HMRC: HeldCode.TOO_LITTLE}


def test_an_account_of_the_old_records_is_the_assistants(work: Work, pay: Pay) -> None:
    known = Payee.objects.create(
        book_id=work.world.book_id,
        reference=work.assistant.reference,
        kind=PayeeKind.PERSON,
        display_name="M Haddad",
        about_kind="budget",
        about_id=work.budget.id,
        named_by=SCHEDULER,
        named_at=NOW,
    )
    read_in(work, row(pay))
    assert payments_of([pay])[pay.id][0].payee == known


# What is set aside


def fences(work: Work) -> dict[str, int]:
    rows = RingFence.objects.filter(budget=work.budget, released_at=None)
    return dict(rows.values_list("kind", "pence"))


def test_what_payroll_said_takes_the_place_of_the_estimate(work: Work, pay: Pay) -> None:
    assert fences(work)[RingFenceKind.WAGES] == 1_120_00
    read_in(work, row(pay, tax=14_60, pension=19_20, employer=110_00))
    assert fences(work)[RingFenceKind.WAGES] == 1_086_20
    assert fences(work)[RingFenceKind.TAX] == 124_60 + 38_40


def test_what_has_left_is_set_aside_no_longer(world: World, work: Work, pay: Pay) -> None:
    read_in(work, row(pay, tax=14_60))
    everybody_told(work)
    tend = {"book_id": world.book_id, "now": NOW, "by": SCHEDULER}
    assert paying.let_go_of_paid(**tend) == 0
    sent(world)
    assert paying.let_go_of_paid(**tend) == 2
    assert set(fences(work)) == {RingFenceKind.HOLIDAY}


# A holder's own account


@pytest.fixture
def own(world: World) -> Work:
    return works(world, world.rosa, assistant=helps(world, "Ben Cole"), rates=RATES)


def test_from_a_holders_own_account_they_pay_and_say_so(own: Work) -> None:
    agreed_hours(own)
    pay = worked_out(own)
    before = moved(own.world.book_id)
    assert read_in(own, row(pay, tax=5_00)).planned_pence == 0
    assert not Payment.objects.exists()
    figures = PayrollFigures.objects.get(pay=pay)
    assert (figures.way, state(pay)) == (PayWay.HOLDER, PayState.WITH_HOLDER)
    holder = own.holder.user_id
    paying.say_paid(pay=pay, by=holder, now=NOW)
    assert paying.say_paid(pay=pay, by=holder, now=NOW).holder_paid_on == NOW.date()
    assert (state(pay), moved(own.world.book_id)) == (PayState.PAID, before)
    assert set(fences(own)) == {RingFenceKind.HOLIDAY}


def test_wages_that_the_council_pays_are_kept_back_from_the_next_instalment(own: Work) -> None:
    holder, world = own.holder.user_id, own.world
    choice = {"budget": own.budget, "by": holder, "now": NOW}
    first = paying.choose_way(keeps_back=True, **choice)
    assert paying.choose_way(keeps_back=True, **choice) == first
    agreed_hours(own)
    pay = worked_out(own)
    read_in(own, row(pay, tax=5_00, employer=2_00))
    funding = get_shared(world.book_id, AccountKind.COUNCIL_FUNDING)
    assert {one.source_account_id for one in payments_of([pay])[pay.id]} == {funding.id}
    assert payments(pay) == {"person": 51_00, "hmrc": 7_00}
    assert set(fences(own)) == {RingFenceKind.HOLIDAY}
    work_out(world.book_id, MONDAY, by=world.finance.user_id)
    everybody_told(own)
    # Three weeks of 280.00, less 58.00
    instalment = Instalment.objects.get(budget=own.budget)
    assert (instalment.pence, instalment.payment and instalment.payment.pence) == (782_00, 782_00)
    assert instalment.lines.get(code="wages").pence == -58_00
    approve_day(world, MONDAY)
    while payouts.send_run_step(book_id=world.book_id, by=SCHEDULER, now=at(MONDAY)):
        pass
    for payment in Payment.objects.filter(state=PaymentState.SENT):
        payouts.mark_paid(payment=payment, by=SCHEDULER, now=at(MONDAY))
    budget = Budget.objects.select_related("account").get(pk=own.budget.pk)
    assert budget.account.balance_pence == 782_00
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.PERSONAL_ASSISTANCE) == 51_00
    assert balance(world.book_id, AccountKind.SPENDING, Purpose.EMPLOYMENT_COSTS) == 7_00
    assert state(pay) == PayState.PAID


def test_what_an_instalment_has_too_little_for_is_kept_back_from_the_next(own: Work) -> None:
    kept = {"budget": own.budget, "words": "Wages", "by": SCHEDULER, "now": NOW}
    key = uuid4()
    first = keep_back(pence=900_00, key=key, **kept)
    assert keep_back(pence=900_00, key=key, **kept) == first
    with pytest.raises(KeyReused):
        keep_back(pence=901_00, key=key, **kept)
    days = (MONDAY, date(2026, 12, 14))
    for day in days:
        work_out(own.world.book_id, day, by=own.world.finance.user_id)
    came = Instalment.objects.filter(budget=own.budget).order_by("starts_on")
    # 840.00 is there first, and 60.00 of 1,120.00 then
    assert [one.pence for one in came] == [0, 1_060_00]


def test_only_from_an_own_account_is_anything_kept_back(work: Work) -> None:
    with pytest.raises(refused.WagesWithUs):
        paying.choose_way(
            budget=Budget.objects.get(pk=work.budget.pk),
            keeps_back=True,
            by=work.holder.user_id,
            now=NOW,
        )


def test_what_we_pay_nobody_says_is_paid(work: Work, pay: Pay) -> None:
    read_in(work, row(pay))
    with pytest.raises(refused.NotYoursToSay):
        paying.say_paid(pay=pay, by=work.holder.user_id, now=NOW)


def test_pay_day_is_the_friday_after_and_never_before_it_is_known(work: Work, pay: Pay) -> None:
    assert pay.pay_on == PAY_DAY
    read_in(work, row(pay), now=NOW - timedelta(days=4))
    assert {one.pay_on for one in payments_of([pay])[pay.id]} == {PAY_DAY}


def test_agreed_again_later_changes_nothing_of_what_was_paid(work: Work, pay: Pay) -> None:
    ids = list(pay.shifts.values_list("shift_id", flat=True))
    assistants.agree_shifts(ids=ids, by=work.holder, now=NOW)
    assert worked_out(work) == pay
