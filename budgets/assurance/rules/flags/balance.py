"""What is left: too much of it twice running, or nearly all of it gone at once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from budgets.assurance.rules.flags.case import ROUTINE, Case, day_words, total
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

PERCENT: Final = 100
RUNNING: Final = 2
AFTER_ABSENCE: Final = timedelta(weeks=12)


def balances(case: Case) -> list[int]:
    """What is left after each line, in pence, as far as the lines tell."""
    left, found = case.budget.opening_pence, []
    for line in case.lines:
        left += line.pence
        found.append(left)
    return found


def surplus(case: Case) -> Iterator[Flag]:
    """
    More than the contingency at two pay dates running, ring-fences and what just came left out.

    After somebody was away, money is left over for good reason, and there is time to use it.
    """
    budget = case.budget
    most = budget.weekly_pence * case.limits.contingency_weeks + budget.ring_fenced_pence
    if not budget.weekly_pence or budget.is_one_off:
        return
    running: list[tuple[LineFacts, int]] = []
    longest: list[tuple[LineFacts, int]] = []
    for line, left in zip(case.lines, balances(case), strict=True):
        if line.channel != "top_up":
            continue
        if left - line.pence > most + case.limits.surplus_pence and not _was_away(case, line):
            running.append((line, left - line.pence - most))
            longest = max(longest, running, key=len)
        else:
            running = []
    if len(longest) >= RUNNING:
        over = longest[-1][1]
        reason = (
            f"There is {pounds(over)} more than {case.limits.contingency_weeks} weeks' money in "
            "hand. Is support hard to find, or is it saved for something?"
        )
        about = [line for line, _ in longest]
        yield case.flag(Rule.SURPLUS, about, Severity.LOOK, reason, at_stake_pence=over)


def _was_away(case: Case, line: LineFacts) -> bool:
    return any(
        one.starts_on <= line.booked_on
        and (one.ends_on is None or line.booked_on <= one.ends_on + AFTER_ABSENCE)
        for one in case.absences
    )


def drained(case: Case) -> Iterator[Flag]:
    """Most of what was there left within days, to nobody whom the budget usually pays for care."""
    budget, limits = case.budget, case.limits
    if not budget.weekly_pence or budget.is_one_off:
        return
    floor = budget.weekly_pence * limits.drained_weeks
    span = timedelta(days=limits.drained_days)
    before, run = budget.opening_pence, list[LineFacts]()
    start = before
    for line in case.lines:
        if run and line.booked_on - run[0].booked_on > span:
            run = []
        if line.pence < 0 and _is_taking(case, line):
            start = start if run else before
            run = [*run, line]
            is_much = start >= floor and total(run) > limits.line_limit_pence
            if is_much and total(run) * PERCENT >= start * limits.drained_percent:
                yield _drained(case, run)
                run = []
        before += line.pence


def _drained(case: Case, run: list[LineFacts]) -> Flag:
    is_moving = len(run) == 1 and case.kind_of(run[0]) == "own_account"
    words = "Did you change banks?" if is_moving else "Are you all right, and was it you?"
    reason = (
        f"Nearly all the money, {pounds(total(run))}, left the account by "
        f"{day_words(run[-1].booked_on)}. {words}"
    )
    is_card = all(line.channel == "card" for line in run)
    severity = Severity.LOOK if is_moving or is_card else Severity.URGENT
    return case.flag(Rule.DRAINED, run, severity, reason)


def _is_taking(case: Case, line: LineFacts) -> bool:
    """Not wages, tax or care; not what has an invoice and stands in the plan; not our own back."""
    has_bill = bool(line.invoice_number) and line.purpose in {"", *case.budget.purposes}
    back = "council" in line.counterparty.casefold()
    is_small = -line.pence < case.limits.small_line_pence
    is_small |= line.channel == "card" and -line.pence <= 2 * case.limits.line_limit_pence
    is_usual = case.is_expected(line) or case.is_plain(line) or has_bill
    return not (is_small or is_usual or back or line.channel in ROUTINE)
