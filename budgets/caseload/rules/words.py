"""Words, references, addresses: what people wrote, with nothing hidden in it."""

import re
import unicodedata
from typing import Final
from uuid import UUID

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.wanted import wanted
from budgets.caseload.values import columns as kinds
from ledgers.values import hides_something

INVISIBLE: Final = frozenset({"Cc", "Cf", "Zs"})
ESCAPED_BYTES: Final = re.compile(r"[\udc80-\udcff]")
LINE_END: Final = re.compile(r"\s*\n\s*")
SPREADSHEET_ERRORS: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)"
)
SHORTENED: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2}")
TOO_NARROW: Final = re.compile(r"##+")
DAMAGED: Final = re.compile("\ufffd|[ÃÂ][\u0080-\u00bf]|â€")
ADDRESS: Final = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])"
)
UUID_WRITTEN: Final = re.compile(r"[0-9a-f]{8}(-?)([0-9a-f]{4}\1){3}[0-9a-f]{12}")
LONGEST_LOCAL: Final = 64

NOT_UTF8: Final = (
    "There are letters here that are not UTF-8. In Excel choose Save as, "
    "“CSV UTF-8 (comma delimited)”, and bring that file."
)
HIDDEN: Final = "There is a hidden sign here. Delete the cell's content and type it again."
HIDDEN_IN_REFERENCE: Final = (
    "There is a sign in this reference that can't be seen. Delete it and type it again."
)
IS_ERROR: Final = "This is a spreadsheet's error and not a value. Put the value here."
IS_NARROW: Final = (
    "The column was too narrow when the file was saved, so the value is lost. "
    "Make the column wider and save it again."
)
IS_NULL: Final = "This is how a database writes an empty cell. Leave it empty."
IS_SHORTENED: Final = (
    "A spreadsheet has shortened this number, and the rest is lost. "
    "Format the column as text, fill it again and save it."
)
IS_DAMAGED: Final = (
    "Letters seem to have been lost here when the file was saved. "
    "It was taken as it stands: look at it again."
)


def clean(cell: str) -> str:
    """
    Take the space from around a cell, and bring line ends and tabs into one form.

    :raises CellWrong: there is something in it that can't be seen, or that is no value at all
    """
    text = cell.strip() if cell.isprintable() else _with_signs(cell)
    if text[:1] == "#":
        _check_no_error(text)
    if text == "NULL":
        raise CellWrong(IS_NULL)
    return text


def _with_signs(cell: str) -> str:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if hides_something(text):
        raise CellWrong(NOT_UTF8 if ESCAPED_BYTES.search(text) else HIDDEN)
    seen = any(unicodedata.category(sign) not in INVISIBLE for sign in text)
    return text.strip() if seen else ""


def _check_no_error(text: str) -> None:
    if SPREADSHEET_ERRORS.fullmatch(text):
        raise CellWrong(IS_ERROR)
    if TOO_NARROW.fullmatch(text):
        raise CellWrong(IS_NARROW)


def is_damaged(text: str) -> bool:
    """Whether letters look as if they had been saved wrongly before: `RenÃ©`, or a lost sign."""
    return not text.isascii() and DAMAGED.search(text) is not None


def read_words(kind: kinds.Words, text: str) -> str:
    """
    Take words as they are; what begins with = or + is words, too.

    :raises CellWrong: there is no room for so many
    """
    words = text if kind.lines or "\n" not in text else LINE_END.sub(" ", text)
    if len(words) > kind.longest:
        raise CellWrong(no_room(kind.longest, len(words)))
    return words


def as_read_again(text: str, *, lines: bool = False) -> str | None:
    """Words as they go out: what is read again is the same, sign for sign. None for none."""
    words = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    return (words if lines else LINE_END.sub(" ", words)) or None


def no_room(longest: int, length: int) -> str:
    """The sentence for words that are too long."""
    return f"There is room for {longest} letters, and this has {length}. Shorten it."


def read_reference(kind: kinds.Reference, text: str) -> str:
    """
    Take a reference sign for sign.

    :raises CellWrong: too long, shortened by a spreadsheet, or with something hidden in it
    """
    if SHORTENED.fullmatch(text):
        raise CellWrong(IS_SHORTENED)
    if any(unicodedata.category(sign) == "Cf" for sign in text if not sign.isascii()):
        raise CellWrong(HIDDEN_IN_REFERENCE)
    if len(text) > kind.longest:
        raise CellWrong(no_room(kind.longest, len(text)))
    return LINE_END.sub(" ", text)


def read_email(kind: kinds.Email, text: str) -> str:
    """
    Take one address, in lower case.

    :raises CellWrong: it is none, or more than one
    """
    address = text.lower()
    local = address.partition("@")[0]
    fits = len(address) <= kinds.LONGEST_EMAIL and len(local) <= LONGEST_LOCAL
    if not fits or not ADDRESS.fullmatch(address):
        raise CellWrong(f"This is not one e-mail address. Write {wanted(kind)}.")
    return address


def read_id(kind: kinds.Id, text: str) -> UUID:
    """
    Take a UUID, with or without its dashes.

    :raises CellWrong: it is none
    """
    if not UUID_WRITTEN.fullmatch(text.lower()):
        raise CellWrong(f"This is not an id. Write {wanted(kind)}.")
    return UUID(text)
