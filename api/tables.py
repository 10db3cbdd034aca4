"""A list as CSV, in which no cell is run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rest_framework.serializers import BaseSerializer, Serializer

from payments.outside.rails.bank_file.csv_file import harmless


def table_of(shape: Serializer[Any], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write rows under the names of their fields; what is nested gets a dotted name."""
    names = list(names_of(shape))
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([cell(at(row, name)) for name in names] for row in rows)
    return table.getvalue().encode()


def names_of(shape: Serializer[Any], before: str = "") -> Iterator[str]:
    """The columns of a shape, in the order of its fields."""
    for name, field in shape.fields.items():
        if isinstance(field, Serializer):
            yield from names_of(field, f"{before}{name}.")
        elif not isinstance(field, BaseSerializer):
            yield f"{before}{name}"


def at(row: Any, name: str) -> Any:
    """What stands under a dotted name, or None."""
    for part in name.split("."):
        row = row.get(part) if isinstance(row, Mapping) else None
    return row


def cell(value: Any) -> str:
    """One cell: words that a spreadsheet would run are only shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return harmless("; ".join(map(str, value)))
    return harmless(str(value))
