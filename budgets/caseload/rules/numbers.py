"""Amounts and other numbers, and what spreadsheets make of them."""

import re
from decimal import Decimal
from typing import Final

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.wanted import wanted
from budgets.caseload.values.columns import Amount, Hours, MerchantCategory, Whole
from ledgers.values import pounds

# A spreadsheet drops the last noughts of 300.00 and adds £ and commas; some databases write
# money with four places. None of these can be misread.
AMOUNT: Final = re.compile(
    r"([+-]?)£?\s?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,2})(?:(?<=[0-9]{2})00)?)?"
)
SIGN_AFTER_POUND: Final = re.compile(r"£\s?([+-])")
SHORTENED: Final = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?E[+-]?[0-9]+", re.IGNORECASE)
COMMA_FOR_POINT: Final = re.compile(r"([0-9]{1,9})(?:(?:\.[0-9]{3})*),([0-9]{2})")
MANY_DIGITS: Final = re.compile(r"[+-]?£?\s?[0-9,]{10,}(?:\.[0-9]{1,2})?")
MANY_PLACES: Final = re.compile(r"[+-]?£?\s?[0-9,]+\.[0-9]{3,}")
OUTGOING: Final = re.compile(r"\(£?([0-9.,]+)\)|£?([0-9.,]+)-|[−–]\s?£?([0-9.,]+)")
NOTHING_WRITTEN: Final = re.compile(r"£?\s?[-–—]")
CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::00)?")
HOURS: Final = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")
MINUTES_OF_HOUR: Final = 60
PERCENT: Final = 100

WRITE_ZERO: Final = "Write nothing as 0.00."
IS_SHORTENED: Final = (
    "A spreadsheet has shortened this number, and the rest is lost. "
    "Format the column as a number with two places, and save it again."
)
OTHER_DIGITS: Final = "Write numbers with the digits 0 to 9."
TOO_MUCH: Final = "That is more than any council has. Look at the number again."
TOO_MANY_PLACES: Final = (
    "This has more than two places after the point. Write pounds and pence like 12.50."
)


def read_amount(kind: Amount, text: str) -> int:
    """
    Take pounds and pence, as whole pence.

    :raises CellWrong: another spelling, a sign where there may be none, or more than £1 billion
    """
    found = AMOUNT.fullmatch(SIGN_AFTER_POUND.sub(r"\1£", text))
    if found is None:
        raise CellWrong(_why_no_amount(kind, text))
    pence = int(found[2].replace(",", "")) * 100 + int((found[3] or "").ljust(2, "0"))
    if found[1] == "-":
        return _below_nothing(kind, pence)
    return pence


def _below_nothing(kind: Amount, pence: int) -> int:
    if pence == 0:
        raise CellWrong(WRITE_ZERO)
    if not kind.signed:
        raise CellWrong(f"This can't be below nothing, and it is {pounds(-pence)}.")
    return -pence


def _why_no_amount(kind: Amount, text: str) -> str:
    if found := COMMA_FOR_POINT.fullmatch(text):
        whole = text[: -len(found[2]) - 1].replace(".", "")
        return f"Pence come after a point. This is probably {whole}.{found[2]}."
    if found := OUTGOING.fullmatch(text):
        return _outgoing(kind, next(filter(None, found.groups())))
    return next((why for known, why in _FAULTS if known.fullmatch(text)), _no_amount(kind, text))


_FAULTS: Final = (
    (SHORTENED, IS_SHORTENED),
    (NOTHING_WRITTEN, WRITE_ZERO),
    (MANY_PLACES, TOO_MANY_PLACES),
    (MANY_DIGITS, TOO_MUCH),
)


def _outgoing(kind: Amount, number: str) -> str:
    if kind.signed:
        return f"Write money that goes out with a minus in front, like -{number}."
    return "This can't be below nothing. Write an amount like 12.50."


def _no_amount(kind: Amount, text: str) -> str:
    if has_other_digits(text):
        return OTHER_DIGITS
    return f"This is not an amount of pounds and pence. Write {wanted(kind)}."


def has_other_digits(text: str) -> bool:
    """Whether there are digits of another script, or full-width ones."""
    return any(sign.isdigit() and not sign.isascii() for sign in text)


def read_whole(kind: Whole, text: str) -> int:
    """
    Take a whole number; a percent sign behind a hundredth is fine.

    :raises CellWrong: another spelling, or more than there can be
    """
    plain = text.removesuffix("%").rstrip() if kind.most == PERCENT else text
    if not re.fullmatch(r"[0-9]{1,6}", plain) or int(plain) > kind.most:
        raise CellWrong(OTHER_DIGITS if has_other_digits(text) else f"Write {wanted(kind)}.")
    return int(plain)


def read_hours(kind: Hours, text: str) -> Decimal:
    """
    Take hours with at most two places.

    :raises CellWrong: hours and minutes as a clock shows them, or more than there are
    """
    if found := CLOCK.fullmatch(text):
        hours = Decimal(found[1]) + Decimal(found[2]) / MINUTES_OF_HOUR
        raise CellWrong(f"Write hours as a number. This is probably {hours:.2f}.")
    if not HOURS.fullmatch(text) or Decimal(text) > kind.most:
        raise CellWrong(OTHER_DIGITS if has_other_digits(text) else f"Write {wanted(kind)}.")
    return Decimal(text).quantize(Decimal("0.01"))


def read_merchant_category(kind: MerchantCategory, text: str) -> str:
    """
    Take the four digits; noughts in front that a spreadsheet dropped are put back.

    :raises CellWrong: something else
    """
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise CellWrong(f"Write {wanted(kind)}.")
    return text.zfill(4)
