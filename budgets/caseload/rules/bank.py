"""Sort codes and account numbers, and what spreadsheets make of them."""

import re

from budgets.caseload.errors import CellWrong
from budgets.caseload.values.columns import AccountNumber, SortCode


def read_sort_code(_kind: SortCode, text: str) -> str:
    """
    Take six digits, with dashes or spaces or without.

    :raises CellWrong: anything else
    """
    digits = _digits(text)
    if not re.fullmatch(r"[0-9]{6}", digits):
        raise CellWrong(
            "A sort code has six digits, like 20-00-00. "
            "A spreadsheet may have dropped a 0 in front, or made a day of it."
        )
    return digits


def read_account_number(_kind: AccountNumber, text: str) -> str:
    """
    Take eight digits, with spaces or without.

    :raises CellWrong: anything else
    """
    digits = _digits(text)
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise CellWrong(
            "An account number has eight digits. If this one has seven, put a 0 in front: "
            "a spreadsheet may have dropped it."
        )
    return digits


def _digits(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015]", "", text)
