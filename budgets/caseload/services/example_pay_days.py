"""Pay days of the example: planned by one officer, approved by the other, a file, the answers."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from budgets.caseload.services.example_diary import Diary, at_hour, at_work
from budgets.caseload.services.example_people import Cast
from budgets.councils import selectors as councils
from budgets.plans import services as plans
from budgets.plans.models import Instalment
from budgets.plans.rules.periods import period_of
from budgets.plans.selectors.facts import calendars
from budgets.plans.services.pay_days import set_pay_calendar
from budgets.plans.values.schedule import Frequency
from ledgers.values import SCHEDULER
from payments.payouts import selectors as payouts_seen
from payments.payouts import services as payouts
from payments.payouts.models import BankFile, Payment
from payments.payouts.selectors.runs import find_run_of
from payments.payouts.values import HeldCode, bank_day_after, bank_day_before

ASKS_TO_WAIT = "Margaret Ashworth"
WAIT = "Ruth rang: this account is being closed. She will tell us the new one."
TWO_PERIODS = "Two periods of the same length, and both are due."
COMES_BACK = 17
"""Every so-many-eth one-off sum comes back from the bank."""
CYCLE: Final = timedelta(weeks=4)
HOUR: Final = timedelta(hours=1)
SINCE_WEEKS: Final = {
    Frequency.FOUR_WEEKLY: 108,
    Frequency.MONTHLY: 61,
    Frequency.FORTNIGHTLY: 44,
    Frequency.WEEKLY: 20,
}
"""For so many weeks until now somebody is paid so often."""


def next_monday(today: date) -> date:
    """The Monday with which the next four weeks begin: its pay day is still ahead."""
    monday = today + timedelta(days=7 - today.weekday())
    return monday if bank_day_before(monday, 0) >= today else monday + timedelta(weeks=1)


def cycle_day(diary: Diary, number: int, days: int = 0) -> date:
    """So many days into the four weeks that began so many cycles before the next ones."""
    return next_monday(diary.today) - number * CYCLE + timedelta(days=days)


def set_calendars(cast: Cast, diary: Diary, now: datetime) -> None:
    """Let the council's weeks begin so that the next pay day is the great one."""
    for frequency in (Frequency.FOUR_WEEKLY, Frequency.FORTNIGHTLY):
        set_pay_calendar(
            book_id=cast.council.book_id,
            frequency=frequency,
            anchor_on=cycle_day(diary, 30),
            lead_days=0,
            by=cast.second_finance.user_id,
            now=now,
        )


def live(cast: Cast, diary: Diary) -> None:
    """Note every pay day of the past, and the planning of those until the next great one."""
    great = bank_day_before(next_monday(diary.today), 0)
    days = sorted({day for day in _pay_days(cast, diary) if day <= great})
    latest = max(day for day in days if day < diary.today)
    diary.note(at_hour(latest, 6), partial(_close_account, cast, latest))
    for day in days:
        planned_at = at_work(bank_day_before(day, 3))
        diary.note(min(planned_at, diary.until - HOUR), partial(_prepare, cast, day))
        if day == great:
            diary.note(diary.until - HOUR / 2, partial(_hold, cast, day))
        if day < diary.today:
            diary.note(at_work(bank_day_before(day, 1), 15), partial(approve, cast, day))
            diary.note(at_hour(day, 7), partial(send_file, cast, diary))


def _pay_days(cast: Cast, diary: Diary) -> Iterator[date]:
    known = calendars(cast.council.book_id)
    for frequency, weeks in SINCE_WEEKS.items():
        day = diary.today - timedelta(weeks=weeks)
        while day <= diary.today + CYCLE:
            period = period_of(day, known[frequency])
            yield period.pay_on
            day = period.ends_on


def _prepare(cast: Cast, day: date, now: datetime) -> None:
    by = cast.second_finance.user_id
    run = plans.prepare_pay_run(book_id=cast.council.book_id, pay_on=day, by=by, now=now)
    while plans.plan_run_step(run_id=run.id, now=now):
        pass
    run.refresh_from_db()
    for line in run.lines.filter(held=HeldCode.DUPLICATE):
        payouts.release_line(line=line, words=TWO_PERIODS, by=by, now=now)


def _close_account(cast: Cast, day: date, now: datetime) -> None:  # noqa: ARG001  at the bank
    """One payment of the latest run comes back, and nobody has put it right yet."""
    run = find_run_of(cast.council.book_id, day)
    if run:
        cast.fails.add(run.lines.filter(payee__isnull=False).latest("payment_id").payment_id)


def _hold(cast: Cast, day: date, now: datetime) -> None:
    """Somebody asks us to wait, before the next run is approved."""
    line = payment_of(cast, ASKS_TO_WAIT, day).lines.get(living=True)
    payouts.hold_line(line=line, words=WAIT, by=cast.second_finance.user_id, now=now)


def approve(cast: Cast, day: date, now: datetime) -> None:
    """Approve the run of a day, with what has changed since it was prepared; or give it up."""
    book, by = cast.council.book_id, cast.second_finance.user_id
    run = find_run_of(book, day)
    if run is None:
        return
    run = payouts.calculate_run(run=run, now=now)
    if run.count:
        plans.approve_pay_run(run=run, digest=run.digest, by=cast.finance, now=now)
    else:
        payouts.abandon_run(run=run, words="Nothing is due on this day.", by=by, now=now)


def payment_of(cast: Cast, name: str, day: date) -> Payment:
    """The payment of somebody's instalment of a day."""
    planned = Instalment.objects.filter(budget=cast.budgets[name], pay_on=day, cancelled_at=None)
    return Payment.objects.get(pk__in=planned.values("payment"))


def send_file(cast: Cast, diary: Diary, now: datetime) -> None:
    """Send all that may leave as a file; the bank answers on the next working day."""
    book, by = cast.council.book_id, cast.finance.user_id
    while payouts.send_run_step(book_id=book, by=SCHEDULER, now=now):
        pass
    payouts.keep_ready(book_id=book, by=SCHEDULER, now=now)
    if not payouts_seen.list_ready(book, now.date()).exists():
        return
    file = payouts.make_bank_file(book_id=book, debtor=councils.get_debtor(book), by=by, now=now)
    answered_at = now + (bank_day_after(file.pay_on, 1) - file.pay_on)
    diary.note(answered_at, partial(_read_answers, cast, file))


def _read_answers(cast: Cast, file: BankFile, now: datetime) -> None:
    payouts.read_bank_answers(
        book_id=cast.council.book_id, data=_answers(cast, file), by=cast.finance.user_id, now=now
    )
    payouts.close_runs(book_id=cast.council.book_id, now=now)


def _answers(cast: Cast, file: BankFile) -> bytes:
    rows = ["payment_id,outcome,reason,occurred_on"]
    for payment in file.payments.order_by("id"):
        failed = nth(cast, payment.id, COMES_BACK) or payment.id in cast.fails
        cast.fails.discard(payment.id)
        rows.append(f"{payment.id},{'failed,AC04' if failed else 'paid,'},{file.pay_on}")
    return "\r\n".join(rows).encode()


def nth(cast: Cast, which: UUID, every: int) -> bool:
    """Whether a one-off sum is the last of so many."""
    return cast.numbers.get(which, 1) % every == every - 1
