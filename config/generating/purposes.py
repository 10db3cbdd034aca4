"""What a made-up line was for, found as the service finds it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from budgets.assurance.rules.purposes import Found, Known, find_purpose
from budgets.assurance.values import Channel, Content, How
from config.generating.world import World
from ledgers.values import Purpose
from payments.payouts.values import PayeeKind

ANY: Final = UUID(int=0)


class PurposeOf:
    """By the rules of the service, of a council where nobody has tapped anything yet."""

    def __init__(self, world: World) -> None:
        self.kinds = {row["payee_ref"]: PayeeKind(row["kind"]) for row in world.rows["payees"]}
        self.plans: dict[str, Sequence[Purpose]] = {
            row["budget_ref"]: tuple(Purpose(code) for code in row["purposes"].split(";"))
            for row in world.rows["budgets"]
        }
        self.engaged = {(row["budget_ref"], row["worker_ref"]) for row in world.rows["engagements"]}

    def found(self, line: dict[str, Any]) -> Found:
        """What it was for, and how that shows."""
        ref = line["payee_ref"]
        content = Content(
            ANY,
            line["booked_on"],
            line["amount"],
            line["counterparty"],
            None,
            line["description"],
            Channel(line["channel"]),
            line["mcc"],
            line["invoice_number"],
        )
        known = Known(
            plan=self.plans[line["budget_ref"]],
            is_wages=(line["budget_ref"], ref) in self.engaged,
            payee_kind=self.kinds.get(ref),
        )
        return find_purpose(content, known)

    def __call__(self, line: dict[str, Any]) -> str:
        found = self.found(line)
        return "" if found.how == How.UNKNOWN else found.purpose
