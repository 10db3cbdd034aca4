"""Books, accounts, transfers, holds, and the seals over them."""

from ledgers.models.books import About, Account, Book, Hold, InBook, Release, Transfer
from ledgers.models.seals import Seal, SealedRow

__all__ = [
    "About",
    "Account",
    "Book",
    "Hold",
    "InBook",
    "Release",
    "Seal",
    "SealedRow",
    "Transfer",
]
