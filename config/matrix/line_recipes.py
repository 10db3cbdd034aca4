"""How operations on lines and statements are asked."""

from typing import Final

from config.matrix.lines import statement_of
from config.matrix.recipe import Recipe, always

LINES: Final[dict[str, Recipe]] = {
    "listLines": Recipe("line", rows=True),
    "getLine": Recipe("line"),
    "sayPurpose": Recipe("line", body=always({"purpose": "getting_out"})),
    "undoLink": Recipe("linked_line"),
    "listStatementsIn": Recipe("statement_in", rows=True),
    "getStatementIn": Recipe("statement_in"),
    "bringStatement": Recipe("paying", body=always(statement_of("01/11/2026")), media="text/csv"),
}
