"""OFX and QFX, versions 1 (SGML) and 2 (XML), read by ofxtools."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from ofxtools.Parser import OFXTree, ParseError

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.values.lines import Channel
from budgets.assurance.values.statements import StatementLine

LONDON: Final = ZoneInfo("Europe/London")
CHANNELS: Final = {
    "POS": Channel.CARD,
    "ATM": Channel.CASH,
    "CASH": Channel.CASH,
    "CHECK": Channel.CHEQUE,
    "DIRECTDEBIT": Channel.DIRECT_DEBIT,
    "REPEATPMT": Channel.STANDING_ORDER,
    "FEE": Channel.FEE,
    "SRVCHG": Channel.FEE,
    "INT": Channel.INTEREST,
}
DECLARES: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def is_ofx(text: str) -> bool:
    """Whether it begins like OFX of either version."""
    start = text.lstrip()[:400].upper()
    return start.startswith("OFXHEADER") or "<OFX>" in start or "<?OFX" in start


def read_ofx(content: bytes) -> tuple[list[StatementLine], int | None]:
    """
    The lines of the one account in it, and its balance at the end.

    :raises StatementUnreadable: it is broken, of several accounts, or not in pounds
    """
    if DECLARES.search(content):
        raise StatementUnreadable("This file holds what no bank writes, so it was not read.")
    tree = OFXTree()
    try:
        tree.parse(io.BytesIO(content))
        statements = tree.convert().statements
    except (ParseError, ValueError, SyntaxError, IndexError, KeyError, AttributeError) as broken:
        raise StatementUnreadable("This file is no whole OFX file. Download it again.") from broken
    if len(statements) != 1:
        raise StatementUnreadable("Bring the file of one account at a time.")
    return _lines(statements[0])


def _lines(statement: Any) -> tuple[list[StatementLine], int | None]:
    if statement.curdef != "GBP":
        raise StatementUnreadable("This account is not in pounds.")
    balance = statement.ledgerbal
    lines = [_line(one) for one in statement.banktranlist or []]
    return lines, _pence(balance.balamt) if balance is not None else None


def _line(one: Any) -> StatementLine:
    day: date = one.dtposted.astimezone(LONDON).date()
    name = one.name or (one.payee.name if one.payee is not None else "") or one.memo or ""
    channel = CHANNELS.get(one.trntype, Channel.TRANSFER)
    return StatementLine(day, _pence(one.trnamt), name[:200], (one.memo or "")[:500], channel)


def _pence(amount: Decimal) -> int:
    pence = amount * 100
    if pence != int(pence):
        raise StatementUnreadable("An amount of this file has parts of a penny.")
    return int(pence)
