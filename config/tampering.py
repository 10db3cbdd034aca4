"""Books with a life, and what somebody can do to them who owns the database."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from ledgers import selectors, services
from ledgers.models import Account, Seal
from ledgers.rules.canonical import NO_SEAL, chain_of
from ledgers.rules.merkle import leaf_hash, root_of
from ledgers.selectors import contents, list_seals
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind, uuid7

IN_A_SEAL = 30
START = datetime(2026, 11, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAR = 1_000_000_000
"""Places are moved out of the way by so much and then back, for no two may ever be the same."""


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Execute one statement; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


class Life:
    """A book where money moves, and a seal is made each hour."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.now = chance, START
        self.book = services.open_book(now=START, rails=("bank_file",))
        kinds = [AccountKind.POT, AccountKind.BUDGET, AccountKind.BUDGET]
        self.places = [
            services.open_account(book_id=self.book.id, kind=kind, now=START) for kind in kinds
        ]
        self.funding = selectors.get_shared(self.book.id, AccountKind.COUNCIL_FUNDING)
        for account in self.places:
            self._move(self.funding, account, 10_000_00)

    def hour(self) -> None:
        """An hour's movements, some of them held first, and their seal."""
        self.now += HOUR
        for _ in range(IN_A_SEAL):
            one, other = self.chance.sample(self.places, 2)
            self._move(one, other, self.chance.randrange(1, 5_00))
        held = services.hold(
            account=self.places[0],
            pence=2_00,
            key=uuid4(),
            about=About("proof", self.book.id),
            by=SCHEDULER,
            now=self.now,
        )
        services.release(held=held, key=uuid4(), by=SCHEDULER, now=self.now, pence=1_00)
        services.seal_book(book_id=self.book.id, now=self.now, look_at_all=True)

    def _move(self, debit: Account, credit: Account, pence: int) -> None:
        services.post(
            Posting(
                book_id=self.book.id,
                debit_id=debit.id,
                credit_id=credit.id,
                pence=pence,
                key=uuid4(),
                kind=TransferKind.SPENT,
                about=About("proof", self.book.id),
                posted_by=SCHEDULER,
                occurred_on=self.now.date(),
                posted_at=self.now,
            )
        )


@dataclass
class Intruder:
    """Somebody with the database's own powers, in one book, who likes places of chance."""

    book_id: UUID
    chance: random.Random

    def change(self) -> None:
        """Another sum, day, side or actor in one transfer."""
        what = self.chance.choice(
            [
                "pence = pence + 1",
                "occurred_on = occurred_on - 1",
                "posted_at = posted_at - interval '1 day'",
                "debit_id = credit_id, credit_id = debit_id",
                "posted_by = key",
                "about_id = entry",
            ]
        )
        run(f"UPDATE ledgers_transfer SET {what} WHERE id = %s", self._some_transfer()[0])

    def remove(self) -> None:
        """One transfer, as if it had never been; those after it move up."""
        transfer_id, position = self._some_transfer()
        run("DELETE FROM ledgers_sealedrow WHERE transfer_id = %s", transfer_id)
        run("DELETE FROM ledgers_transfer WHERE id = %s", transfer_id)
        self._move(position, -1)

    def insert(self) -> None:
        """One transfer among the others, like its neighbour; those after it move down."""
        like, position = self._some_transfer()
        self._move(position, +1)
        fresh = uuid7()
        run(
            "INSERT INTO ledgers_transfer SELECT (json_populate_record(t, json_build_object("
            "'id', %s::text, 'key', %s::text, 'entry', %s::text))).* "
            "FROM ledgers_transfer t WHERE id = %s",
            *(str(fresh), str(fresh), str(fresh), like),
        )
        run(
            "INSERT INTO ledgers_sealedrow (id, book_id, position, leaf, seal_id, transfer_id) "
            "SELECT %s, book_id, %s, leaf, seal_id, %s FROM ledgers_sealedrow "
            "WHERE transfer_id = %s",
            *(uuid7(), position, fresh, like),
        )

    def reorder(self) -> None:
        """Two transfers in each other's places."""
        first = second = self._some_transfer()[1]
        while first == second:
            second = self._some_transfer()[1]
        for here, there in ((first, FAR), (second, first), (FAR, second)):
            run("UPDATE ledgers_sealedrow SET position = %s WHERE position = %s", there, here)

    def cut(self) -> None:
        """Everything after a seal."""
        newest = list_seals(self.book_id).last()
        number = self.chance.randrange(1, newest.number if newest else 2)
        self.back_to(number)

    def back_to(self, number: int) -> None:
        """The books as they were when this seal was the last."""
        last = Seal.objects.get(book_id=self.book_id, number=number).last
        gone = "SELECT {0}_id FROM ledgers_sealedrow WHERE position > %s AND {0}_id IS NOT NULL"
        for what in ("transfer", "release", "hold"):
            run(f"DELETE FROM ledgers_{what} WHERE id IN ({gone.format(what)})", last)
        run("DELETE FROM ledgers_sealedrow WHERE position > %s", last)
        run("DELETE FROM ledgers_seal WHERE number > %s", number)

    def balance(self) -> None:
        """Every total as the rows make it now, so that no balance gives it away."""
        run(
            "UPDATE ledgers_account a SET debits_posted = coalesce((SELECT sum(t.pence) "
            "FROM ledgers_transfer t WHERE t.debit_id = a.id), 0), "
            "credits_posted = coalesce((SELECT sum(t.pence) "
            "FROM ledgers_transfer t WHERE t.credit_id = a.id), 0), "
            "debits_held = coalesce((SELECT sum(h.pence) "
            "FROM ledgers_hold h WHERE h.account_id = a.id), 0) "
            "- coalesce((SELECT sum(t.pence) FROM ledgers_transfer t JOIN ledgers_hold h "
            "ON h.id = t.hold_id WHERE h.account_id = a.id), 0) "
            "- coalesce((SELECT sum(r.pence) FROM ledgers_release r JOIN ledgers_hold h "
            "ON h.id = r.hold_id WHERE h.account_id = a.id), 0)"
        )

    def seal_anew(self) -> None:
        """Every hash, root and link as the rows make it now, so that no seal gives it away."""
        rows, chain = list(contents(self.book_id)), NO_SEAL
        for seal in list_seals(self.book_id):
            mine = [row for row in rows if seal.first <= row.position <= seal.last]
            leaves = [leaf_hash(row.bytes) for row in mine]
            for row, leaf in zip(mine, leaves, strict=True):
                if row.leaf != leaf:
                    run(
                        "UPDATE ledgers_sealedrow SET leaf = %s WHERE position = %s",
                        *(leaf, row.position),
                    )
            seal.root = root_of(leaves).hex()
            chain = chain_of(seal.facts, chain)
            run(
                "UPDATE ledgers_seal SET root = %s, chain = %s WHERE id = %s",
                *(seal.root, chain, seal.id),
            )

    def _some_transfer(self) -> tuple[UUID, int]:
        """A sealed transfer at a place of chance."""
        places = run(
            "SELECT transfer_id, position FROM ledgers_sealedrow "
            "WHERE transfer_id IS NOT NULL ORDER BY position"
        )
        transfer_id, position = self.chance.choice(places)
        return transfer_id, position

    def _move(self, position: int, by: int) -> None:
        """Move what is at or behind a place, and the bounds of seals with it."""
        far = "UPDATE ledgers_sealedrow SET position = position + %s WHERE position >= %s"
        run(far, FAR + by, position)
        run("UPDATE ledgers_sealedrow SET position = position - %s WHERE position >= %s", FAR, FAR)
        run("UPDATE ledgers_seal SET last = last + %s WHERE last >= %s", by, position)
        run("UPDATE ledgers_seal SET first = first + %s WHERE first > %s", by, position)
