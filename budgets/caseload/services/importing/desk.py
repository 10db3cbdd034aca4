"""Who brings files to which council, and what is known of references while they are read."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from budgets.caseload.selectors.references import find_ids
from budgets.caseload.values.files import CaseFile
from budgets.plans.selectors.facts import calendars
from budgets.plans.values.schedule import Calendar, Frequency
from ledgers.values import Viewer
from payments.payouts.selectors import settings_on
from payments.payouts.values import london_day


@dataclass
class Desk:
    """
    One import.

    :ivar is_trial: nothing is kept; it only says what would be taken
    :ivar may_change_members: whether whoever brings it may say who works here
    :ivar brings_lines: whether the lines that follow the opening balances come with it
    :ivar known: by file, from references to ids; in a trial also of what would be made
    """

    book_id: UUID
    by: UUID
    now: datetime
    is_trial: bool = False
    may_change_members: bool = True
    brings_lines: bool = False
    known: dict[str, dict[str, UUID]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def today(self) -> date:
        """The day of the import, in England."""
        return london_day(self.now)

    @property
    def viewer(self) -> Viewer:
        """Who imports, to the door of each batch."""
        return Viewer(self.by, self.book_id, frozenset(), self.now)

    @cached_property
    def calendars(self) -> Mapping[Frequency, Calendar]:
        """When this council pays each frequency."""
        return calendars(self.book_id)

    @cached_property
    def care_days(self) -> int:
        """For how many days nothing is paid to an account that has changed."""
        return settings_on(self.book_id, self.today).care_days

    def find(self, file: CaseFile[Any], references: Collection[str]) -> dict[str, UUID]:
        """The ids of what is here, or made by this import, under these references."""
        if file.is_leaf:
            return find_ids(file, self.book_id, references)
        known = self.known[file.name]
        known |= find_ids(file, self.book_id, [ref for ref in references if ref not in known])
        return {ref: known[ref] for ref in references if ref in known}

    def learn(self, file: CaseFile[Any], made: Mapping[str, UUID]) -> None:
        """Know what was made from now on."""
        if not file.is_leaf:
            self.known[file.name] |= made
