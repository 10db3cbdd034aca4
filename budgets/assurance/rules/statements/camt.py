"""ISO 20022 camt.053 (bank to customer statement), any version; entities are refused."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.values.lines import Channel
from budgets.assurance.values.statements import StatementLine

BROKEN: Final = "This file is no whole camt.053 statement. Download it again."
FAMILIES: Final = {
    "CCRD": Channel.CARD,
    "CHQ": Channel.CHEQUE,
    "CNTR": Channel.CASH,
    "IDDT": Channel.DIRECT_DEBIT,
    "RDDT": Channel.DIRECT_DEBIT,
}


def is_camt(text: str) -> bool:
    """Whether it is a statement of ISO 20022."""
    start = text[:4000]
    return "BkToCstmrStmt" in start or "camt.053" in start


def read_camt(content: bytes) -> tuple[list[StatementLine], int | None, int | None]:
    """
    The booked lines of its one statement, and its balances before and after.

    :raises StatementUnreadable: it is broken, of several statements, or not in pounds
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as broken:
        raise StatementUnreadable(BROKEN) from broken
    statements = root.findall(".//{*}Stmt")
    if len(statements) != 1:
        raise StatementUnreadable("Bring the file of one account and one period at a time.")
    lines = [_line(entry) for entry in statements[0].findall("{*}Ntry") if _is_booked(entry)]
    opening = _balance(statements[0], ("OPBD", "PRCD"))
    return lines, opening, _balance(statements[0], ("CLBD",))


def _is_booked(entry: Element) -> bool:
    return (_text(entry, "{*}Sts/{*}Cd") or _text(entry, "{*}Sts")) in ("", "BOOK")


def _line(entry: Element) -> StatementLine:
    day = _text(entry, "{*}BookgDt/{*}Dt") or _text(entry, "{*}BookgDt/{*}DtTm")
    pence = _pence(entry)
    side = "Cdtr" if pence < 0 else "Dbtr"
    name = _first(entry, f".//{{*}}RltdPties/{{*}}{side}//{{*}}Nm")
    words = _first(entry, ".//{*}RmtInf/{*}Ustrd") or _text(entry, "{*}AddtlNtryInf")
    family = _first(entry, "{*}BkTxCd/{*}Domn/{*}Fmly/{*}Cd")
    try:
        on = date.fromisoformat(day[:10])
    except ValueError as wrong:
        raise StatementUnreadable(BROKEN) from wrong
    return StatementLine(
        on, pence, (name or words)[:200], words[:500], FAMILIES.get(family, Channel.TRANSFER)
    )


def _pence(part: Element) -> int:
    amount = part.find("{*}Amt")
    if amount is None or amount.get("Ccy") != "GBP":
        raise StatementUnreadable("This account is not in pounds.")
    try:
        pence = Decimal((amount.text or "").strip()) * 100
        whole = int(pence)
    except (InvalidOperation, ValueError, OverflowError) as wrong:
        raise StatementUnreadable(BROKEN) from wrong
    if pence != whole or pence < 0:
        raise StatementUnreadable(BROKEN)
    return -whole if _text(part, "{*}CdtDbtInd") == "DBIT" else whole


def _balance(statement: Element, kinds: tuple[str, ...]) -> int | None:
    for balance in statement.findall("{*}Bal"):
        if _text(balance, "{*}Tp/{*}CdOrPrtry/{*}Cd") in kinds:
            return _pence(balance)
    return None


def _text(part: Element, path: str) -> str:
    return " ".join((part.findtext(path) or "").split())


def _first(part: Element, path: str) -> str:
    return next((" ".join((one.text or "").split()) for one in part.iterfind(path)), "")
