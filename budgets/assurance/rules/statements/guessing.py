"""Which column of an unknown table is probably which, so that most taps are there already."""

from collections.abc import Iterable, Sequence
from datetime import date

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.statements.amounts import read_pence
from budgets.assurance.rules.statements.days import read_days
from budgets.assurance.values.statements import Asked


def guess_columns(sample: Sequence[Sequence[str]], today: date) -> dict[str, int]:
    """By what is asked for, a place that may have it; what can't be guessed is left out."""
    columns = list(zip(*sample, strict=True)) if len({len(row) for row in sample}) == 1 else []
    days = [n for n, cells in enumerate(columns) if _are_days(cells, today)]
    sums = [n for n, cells in enumerate(columns) if n not in days and _are_sums(cells)]
    others = [n for n in range(len(columns)) if n not in (*days, *sums)]
    words = sorted(others, key=lambda n: -sum(map(len, columns[n])))
    found = {Asked.DAY: days, Asked.AMOUNT: sums, Asked.WORDS: words}
    return {asked: places[0] for asked, places in found.items() if places}


def _are_days(cells: Sequence[str], today: date) -> bool:
    try:
        return all(read_days(cells, today))
    except StatementUnreadable:
        return False


def _are_sums(cells: Iterable[str]) -> bool:
    return all(read_pence(cell) is not None for cell in cells)
