"""
Santander's text: four lines for each movement, the newest first.

After `From: … to …`, `Account: …` come `Date: 01/02/2026`, `Description: …`, `Amount: -12.50 GBP`,
`Balance: 100.00 GBP`, an empty line between. Source: github.com/joesingo/bank-statements, bank.py.
"""

import re
from datetime import date
from typing import Final

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.statements.amounts import read_pence
from budgets.assurance.rules.statements.days import read_days
from budgets.assurance.values.lines import Channel
from budgets.assurance.values.statements import StatementLine

ONE: Final = re.compile(
    r"^Date:\s*(?P<day>.+?)\s*\n\s*Description:\s*(?P<words>.*?)\s*\n"
    r"\s*Amount:\s*(?P<amount>.+?)\s*\n\s*Balance:\s*(?P<balance>.+?)\s*$",
    re.MULTILINE,
)
CARD: Final = re.compile(r"^CARD PAYMENT TO ", re.IGNORECASE)
DEBIT: Final = re.compile(r"^DIRECT DEBIT PAYMENT TO ", re.IGNORECASE)


def is_santander(text: str) -> bool:
    """Whether it begins like Santander's text."""
    start = text.lstrip()[:300]
    return start.startswith("From:") and "Account:" in start


def read_santander(text: str, today: date) -> list[StatementLine]:
    """
    Its lines, as they stand.

    :raises StatementUnreadable: one of them is not whole
    """
    plain = text.replace("\r\n", "\n").replace("\xa0", " ")
    found = list(ONE.finditer(plain))
    days = read_days([one["day"] for one in found], today)
    lines = [_line(one, day) for one, day in zip(found, days, strict=True)]
    if len(lines) != len(re.findall(r"^Date:", plain, re.MULTILINE)) or None in lines:
        raise StatementUnreadable("A line of this file is not whole, so nothing was taken.")
    return [line for line in lines if line]


def _line(one: re.Match[str], day: date | None) -> StatementLine | None:
    pence, words = read_pence(one["amount"]), " ".join(one["words"].split())
    if day is None or pence is None:
        return None
    channel = Channel.CARD if CARD.match(words) else Channel.TRANSFER
    channel = Channel.DIRECT_DEBIT if DEBIT.match(words) else channel
    name = DEBIT.sub("", CARD.sub("", words))
    return StatementLine(day, pence, name[:200], words[:500], channel, read_pence(one["balance"]))
