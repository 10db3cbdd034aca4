"""Money that left after a death, an end or a suspension, other than what was owed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from budgets.assurance.rules.flags.case import OFFICES, ROUTINE, Case, day_words, total
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

BACK: Final = ("council", "repay", "return")


def after_death(case: Case) -> Iterator[Flag]:
    """Somebody used the money after the person died: reached today, and kindly."""
    died = case.budget.died_on
    if died is None:
        return
    found = _since(case, died + timedelta(days=case.limits.after_death_days))
    if found:
        reason = (
            f"{pounds(total(found))} left the account after {day_words(died)}. We are sorry for "
            "your loss. Who looks after the account now, and were these bills still open?"
        )
        is_much = total(found) > case.limits.round_from_pence
        severity = Severity.URGENT if is_much else Severity.LOOK
        yield case.flag(Rule.AFTER_DEATH, found, severity, reason)


def after_end(case: Case) -> Iterator[Flag]:
    """Money left after the budget ended or was suspended."""
    budget = case.budget
    days = [day for day in (budget.ends_on, budget.suspended_on) if day]
    if not days or budget.died_on or budget.is_one_off:
        return
    first = min(days)
    found = _since(case, first + timedelta(days=case.limits.after_death_days))
    if found:
        what = "stopped" if first == budget.suspended_on else "ended"
        reason = (
            f"{pounds(total(found))} was spent after the budget {what} on {day_words(first)}. "
            "Was a bill still open?"
        )
        is_much = total(found) > case.limits.small_line_pence
        severity = Severity.ASK if is_much else Severity.LOOK
        yield case.flag(Rule.AFTER_END, found, severity, reason)


def _since(case: Case, day: date) -> list[LineFacts]:
    return [line for line in case.spent if line.booked_on > day and not _is_owed(case, line, day)]


def _is_owed(case: Case, line: LineFacts, day: date) -> bool:
    """Final wages, tax, notice and bills, and money that comes back to us."""
    kind = case.kind_of(line)
    if line.channel in ROUTINE or kind in OFFICES:
        return True
    if any(word in f"{line.counterparty} {line.description}".casefold() for word in BACK):
        return True
    days = (line.booked_on - day).days
    if kind == "worker":
        return days <= case.limits.final_pay_days or _is_notice(case, line)
    is_bill = kind == "provider" or line.channel == "direct_debit"
    return is_bill and days <= case.limits.final_bill_days


def _is_notice(case: Case, line: LineFacts) -> bool:
    span = timedelta(days=case.limits.final_pay_days)
    return any(
        one.last_on is not None and line.booked_on <= one.last_on + span
        for one in case.workers[line.payee_ref]
    )


def ended_but_paid(case: Case) -> Iterator[Flag]:
    """A personal assistant was paid, or worked, after their job here was over."""
    for worker, engagements in case.workers.items():
        ends = [one.last_on for one in engagements]
        last = max((day for day in ends if day), default=None)
        if last is None or None in ends:
            continue
        final = last + timedelta(days=case.limits.final_pay_days)
        paid = [one for one in case.spent if one.payee_ref == worker and one.booked_on > final]
        worked = [
            shift.shift_id
            for one in engagements
            for shift in case.shifts.get(one.engagement_ref, ())
            if shift.started_at.date() > last
        ]
        if paid or worked:
            reason = (
                f"Work for you was to end on {day_words(last)}, and there is pay or work after "
                "that. Did you agree to go on?"
            )
            yield case.flag(Rule.ENDED_BUT_PAID, paid, Severity.ASK, reason, shift_ids=worked)
