"""The bank's answer as an ISO 20022 payment status report, pain.002.001.10."""

from datetime import date
from xml.etree.ElementTree import Element

from payments.outside.rails.bank_file import cells
from payments.outside.rails.bank_file.answers_xml_lines import (
    NAMESPACE,
    NOT_AN_END,
    find_reason,
    find_text,
    read_lines,
)
from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.rails.bank_file.reasons import DUPLICATES, WHY_NOT_DUPLICATE
from payments.outside.rails.bank_file.safe_xml import parse_safely
from payments.outside.rails.bank_file.values import (
    Answer,
    AnswerFile,
    BadRow,
    RejectedFile,
    Waiting,
)


def read_xml_answers(data: bytes) -> AnswerFile:
    """
    Read each transaction of the report, numbered from 1, and what it says of the whole file.

    :raises UnreadableAnswer: it is not XML, not safe, not such a report, or says nothing
    """
    report = _find_report(parse_safely(data))
    reported_on = cells.find_day(find_text(report, "GrpHdr/CreDtTm")[:10])
    rejected = _find_rejection(report, reported_on)
    rows = list(read_lines(report, reported_on, is_rejected=rejected is not None))
    if not rows and rejected is None:
        rows = [_read_overall(report)]
    return AnswerFile(
        answers=tuple(row for row in rows if isinstance(row, Answer)),
        refused=tuple(row for row in rows if isinstance(row, BadRow)),
        waiting=tuple(row for row in rows if isinstance(row, Waiting)),
        whole_file_rejected=rejected,
        message_id=find_text(report, "OrgnlGrpInfAndSts/OrgnlMsgId"),
    )


def _find_report(root: Element) -> Element:
    report = root.find("CstmrPmtStsRpt", {"": NAMESPACE})
    if root.tag != f"{{{NAMESPACE}}}Document" or report is None:
        raise UnreadableAnswer("This is not a payment status report (pain.002.001.10).")
    if not find_text(report, "OrgnlGrpInfAndSts/OrgnlMsgId"):
        raise UnreadableAnswer("This report does not say which file of ours it answers.")
    return report


def _find_rejection(report: Element, reported_on: date | None) -> RejectedFile | None:
    message_id = find_text(report, "OrgnlGrpInfAndSts/OrgnlMsgId")
    # Our files have one batch, so a rejected batch is a rejected file.
    for part, status in (("OrgnlGrpInfAndSts", "GrpSts"), ("OrgnlPmtInfAndSts", "PmtInfSts")):
        for element in report.findall(part, {"": NAMESPACE}):
            reason = find_reason(element)
            if find_text(element, status) == "RJCT" and reason not in DUPLICATES:
                return RejectedFile(message_id, reason, reported_on)
    return None


def _read_overall(report: Element) -> BadRow | Waiting:
    of_file = find_text(report, "OrgnlGrpInfAndSts/GrpSts")
    status = find_text(report, "OrgnlPmtInfAndSts/PmtInfSts") or of_file
    if status in NOT_AN_END:
        return Waiting(None, status, 0)
    why = "The report names no payment. Ask the bank for a report that names each one."
    if status == "RJCT":
        why = WHY_NOT_DUPLICATE
    return BadRow(0, "GrpSts", status[: cells.SHOWN_LENGTH], why)
