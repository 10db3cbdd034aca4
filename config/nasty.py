"""Values that break software, and what of them a field of the schema may take."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any, Final

Shape = dict[str, Any]

CONTROLS: Final = [f"a{chr(code)}b" for code in (*range(0x20), *range(0x7F, 0xA0))]
TURNED: Final = [f"a{chr(code)}b" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
NO_SIGNS: Final = [f"a{sign}b" for sign in ("\ufdd0", "\ufffe", "\uffff", "\U0001ffff", "\u2028")]
HALVES: Final = ["\ud800", "\udfff", "a\ud83d", "\udc00\ud800"]
SPACES: Final = ["", " ", "\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff", "\u2060", "\u00ad"]
SCRIPTS: Final = [
    "Ståle",
    "مرحبا",
    "岩田",
    "😀👩‍👩‍👧",
    "Z̷̢͝a̵̛lgo̶",
    "ｆｕｌｌ",
    "İ",
    "ß",
    "ﷺ",
    "ͅ",
    "e\u0301" * 400,
    "𝔘𝔫𝔦",
    "🏴\U000e0067\U000e0062\U000e007f",
    "אב\u05be",
    "ⅷ",
    "①",
]
MONEY: Final = [
    "300",
    "300.0",
    "300.000",
    "1_000.00",
    "1e5",
    "1E2.00",
    "-0.00",
    "-1.00",
    "+1.00",
    " 1.00",
    "1.00 ",
    "1.00\n",
    "1,000.00",
    "£1.00",
    "٣٠٠.٠٠",
    "３００.００",
    "১.০০",
    "1234567890.00",
    "99999999999999999999.00",
    ".50",
    "1.",
    "0x10",
    "NaN",
    "Infinity",
    "-Infinity",
    "1.00e0",
    "1٫00",
    "¹.00",
    "1.0０",
    "0.00",
    "25.00",
    "1.005",
    "999999999.99",
    "1/3",
    "1..00",
    "--1.00",
    "1.00GBP",
    "$1.00",
]
DAYS: Final = [
    "2026-02-30",
    "2025-02-29",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "20261122",
    "2026-W47-7",
    "2026-326",
    "22/11/2026",
    "2026-11-22T00:00:00Z",
    "٢٠٢٦-١١-٢٢",
    "+2026-11-22",
    "2026-1-1",
    "2026-13-01",
    "2026-03-29T01:30:00",
    "2026-10-25T01:30:00",
    "2026-11-22T24:00:00Z",
    "2026-11-22T10:42:60Z",
    "2026-11-22T10:42:00+25:00",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "2026-03-29T01:30:00[Europe/London]",
    "2026-11-22T10:42:00",
    "1700000000",
    "now",
    "tomorrow",
]
IDS: Final = [
    "0",
    "1",
    "-1",
    "null",
    "undefined",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "019aa9b0-0000-7000-8000-00000000000g",
    "019AA9B0-0000-7000-8000-000000000001",
    "019aa9b0000070008000000000000001",
    "{019aa9b0-0000-7000-8000-000000000001}",
    "urn:uuid:019aa9b0-0000-7000-8000-000000000001",
    "019aa9b0-0000-7000-8000-000000000001\n",
    "٠١٩aa9b0-0000-7000-8000-000000000001",
    "*",
    "me",
    "..",
]
ATTACKS: Final = [
    "' OR 1=1 --",
    "'; DROP TABLE ledgers_transfer; --",
    '" OR ""="',
    "1) UNION SELECT NULL--",
    "%' ESCAPE '",
    "%",
    "_",
    "\\",
    "%s%s%n",
    "%(x)s",
    "{0.__class__}",
    "{{7*7}}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "javascript:1",
    "../../etc/passwd",
    "..\\..\\x",
    "file:///etc/passwd",
    "http://127.0.0.1/",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@x",
    "＝1",
    "\t=1",
    "a\r\nX-Injected: 1",
    "a\nSet-Cookie: x=1",
    "() { :; }; x",
    "$(id)",
    "`id`",
    "| id",
    "; id",
    "&& id",
    "(a+)+$",
    "a" * 5_000 + "!",
    "[" * 500,
    "{" * 500,
    '{"$gt": ""}',
    "!!python/object:os.system",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "true",
    "false",
    "None",
    "__proto__",
    "constructor",
    "admin",
    "*/*",
    "*",
    '""',
    'W/"x"',
    "Bearer",
    "Basic YTpi",
    "ww_",
    "ww_" + "x" * 43,
]
LONG: Final = ["x" * length for length in (81, 201, 501, 1_001, 10_000, 60_000)] + [
    "é" * 500,
    "😀" * 300,
]
NUMBERS: Final = [
    0,
    1,
    -1,
    7,
    2**31 - 1,
    2**31,
    2**32,
    2**53 + 1,
    2**63 - 1,
    2**63,
    2**64,
    -(2**63) - 1,
    10**20,
    10**400,
    1.5,
    1.0,
    -0.0,
    1e308,
    5e-324,
    3.0000000001,
]
OTHERS: Final[list[Any]] = [
    None,
    True,
    False,
    [],
    {},
    [None],
    [[]],
    [1, "a"],
    {"a": 1},
    {"": ""},
    {"a": {"a": {}}},
    ["auditor"] * 50,
    ["auditor", "king"],
    ["finance", None],
    [{"id": 1}],
    {"$ref": "#"},
    {"__class__": "x"},
]
TEXTS: Final = [
    *CONTROLS,
    *TURNED,
    *NO_SIGNS,
    *HALVES,
    *SPACES,
    *SCRIPTS,
    *MONEY,
    *DAYS,
    *IDS,
    *ATTACKS,
    *LONG,
]
VALUES: Final = [*TEXTS, *NUMBERS, *OTHERS]


def may_take(shape: Shape, value: Any) -> bool:
    """Whether a field of this shape may take a value; nothing that hides may ever be taken."""
    kind = shape.get("type", "string")
    if kind == "integer":
        fits = type(value) is int
        return fits and shape.get("minimum", value) <= value <= shape.get("maximum", value)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "array":
        return isinstance(value, list) and all(may_take(shape["items"], one) for one in value)
    return isinstance(value, str) and _may_be_text(shape, value)


def _may_be_text(shape: Shape, text: str) -> bool:
    if "enum" in shape:
        return text in shape["enum"]
    if "format" in shape:
        return _is_of(shape["format"], text)
    long = len(text) > shape.get("maxLength", len(text))
    fits = re.search(shape.get("pattern", "").replace("$", r"\Z"), text)
    return bool(fits) and not long and not hides(text)


def _is_of(format: str, text: str) -> bool:
    readers = {"date": date.fromisoformat, "date-time": _moment, "uuid": _id, "email": _address}
    try:
        return readers[format](text) is not None
    except (ValueError, OverflowError):
        return False


def _moment(text: str) -> datetime | None:
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else None


def _id(text: str) -> Any:
    return re.fullmatch("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", text)


def _address(text: str) -> Any:
    return re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text)


def hides(text: str) -> bool:
    """Whether a text has what nobody sees: controls inside it, halves, turned direction."""
    inner = text.strip().replace("\r\n", "\n")
    return any(
        (unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n") or f"a{sign}b" in TURNED
        for sign in inner
    )
