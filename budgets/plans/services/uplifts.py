"""Uplifts: prepared with a preview, agreed by a second person, or taken back before that."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from budgets.councils.models import Member
from budgets.people.selectors import list_close_to
from budgets.plans.errors import (
    FilterUnknown,
    NobodyToUplift,
    NotYourUplift,
    OwnBudget,
    UpliftDecided,
)
from budgets.plans.models import Budget, Uplift, UpliftLine
from budgets.plans.rules.uplift import (
    as_data,
    check_free,
    check_uplift,
    raise_week,
    read_filters,
)
from budgets.plans.selectors import uplifts as seen
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.selectors.uplifts import Standing
from budgets.plans.values.rates import RateRow
from budgets.plans.values.uplift import UpliftFilters, Way, Week
from ledgers.errors import Refusal
from payments.payouts.values import london_day

AT_ONCE = 500
MOST_LETTERS = 300


def prepare_uplift(
    *,
    book_id: UUID,
    words: str,
    filters: Mapping[str, Any],
    starts_on: date,
    by: Member,
    now: datetime,
    percent_points: int | None = None,
    new_rate_pence: int | None = None,
) -> Uplift:
    """
    Preview what an uplift makes of each budget that fits the filters. Nothing is raised by it.

    What can't be raised has its problem in words, and is left as it is. Money of somebody close
    to whoever prepares it is among that.

    :param percent_points: hundredths of a percent; below nothing it lowers, as the only way back
    :param new_rate_pence: for figures that were worked out from hours, a new rate for an hour
    :raises FilterUnknown: there is no such filter, choice or budget
    :raises NobodyToUplift: no budget fits
    :raises Refusal: whatever nobody can mean by an uplift
    """
    way = Way(percent_points, new_rate_pence)
    check_uplift(way=way, words=words, starts_on=starts_on, today=london_day(now))
    chosen = read_filters(filters)
    _check_references(book_id, chosen)
    with transaction.atomic():
        uplift = Uplift.objects.create(
            book_id=book_id,
            words=words.strip(),
            filters=as_data(chosen),
            percent_points=percent_points,
            new_rate_pence=new_rate_pence,
            starts_on=starts_on,
            prepared_by=by.user_id,
            prepared_at=now,
        )
        lines = list(_lines(uplift, chosen, by))
        if not lines:
            raise NobodyToUplift
        UpliftLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    return uplift


def _check_references(book_id: UUID, filters: UpliftFilters) -> None:
    asked = set(filters.references)
    known = Budget.objects.filter(book_id=book_id, reference__in=asked)
    missing = sorted(asked - set(known.values_list("reference", flat=True)))
    if missing:
        raise FilterUnknown(f"There is no budget {missing[0]}. Put the list right.")


def _lines(uplift: Uplift, filters: UpliftFilters, by: Member) -> Iterator[UpliftLine]:
    found = seen.list_candidates(uplift.book_id, filters, uplift.starts_on)
    budgets = list(found.select_related("person"))
    close = set(list_close_to(by).values_list("pk", flat=True))
    rows = rates_for(uplift)
    for batch in (budgets[at : at + AT_ONCE] for at in range(0, len(budgets), AT_ONCE)):
        standing = seen.standing_of(batch, uplift.starts_on)
        for budget in batch:
            its = standing[budget.id]
            if its.in_force and filters.fits_week(its.week.total_pence):
                yield _line(uplift, budget, its, rows, close)


def _line(
    uplift: Uplift,
    budget: Budget,
    standing: Standing,
    rows: Sequence[RateRow],
    close: Collection[UUID],
) -> UpliftLine:
    week, problem = standing.week, ""
    try:
        if budget.person_id in close:
            raise OwnBudget
        week = new_week(uplift, standing, rows)
    except Refusal as refusal:
        problem = refusal.sentence[:MOST_LETTERS]
    return UpliftLine(
        book_id=uplift.book_id,
        uplift=uplift,
        budget=budget,
        old_pence=standing.week.total_pence,
        new_pence=week.total_pence,
        contribution_pence=week.contribution_pence,
        problem=problem,
    )


def rates_for(uplift: Uplift) -> tuple[RateRow, ...]:
    """The rates that its new figures are worked out from; none for a percentage."""
    return () if uplift.new_rate_pence is None else rate_rows(uplift.book_id)


def new_week(uplift: Uplift, standing: Standing, rows: Sequence[RateRow]) -> Week:
    """
    What an uplift makes of the figures in force.

    :raises Refusal: others are on their way, or these can't be worked out anew
    """
    check_free(is_waiting=standing.is_waiting, later_on=standing.later_on)
    way, day = seen.way_of(uplift), uplift.starts_on
    return raise_week(week=standing.week, way=way, rows=rows, day=day)


def agree_uplift(*, uplift: Uplift, by: Member, now: datetime) -> Uplift:
    """
    Agree an uplift that somebody else prepared: it is applied soon after, and undone by no button.

    Money of somebody close to whoever agrees is left as it is.

    :raises NotYourUplift: whoever agrees prepared it
    :raises UpliftDecided: it was agreed by somebody else, or withdrawn
    :raises NobodyToUplift: every budget in it has a problem
    """
    if uplift.prepared_by == by.user_id:
        raise NotYourUplift
    with transaction.atomic():
        if uplift.agreed_by == by.user_id:
            return uplift
        _decide(uplift, agreed_by=by.user_id, agreed_at=now)
        close = uplift.lines.filter(problem="", budget__person__in=list_close_to(by))
        close.update(problem=OwnBudget().sentence)
        if not seen.list_pending(uplift).exists():
            raise NobodyToUplift
    return uplift


def withdraw_uplift(*, uplift: Uplift, by: Member, now: datetime) -> Uplift:
    """
    Take back an uplift that nobody has agreed; it stays in the list.

    :raises UpliftDecided: it was agreed, or withdrawn before
    """
    _decide(uplift, withdrawn_by=by.user_id, withdrawn_at=now)
    return uplift


def _decide(uplift: Uplift, **values: UUID | datetime) -> None:
    open_still = Uplift.objects.filter(pk=uplift.pk, agreed_at=None, withdrawn_at=None)
    if open_still.update(**values) != 1:
        raise UpliftDecided
    for name, value in values.items():
        setattr(uplift, name, value)
