"""Amounts as banks write them: £1,234.50, -12.5, (12.50), 12.50 DR, 12.50-."""

import re
from typing import Final

AMOUNT: Final = re.compile(
    r"(?P<sign>[+\-\u2212]?)(?:GBP|£)?(?P<inner>[+\-\u2212]?)"
    r"(?P<pounds>\d{1,3}(?:[, ]\d{3})+|\d{1,9})?(?:\.(?P<pence>\d{1,2})0*)?"
    r"(?P<after>-|CR|DR|C|D)?",
    re.ASCII,
)
IN_BRACKETS: Final = re.compile(r"\((.*)\)")
MINUS: Final = ("-", "\u2212")
OUT: Final = ("-", "DR", "D")


def read_pence(text: str, *, in_pence: bool = False) -> int | None:
    """
    The pence of an amount, below nothing where its sign says that it went out.

    :returns: nothing where it is no amount
    """
    plain = text.replace("\xa0", " ").strip().upper().removesuffix("GBP").strip()
    bracket = IN_BRACKETS.fullmatch(plain)
    found = AMOUNT.fullmatch((bracket[1] if bracket else plain).replace("£ ", "£").replace("'", ""))
    if found is None or not (found["pounds"] or found["pence"]):
        return None
    whole = int(re.sub(r"[, ]", "", found["pounds"] or "0"))
    pence = whole if in_pence else whole * 100 + int((found["pence"] or "").ljust(2, "0"))
    minus = sum(found[part] in MINUS for part in ("sign", "inner"))
    out = bool(bracket) or minus == 1 or (found["after"] or "") in OUT
    return -pence if out else pence
