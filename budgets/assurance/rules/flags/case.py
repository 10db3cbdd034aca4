"""One budget with everything that bears on it, as each rule reads it."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from budgets.assurance.values.flag_facts import (
    AbsenceFacts,
    BudgetFacts,
    EngagementFacts,
    LineFacts,
    MemberFacts,
    PayeeFacts,
    ShiftFacts,
)
from budgets.assurance.values.flags import Flag, Rule, Severity
from budgets.assurance.values.thresholds import Thresholds

OFFICES: Final = frozenset({"hmrc", "pension", "payroll"})
ROUTINE: Final = frozenset({"fee", "interest", "top_up", "contribution"})
FINAL_PAY: Final = timedelta(days=35)
DAYS_TO_COME_BACK: Final = 10
MACHINES: Final = frozenset({"6010", "6011"})
SETTLED: Final = frozenset({"direct_debit", "standing_order"})


@dataclass(slots=True, kw_only=True)
class Case:
    """
    A budget, its lines in order, and whom and what they are about.

    :ivar spent: the lines that went out, in order
    :ivar payees: by reference, of the whole council
    :ivar named: the payees of this budget alone
    :ivar shifts: by engagement of this budget, in order
    :ivar workers: by reference, the engagements of each personal assistant of this budget
    :ivar sharing: by account, the payees of the whole council that have it
    :ivar payers: by payee without a budget of their own, the budgets that pay them
    :ivar households: by budget, who lives with whom
    :ivar hours_are_kept: the council keeps hours at all, so that none is a sign
    :ivar contributions_are_seen: people's contributions show among the lines
    """

    budget: BudgetFacts
    limits: Thresholds
    as_of: date
    lines: Sequence[LineFacts]
    spent: Sequence[LineFacts]
    payees: Mapping[str, PayeeFacts]
    shifts: Mapping[str, Sequence[ShiftFacts]]
    workers: Mapping[str, Sequence[EngagementFacts]]
    absences: Sequence[AbsenceFacts]
    members: Mapping[str, MemberFacts]
    named: Mapping[str, PayeeFacts]
    sharing: Mapping[str, Collection[PayeeFacts]]
    payers: Mapping[str, Collection[str]]
    households: Mapping[str, str]
    hours_are_kept: bool = True
    contributions_are_seen: bool = True
    _kinds: dict[str, str] = field(default_factory=dict)
    _paid: dict[str, list[LineFacts]] = field(default_factory=dict)

    def paid(self) -> dict[str, list[LineFacts]]:
        """What went out by whom it paid, worked out once."""
        if not self._paid:
            self._paid = by_payee(self.spent)
        return self._paid

    def kind_of(self, line: LineFacts) -> str:
        """What kind of payee a line went to; `worker` for somebody engaged here, else empty."""
        ref = line.payee_ref
        if ref not in self._kinds:
            payee = self.payees.get(ref)
            kind = payee.kind if payee else ""
            self._kinds[ref] = "worker" if ref in self.workers else kind
        return self._kinds[ref]

    def is_private(self, line: LineFacts) -> bool:
        """A private person is paid who is no personal assistant of this budget."""
        return self.kind_of(line) == "person"

    def is_expected(self, line: LineFacts) -> bool:
        """Wages, tax, pension, payroll, or a care provider: what a budget is for."""
        kind = self.kind_of(line)
        return kind in {"worker", "provider"} or kind in OFFICES

    def is_plain(self, line: LineFacts) -> bool:
        """What it was for shows by itself, and stands in the plan."""
        shows = bool(line.mcc or line.invoice_number)
        return shows and line.purpose in self.budget.purposes

    def came_back(self, line: LineFacts) -> bool:
        """Nearly the same sum came from the same payee within days: nothing was spent."""
        return any(
            other.pence * 10 >= -line.pence * 9
            and abs((other.booked_on - line.booked_on).days) <= DAYS_TO_COME_BACK
            and payee_key(other) == payee_key(line)
            for other in self.lines
            if other.pence > 0 and other.channel not in ROUTINE
        )

    def pay_for(self, shift_ids: Collection[str]) -> list[LineFacts]:
        """
        The wages that these hours are half of, or more: the first pay after each.

        Where they are most of somebody's hours here, all of their wages are meant.
        """
        found: dict[str, LineFacts] = {}
        for worker, engagements in self.workers.items():
            shifts = [
                (one, shift)
                for one in engagements
                for shift in self.shifts.get(one.engagement_ref, ())
            ]
            meant = [pair for pair in shifts if pair[1].shift_id in shift_ids]
            paid = [line for line in self.spent if line.payee_ref == worker]
            is_most = len(meant) * 2 > len(shifts)
            found.update((line.line_id, line) for line in (paid if is_most else _pay(meant, paid)))
        return list(found.values())

    def is_away_on(self, day: date) -> bool:
        """Whether the person is away from home on a day."""
        return any(
            one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)
            for one in self.absences
        )

    def flag(
        self,
        rule: Rule,
        lines: Iterable[LineFacts],
        severity: Severity,
        reason: str,
        *,
        at_stake_pence: int | None = None,
        shift_ids: Iterable[str] = (),
    ) -> Flag:
        """A question about lines of this budget; what went out with them is at stake."""
        about = list(lines)
        out = sum(-line.pence for line in about if line.pence < 0)
        return Flag(
            rule=rule,
            budget_ref=self.budget.budget_ref,
            reason=reason,
            severity=severity,
            at_stake_pence=out if at_stake_pence is None else at_stake_pence,
            line_ids=tuple(line.line_id for line in about),
            shift_ids=tuple(shift_ids),
        )


def _pay(
    meant: Sequence[tuple[EngagementFacts, ShiftFacts]], paid: Sequence[LineFacts]
) -> list[LineFacts]:
    """The first pay after each shift, where they are half of it."""
    worth: dict[str, int] = {}
    for one, shift in meant:
        day = shift.ended_at.date()
        minutes = int((shift.ended_at - shift.started_at).total_seconds()) // 60
        for line in paid:
            if day <= line.booked_on <= day + FINAL_PAY:
                pence = minutes * one.rate_on(day) // 60
                worth[line.line_id] = worth.get(line.line_id, 0) + pence
                break
    return [line for line in paid if -line.pence <= 2 * worth.get(line.line_id, 0)]


def is_cash(line: LineFacts) -> bool:
    """Drawn at a machine or a counter."""
    return line.channel == "cash" or line.mcc in MACHINES


def payee_key(line: LineFacts) -> str:
    """What stands for whoever was paid: their reference, or else what the bank calls them."""
    return line.payee_ref or " ".join(line.counterparty.casefold().split())


def total(lines: Iterable[LineFacts]) -> int:
    """What went out with some lines, in pence."""
    return -sum(line.pence for line in lines)


def day_words(day: date) -> str:
    """A day as people say it."""
    return f"{day.day} {day:%B %Y}"


def runs_within(lines: Sequence[LineFacts], days: int) -> list[list[LineFacts]]:
    """Lines in order, cut wherever more than some days lie between one and the next."""
    runs: list[list[LineFacts]] = []
    for line in lines:
        if runs and line.booked_on - runs[-1][-1].booked_on <= timedelta(days=days):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def within_windows(lines: Iterable[LineFacts], span: timedelta, most: int) -> list[LineFacts]:
    """Lines of any stretch of days in which more than some pence went out; they come in order."""
    window: deque[LineFacts] = deque()
    found: dict[str, LineFacts] = {}
    pence = 0
    for line in lines:
        window.append(line)
        pence -= line.pence
        while line.booked_on - window[0].booked_on >= span:
            pence += window.popleft().pence
        if pence > most:
            found.update((one.line_id, one) for one in window)
    return list(found.values())


def by_payee(lines: Iterable[LineFacts]) -> dict[str, list[LineFacts]]:
    """Lines by whom they paid; those that name nobody are left out."""
    found: dict[str, list[LineFacts]] = {}
    for line in lines:
        key = payee_key(line)
        if key:
            found.setdefault(key, []).append(line)
    return found
