"""Taking a batch of rows: known, new, changed or refused, all in one transaction."""

from collections.abc import Iterator, Sequence
from typing import Generic
from uuid import UUID

from budgets.caseload.models import ImportedRow
from budgets.caseload.rules.digests import digest_of
from budgets.caseload.services.importing.ways import InHand, Way
from budgets.caseload.values.files import R
from budgets.caseload.values.importing import Taken
from budgets.caseload.values.reading import Fault, ReadRow
from budgets.councils.models import Council
from ledgers.doors import acting_for
from ledgers.values import uuid7


class Taker(Generic[R]):
    """Takes the rows of one file."""

    def __init__(self, way: Way[R]) -> None:
        self._way, self._desk, self._file = way, way.desk, way.file

    def take(
        self, rows: Sequence[ReadRow[R]], *, at_end: bool = False, together: bool = False
    ) -> Taken:
        """
        Take some rows, all in one transaction of its own.

        :param at_end: the file is read, so nothing that they point at comes later
        :param together: they may point at each other
        """
        taken, self._way.remarks = Taken(), []
        with acting_for(self._desk.viewer, read_only=self._desk.is_trial):
            self._stand_in_line()
            fresh = self._fresh(rows, taken)
            own = {hand.key: hand.id for hand in fresh} if together else {}
            good = list(self._pointed(fresh, own, taken, at_end=at_end))
            here = self._desk.find(self._file, [hand.key for hand in good])
            new = [hand for hand in good if hand.key not in here]
            old = [hand for hand in good if hand.key in here]
            for hand in old:
                hand.id = here[hand.key]
            made = self._create(new, taken)
            self._remember(made + self._change(old, taken))
        self._desk.learn(self._file, {hand.key: hand.id for hand in made})
        taken.remarks += self._way.remarks
        return taken

    def _stand_in_line(self) -> None:
        """Two imports into one council go batch by batch, and each sees what the other took."""
        if not self._desk.is_trial:
            Council.objects.select_for_update(no_key=True).get(pk=self._desk.book_id)

    def _fresh(self, rows: Sequence[ReadRow[R]], taken: Taken) -> list[InHand[R]]:
        """Those that were not taken before just as they are."""
        hands = [self._in_hand(row, row.record) for row in rows if row.record is not None]
        if not self._way.is_remembered:
            return hands
        known = dict(
            ImportedRow.objects.filter(
                book_id=self._desk.book_id,
                file=self._file.name,
                reference__in=[hand.key for hand in hands],
            ).values_list("reference", "digest")
        )
        fresh = [hand for hand in hands if known.get(hand.key) != hand.digest]
        taken.unchanged += len(hands) - len(fresh)
        return fresh

    def _in_hand(self, row: ReadRow[R], record: R) -> InHand[R]:
        digest = digest_of(
            file=self._file,
            head=self._way.head,
            record=record,
            account=self._way.account(record),
        )
        key = str(getattr(record, self._file.key.field))
        return InHand(row, record, key, digest, uuid7(self._desk.now.timestamp()))

    def _pointed(
        self, hands: Sequence[InHand[R]], own: dict[str, UUID], taken: Taken, *, at_end: bool
    ) -> Iterator[InHand[R]]:
        """Find what each row points at; what points at nothing is refused, or waits."""
        found = {name: self._found(name, hands, own) for name in self._way.refers}
        for hand in hands:
            asked = {name: getattr(hand.record, name) for name in found}
            missing = [name for name, ref in asked.items() if ref and ref not in found[name]]
            hand.points = {
                name: found[name][ref] for name, ref in asked.items() if ref in found[name]
            }
            if missing == [self._way.waits_for] and not at_end:
                taken.waiting.append(hand.row)
            elif missing:
                self._refuse(hand, [self._points_at_nothing(hand, name) for name in missing], taken)
            else:
                yield hand

    def _found(
        self, name: str, hands: Sequence[InHand[R]], own: dict[str, UUID]
    ) -> dict[str, UUID]:
        references = {getattr(hand.record, name) for hand in hands} - {None}
        found = self._desk.find(self._way.refers[name], references)
        return own | found if name == self._way.waits_for else found

    def _points_at_nothing(self, hand: InHand[R], name: str) -> Fault:
        column = self._way.column_of(name)
        why = (
            f"This points at nothing: {self._way.refers[name].name} has no such row, or it was "
            "refused. Bring that row too, or correct the reference."
        )
        return self._way.fault(hand.row, column, why)

    def _refuse(self, hand: InHand[R], faults: Sequence[Fault], taken: Taken) -> None:
        row = hand.row
        taken.refused.append(ReadRow(row.line, row.cells, None, tuple(faults)))

    def _allowed(self, hand: InHand[R], taken: Taken) -> bool:
        sense = self._way.check(hand)
        if sense:
            self._refuse(hand, [self._way.fault(hand.row, *sense)], taken)
        return sense is None

    def _create(self, hands: Sequence[InHand[R]], taken: Taken) -> list[InHand[R]]:
        new = [hand for hand in hands if self._allowed(hand, taken)]
        taken.created += len(new)
        for hand in new:
            taken.remarks += hand.row.remarks
        if new:
            self._way.look(new)
            if not self._desk.is_trial:
                self._way.create(new)
        return new

    def _change(self, hands: Sequence[InHand[R]], taken: Taken) -> list[InHand[R]]:
        """Change what may be changed and say what may not; whose row is done with is given back."""
        standing = self._way.standing(hands) if hands else {}
        differing, settled = [], []
        for hand in hands:
            hand.standing = standing[hand.id]
            said = self._way.differences(hand)
            hand.changes = {k: v for k, v in said.items() if self._way.may_change(hand, k)}
            if hand.changes and not self._allowed(hand, taken):
                continue
            left = [name for name in said if name not in hand.changes]
            for name in left:
                why = self._way.not_changed(name)
                self._way.remark(hand.row, self._way.column_of(name), why)
            differing += [hand] if hand.changes else []
            settled += [] if left else [hand]
            taken.unchanged += not hand.changes
        taken.changed += len(differing)
        if differing and not self._desk.is_trial:
            self._way.change(differing)
        return settled

    def _remember(self, hands: Sequence[InHand[R]]) -> None:
        if self._desk.is_trial or not self._way.is_remembered:
            return
        ImportedRow.objects.bulk_create(
            (
                ImportedRow(
                    book_id=self._desk.book_id,
                    file=self._file.name,
                    reference=hand.key,
                    digest=hand.digest,
                    row_id=hand.id,
                    imported_at=self._desk.now,
                )
                for hand in hands
            ),
            batch_size=500,
            update_conflicts=True,
            unique_fields=["book", "file", "reference"],
            update_fields=["digest", "row_id", "imported_at"],
        )
