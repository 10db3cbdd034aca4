"""Which lines of a statement are new, where another brought some of the same days."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from budgets.assurance.values.statements import StatementLine

DayAndSum = tuple[date, int]


def new_lines(
    lines: Iterable[StatementLine], known: Mapping[DayAndSum, int], *, budget_id: UUID
) -> Iterator[tuple[str, StatementLine]]:
    """
    Those beyond what is known of their day and sum, each with the reference it is kept under.

    Words may be edited between two downloads, days and sums are not: so of each day and sum there
    are as many as the statement with the most of them has. The reference is of budget, day, sum
    and which one it is, so that the same line has it again from whichever file.

    :param known: how many lines of each day and sum there are
    """
    seen: Counter[DayAndSum] = Counter()
    for line in lines:
        which = (line.on, line.pence)
        seen[which] += 1
        if seen[which] > known.get(which, 0):
            said = f"{budget_id.hex} {line.on} {line.pence} {seen[which]}"
            yield f"statement-{hashlib.sha256(said.encode()).hexdigest()[:40]}", line
