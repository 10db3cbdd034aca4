"""The day's payments as an ISO 20022 credit transfer, pain.001.001.09, for a UK bank."""

from datetime import UTC

from lxml import etree

from payments.outside.rails.bank_file.rules import check_sendable
from payments.outside.rails.bank_file.values import BankFile, Debtor, Instruction, pounds

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def build_pain001(file: BankFile) -> bytes:
    """
    Write the file for the bank. The same payments give the same bytes.

    :raises UnsendableFile: the bank would not take a row, or the file as a whole
    """
    check_sendable(file)
    document = etree.XML(f'<Document xmlns="{NAMESPACE}"/>')
    message = _add(document, "CstmrCdtTrfInitn")
    _write_header(_add(message, "GrpHdr"), file)
    _write_batch(_add(message, "PmtInf"), file)
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write_header(header: etree._Element, file: BankFile) -> None:
    made_at = file.made_at.astimezone(UTC).replace(tzinfo=None)
    _put(header, "MsgId", file.message_id)
    _put(header, "CreDtTm", made_at.isoformat(timespec="seconds") + "Z")
    _write_totals(header, file)
    _put(header, "InitgPty/Nm", file.debtor.name)


def _write_batch(batch: etree._Element, file: BankFile) -> None:
    # One batch a file, so a bank that rejects the batch has rejected the file.
    _put(batch, "PmtInfId", file.message_id)
    _put(batch, "PmtMtd", "TRF")
    _write_totals(batch, file)
    _put(batch, "PmtTpInf/SvcLvl/Cd", file.service)
    _put(batch, "ReqdExctnDt/Dt", file.pay_on.isoformat())
    _put(batch, "Dbtr/Nm", file.debtor.name)
    _put(batch, "DbtrAcct/Id/Othr/Id", file.debtor.account_number)
    _write_bank(_add(batch, "DbtrAgt"), file.debtor)
    _put(batch, "ChrgBr", "SHAR")
    for instruction in file.instructions:
        _write_payment(_add(batch, "CdtTrfTxInf"), instruction)


def _write_payment(payment: etree._Element, instruction: Instruction) -> None:
    # 32 hex digits: a UUID with its dashes is 36 characters and the bank takes 35.
    _put(payment, "PmtId/InstrId", instruction.payment_id.hex)
    _put(payment, "PmtId/EndToEndId", instruction.payment_id.hex)
    _put(payment, "Amt/InstdAmt", pounds(instruction.pence)).set("Ccy", "GBP")
    _write_bank(_add(payment, "CdtrAgt"), instruction)
    _put(payment, "Cdtr/Nm", instruction.account_name)
    _put(payment, "CdtrAcct/Id/Othr/Id", instruction.account_number)
    _put(payment, "RmtInf/Ustrd", instruction.reference)


def _write_totals(parent: etree._Element, file: BankFile) -> None:
    _put(parent, "NbOfTxs", str(len(file.instructions)))
    _put(parent, "CtrlSum", pounds(sum(payment.pence for payment in file.instructions)))


def _write_bank(agent: etree._Element, account: Debtor | Instruction) -> None:
    _put(agent, "FinInstnId/ClrSysMmbId/ClrSysId/Cd", "GBDSC")
    _put(agent, "FinInstnId/ClrSysMmbId/MmbId", account.sort_code)


def _put(parent: etree._Element, path: str, text: str) -> etree._Element:
    """Write `text` at the end of `path`, going on inside the element that was written last."""
    *folders, leaf = path.split("/")
    for tag in folders:
        last = parent[-1] if len(parent) else None
        is_open = last is not None and etree.QName(last).localname == tag
        parent = last if last is not None and is_open else _add(parent, tag)
    element = _add(parent, leaf)
    element.text = text
    return element


def _add(parent: etree._Element, tag: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
