"""
Files of banks, known by the names of their columns.

Each is here because a real sample or a public reader of it can be cited:

- Monzo: the importer of github.com/Evernight/beancount-importers; the app's export begins
  `Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency`.
- Starling: the bank's own SDK, github.com/starlingbank/starling-developer-sdk,
  test/entities/account.spec.js, has the export's first line and rows.
- Lloyds (also Halifax and Bank of Scotland, one group): github.com/jakubka/transactions-mapper,
  mapper.py; github.com/MatthewJohn/Firefly-iii-CSV-Converter, convert.py.
- Barclays: github.com/DamZiobro/coding_playground, python/barclays_to_gnucash.py;
  github.com/fmalina/accounting.
- NatWest (also RBS and Ulster Bank): github.com/joesingo/bank-statements, bank.py;
  github.com/Joshibbotson/bank-statement-parse, src/types/NatwestStatement.ts.
- Nationwide: a preamble, then `Date, Transaction type, Description, Paid out, Paid in, Balance`,
  in Latin letters with £: public readers named NationwideFilePreprocessor and read_nationwide_file.
- Santander: a text of four lines for each movement: github.com/joesingo/bank-statements, bank.py,
  SantanderReader (see `santander.py`).

Of HSBC public readers disagree (with and without a first line), so its files are asked about.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from budgets.assurance.values.lines import Channel
from budgets.assurance.values.statements import Layout, Part

TYPES: Final[Mapping[str, Channel]] = {
    "card payment": Channel.CARD,
    "card": Channel.CARD,
    "contactless payment": Channel.CARD,
    "chip & pin": Channel.CARD,
    "visa purchase": Channel.CARD,
    "pos": Channel.CARD,
    "dpc": Channel.TRANSFER,
    "deb": Channel.CARD,
    "cd": Channel.CARD,
    "direct debit": Channel.DIRECT_DEBIT,
    "dd": Channel.DIRECT_DEBIT,
    "d/d": Channel.DIRECT_DEBIT,
    "directdebit": Channel.DIRECT_DEBIT,
    "standing order": Channel.STANDING_ORDER,
    "so": Channel.STANDING_ORDER,
    "s/o": Channel.STANDING_ORDER,
    "stand": Channel.STANDING_ORDER,
    "cash": Channel.CASH,
    "cashpoint": Channel.CASH,
    "cpt": Channel.CASH,
    "c/l": Channel.CASH,
    "atm": Channel.CASH,
    "atm withdrawal": Channel.CASH,
    "cash withdrawal": Channel.CASH,
    "chq": Channel.CHEQUE,
    "cheque": Channel.CHEQUE,
    "fee": Channel.FEE,
    "chg": Channel.FEE,
    "charge": Channel.FEE,
    "int": Channel.INTEREST,
    "interest": Channel.INTEREST,
    "deposit interest": Channel.INTEREST,
    "refund": Channel.REFUND,
}
"""What banks call the ways money moves; whatever else they say is a transfer."""


class Bank(NamedTuple):
    """A bank's export: its name, and which of its columns is which."""

    name: str
    columns: Mapping[Part, str]
    also: Sequence[str] = ()


BANKS: Final = (
    Bank(
        "monzo",
        {
            Part.DAY: "date",
            Part.TYPE: "type",
            Part.NAME: "name",
            Part.AMOUNT: "amount",
            Part.WORDS: "notes and #tags",
        },
        also=("transaction id", "emoji", "currency"),
    ),
    Bank(
        "starling",
        {
            Part.DAY: "date",
            Part.NAME: "counter party",
            Part.WORDS: "reference",
            Part.TYPE: "type",
            Part.AMOUNT: "amount (gbp)",
            Part.BALANCE: "balance (gbp)",
        },
    ),
    Bank(
        "lloyds",
        {
            Part.DAY: "transaction date",
            Part.TYPE: "transaction type",
            Part.NAME: "transaction description",
            Part.OUT: "debit amount",
            Part.IN: "credit amount",
            Part.BALANCE: "balance",
        },
        also=("sort code", "account number"),
    ),
    Bank(
        "barclays",
        {
            Part.DAY: "date",
            Part.AMOUNT: "amount",
            Part.TYPE: "subcategory",
            Part.NAME: "memo",
        },
        also=("number", "account"),
    ),
    Bank(
        "natwest",
        {
            Part.DAY: "date",
            Part.TYPE: "type",
            Part.NAME: "description",
            Part.AMOUNT: "value",
            Part.BALANCE: "balance",
        },
        also=("account name", "account number"),
    ),
    Bank(
        "nationwide",
        {
            Part.DAY: "date",
            Part.TYPE: "transaction type",
            Part.NAME: "description",
            Part.OUT: "paid out",
            Part.IN: "paid in",
            Part.BALANCE: "balance",
        },
    ),
)


def find_layout(names: Sequence[str]) -> Layout | None:
    """The layout of the bank whose columns these are, in any order; perhaps nothing."""
    plain = [" ".join(name.replace("\ufeff", "").split()).casefold() for name in names]
    for bank in BANKS:
        wanted = {*bank.columns.values(), *bank.also} - _may_be_missing(bank)
        if wanted <= set(plain):
            here = {part: name for part, name in bank.columns.items() if name in plain}
            places = {part: plain.index(name) for part, name in here.items()}
            return Layout(bank.name, places, TYPES)
    return None


def _may_be_missing(bank: Bank) -> set[str]:
    """Notes, which an older export of Monzo lacks."""
    words = bank.columns.get(Part.WORDS)
    return {words} if words and bank.name == "monzo" else set()
