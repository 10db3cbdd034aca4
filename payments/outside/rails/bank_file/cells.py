"""How one value that the bank sent is read."""

import re
from datetime import date
from uuid import UUID

# Stricter than UUID(), which also takes braces, underscores and other scripts' digits.
PAYMENT_ID = re.compile(r"[0-9A-Fa-f]{8}(-?)([0-9A-Fa-f]{4}\1){3}[0-9A-Fa-f]{12}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

SUM = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,2}))?")
CURRENCY = "GBP"
WHY_NOT_A_SUM = "Write the sum as 300.00, without a sign or a comma."
WHY_NOT_POUNDS = "We pay in pounds (GBP) alone, so this can't be a payment of ours."

# How much of a bad value is shown back.
SHOWN_LENGTH = 80

# ISO 20022 gives a reason of the bank's own as many characters.
LONGEST_REASON = 35


def find_payment_id(text: str) -> UUID | None:
    """Read the payment's UUID as we wrote it, with dashes or without; anything else is `None`."""
    return UUID(text) if PAYMENT_ID.fullmatch(text) else None


def find_pence(text: str) -> int | None:
    """Read a sum of pounds, as `300.00`, `300.5` or `300`, as pence; anything else is `None`."""
    found = SUM.fullmatch(text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None


def find_day(text: str) -> date | None:
    """Read a day written as 2026-01-31; anything else, and a day that never was, is `None`."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
