"""The day's payments as CSV, for a bank or a person who wants a table."""

import csv
import io

from payments.outside.rails.bank_file.rules import check_numbers
from payments.outside.rails.bank_file.values import BankFile, Instruction, pounds

COLUMNS = (
    "payment_id",
    "pay_on",
    "account_name",
    "sort_code",
    "account_number",
    "amount",
    "reference",
)

# A spreadsheet runs a cell that begins so as a formula; the last four are the full-width forms.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def build_csv(file: BankFile) -> bytes:
    """
    Write the payments as UTF-8 with CRLF, one row each. The same payments give the same bytes.

    Names and references are written as they are, in any script; `check_sendable` says whether
    the bank would take them.

    :raises UnsendableFile: an amount or an account is not well formed
    """
    check_numbers(file)
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(file, instruction) for instruction in file.instructions)
    return table.getvalue().encode()


def _row(file: BankFile, instruction: Instruction) -> tuple[str, ...]:
    return (
        str(instruction.payment_id),
        file.pay_on.isoformat(),
        harmless(instruction.account_name),
        instruction.sort_code,
        instruction.account_number,
        pounds(instruction.pence),
        harmless(instruction.reference),
    )


def harmless(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run, so that it is only shown."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
