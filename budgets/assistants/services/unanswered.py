"""When nobody answers: one reminder, and then what the council's policy says."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from budgets.assistants.models import Shift, ShiftReminder
from budgets.assistants.selectors.unanswered import list_to_remind, list_to_take_as_agreed
from budgets.assistants.services.agreeing import check_again, keep_agreed, keep_found
from budgets.assistants.values import NEEDS_A_PERSON, AgreedHow
from budgets.councils.selectors import policy_on
from budgets.plans.models import Budget
from budgets.plans.services.telling import told_about
from ledgers.values import About
from payments.outside.messages import write_message
from payments.outside.values import Channel
from payments.payouts.values import london_day

AT_ONCE: Final = 500


def remind_of_hours(*, book_id: UUID, now: datetime) -> int:
    """
    Remind employers, once for each shift and in one message, of hours that wait for them.

    Returns how many shifts they were reminded of, at most 500. Whoever has died is left in peace.
    """
    policy = policy_on(book_id, london_day(now))
    received_by = now - timedelta(days=policy.remind_hours_days)
    with transaction.atomic():
        shifts = list(list_to_remind(book_id, received_by=received_by)[:AT_ONCE])
        by_budget: dict[Budget, list[Shift]] = defaultdict(list)
        for shift in shifts:
            by_budget[shift.engagement.budget].append(shift)
        for budget, some in by_budget.items():
            _remind(budget, some, now)
        ShiftReminder.objects.bulk_create(
            ShiftReminder(book_id=book_id, shift=shift, reminded_at=now) for shift in shifts
        )
    return len(shifts)


def agree_unanswered(*, book_id: UUID, now: datetime) -> int:
    """
    Take hours as agreed about which nobody said anything after the reminder, if the policy says so.

    Never hours with which something may be wrong in earnest: those wait for a person, however
    long. Returns how many were looked at, at most 500.
    """
    policy = policy_on(book_id, london_day(now))
    if not policy.agree_hours_days:
        return 0
    reminded_by = now - timedelta(days=policy.agree_hours_days)
    with transaction.atomic():
        shifts = list(list_to_take_as_agreed(book_id, reminded_by=reminded_by)[:AT_ONCE])
        found = check_again(shifts, now)
        wrong = [
            shift for shift in shifts if NEEDS_A_PERSON & {one.code for one in found[shift.id]}
        ]
        fine = [shift for shift in shifts if shift not in wrong]
        keep_agreed(fine, found, how=AgreedHow.DEFAULT, by=None, now=now)
        keep_found(wrong, found, now=now)
    return len(shifts)


def _remind(budget: Budget, shifts: Sequence[Shift], now: datetime) -> None:
    names = sorted({shift.engagement.assistant.full_name for shift in shifts})
    whose = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    count = "1 shift" if len(shifts) == 1 else f"{len(shifts)} shifts"
    for holder in told_about(budget, london_day(now)):
        write_message(
            book_id=budget.book_id,
            key=uuid5(holder.id, f"hours {now.isoformat()}"),
            channel=Channel.EMAIL,
            address=holder.email,
            subject="Hours that wait for you",
            words=(
                f"{count} of {whose} wait for you to agree them. One tap agrees them all:\n"
                f"{settings.SITE_URL}/home\n\n"
                "If something is not right, you can ask about it there."
            ),
            about=About("budget", budget.id),
            now=now,
        )
