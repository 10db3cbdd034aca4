"""What a file of ours may not be, by its first bytes."""

from typing import Final

from budgets.assurance.rules.first_bytes import (
    MARK,
    PDF,
    ZIPPED,
    is_markup,
    is_utf_16,
    is_workbook,
    no_table,
)
from budgets.caseload.errors import UnreadableFile

LOOKED_AT: Final = 4096
SAVE_AS: Final = "choose Save as, “CSV UTF-8 (comma delimited)”, and bring that file."
WORKBOOK: Final = f"is an Excel workbook, not CSV. In Excel {SAVE_AS}"
OTHER_LETTERS: Final = f"is saved as Excel's “Unicode text” (UTF-16). In Excel {SAVE_AS}"
PRINTED: Final = "is a PDF, not CSV. Bring the table from which it was printed."
PAGE: Final = f"is a web page or XML, whatever it is called. Open it in Excel, {SAVE_AS}"


def check_is_text(*, name: str, start: bytes) -> None:
    """
    Refuse what is no text, by naming what it is.

    :param start: the first `LOOKED_AT` bytes
    :raises UnreadableFile: it is empty, or a file of another kind
    """
    if not start.removeprefix(MARK).lstrip():
        raise UnreadableFile(name, "is empty. Nothing was taken from it.")
    why = _packed(start) or no_table(start) or _other(start)
    if why:
        raise UnreadableFile(name, why)


def _packed(start: bytes) -> str:
    if is_workbook(start):
        return WORKBOOK
    if not start.startswith(ZIPPED):
        return ""
    if b"opendocument" in start:
        return f"is a LibreOffice table, not CSV. In LibreOffice {SAVE_AS}"
    return "is a zip folder, not CSV. Unpack it first."


def _other(start: bytes) -> str:
    if start.startswith(PDF):
        return PRINTED
    if is_utf_16(start):
        return OTHER_LETTERS
    return PAGE if is_markup(start) else ""
