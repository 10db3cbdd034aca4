"""Is this a pain.001.001.09 that a bank would take? The schema, then the counts and the sums."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from payments.outside.rails.bank_file.pain001 import NAMESPACE

LARGEST_BYTES = 64 * 1024 * 1024


def check_pain001(xml: bytes) -> list[str]:
    """
    Say in words all that is wrong with a payment file; nothing wrong is an empty list.

    The schema beside this file holds order, occurrence, lengths, patterns and that no payment is
    there twice. Counts and sums are added up only when the schema holds.
    """
    if len(xml) > LARGEST_BYTES:
        return ["The file is too large to check."]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        document = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return [f"This is not XML: {error}"]
    if document.getroottree().docinfo.internalDTD is not None:
        return ["The file has a document type declaration, which no bank takes."]
    return _schema_faults(document) or _total_faults(document)


def _schema_faults(document: etree._Element) -> list[str]:
    schema = etree.XMLSchema(etree.parse(Path(__file__).with_name("pain001.xsd")))
    schema.validate(document)
    log: Any = schema.error_log  # its stub does not know that it is a list
    return [f"Line {fault.line}: {fault.message.replace(f'{{{NAMESPACE}}}', '')}" for fault in log]


def _total_faults(document: etree._Element) -> list[str]:
    message = document[0]
    header, *batches = message
    faults = _compare("The file", header, message)
    for number, batch in enumerate(batches, start=1):
        faults += _compare(f"Batch {number}", batch, batch)
    return faults


def _compare(where: str, totals: etree._Element, payments: etree._Element) -> list[str]:
    amounts = [Decimal(amount.text or "0") for amount in payments.iter(f"{{{NAMESPACE}}}InstdAmt")]
    count = int(totals.findtext(f"{{{NAMESPACE}}}NbOfTxs") or 0)
    total = Decimal(totals.findtext(f"{{{NAMESPACE}}}CtrlSum") or 0)
    faults = []
    if count != len(amounts):
        faults.append(f"{where} says {count} payments and has {len(amounts)}.")
    if total != sum(amounts):
        faults.append(f"{where} says {total} in all and its payments are {sum(amounts)}.")
    return faults
