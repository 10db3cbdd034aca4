"""Hours that can't be: two at one time, too many at once, or while the person is away."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from budgets.assurance.rules.flags.case import Case
from budgets.assurance.rules.flags.earned import minutes_of
from budgets.assurance.values.flag_facts import AbsenceFacts, EngagementFacts, ShiftFacts
from budgets.assurance.values.flags import Flag, Rule, Severity

Work = tuple[EngagementFacts, ShiftFacts]
ELSEWHERE: Final = frozenset({"training"})


def shifts_away(case: Case) -> Iterator[Flag]:
    """Hours while the person was in hospital or abroad; the days of leaving and coming are fine."""
    for absence in case.absences:
        if absence.kind not in {"hospital", "abroad"}:
            continue
        found = [
            (one, shift)
            for engagements in case.workers.values()
            for one in engagements
            for shift in case.shifts.get(one.engagement_ref, ())
            if _is_within(shift, absence)
        ]
        if found:
            where = "in hospital" if absence.kind == "hospital" else "abroad"
            reason = (
                f"There are {len(found)} shifts while you were {where}. Did they help you there?"
            )
            is_much = len(found) >= case.limits.away_shifts_to_ask and where == "in hospital"
            severity = Severity.ASK if is_much else Severity.LOOK
            yield case.flag(
                Rule.SHIFTS_AWAY,
                case.pay_for({shift.shift_id for _, shift in found}),
                severity,
                reason,
                at_stake_pence=sum(_pence(*pair) for pair in found),
                shift_ids=[shift.shift_id for _, shift in found],
            )


def _is_within(shift: ShiftFacts, absence: AbsenceFacts) -> bool:
    if shift.kind in ELSEWHERE:
        return False
    is_begun = shift.started_at.date() > absence.starts_on
    return is_begun and (absence.ends_on is None or shift.ended_at.date() < absence.ends_on)


def _pence(engagement: EngagementFacts, shift: ShiftFacts) -> int:
    return minutes_of(shift) * engagement.rate_on(shift.started_at.date()) // 60


def overlapping_shifts(works: Sequence[Work], case_of: dict[str, Case]) -> Iterator[Flag]:
    """
    One assistant's hours lie in the same time, with one employer or with two.

    No employer is told of another: each flag names the hours with its own, and staff look first.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    across = set[str]()
    for (other, before), (one, shift), minutes in _pairs(works):
        if minutes < _least(case_of, one):
            continue
        found[one.budget_ref][shift.shift_id] = minutes * _rate(one, shift) // 60
        found[other.budget_ref].setdefault(before.shift_id, 0)
        if one.budget_ref != other.budget_ref:
            across |= {one.budget_ref, other.budget_ref}
    for ref, pence in found.items():
        shifts = [shift.shift_id for _, shift in works if shift.shift_id in pence]
        reason = "Some hours of the same assistant are at the same time as others. Which are right?"
        severity = Severity.LOOK if ref in across else Severity.ASK
        if ref in case_of:
            yield case_of[ref].flag(
                Rule.OVERLAPPING_SHIFTS,
                case_of[ref].pay_for(pence.keys()),
                severity,
                reason,
                at_stake_pence=sum(pence.values()),
                shift_ids=shifts,
            )


def _pairs(works: Sequence[Work]) -> Iterator[tuple[Work, Work, int]]:
    """Every two that have minutes in common, and how many."""
    running: list[Work] = []
    for pair in works:
        shift = pair[1]
        running = [other for other in running if other[1].ended_at > shift.started_at]
        for other in running:
            yield other, pair, _common(other[1], shift)
        running.append(pair)


def _least(case_of: dict[str, Case], one: EngagementFacts) -> int:
    case = case_of.get(one.budget_ref)
    return case.limits.overlap_minutes if case else 1


def _common(before: ShiftFacts, after: ShiftFacts) -> int:
    until = min(before.ended_at, after.ended_at)
    return int((until - after.started_at).total_seconds()) // 60


def _rate(engagement: EngagementFacts, shift: ShiftFacts) -> int:
    return engagement.rate_on(shift.started_at.date())


def impossible_hours(works: Sequence[Work], case_of: dict[str, Case]) -> Iterator[Flag]:
    """Awake at work for longer than anybody can: in one shift, in a day, in a week."""
    days: dict[date, list[Work]] = defaultdict(list)
    weeks: dict[date, list[Work]] = defaultdict(list)
    for one, shift in works:
        if shift.kind != "sleep_in":
            day = shift.started_at.date()
            days[day].append((one, shift))
            weeks[day - timedelta(days=day.weekday())].append((one, shift))
    limits = next((case.limits for case in case_of.values()), None)
    if limits is None:
        return
    long = [[pair] for pair in works if _is_long(pair[1], limits.longest_shift_minutes)]
    full = [pairs for pairs in days.values() if _minutes(pairs) > limits.longest_day_minutes]
    hard = [pairs for pairs in weeks.values() if _minutes(pairs) > limits.longest_week_minutes]
    about = {shift.shift_id: one for pairs in (*long, *full, *hard) for one, shift in pairs}
    yield from _impossible(works, about, case_of, is_clear=bool(long or full))


def _is_long(shift: ShiftFacts, most: int) -> bool:
    return shift.kind != "sleep_in" and minutes_of(shift) > most


def _minutes(pairs: Sequence[Work]) -> int:
    return sum(minutes_of(shift) - shift.break_minutes for _, shift in pairs)


def _impossible(
    works: Sequence[Work],
    about: dict[str, EngagementFacts],
    case_of: dict[str, Case],
    *,
    is_clear: bool,
) -> Iterator[Flag]:
    by_budget: dict[str, list[Work]] = defaultdict(list)
    for one, shift in works:
        if shift.shift_id in about:
            by_budget[one.budget_ref].append((one, shift))
    severity = Severity.ASK if is_clear and len(by_budget) == 1 else Severity.LOOK
    for ref, pairs in by_budget.items():
        if ref in case_of:
            yield case_of[ref].flag(
                Rule.IMPOSSIBLE_HOURS,
                case_of[ref].pay_for({shift.shift_id for _, shift in pairs}),
                severity,
                "Some hours are more than anybody can work. Was a time typed wrongly?",
                at_stake_pence=sum(_pence(*pair) for pair in pairs),
                shift_ids=[shift.shift_id for _, shift in pairs],
            )
