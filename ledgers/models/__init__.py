"""Books, accounts, transfers, holds, and the seals over them."""

from ledgers.models.books import About, Account, Book, Hold, InBook, Release, Transfer
from ledgers.models.seals import Seal, SealedRow
from ledgers.models.stops import BookStop

__all__ = [
    "About",
    "Account",
    "Book",
    "BookStop",
    "Hold",
    "InBook",
    "Release",
    "Seal",
    "SealedRow",
    "Transfer",
]
