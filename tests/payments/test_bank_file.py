"""The file that goes to the bank is one that the bank takes, or it is not made."""

import csv
import io
import string
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from payments.outside.rails.bank_file.csv_file import build_csv
from payments.outside.rails.bank_file.errors import UnsendableFile
from payments.outside.rails.bank_file.pain001 import NAMESPACE, build_pain001
from payments.outside.rails.bank_file.pain001_check import check_pain001
from payments.outside.rails.bank_file.values import BankFile, Debtor, Instruction, pounds
from tests.payments.bank_files import COUNCIL, MARY, SAM, a_file, a_payment

LATIN = string.ascii_letters + string.digits + "-?:().,'+ "


def latin(longest: int) -> st.SearchStrategy[str]:
    words = st.text(LATIN, min_size=1, max_size=longest)
    return words.filter(lambda text: text == text.strip())


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


payments = st.builds(
    Instruction,
    payment_id=st.uuids(),
    pence=st.integers(1, 99_999_999_999),
    account_name=latin(35),
    sort_code=digits(6),
    account_number=digits(8),
    reference=latin(18),
)
files = st.builds(
    BankFile,
    message_id=latin(35),
    made_at=st.datetimes(
        min_value=datetime(2000, 1, 2),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.timezones(),
    ),
    pay_on=st.dates(),
    debtor=st.builds(Debtor, latin(35), digits(6), digits(8)),
    instructions=st.lists(payments, min_size=1, max_size=8, unique_by=lambda p: p.payment_id).map(
        tuple
    ),
)


def texts(xml: bytes, name: str) -> list[str]:
    return [e.text or "" for e in etree.fromstring(xml).iter(f"{{{NAMESPACE}}}{name}")]


def faults(file: BankFile) -> list[tuple[int, str]]:
    with pytest.raises(UnsendableFile) as refusal:
        build_pain001(file)
    return [(bad.row, bad.column) for bad in refusal.value.bad_rows]


# What we write


@settings(deadline=None)
@given(files)
def test_any_file_that_is_written_passes_the_schema_and_adds_up(file: BankFile) -> None:
    xml = build_pain001(file)
    assert check_pain001(xml) == []
    total = sum(payment.pence for payment in file.instructions)
    assert sum(int(Decimal(amount) * 100) for amount in texts(xml, "InstdAmt")) == total
    assert texts(xml, "CtrlSum") == [pounds(total)] * 2
    assert texts(xml, "EndToEndId") == [p.payment_id.hex for p in file.instructions]
    assert build_pain001(file) == xml


def test_a_payment_is_written_as_uk_banks_read_it() -> None:
    xml = build_pain001(a_file(a_payment()))
    assert xml.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<Document xmlns=")
    assert texts(xml, "MsgId") == ["BORSET-20260105-1"]
    assert texts(xml, "CreDtTm") == ["2026-01-02T15:04:05Z"]
    assert texts(xml, "Dt") == ["2026-01-05"]
    assert texts(xml, "EndToEndId") == ["019b76daa80070008000000000000001"]
    assert texts(xml, "InstdAmt") == ["300.00"]
    assert texts(xml, "MmbId") == ["203040", "012345"]
    assert texts(xml, "Nm") == [COUNCIL.name, COUNCIL.name, "Mary Okafor"]
    assert texts(xml, "Ustrd") == ["Direct payment"]
    assert b"GBDSC" in xml
    assert b'Ccy="GBP"' in xml


def test_the_time_is_written_in_utc() -> None:
    noon_in_summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    assert texts(build_pain001(a_file(made_at=noon_in_summer)), "CreDtTm") == [
        "2026-07-01T11:00:00Z"
    ]


# What we refuse to write


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"account_name": "Zoë Żak"}, "account_name"),
        ({"account_name": "Smith & Sons"}, "account_name"),
        ({"account_name": "محمد"}, "account_name"),
        ({"account_name": "x" * 36}, "account_name"),
        ({"account_name": ""}, "account_name"),
        ({"account_name": " Mary"}, "account_name"),
        ({"account_name": "Mary\nOkafor"}, "account_name"),
        ({"reference": "x" * 19}, "reference"),
        ({"reference": "a//b"}, "reference"),
        ({"reference": "/a"}, "reference"),
        ({"reference": "   "}, "reference"),
        ({"sort_code": "01-23-45"}, "sort_code"),
        ({"sort_code": "٠١٢٣٤٥"}, "sort_code"),
        ({"sort_code": "012345\n"}, "sort_code"),
        ({"account_number": "345678"}, "account_number"),
        ({"pence": 0}, "pence"),
        ({"pence": -1}, "pence"),
        ({"pence": 100_000_000_000}, "pence"),
    ],
)
def test_a_row_the_bank_would_refuse_is_named(changes: dict[str, Any], column: str) -> None:
    assert faults(a_file(a_payment(), a_payment(SAM, **changes))) == [(2, column)]


def test_every_bad_row_is_named_at_once_in_order() -> None:
    file = a_file(a_payment(reference="é"), a_payment(SAM, pence=0, account_name=""))
    assert faults(file) == [(1, "reference"), (2, "pence"), (2, "account_name")]


def test_the_refusal_says_which_character_and_why() -> None:
    with pytest.raises(UnsendableFile, match=r"Row 1, account_name: .*character 'ë'"):
        build_pain001(a_file(a_payment(account_name="Zoë")))


def test_by_bacs_a_name_has_eighteen_characters_at_most() -> None:
    file = a_file(a_payment(account_name="x" * 18), service="NURG")
    assert check_pain001(build_pain001(file)) == []
    assert faults(a_file(a_payment(account_name="x" * 19), service="NURG")) == [(1, "account_name")]


def test_a_payment_stands_in_a_file_once() -> None:
    assert faults(a_file(a_payment(), a_payment())) == [(2, "payment_id")]


def test_faults_of_the_file_itself_are_row_nought() -> None:
    debtor = Debtor("Brighton & Hove", "1", "2")
    naive = datetime(2026, 1, 2)  # noqa: DTZ001
    file = replace(a_file(), message_id="x" * 36, made_at=naive, debtor=debtor, instructions=())
    assert faults(file) == [
        (0, "instructions"),
        (0, "made_at"),
        (0, "sort_code"),
        (0, "account_number"),
        (0, "message_id"),
        (0, "debtor name"),
    ]


# What the check catches


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<PmtMtd>TRF</PmtMtd>", "", "PmtMtd"),
        ("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>CHK</PmtMtd>", "PmtMtd"),
        ("<MsgId>BORSET", "<MsgId>" + "x" * 35 + "BORSET", "MsgId"),
        ("<Nm>Mary Okafor", "<Nm>" + "x" * 141, "Nm"),
        ("<Nm>Mary Okafor", "<Nm>Zoë", "Nm"),
        ("<Ustrd>Direct payment", "<Ustrd>", "Ustrd"),
        ("<MmbId>012345", "<MmbId>01234", "MmbId"),
        ("<Id>00345678", "<Id>0034567X", "Id"),
        (">300.00<", ">300.001<", "InstdAmt"),
        (">300.00<", ">-300.00<", "InstdAmt"),
        (">300.00<", ">0.00<", "InstdAmt"),
        (">300.00<", ">1e2<", "InstdAmt"),
        ('Ccy="GBP"', 'Ccy="EUR"', "Ccy"),
        ('Ccy="GBP"', "", "Ccy"),
        ("2026-01-05</Dt>", "05/01/2026</Dt>", "Dt"),
        ("2026-01-05</Dt>", "2026-02-30</Dt>", "Dt"),
        ("T15:04:05Z", "", "CreDtTm"),
        ("<Cd>GBDSC", "<Cd>USABA", "Cd"),
        ("<ChrgBr>SHAR", "<ChrgBr>OURS", "ChrgBr"),
        ("<PmtTpInf>", "<Extra/><PmtTpInf>", "Extra"),
        (SAM.hex, MARY.hex, "PaymentsAreToldApart"),
        ("pain.001.001.09", "pain.001.001.03", "Document"),
    ],
)
def test_a_file_that_breaks_the_schema_is_caught(old: str, new: str, said: str) -> None:
    xml = build_pain001(a_file()).decode()
    assert old in xml
    problems = check_pain001(xml.replace(old, new).encode())
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("parent", "first", "second"),
    [
        ("GrpHdr", "MsgId", "CreDtTm"),
        ("GrpHdr", "CtrlSum", "InitgPty"),
        ("PmtInf", "PmtInfId", "PmtMtd"),
        ("PmtInf", "Dbtr", "DbtrAcct"),
        ("PmtInf", "DbtrAgt", "ChrgBr"),
        ("PmtInf", "ChrgBr", "CdtTrfTxInf"),
        ("CdtTrfTxInf", "PmtId", "Amt"),
        ("CdtTrfTxInf", "CdtrAgt", "Cdtr"),
        ("CdtTrfTxInf", "CdtrAcct", "RmtInf"),
        ("PmtId", "InstrId", "EndToEndId"),
        ("ClrSysMmbId", "ClrSysId", "MmbId"),
    ],
)
def test_elements_out_of_order_are_caught(parent: str, first: str, second: str) -> None:
    document = etree.fromstring(build_pain001(a_file()))
    holder = next(document.iter(f"{{{NAMESPACE}}}{parent}"))
    early, late = (holder.find(f"{{{NAMESPACE}}}{name}") for name in (first, second))
    assert early is not None
    assert late is not None
    late.addnext(early)
    assert check_pain001(etree.tostring(document))


@pytest.mark.parametrize(
    ("old", "new", "times", "said"),
    [
        ("<CtrlSum>300.07", "<CtrlSum>300.08", 1, ["The file says 300.08 in all"]),
        ("<CtrlSum>300.07", "<CtrlSum>0.00", 2, ["The file says", "Batch 1 says"]),
        ("<NbOfTxs>2", "<NbOfTxs>3", 1, ["The file says 3 payments and has 2"]),
        ("<NbOfTxs>2", "<NbOfTxs>0", 2, ["The file says", "Batch 1 says"]),
        (">0.07<", ">0.08<", 1, ["The file says", "Batch 1 says"]),
    ],
)
def test_wrong_sums_and_counts_are_caught(old: str, new: str, times: int, said: list[str]) -> None:
    xml = build_pain001(a_file()).decode().replace(old, new, times)
    problems = check_pain001(xml.encode())
    assert len(problems) == len(said)
    assert all(problem.startswith(start) for problem, start in zip(problems, said, strict=True))


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"no",
        b"<a>" * 100_000,
        b"\x00",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<!DOCTYPE Document><Document/>",
        b"<Document>\xff</Document>",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
    ],
)
def test_what_is_no_payment_file_is_said_to_be_none(xml: bytes) -> None:
    assert len(check_pain001(xml)) == 1


# The table


@settings(deadline=None)
@given(files)
def test_the_table_reads_back_as_it_was_written(file: BankFile) -> None:
    table = build_csv(file)
    assert table.count(b"\r\n") == len(file.instructions) + 1
    rows = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    for row, payment in zip(rows, file.instructions, strict=True):
        assert row["payment_id"] == str(payment.payment_id)
        assert row["pay_on"] == file.pay_on.isoformat()
        assert row["sort_code"] == payment.sort_code
        assert row["account_number"] == payment.account_number
        assert row["amount"] == pounds(payment.pence)
        assert row["account_name"].removeprefix("'").endswith(payment.account_name.lstrip("'"))
        assert not row["account_name"].startswith(("=", "+", "-", "@"))


@settings(deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_runs_in_a_spreadsheet_and_none_is_lost(name: str, reference: str) -> None:
    table = build_csv(a_file(a_payment(account_name=name, reference=reference)))
    row = list(csv.reader(io.StringIO(table.decode(), newline="")))[1]
    for written, meant in ((row[2], name), (row[6], reference)):
        assert written in (meant, f"'{meant}")
        assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\uff1d"])
def test_a_formula_is_only_shown(start: str) -> None:
    table = build_csv(a_file(a_payment(account_name=f"{start}cmd|'/c calc'!A1"))).decode()
    assert list(csv.reader(io.StringIO(table, newline="")))[1][2].startswith(f"'{start}cmd")


def test_the_table_has_whole_rows_and_exact_pounds() -> None:
    assert build_csv(a_file(a_payment())) == (
        b"payment_id,pay_on,account_name,sort_code,account_number,amount,reference\r\n"
        b"019b76da-a800-7000-8000-000000000001,2026-01-05,Mary Okafor,012345,00345678,300.00,"
        b"Direct payment\r\n"
    )


@pytest.mark.parametrize("changes", [{"pence": -5}, {"sort_code": "=1+1"}, {"account_number": ""}])
def test_the_table_refuses_what_is_no_payment(changes: dict[str, Any]) -> None:
    with pytest.raises(UnsendableFile):
        build_csv(a_file(a_payment(**changes)))
