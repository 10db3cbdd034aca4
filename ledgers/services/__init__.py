"""The ledger's verbs. Balances are written by the database alone, as rows are added."""

from ledgers.services.accounts import open_account, open_book
from ledgers.services.facts import post_fact, reverse
from ledgers.services.facts_many import post_many_facts
from ledgers.services.holds import capture, hold, release
from ledgers.services.posting import post
from ledgers.services.posting_many import post_many
from ledgers.services.sealing import seal_book
from ledgers.services.stops import let_book_go, stop_book

__all__ = [
    "capture",
    "hold",
    "let_book_go",
    "open_account",
    "open_book",
    "post",
    "post_fact",
    "post_many",
    "post_many_facts",
    "release",
    "reverse",
    "seal_book",
    "stop_book",
]
