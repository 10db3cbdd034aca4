"""Other terms, notice, and the end of an engagement."""

from datetime import date, datetime

from django.db import transaction

from budgets.assistants.errors import EngagementEndsFirst, EngagementOver
from budgets.assistants.models import Engagement
from budgets.assistants.rules.engaging import check_notice, check_week
from budgets.councils.models import Member
from budgets.plans.rules.agreeing import check_day
from budgets.plans.services.history import note_change
from payments.payouts.values import london_day


def change_terms(
    *,
    engagement: Engagement,
    weekly_minutes: int,
    pattern: str,
    opted_out_of_48_hours: bool,
    by: Member,
    now: datetime,
) -> Engagement:
    """
    Say anew which hours are agreed for a week; what was worked before stays as it was judged.

    :raises WeekAbsurd: more hours than a week has
    :raises EngagementOver: the work has ended
    """
    check_week(weekly_minutes)
    with transaction.atomic():
        locked = _lock(engagement)
        if locked.ended_at:
            raise EngagementOver
        locked.weekly_minutes, locked.pattern = weekly_minutes, pattern.strip()
        locked.opted_out_of_48_hours = opted_out_of_48_hours
        locked.weekly_hours_on_paper = None
        locked.save(
            update_fields=[
                "weekly_minutes",
                "weekly_hours_on_paper",
                "pattern",
                "opted_out_of_48_hours",
            ]
        )
        words = f"{locked.assistant.full_name}: {weekly_minutes / 60:g} hours a week are agreed."
        note_change(budget=locked.budget, code="terms_agreed", words=words, by=by.user_id, now=now)
    return locked


def give_notice(*, engagement: Engagement, until: date, by: Member, now: datetime) -> Engagement:
    """
    Keep that one of them gave notice, and the last day; another day puts it right.

    :raises DayAbsurd: the day can't be meant
    :raises NoticeAbsurd: it is past, or before the first day of work
    :raises EngagementOver: the work has ended
    """
    today = london_day(now)
    check_day(until, today)
    with transaction.atomic():
        locked = _lock(engagement)
        if locked.notice_until == until:
            return locked
        if locked.ended_at:
            raise EngagementOver
        check_notice(until=until, starts_on=locked.starts_on, today=today)
        locked.notice_until, locked.notice_by, locked.notice_at = until, by.user_id, now
        locked.save(update_fields=["notice_until", "notice_by", "notice_at"])
        words = f"Notice was given. {locked.assistant.full_name} works until {until:%-d %B %Y}."
        note_change(budget=locked.budget, code="notice_given", words=words, by=by.user_id, now=now)
    return locked


def end_engagement(
    *, engagement: Engagement, ends_on: date, words: str = "", by: Member, now: datetime
) -> Engagement:
    """
    Say which day is the last; another day puts it right. Hours up to it may still be sent.

    :raises DayAbsurd: the day can't be meant
    :raises EngagementEndsFirst: it is before the first day
    """
    check_day(ends_on, london_day(now))
    with transaction.atomic():
        locked = _lock(engagement)
        if locked.ended_at and locked.ends_on == ends_on:
            return locked
        if ends_on < locked.starts_on:
            raise EngagementEndsFirst
        locked.ends_on, locked.end_words = ends_on, words.strip()
        locked.ended_by, locked.ended_at = by.user_id, now
        locked.save(update_fields=["ends_on", "end_words", "ended_by", "ended_at"])
        said = f"The last day of {locked.assistant.full_name} is {ends_on:%-d %B %Y}."
        note_change(
            budget=locked.budget, code="engagement_ended", words=said, by=by.user_id, now=now
        )
    return locked


def _lock(engagement: Engagement) -> Engagement:
    rows = Engagement.objects.select_related("assistant", "budget")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=engagement.pk)
