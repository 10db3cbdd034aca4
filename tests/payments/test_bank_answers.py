"""What the bank answers is read to the last row, and nothing that it sends can break us."""

import time
from contextlib import suppress
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.outside.rails.bank_file.answers import LARGEST_BYTES, read_answers
from payments.outside.rails.bank_file.errors import UnreadableAnswer
from payments.outside.rails.bank_file.reasons import REASONS, explain
from payments.outside.rails.bank_file.values import Answer, RejectedFile, Waiting
from tests.payments.bank_files import MARY, SAM, a_report, a_transaction

JAN_5 = date(2026, 1, 5)
REJECTED = "<GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>"


def a_table(*rows: str, header: str = "payment_id,outcome,reason,occurred_on") -> bytes:
    return "\r\n".join([header, *rows, ""]).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableAnswer) as refused:
        read_answers(data)
    return refused.value.why


# Tables


def test_a_table_says_what_became_of_each_payment() -> None:
    data = a_table(f"{MARY},paid,,2026-01-05", f"{SAM.hex},returned,ac04,")
    file = read_answers(data)
    assert file.answers == (
        Answer(MARY, "paid", "", JAN_5, 2),
        Answer(SAM, "returned", "AC04", None, 3),
    )
    assert file.refused == ()
    assert file.digest == sha256(data).hexdigest()


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + a_table(f"{MARY},paid,,2026-01-05"),
        a_table(f"{MARY};paid;;2026-01-05", header="payment_id;outcome;reason;occurred_on"),
        a_table(f"{MARY}\tPaid\t\t2026-01-05", header="Payment ID\tOUTCOME\tReason\tOccurred_On"),
        a_table(f'"{MARY}"," PAID ","","2026-01-05"', "", ",,,"),
        a_table(f"{MARY},paid,,2026-01-05").replace(b"\r\n", b"\n"),
    ],
)
def test_tables_are_read_as_spreadsheets_save_them(data: bytes) -> None:
    assert read_answers(data).answers == (Answer(MARY, "paid", "", JAN_5, 2),)


def test_two_columns_are_enough_and_unknown_ones_are_reported() -> None:
    file = read_answers(a_table(f"{MARY},x,failed,", header="payment_id,Our Ref,outcome,"))
    assert file.answers == (Answer(MARY, "failed", "", None, 2),)
    assert file.ignored_columns == ("our_ref",)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("Mary,paid,,", "payment_id", "Mary"),
        (f"{{{MARY}}},paid,,", "payment_id", f"{{{MARY}}}"),
        ("019b76da_a80070008000000000000_01,paid,,", "payment_id", None),
        (f"{MARY},PAID!,,", "outcome", "PAID!"),
        (f"{MARY},,,", "outcome", ""),
        (f"{MARY}", "outcome", ""),
        (f"{MARY},paid,{'x' * 36},", "reason", "x" * 36),
        (f"{MARY},failed,du03,", "reason", "du03"),
        (f"{MARY},paid,a\x07b,", "reason", "a\x07b"),
        (f"{MARY},paid,,05/01/2026", "occurred_on", "05/01/2026"),
        (f"{MARY},paid,,2026-02-30", "occurred_on", "2026-02-30"),
        (f"{MARY},paid,,20260105", "occurred_on", "20260105"),
        (f"{MARY},paid,,,300.00", "", "300.00"),
        (f"{MARY},retur", "outcome", "retur"),
    ],
)
def test_a_bad_row_is_refused_alone(row: str, column: str, value: str | None) -> None:
    file = read_answers(a_table(row, f"{SAM},paid,,"))
    assert [answer.payment_id for answer in file.answers] == [SAM]
    (bad,) = file.refused
    assert (bad.row, bad.column) == (2, column)
    assert value is None or bad.value == value
    assert bad.why.endswith(".")


@pytest.mark.parametrize("amount", ["300.00", "300.0", "300"])
def test_a_sum_that_the_bank_names_is_read(amount: str) -> None:
    table = f"payment_id,outcome,amount,currency\n{MARY},paid,{amount},gbp\n"
    (answer,) = read_answers(table.encode()).answers
    assert answer.pence == 300_00
    element = f'<OrgnlTxRef><Amt><InstdAmt Ccy="GBP">{amount}</InstdAmt></Amt></OrgnlTxRef>'
    report = a_report(a_transaction().replace("</TxInfAndSts>", f"{element}</TxInfAndSts>"))
    assert read_answers(report).answers[0].pence == 300_00


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("-1.00", "GBP"), ("1,000.00", "GBP"), ("1e3", "GBP"), ("٣٠٠", "GBP"), ("300.00", "EUR")],
)
def test_a_sum_that_can_not_be_ours_is_refused_alone(amount: str, currency: str) -> None:
    table = f"payment_id;outcome;amount;currency\n{MARY};paid;{amount};{currency}\n{SAM};paid;;\n"
    file = read_answers(table.encode())
    assert [bad.column for bad in file.refused] == ["amount" if currency == "GBP" else "currency"]
    element = f'<OrgnlTxRef><Amt><InstdAmt Ccy="{currency}">{amount}</InstdAmt></Amt></OrgnlTxRef>'
    said = a_transaction().replace("</TxInfAndSts>", f"{element}</TxInfAndSts>")
    report = read_answers(a_report(said, a_transaction(SAM)))
    assert [bad.column for bad in report.refused] == ["InstdAmt"]
    assert [one.payment_id for one in (*file.answers, *report.answers)] == [SAM, SAM]


def test_two_sums_for_one_payment_contradict_each_other() -> None:
    table = f"payment_id,outcome,amount\n{MARY},paid,300.00\n{MARY},paid,30.00\n"
    file = read_answers(table.encode())
    assert (file.answers, len(file.refused)) == ((), 2)


def test_a_file_that_stops_in_the_middle_of_a_row_loses_that_row_alone() -> None:
    whole = a_table(f"{SAM},paid,,", f"{MARY},returned,AC04,2026-01-05").rstrip(b"\r\n")
    for cut in {*range(1, len(",AC04,2026-01-05"))} - {len("2026-01-05")}:  # a day left empty
        file = read_answers(whole[:-cut])
        assert [answer.payment_id for answer in file.answers] == [SAM]
        assert {bad.row for bad in file.refused} == {3}
    assert len(read_answers(whole).answers) == 2


def test_a_very_long_bad_value_is_shown_short() -> None:
    (bad,) = read_answers(a_table("x" * 10_000 + ",paid,,")).refused
    assert len(bad.value) == 80


def test_a_payment_answered_twice_alike_counts_once_and_is_reported() -> None:
    file = read_answers(a_table(f"{MARY},paid,,2026-01-05", f"{MARY},paid,,"))
    assert [answer.row for answer in file.answers] == [2]
    assert [(bad.row, bad.value) for bad in file.refused] == [(3, str(MARY))]
    assert "Row 2" in file.refused[0].why


def test_a_payment_answered_two_ways_is_not_answered() -> None:
    file = read_answers(a_table(f"{MARY},paid,,", f"{SAM},paid,,", f"{MARY},failed,,"))
    assert [answer.payment_id for answer in file.answers] == [SAM]
    assert [bad.row for bad in file.refused] == [2, 4]


# Reports


@pytest.mark.parametrize("status", ["ACSC", "ACCC"])
def test_settled_is_paid(status: str) -> None:
    file = read_answers(a_report(a_transaction(MARY, status)))
    assert file.answers == (Answer(MARY, "paid", "", JAN_5, 1),)


def test_rejected_is_failed_with_the_banks_reason() -> None:
    file = read_answers(a_report(a_transaction(SAM, "ACSC"), a_transaction(MARY, "RJCT", "AC04")))
    assert file.answers[1] == Answer(MARY, "failed", "AC04", JAN_5, 2)
    assert file.whole_file_rejected is None


def test_a_reason_of_the_banks_own_is_kept() -> None:
    own = a_transaction(MARY, "RJCT", "X").replace("Cd>", "Prtry>")
    assert read_answers(a_report(own)).answers[0].reason_code == "X"


def test_an_endless_reason_is_cut() -> None:
    file = read_answers(a_report(a_transaction(MARY, "RJCT", "x" * 1_000)))
    assert file.answers == (Answer(MARY, "failed", "x" * 35, JAN_5, 1),)


@pytest.mark.parametrize("status", ["RCVD", "PDNG", "ACTC", "ACCP", "ACSP", "ACWP"])
def test_accepted_is_not_yet_paid(status: str) -> None:
    file = read_answers(a_report(a_transaction(MARY, status)))
    assert file.answers == ()
    assert file.waiting == (Waiting(MARY, status, 1),)


@pytest.mark.parametrize(
    ("transaction", "column"),
    [
        (a_transaction("BORSET-1"), "OrgnlEndToEndId"),
        (a_transaction(MARY, "CANC"), "TxSts"),
        (a_transaction(MARY, ""), "TxSts"),
    ],
)
def test_a_transaction_that_cannot_be_read_is_refused_alone(transaction: str, column: str) -> None:
    file = read_answers(a_report(transaction, a_transaction(SAM)))
    assert [answer.payment_id for answer in file.answers] == [SAM]
    assert [(bad.row, bad.column) for bad in file.refused] == [(1, column)]


def test_a_transaction_without_a_status_has_that_of_its_batch() -> None:
    data = a_report(a_transaction(MARY, ""), batch="<PmtInfSts>ACSC</PmtInfSts>")
    assert read_answers(data).answers[0].outcome == "paid"


@pytest.mark.parametrize("level", ["group", "batch"])
def test_a_rejected_file_is_one_answer_for_all_its_payments(level: str) -> None:
    of_batch = REJECTED.replace("GrpSts", "PmtInfSts")
    data = a_report(group=REJECTED) if level == "group" else a_report(batch=of_batch)
    file = read_answers(data)
    assert file.whole_file_rejected == RejectedFile("BORSET-20260105-1", "FF01", JAN_5)
    assert not file.answers
    assert not file.refused
    assert not file.waiting


def test_nothing_is_paid_by_a_report_that_rejects_the_whole_file() -> None:
    file = read_answers(a_report(a_transaction(MARY), a_transaction(SAM, "RJCT"), group=REJECTED))
    assert [(answer.payment_id, answer.outcome) for answer in file.answers] == [(SAM, "failed")]
    assert [bad.row for bad in file.refused] == [1]


@pytest.mark.parametrize("code", ["AM05", "DU01", "DU02", "DU03", "DUPL"])
def test_a_second_upload_that_is_refused_fails_nothing(code: str) -> None:
    """The first upload was paid: read as a failure, everybody would be paid twice."""
    group = REJECTED.replace("FF01", code)
    for transactions in ((), (a_transaction(MARY, "RJCT"),), (a_transaction(MARY, ""),)):
        file = read_answers(a_report(*transactions, group=group))
        assert file.whole_file_rejected is None
        assert file.answers == ()
        assert "has not failed" in file.refused[0].why
    (bad,) = read_answers(a_report(a_transaction(MARY, "RJCT", code))).refused
    assert (bad.row, bad.value) == (1, code)


def test_a_payment_takes_the_reason_of_its_file_when_it_has_none() -> None:
    data = a_report(a_transaction(MARY, "RJCT"), a_transaction(SAM, "RJCT", "AC04"), group=REJECTED)
    assert [answer.reason_code for answer in read_answers(data).answers] == ["FF01", "AC04"]


def test_a_file_only_received_is_waited_for() -> None:
    file = read_answers(a_report(group="<GrpSts>ACTC</GrpSts>"))
    assert file.waiting == (Waiting(None, "ACTC", 0),)


@pytest.mark.parametrize("group", ["", "<GrpSts>ACSC</GrpSts>", "<GrpSts>PART</GrpSts>"])
def test_no_payment_is_taken_as_paid_unless_it_is_named(group: str) -> None:
    file = read_answers(a_report(group=group))
    assert file.answers == ()
    assert [(bad.row, bad.column) for bad in file.refused] == [(0, "GrpSts")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1"])
def test_a_report_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    text = a_report(a_transaction()).decode().replace("UTF-8", encoding.removesuffix("-be"))
    assert read_answers(mark + text.encode(encoding)).answers


# Hostile files

ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE Document [<!ENTITY l0 "ha">{ENTITIES}]><Document>&l9;</Document>'.encode()
OUTSIDE = b'<!DOCTYPE D [<!ENTITY x SYSTEM "file:///etc/passwd">]><D>&x;</D>'
ROOT = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf \r\n",
        b"\x00",
        b"<",
        b"<\x00>",
        LAUGHS,
        OUTSIDE,
        b"<!DOCTYPE Document SYSTEM 'http://bank.example/a.dtd'><Document/>",
        b"<a>" * 100_000,
        b"<a>" * 100_000 + b"</a>" * 100_000,
        ROOT + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</Document>",
        ROOT + b"<a/>" * 1_100_000 + b"</Document>",
        ROOT + b"</Document>",
        ROOT + b"<CstmrPmtStsRpt/></Document>",
        a_report(a_transaction()).replace(b"pain.002.001.10", b"pain.001.001.09"),
        a_report(a_transaction()).replace(b"BORSET-20260105-1", b""),
        a_report(a_transaction()).replace(b"UTF-8", b"klingon"),
        a_report(a_transaction()).replace(b"UTF-8", b"shift_jis"),
        a_report(a_transaction()).replace(b"BANK-1", b"\xff\xfe"),
        a_report(a_transaction())[:-20],
        b"<html><body>Session expired</body></html>",
        b"%PDF-1.7",
        b"PK\x03\x04" + bytes(100),
        b"payment_id,outcome\n\xff\xfe,paid\n",
        b"payment_id,outcome\n\x00,paid\n",
        a_table(f"{MARY},paid").decode().encode("utf-16"),
        a_table(f"{MARY},paid").decode().encode("utf-16-le"),
        a_table(f"{MARY},paid,Bank’s,").decode().encode("windows-1252"),
        b"payment_id,outcome\n",
        b"payment_id,reason\nx,y\n",
        b"payment_id,outcome,Outcome\nx,paid,failed\n",
        b'payment_id,outcome\n"x,paid\n',
        b"payment_id,outcome\n" + b"x" * 200_000 + b",paid\n",
        b"payment_id,outcome\n" + b"x,y\n" * 100_000,
        b"x" * (LARGEST_BYTES + 1),
    ],
)
def test_what_is_no_answer_is_refused_in_one_sentence(data: bytes) -> None:
    began = time.process_time()
    why = refusal(data)
    assert why.endswith(".")
    assert len(why) < 120
    assert time.process_time() - began < 10


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(noise: bytes) -> None:
    for data in (noise, b"payment_id,outcome\n" + noise, b"<" + noise, ROOT + noise):
        with suppress(UnreadableAnswer):
            assert read_answers(data).digest


@settings(deadline=None)
@given(st.integers(0, 700), st.binary(min_size=1, max_size=3))
def test_a_report_with_damage_is_read_or_refused(place: int, damage: bytes) -> None:
    data = a_report(a_transaction())
    try:
        file = read_answers(data[:place] + damage + data[place + len(damage) :])
    except UnreadableAnswer:
        return
    assert len(file.answers) + len(file.refused) + len(file.waiting) <= 1


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from([MARY, SAM]), st.sampled_from(["paid", "failed"]))))
def test_each_row_is_answered_for_exactly_once(rows: list[tuple[object, str]]) -> None:
    file = read_answers(a_table("none,paid", *(f"{name},{outcome}" for name, outcome in rows)))
    answered = [answer.row for answer in file.answers] + [bad.row for bad in file.refused]
    assert sorted(answered) == list(range(2, len(rows) + 3))


# Reasons


def test_each_reason_is_whole_sentences() -> None:
    assert all(said.endswith(".") and len(code) == 4 for code, said in REASONS.items())


def test_an_unknown_reason_is_still_explained() -> None:
    assert explain("AC04") == "The account is closed. Ask for another account by the link."
    assert "XT99" in explain("XT99")
    assert explain("")
