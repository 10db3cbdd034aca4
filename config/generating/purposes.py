"""What a made-up line was for, as simply as it can be said, until somebody says it better."""

from typing import Any, Final

from config.generating.spending import SHOPS
from config.generating.world import World

BY_CATEGORY: Final = {
    mcc: purpose for purpose, shops in SHOPS.items() for _, mcc, _, _ in shops
} | {"5712": "equipment", "4722": "breaks"}
BY_KIND: Final = {
    "provider": "agency_care",
    "hmrc": "employment_costs",
    "pension": "employment_costs",
    "payroll": "employment_costs",
}


class PurposeOf:
    """By who is paid, then by the category of a card."""

    def __init__(self, world: World) -> None:
        self.kinds = {row["payee_ref"]: row["kind"] for row in world.rows["payees"]}
        self.workers = {row["worker_ref"] for row in world.rows["workers"]}

    def __call__(self, line: dict[str, Any]) -> str:
        ref = line["payee_ref"]
        if ref in self.workers:
            return "personal_assistance"
        known = BY_KIND.get(self.kinds.get(ref, "")) or BY_CATEGORY.get(line["mcc"], "")
        return known or str(line["purpose"])
