"""Writing down holiday and illness, once; a mistake is taken back until it was paid."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from budgets.assistants.errors.pay import (
    OwnPay,
    SickDaysMissing,
    TimeOffEndsFirst,
    TimeOffOutside,
    TimeOffPaid,
    TimeOffTooLong,
    TimeOffTwice,
)
from budgets.assistants.models import Engagement, HolidayTaken, SickDay
from budgets.plans.rules.agreeing import check_day
from payments.payouts.values import london_day

A_DAY = timedelta(days=1)
MINUTES_OF_DAY = 24 * 60
DAYS_OF_WEEK = 7
LONGEST_DAYS = 366


def record_holiday(
    *,
    engagement: Engagement,
    first_on: date,
    last_on: date,
    minutes: int,
    by: UUID,
    now: datetime,
) -> HolidayTaken:
    """
    Write down holiday that somebody takes; told twice, it is there once.

    :param minutes: how much of their work falls into it
    :raises TimeOffEndsFirst: the last day is before the first
    :raises DayAbsurd: a day can't be meant
    :raises TimeOffOutside: a day isn't within the work
    :raises TimeOffTooLong: it is more than fits into the days, or nothing
    :raises TimeOffTwice: some of the days are holiday already
    :raises OwnPay: it is somebody's own
    """
    _check_days(engagement, first_on, last_on, by=by, now=now)
    if not 0 < minutes <= ((last_on - first_on).days + 1) * MINUTES_OF_DAY:
        raise TimeOffTooLong
    with transaction.atomic():
        _lock(engagement)
        here = HolidayTaken.objects.filter(engagement=engagement, withdrawn_at=None)
        same = here.filter(first_on=first_on, last_on=last_on, minutes=minutes).first()
        if same:
            return same
        if here.filter(first_on__lte=last_on, last_on__gte=first_on).exists():
            raise TimeOffTwice
        return HolidayTaken.objects.create(
            book_id=engagement.book_id,
            engagement=engagement,
            first_on=first_on,
            last_on=last_on,
            minutes=minutes,
            recorded_by=by,
            recorded_at=now,
        )


def withdraw_holiday(*, holiday: HolidayTaken, by: UUID, now: datetime) -> HolidayTaken:
    """
    Take back holiday that was a mistake.

    :raises TimeOffPaid: it was paid already
    """
    with transaction.atomic():
        _lock(holiday.engagement)
        holiday = HolidayTaken.objects.select_related("line").get(pk=holiday.pk)
        if getattr(holiday, "line", None):
            raise TimeOffPaid
        if holiday.withdrawn_at is None:
            holiday.withdrawn_by, holiday.withdrawn_at = by, now
            holiday.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return holiday


def record_sickness(
    *,
    engagement: Engagement,
    first_on: date,
    last_on: date,
    weekdays: Collection[int],
    by: UUID,
    now: datetime,
) -> list[SickDay]:
    """
    Write down an illness: the days on which they would have worked, each once.

    :param weekdays: on which days of a week they usually work: 0 is Monday
    :raises SickDaysMissing: no day of the week is named, or none of them is among the days
    :raises TimeOffEndsFirst: the last day is before the first
    :raises DayAbsurd: a day can't be meant
    :raises TimeOffOutside: a day isn't within the work
    :raises OwnPay: it is somebody's own
    """
    _check_days(engagement, first_on, last_on, by=by, now=now)
    usual = {day for day in weekdays if 0 <= day < DAYS_OF_WEEK}
    length = (last_on - first_on).days + 1
    days = [first_on + number * A_DAY for number in range(length)]
    missed = [day for day in days if day.weekday() in usual]
    if not missed:
        raise SickDaysMissing
    with transaction.atomic():
        _lock(engagement)
        here = SickDay.objects.filter(engagement=engagement, day__in=missed)
        known = set(here.values_list("day", flat=True))
        SickDay.objects.bulk_create(
            SickDay(
                book_id=engagement.book_id,
                engagement=engagement,
                day=day,
                days_a_week=len(usual),
                recorded_by=by,
                recorded_at=now,
            )
            for day in missed
            if day not in known
        )
        return list(SickDay.objects.filter(engagement=engagement, day__in=missed).order_by("day"))


def _check_days(
    engagement: Engagement, first_on: date, last_on: date, *, by: UUID, now: datetime
) -> None:
    if engagement.assistant.user_id == by:
        raise OwnPay
    check_day(first_on, london_day(now))
    check_day(last_on, london_day(now))
    if last_on < first_on:
        raise TimeOffEndsFirst
    if (last_on - first_on).days >= LONGEST_DAYS:
        raise TimeOffTooLong
    after_end = engagement.ends_on is not None and last_on > engagement.ends_on
    if first_on < engagement.starts_on or after_end:
        raise TimeOffOutside


def _lock(engagement: Engagement) -> None:
    Engagement.objects.select_for_update(no_key=True).get(pk=engagement.pk)
