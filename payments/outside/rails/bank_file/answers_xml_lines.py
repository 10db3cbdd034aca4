"""The transactions of a payment status report, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from payments.outside.rails.bank_file import cells
from payments.outside.rails.bank_file.reasons import DUPLICATES, WHY_NOT_DUPLICATE
from payments.outside.rails.bank_file.values import Answer, BadRow, Outcome, Waiting

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"

SUM = "OrgnlTxRef/Amt/InstdAmt"

# Accepted is not paid: only a settled payment has ended well.
ENDS: dict[str, Outcome] = {"ACSC": "paid", "ACCC": "paid", "RJCT": "failed"}
NOT_AN_END = frozenset({"RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "PATC"})


@dataclass(frozen=True)
class _Line:
    """One transaction of the report, as it stands there."""

    row: int
    payment_id: str
    status: str
    reason: str
    amount: str
    currency: str


def read_lines(
    report: Element, reported_on: date | None, *, is_rejected: bool
) -> Iterator[Answer | BadRow | Waiting]:
    """
    Say what each transaction says of its payment.

    A status or a reason that a transaction does not have itself is its batch's, then its file's.
    """
    for line in _find_lines(report):
        fault = _find_fault(line, is_rejected=is_rejected)
        if fault:
            column, value, why = fault
            yield BadRow(line.row, column, value[: cells.SHOWN_LENGTH], why)
            continue
        payment_id = cells.find_payment_id(line.payment_id)
        if line.status in NOT_AN_END:
            yield Waiting(payment_id, line.status, line.row)
        elif payment_id:
            end, pence = ENDS[line.status], cells.find_pence(line.amount)
            yield Answer(payment_id, end, line.reason, reported_on, line.row, pence)


def _find_lines(report: Element) -> Iterator[_Line]:
    row = 0
    of_file = find_text(report, "OrgnlGrpInfAndSts/GrpSts")
    why_of_file = find_reason(report, "OrgnlGrpInfAndSts/")
    for batch in report.findall("OrgnlPmtInfAndSts", {"": NAMESPACE}):
        status = find_text(batch, "PmtInfSts") or of_file
        reason = find_reason(batch) or why_of_file
        for transaction in batch.findall("TxInfAndSts", {"": NAMESPACE}):
            row += 1
            yield _read_line(transaction, row, status, reason)


def _read_line(transaction: Element, row: int, status: str, reason: str) -> _Line:
    own_status = find_text(transaction, "TxSts") or status
    inherited = reason if own_status == "RJCT" else ""
    return _Line(
        row=row,
        payment_id=find_text(transaction, "OrgnlEndToEndId"),
        status=own_status,
        reason=find_reason(transaction) or inherited,
        amount=find_text(transaction, SUM),
        currency=_find_currency(transaction),
    )


def _find_currency(transaction: Element) -> str:
    amount = transaction.find(SUM, {"": NAMESPACE})
    return "" if amount is None else amount.get("Ccy", "")


def _find_fault(line: _Line, *, is_rejected: bool) -> tuple[str, str, str] | None:
    if not cells.find_payment_id(line.payment_id):
        return "OrgnlEndToEndId", line.payment_id, "This is not the id of a payment of ours."
    if is_rejected and line.status != "RJCT":
        why = "The report rejects the whole file, so this cannot be right. Ask the bank."
        return "TxSts", line.status, why
    if line.status == "RJCT" and line.reason in DUPLICATES:
        return "StsRsnInf", line.reason, WHY_NOT_DUPLICATE
    if line.status not in ENDS and line.status not in NOT_AN_END:
        return "TxSts", line.status, "We do not know this status and do not guess. Ask the bank."
    return _find_fault_of_sum(line)


def _find_fault_of_sum(line: _Line) -> tuple[str, str, str] | None:
    if line.amount and cells.find_pence(line.amount) is None:
        return "InstdAmt", line.amount, cells.WHY_NOT_A_SUM
    if line.currency not in ("", cells.CURRENCY):
        return "InstdAmt", line.currency, cells.WHY_NOT_POUNDS
    return None


def find_reason(element: Element, below: str = "") -> str:
    """The bank's reason: a code of ISO 20022 or one of its own, and empty when there is none."""
    code = find_text(element, f"{below}StsRsnInf/Rsn/Cd")
    reason = code or find_text(element, f"{below}StsRsnInf/Rsn/Prtry")
    return reason[: cells.LONGEST_REASON]


def find_text(element: Element, path: str) -> str:
    """The text at `path`, without the space around it, and empty when there is none."""
    return (element.findtext(path, "", {"": NAMESPACE}) or "").strip()
