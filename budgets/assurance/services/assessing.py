"""Running the rules of flags over a council, and keeping what they ask."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from budgets.assurance.rules.flags import assess_cases
from budgets.assurance.rules.flags.gathering import gather
from budgets.assurance.rules.flags.limits import thresholds_of
from budgets.assurance.rules.flags.touching import touched
from budgets.assurance.rules.needs import needs_of
from budgets.assurance.selectors.facts import read_facts
from budgets.assurance.selectors.purposes_found import count_guessed
from budgets.assurance.services.keeping_flags import keep_flags
from budgets.assurance.values.assessing import Assessed
from budgets.assurance.values.evidence import Need
from budgets.assurance.values.flags import Severity
from budgets.councils.selectors import policy_on


def assess_spending(*, book_id: UUID, as_of: date, since: date | None, now: datetime) -> Assessed:
    """
    Ask every question that the facts raise by the end of a day, and keep each once.

    :param since: look only at budgets that something new since that day bears on
    """
    policy = policy_on(book_id, as_of)
    limits = thresholds_of(policy)
    with transaction.atomic():
        cases = gather(read_facts(book_id, as_of), limits=limits, as_of=as_of)
        wanted = None if since is None else touched(cases, since)
        flags = assess_cases(cases, wanted)
        keep_flags(book_id=book_id, flags=flags, about=wanted, as_of=as_of, now=now)
        needs = [(line, need) for case in cases for line, need in needs_of(case, policy)]
    reached = {flag.budget_ref for flag in flags if flag.severity != Severity.LOOK}
    reached |= {line.budget_ref for line, need in needs if need != Need.NOTHING}
    lines = sum(len(case.lines) for case in cases)
    return Assessed(
        flags=flags,
        asked=sorted(reached),
        lines=lines,
        nothing=lines - sum(need != Need.NOTHING for _, need in needs),
        guessed=count_guessed(book_id, as_of),
    )
