"""A council's file for the bank, and the bank's reports on it, for tests to bend."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from payments.outside.rails.bank_file.values import BankFile, Debtor, Instruction

MARY = UUID("019b76da-a800-7000-8000-000000000001")
SAM = UUID("019b76da-a800-7000-8000-000000000002")
COUNCIL = Debtor("Borsetshire County Council", "203040", "12345678")


def a_payment(payment_id: UUID = MARY, **changes: Any) -> Instruction:
    usual: dict[str, Any] = {
        "pence": 30_000,
        "account_name": "Mary Okafor",
        "sort_code": "012345",
        "account_number": "00345678",
        "reference": "Direct payment",
    }
    return Instruction(payment_id, **(usual | changes))


def a_file(*payments: Instruction, **changes: Any) -> BankFile:
    usual: dict[str, Any] = {
        "message_id": "BORSET-20260105-1",
        "made_at": datetime(2026, 1, 2, 15, 4, 5, tzinfo=UTC),
        "pay_on": date(2026, 1, 5),
        "debtor": COUNCIL,
        "instructions": payments or (a_payment(), a_payment(SAM, pence=7)),
    }
    return BankFile(**(usual | changes))


def a_transaction(payment_id: UUID | str = MARY, status: str = "ACSC", reason: str = "") -> str:
    name = payment_id.hex if isinstance(payment_id, UUID) else payment_id
    why = f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else ""
    state = f"<TxSts>{status}</TxSts>" if status else ""
    return f"<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId>{state}{why}</TxInfAndSts>"


def a_report(*transactions: str, group: str = "", batch: str = "") -> bytes:
    """A pain.002.001.10 report on `a_file`; `group` and `batch` are what each says of itself."""
    inside = batch + "".join(transactions)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-01-05T18:00:00+00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>BORSET-20260105-1</OrgnlMsgId>
<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group}</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>BORSET-20260105-1</OrgnlPmtInfId>{inside}</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>""".encode()
