"""Writes a made-up council as files of the interchange, and beside them the truth."""

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from config.generating.world import World

AMOUNTS: Final = frozenset(
    {
        "amount",
        "pot_opening_balance",
        "grant_limit",
        "person_year_limit",
        "weekly_total",
        "weekly_contribution",
        "one_off_amount",
        "opening_balance",
        "hourly_rate",
    }
)
FILES: Final = (
    "teams",
    "members",
    "people",
    "providers",
    "budgets",
    "workers",
    "engagements",
    "shifts",
    "absences",
    "payees",
    "lines",
)


def write_council(world: World, folder: Path) -> None:
    """Each file that has rows, and `truth.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        rows = world.rows.get(name, [])
        if rows:
            _write(folder / f"{name}.csv", rows)
    truth = [asdict(one) for one in world.planted]
    (folder / "truth.json").write_text(json.dumps(truth, indent=1))


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({name: _cell(name, row[name]) for name in row} for row in rows)


def _cell(name: str, value: Any) -> str:
    if name in AMOUNTS and value != "":
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
    return str(value)
