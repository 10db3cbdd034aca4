"""What a file is by its first bytes, whatever it is called."""

from typing import Final

from budgets.caseload.errors import UnreadableFile

LOOKED_AT: Final = 4096
SAVE_AS: Final = "choose Save as, “CSV UTF-8 (comma delimited)”, and bring that file."
WORKBOOK: Final = f"is an Excel workbook, not CSV. In Excel {SAVE_AS}"
OTHER_LETTERS: Final = f"is saved as Excel's “Unicode text” (UTF-16). In Excel {SAVE_AS}"

STARTS: Final = {
    b"\xff\xfe": OTHER_LETTERS,
    b"\xfe\xff": OTHER_LETTERS,
    b"\xd0\xcf\x11\xe0": WORKBOOK,
    b"%PDF": "is a PDF, not CSV. Bring the table from which it was printed.",
    b"\x1f\x8b": "is packed (gzip). Unpack it first.",
    b"{\\rtf": "is a document of a word processor, not CSV. Bring the table itself.",
    b"\x89PNG": "is a picture, not CSV. Bring the table itself.",
    b"\xff\xd8\xff": "is a picture, not CSV. Bring the table itself.",
}

MARK: Final = b"\xef\xbb\xbf"


def check_is_text(*, name: str, start: bytes) -> None:
    """
    Refuse what is no text, by naming what it is.

    :param start: the first `LOOKED_AT` bytes
    :raises UnreadableFile: it is empty, or a file of another kind
    """
    content = start.removeprefix(MARK).lstrip()
    if not content:
        raise UnreadableFile(name, "is empty. Nothing was taken from it.")
    why = _known_start(start) or _packed(start) or _letters_apart(start) or _page(content)
    if why:
        raise UnreadableFile(name, why)


def _known_start(start: bytes) -> str:
    return next((why for known, why in STARTS.items() if start.startswith(known)), "")


def _packed(start: bytes) -> str:
    if not start.startswith(b"PK\x03\x04"):
        return ""
    if b"opendocument" in start:
        return f"is a LibreOffice table, not CSV. In LibreOffice {SAVE_AS}"
    if b"[Content_Types].xml" in start or b"xl/" in start:
        return WORKBOOK
    return "is a zip folder, not CSV. Unpack it first."


def _letters_apart(start: bytes) -> str:
    """UTF-16 without a mark: of plain letters every second byte is nothing."""
    nothing = max(start[0::2].count(0), start[1::2].count(0))
    return OTHER_LETTERS if nothing * 4 > len(start) else ""


def _page(content: bytes) -> str:
    if not content.startswith(b"<"):
        return ""
    return f"is a web page or XML, whatever it is called. Open it in Excel, {SAVE_AS}"
