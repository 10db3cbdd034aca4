"""What happens without anybody asking: each few seconds, each few minutes, each day."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.contrib.sessions.models import Session

from api import idempotency
from budgets.assistants import services as assistants
from budgets.assistants.services import pay as wages
from budgets.caseload import tasks as caseload
from budgets.councils import services as councils
from budgets.councils import tasks as publishing
from budgets.plans import services as budgets
from budgets.plans import tasks as plans
from budgets.recovery import services as recovery
from ledgers import services as ledgers
from payments.outside import schedule, tending
from payments.outside.schedule import Job
from payments.outside.tasks import send_what_waits
from payments.payouts import services as payouts
from payments.payouts import tasks as payments

Clock = Callable[[], datetime]
A_MINUTE = timedelta(minutes=1)
ANSWERS_KEPT = timedelta(days=30)


def tend_tasks(*, clock: Clock) -> int:
    """Put back tasks whose worker died, or that failed."""
    return tending.tend_tasks(now=clock())


def forget_tries(*, now: datetime) -> int:
    """Delete counts of tries whose windows are over."""
    return councils.forget_tries(before=now)


def forget_answers(*, book_id: UUID, now: datetime) -> int:
    """Delete the answers that REST keeps for who asks twice, when nobody asks again any more."""
    return idempotency.forget_answers(book_id=book_id, before=now - ANSWERS_KEPT)


def seal_what_was_late(*, book_id: UUID, now: datetime) -> int:
    """Seal also what was committed hours after it began, which no minute's look finds."""
    return ledgers.seal_book(book_id=book_id, now=now, look_at_all=True)


def check_coherence(*, book_id: UUID, now: datetime) -> int:
    """Stop the sending of a council whose books don't agree; once a day is enough, so none wait."""
    payouts.check_coherence(book_id=book_id, now=now)
    return 0


def clear_sessions(*, now: datetime) -> int:
    """Delete sessions that are over."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]


EACH_ROUND: Final = (
    plans.prepare_runs,
    payments.send_runs,
    payments.keep_ready,
    payments.send_ready,
    send_what_waits,
    payments.apply_answers,
    payments.apply_returns,
    payments.close_runs,
    caseload.run_imports,
    plans.apply_uplifts,
    tend_tasks,
)
"""What the worker does every few seconds, in this order; each says how many it did."""

EACH_DAY: Final = (
    Job("stop_cards_of_ended", time(0, 5), budgets.stop_cards_of_ended),
    Job("correct_first_paid", time(0, 10), budgets.correct_first_paid),
    Job("set_aside_for_endings", time(0, 20), wages.set_aside_for_endings),
    Job("let_go_of_paid_wages", time(0, 15), wages.let_go_of_paid),
    # Before reminding, so that nothing lapses on the day of its reminder.
    Job("lapse_uncollected", time(5), recovery.lapse_uncollected),
    Job("close_spent", time(5, 30), recovery.close_spent),
    Job("remind_uncollected", time(8), recovery.remind_uncollected),
    Job("ask_whether_it_helped", time(10), recovery.ask_whether_it_helped),
    # Before reminding, so that nothing counts as agreed on the day of its reminder.
    Job("agree_unanswered", time(5, 45), assistants.agree_unanswered),
    Job("remind_of_hours", time(9), assistants.remind_of_hours),
    Job("take_as_paid", time(19), payouts.take_as_paid),
    Job("empty_old_words", time(4), councils.empty_old_words),
    Job("empty_old_imports", time(4), caseload.empty_old_imports),
    Job("seal_what_was_late", time(4, 30), seal_what_was_late),
    # Before what was late is sealed: a row that is old and in no seal is a finding.
    Job("check_coherence", time(4, 15), check_coherence, one_moment=True),
    Job("tell_auditors_root", time(6), councils.tell_auditors_root),
    Job("forget_tries", time(4), forget_tries, in_each_book=False),
    Job("forget_answers", time(4), forget_answers),
    Job("clear_sessions", time(4), clear_sessions, in_each_book=False),
    Job("forget_slots", time(4), schedule.forget_slots, in_each_book=False),
    Job("forget_tasks", time(4), tending.forget_tasks, in_each_book=False),
)
"""What happens once a day, at a time in London."""

EACH_FEW_MINUTES: Final = (
    Job("seal_book", A_MINUTE, ledgers.seal_book),
    Job("tell_of_stop", A_MINUTE, councils.tell_of_stop),
    Job("publish_roots", A_MINUTE, publishing.publish_roots, in_each_book=False),
    Job("tell_paid", timedelta(minutes=10), budgets.tell_paid),
)
"""What happens each so many minutes, by `timedelta(minutes=…)`, counted in UTC."""

JOBS: Final = (*EACH_DAY, *EACH_FEW_MINUTES)
