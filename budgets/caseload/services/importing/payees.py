"""Whom budgets pay, and into which accounts; the numbers are kept encrypted."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from budgets.caseload.services.importing.sign_ins import find_users
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.budget_rows import PayeeRow
from budgets.caseload.values.files import BUDGETS, PAYEES
from budgets.plans.models import Budget, BudgetHolder
from budgets.plans.values import HolderKind
from payments.outside.encryption import seal
from payments.payouts.models import Payee
from payments.payouts.rules import LONGEST_NAME, NOT_IN_NAMES
from payments.payouts.selectors import bank_details
from payments.payouts.services.payees import fingerprint
from payments.payouts.values import BankDetails, PayeeKind

NOT_LATIN = (
    "The bank holds names in Latin letters, and this has none, so the account was not kept. Give "
    "the payee their link, and they type it themselves."
)
NOT_AGAIN = (
    "There is another account here already, and a file can't change it. Give the payee their "
    "link: a second person agrees what they type."
)
KEPT = (
    "fingerprint",
    "changed_on",
    "care_until",
    "details",
    "account_name",
    "last_two",
    "details_given_at",
)

Hands = Sequence[InHand[PayeeRow]]


class PayeeWay(Way[PayeeRow]):
    """How payees are taken."""

    file = PAYEES
    refers: ClassVar = {"budget_ref": BUDGETS}
    changeable = ("name", "account_fingerprint", "changed_on")
    elsewhere = "Bring it as another payee, with a reference of its own."

    def account(self, record: PayeeRow) -> str:
        """What stands for the account: nobody can tell the number from it."""
        details = self._details(record)
        return fingerprint(self.desk.book_id, details) if details else ""

    def _details(self, record: PayeeRow) -> BankDetails | None:
        if record.sort_code is None or record.account_number is None:
            return None
        return BankDetails(record.sort_code, record.account_number, name_at_bank(record.name))

    def look(self, hands: Hands) -> None:
        """Say whose account could not be kept."""
        for hand in hands:
            details = self._details(hand.record)
            if details and not details.account_name:
                self.remark(hand.row, "account_number", NOT_LATIN)

    def create(self, hands: Hands) -> None:
        """Name payees; one of the holder's own account is where the budget is paid from now on."""
        users = find_users({hand.record.user_email for hand in hands if hand.record.user_email})
        budgets = self._budgets(hands)
        holders = self._holders(hands)
        Payee.objects.bulk_create(
            (
                self._payee(
                    hand,
                    users.get(hand.record.user_email or ""),
                    budgets.get(hand.points.get("budget_ref")),
                    holders.get(hand.points.get("budget_ref")),
                )
                for hand in hands
            ),
            batch_size=500,
        )

    def _budgets(self, hands: Hands) -> dict[UUID | None, Budget]:
        ids = [hand.points["budget_ref"] for hand in hands if "budget_ref" in hand.points]
        rows = Budget.objects.filter(id__in=ids).select_related("person")
        return {row.id: row for row in rows}

    def _holders(self, hands: Hands) -> dict[UUID | None, BudgetHolder]:
        own = [hand for hand in hands if hand.record.kind == PayeeKind.OWN_ACCOUNT]
        ids = [hand.points["budget_ref"] for hand in own if "budget_ref" in hand.points]
        rows = BudgetHolder.objects.filter(budget__in=ids, ends_on=None)
        return {row.budget_id: row for row in rows.order_by("-starts_on", "-named_at", "-id")}

    def _payee(
        self,
        hand: InHand[PayeeRow],
        user_id: UUID | None,
        budget: Budget | None,
        holder: BudgetHolder | None,
    ) -> Payee:
        said, desk, details = hand.record, self.desk, self._details(hand.record)
        contact = said.user_email or (holder.email if holder else "")
        kept = details if details and details.account_name else None
        return Payee(
            id=hand.id,
            book_id=desk.book_id,
            reference=hand.key,
            about_kind="budget" if budget else "council",
            about_id=budget.id if budget else desk.book_id,
            kind=said.kind,
            display_name=said.name,
            user_id=user_id or (holder.user_id if holder else None),
            contact=seal(contact) if contact else None,
            silent=_is_silent(said, budget),
            named_by=desk.by,
            named_at=desk.now,
            **self._account(said, kept),
        )

    def _account(self, said: PayeeRow, details: BankDetails | None) -> dict[str, Any]:
        """What is kept of an account: what the council calls it, or what stands for its number."""
        kept: dict[str, Any] = {
            "fingerprint": said.account_fingerprint or "",
            "changed_on": said.changed_on,
            "care_until": self._care_until(said.changed_on),
        }
        if details is None:
            return kept
        return kept | {
            "fingerprint": said.account_fingerprint or self.account(said),
            "details": seal(json.dumps(asdict(details))),
            "account_name": details.account_name,
            "last_two": details.account_number[-2:],
            "details_given_at": self.desk.now,
        }

    def _care_until(self, changed_on: date | None) -> date | None:
        return changed_on + timedelta(days=self.desk.care_days) if changed_on else None

    def standing(self, hands: Hands) -> Mapping[UUID, PayeeRow]:
        """What is here, and the payees themselves, locked where they may change."""
        locked = Payee.objects if self.desk.is_trial else Payee.objects.select_for_update()
        self._here = locked.in_bulk([hand.id for hand in hands])
        return super().standing(hands)

    def differences(self, hand: InHand[PayeeRow]) -> Mapping[str, Any]:
        """What a row says otherwise; of an account also where its number is another one."""
        said, details = dict(super().differences(hand)), self._details(hand.record)
        if details and not is_same_account(bank_details(self._here[hand.id]), details):
            said["account_number"] = details.account_number
        return said

    def may_change(self, hand: InHand[PayeeRow], name: str) -> bool:
        """An account is kept when there was none; what is paid to is changed by two people."""
        if name in ("account_fingerprint", "account_number"):
            named = name != "account_number" or name_at_bank(hand.record.name)
            return bool(self._here[hand.id].details is None and named)
        return name in self.changeable

    def not_changed(self, name: str) -> str:
        """Why another account, or another payee, is not taken."""
        is_account = name in ("account_fingerprint", "account_number")
        return NOT_AGAIN if is_account else super().not_changed(name)

    def change(self, hands: Hands) -> None:
        """Correct what is said of payees, and keep accounts that are told for the first time."""
        for hand in hands:
            payee = self._here[hand.id]
            payee.display_name = hand.record.name
            details = self._details(hand.record) if hand.has("account_number") else None
            for name, value in self._account(hand.record, details).items():
                setattr(payee, name, value or getattr(payee, name))
        rows = [self._here[hand.id] for hand in hands]
        Payee.objects.bulk_update(rows, ["display_name", *KEPT], batch_size=500)


def is_same_account(kept: BankDetails | None, said: BankDetails) -> bool:
    """Whether two accounts have the same numbers, whatever the name."""
    numbers = (said.sort_code, said.account_number)
    return kept is not None and (kept.sort_code, kept.account_number) == numbers


def name_at_bank(name: str) -> str:
    """A name in the letters that banks hold, as much of it as there is; perhaps nothing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(NOT_IN_NAMES.sub(" ", plain).split())[:LONGEST_NAME].replace("&", "+").strip()


def _is_silent(said: PayeeRow, budget: Budget | None) -> bool:
    """Nothing is sent about their own account to somebody who has died."""
    own = said.kind == PayeeKind.OWN_ACCOUNT and budget is not None
    return own and bool(
        budget and budget.person.died_on and budget.holder_kind == HolderKind.PERSON
    )
