"""What a file is by its first bytes, whatever it is called."""

from typing import Final

PDF: Final = b"%PDF"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
ZIPPED: Final = b"PK\x03\x04"
OTHERS: Final = {
    b"\x1f\x8b": "is packed (gzip). Unpack it first.",
    b"{\\rtf": "is a document of a word processor, not CSV. Bring the table itself.",
    b"\x89PNG": "is a picture, not CSV. Bring the table itself.",
    b"\xff\xd8\xff": "is a picture, not CSV. Bring the table itself.",
}
MARK: Final = b"\xef\xbb\xbf"


def is_workbook(start: bytes) -> bool:
    """Whether it is an Excel workbook, old or new."""
    new = b"[Content_Types].xml" in start or b"xl/" in start
    return start.startswith(OLD_WORKBOOK) or (start.startswith(ZIPPED) and new)


def is_utf_16(start: bytes) -> bool:
    """Whether its letters have two bytes: by its mark, or because every second byte is nothing."""
    nothing = max(start[0::2].count(0), start[1::2].count(0))
    return start.startswith(UTF_16) or nothing * 4 > len(start)


def is_markup(start: bytes) -> bool:
    """Whether it is a web page or XML."""
    return start.removeprefix(MARK).lstrip().startswith(b"<")


def no_table(start: bytes) -> str:
    """Why a file that is none of those above is no table; empty where it may be one."""
    return next((why for known, why in OTHERS.items() if start.startswith(known)), "")
