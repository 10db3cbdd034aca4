"""Whose account money goes to: the practitioner's, a shared one, or one that has just changed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from budgets.assurance.rules.flags.case import Case, day_words, total
from budgets.assurance.values.flag_facts import LineFacts, PayeeFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

KNOWN_TO_SHARE: Final = frozenset({"provider", "hmrc", "pension", "payroll"})
USUAL_PERCENT: Final = 130
PERCENT: Final = 100


def shared_with_practitioner(case: Case) -> Iterator[Flag]:
    """The payee's account is that of whoever authorised the budget, or of other staff."""
    for ref, lines in _lines_by_ref(case).items():
        payee = case.payees.get(ref)
        staff = _staff(case, payee) if payee else []
        if not staff:
            continue
        is_own = case.budget.authorised_by in staff
        reason = "The account that this money went to belongs to somebody who works for us."
        severity = Severity.URGENT if is_own else Severity.LOOK
        yield case.flag(
            Rule.SHARED_WITH_PRACTITIONER,
            lines,
            severity,
            reason,
            at_stake_pence=_stake(case, lines),
        )


def _lines_by_ref(case: Case) -> dict[str, list[LineFacts]]:
    """Lines by payee; payees named for this budget count before anything was paid."""
    found = {key: lines for key, lines in case.paid().items() if lines[0].payee_ref}
    for ref in case.named:
        found.setdefault(ref, [])
    return found


def _stake(case: Case, lines: list[LineFacts]) -> int:
    return total(lines) or case.budget.one_off_pence


def _staff(case: Case, payee: PayeeFacts) -> list[str]:
    return [
        one.member_ref
        for one in case.members.values()
        if one.fingerprint and one.fingerprint == payee.fingerprint
    ]


def shared_account(case: Case) -> Iterator[Flag]:
    """One account stands behind payees of several holders who are nothing to each other."""
    for ref, lines in _lines_by_ref(case).items():
        payee = case.payees.get(ref)
        if payee is None or payee.kind in KNOWN_TO_SHARE or ref in case.workers:
            continue
        several = [payee, *case.sharing.get(payee.fingerprint, ())]
        if payee.kind == "business" and len(_names(several)) == 1:
            continue
        if len(_homes(case, several)) >= case.limits.shared_by_holders:
            reason = (
                "Other people pay into the same account too. How do you know whoever is paid here?"
            )
            is_clear = len(_names(several)) > 1 and payee.kind != "business"
            severity = Severity.ASK if is_clear else Severity.LOOK
            yield case.flag(Rule.SHARED_ACCOUNT, lines, severity, reason)


def _names(payees: Sequence[PayeeFacts]) -> set[str]:
    return {" ".join(one.name.casefold().split()) for one in payees}


def _homes(case: Case, payees: Sequence[PayeeFacts]) -> set[str]:
    """Whose budgets name these payees, or pay them; who lives together counts once."""
    refs = {one.budget_ref for one in payees if one.budget_ref}
    refs |= {ref for one in payees for ref in case.payers.get(one.payee_ref, ())}
    return {case.households.get(ref, ref) for ref in refs}


def details_changed(case: Case) -> Iterator[Flag]:
    """New bank details, and paid within days: what fraud by false invoice looks like."""
    span = timedelta(days=case.limits.details_days)
    for ref, lines in _lines_by_ref(case).items():
        payee = case.payees.get(ref)
        if payee is None or payee.changed_on is None or payee.kind == "own_account":
            continue
        soon = [one for one in lines if payee.changed_on <= one.booked_on < payee.changed_on + span]
        if soon:
            before = [-one.pence for one in lines if one.booked_on < payee.changed_on]
            usual = median(before) * USUAL_PERCENT / PERCENT if before else 0
            is_new = not before and case.kind_of(soon[0]) == "worker"
            is_usual = is_new or all(-one.pence <= usual for one in soon)
            reason = (
                f"{pounds(total(soon))} went to {payee.name} soon after their bank details changed "
                f"on {day_words(payee.changed_on)}. Did you ask them whether the change is theirs?"
            )
            severity = Severity.LOOK if is_usual else Severity.ASK
            yield case.flag(Rule.DETAILS_CHANGED, soon, severity, reason)
