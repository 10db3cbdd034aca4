"""Payments to private people who are no personal assistants here, and to new payees."""

from collections.abc import Iterator, Sequence
from typing import Final

from budgets.assurance.rules.flags.case import Case, by_payee, total
from budgets.assurance.values.flag_facts import LineFacts
from budgets.assurance.values.flags import Flag, Rule, Severity
from ledgers.values import pounds

HELPERS: Final = frozenset({"nominated_person", "authorised_person"})
BY_HAND: Final = frozenset({"transfer", "cheque"})


def is_round(case: Case, line: LineFacts) -> bool:
    """A sum that few bills have: whole tens, from a hundred pounds on."""
    limits = case.limits
    return -line.pence >= limits.round_from_pence and -line.pence % limits.round_pence == 0


def round_sums(case: Case) -> Iterator[Flag]:
    """Round sums to a private person who is no personal assistant of this budget."""
    named = [line for line in case.spent if case.is_private(line) and not line.invoice_number]
    for lines in by_payee(named).values():
        rounds = [line for line in lines if is_round(case, line)]
        if rounds:
            reason = (
                f"{pounds(total(rounds))} in round sums went to {rounds[0].counterparty}. "
                "Is this somebody who helps you? What is it for?"
            )
            is_much = total(rounds) > case.limits.line_limit_pence
            severity = Severity.ASK if is_much else Severity.LOOK
            yield case.flag(Rule.ROUND_SUMS, rounds, severity, reason)


def new_payees(case: Case) -> Iterator[Flag]:
    """A first payment that is big, with another sign beside it."""
    budget = case.budget
    floor = case.limits.line_limit_pence
    half_a_month = budget.weekly_pence * 52 // 24
    most = min(floor, half_a_month) if half_a_month else floor
    for lines in case.paid().values():
        first = lines[0]
        if -first.pence <= max(most, case.limits.round_from_pence) or case.is_expected(first):
            continue
        signs = _signs(case, first)
        if len(signs) > 1 or "private" in signs or "shared" in signs:
            reason = (
                f"{pounds(-first.pence)} went to {first.counterparty or 'somebody'} for the first "
                "time. What was it for?"
            )
            is_private = "private" in signs or "shared" in signs
            severity = Severity.ASK if is_private and len(signs) > 1 else Severity.LOOK
            yield case.flag(Rule.NEW_PAYEE, [first], severity, reason)


def _signs(case: Case, line: LineFacts) -> set[str]:
    payee = case.payees.get(line.payee_ref)
    shared = case.sharing.get(payee.fingerprint, ()) if payee and payee.fingerprint else ()
    is_shared = len({one.name.casefold() for one in shared}) > 1
    found = {
        "round": is_round(case, line),
        "no_invoice": not line.invoice_number and line.channel in BY_HAND,
        "private": case.is_private(line),
        "shared": is_shared,
    }
    return {name for name, is_there in found.items() if is_there}


def holder_pays_themselves(case: Case) -> Iterator[Flag]:
    """Who manages the money for somebody else pays it to themselves."""
    budget = case.budget
    if budget.holder_kind not in HELPERS or not budget.holder_name:
        return
    name = _plain(budget.holder_name)
    found = [line for line in case.spent if name in _names(case, line) and not case.came_back(line)]
    if total(found) > case.limits.line_limit_pence:
        reason = (
            f"{pounds(total(found))} went to {budget.holder_name}, who manages this money. "
            "What was it for, and was it agreed?"
        )
        yield case.flag(Rule.HOLDER_PAYS_THEMSELVES, found, Severity.ASK, reason)


def _names(case: Case, line: LineFacts) -> Sequence[str]:
    payee = case.payees.get(line.payee_ref)
    return (_plain(line.counterparty), _plain(payee.name) if payee else "")


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def own_account(case: Case) -> Iterator[Flag]:
    """Round sums go again and again to an account of the holder's own."""
    found = [
        line
        for line in case.spent
        if case.kind_of(line) == "own_account" and not case.came_back(line)
    ]
    rounds = [line for line in found if is_round(case, line)]
    if len(rounds) > 1 and total(rounds) > case.limits.line_limit_pence:
        reason = (
            f"{pounds(total(rounds))} was moved to another account of yours. What did it pay for?"
        )
        yield case.flag(Rule.ROUND_SUMS, rounds, Severity.ASK, reason)
