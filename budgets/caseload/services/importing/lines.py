"""What was spent and what came in: told once, in the books once, never changed by a file."""

from collections.abc import Collection, Sequence
from typing import ClassVar

from budgets.assurance.services import take_lines
from budgets.assurance.values import Content, GivenLine, Source
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.budget_rows import LineRow
from budgets.caseload.values.files import BUDGETS, LINES, PAYEES
from budgets.plans.models import Budget
from budgets.plans.values.agreement import AccountChoice

Hands = Sequence[InHand[LineRow]]


class LineWay(Way[LineRow]):
    """How lines are taken."""

    file = LINES
    refers: ClassVar = {"budget_ref": BUDGETS, "payee_ref": PAYEES}
    changeable: ClassVar[Collection[str]] = ()
    elsewhere = "What a line was for is said on its page; anything else is a line of its own."

    def create(self, hands: Hands) -> None:
        """Take lines in: each is linked to what the books have, or posted as a fact."""
        cards = self._cards(hands)
        take_lines(
            book_id=self.desk.book_id,
            lines=[self._given(hand, cards) for hand in hands],
            by=self.desk.by,
            now=self.desk.now,
        )

    def _cards(self, hands: Hands) -> set[object]:
        ids = {hand.points["budget_ref"] for hand in hands}
        rows = Budget.objects.filter(id__among=ids, account_kind=AccountChoice.CARD)
        return set(rows.values_list("id", flat=True))

    def _given(self, hand: InHand[LineRow], cards: Collection[object]) -> GivenLine:
        said, budget_id = hand.record, hand.points["budget_ref"]
        content = Content(
            budget_id=budget_id,
            booked_on=said.booked_on,
            pence=said.amount_pence,
            counterparty=said.counterparty,
            payee_id=hand.points.get("payee_ref"),
            description=said.description,
            channel=said.channel,
            mcc=said.mcc or "",
            invoice_number=said.invoice_number or "",
        )
        source = Source.CARD if budget_id in cards else Source.STATEMENT
        return GivenLine(hand.key, content, source, said.purpose, id=hand.id)
