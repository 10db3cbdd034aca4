"""From the bytes of a file to its text."""

from typing import Final

from budgets.assurance.errors import StatementUnreadable
from budgets.assurance.rules.first_bytes import (
    MARK,
    PDF,
    UTF_16,
    ZIPPED,
    is_utf_16,
    is_workbook,
    no_table,
)

MOST_BYTES: Final = 10 << 20
LOOKED_AT: Final = 4096


def text_of(content: bytes) -> str:
    """
    The text of a file: UTF-8, UTF-16, or else as Windows writes it (1252).

    :raises StatementUnreadable: it is no text, or too long; in words that help
    """
    start = content[:LOOKED_AT]
    why = _why_not(content, start)
    if why:
        raise StatementUnreadable(why)
    if is_utf_16(start):
        return content.decode(_of_two_bytes(start), "replace").lstrip("\ufeff")
    try:
        return content.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _why_not(content: bytes, start: bytes) -> str:
    if not content.removeprefix(MARK).strip():
        return "This file is empty."
    if len(content) > MOST_BYTES:
        return "This file is too long for a statement. Choose fewer months at your bank."
    if start.startswith(PDF):
        return (
            "This file is a PDF, whatever it is called. At your bank, choose CSV or OFX instead, "
            "or send it to us and we type it in."
        )
    if is_workbook(start) or start.startswith(ZIPPED):
        return "This file is an Excel workbook. In Excel, choose Save as, “CSV UTF-8”."
    return no_table(start).replace("is ", "This file is ", 1)


def _of_two_bytes(start: bytes) -> str:
    if start.startswith(UTF_16):
        return "utf-16"
    return "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
