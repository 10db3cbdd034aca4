"""Amounts and other numbers as spreadsheets write them, and what is said of each."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.caseload.errors import CellWrong
from budgets.caseload.rules.numbers import (
    read_amount,
    read_hours,
    read_merchant_category,
    read_whole,
)
from budgets.caseload.values.columns import Amount, Hours, MerchantCategory, Whole

NO_AMOUNT = "This is not an amount of pounds and pence. Write an amount like 12.50."
PLACES = "This has more than two places after the point. Write pounds and pence like 12.50."
SHORTENED = (
    "A spreadsheet has shortened this number, and the rest is lost. "
    "Format the column as a number with two places, and save it again."
)
DIGITS = "Write numbers with the digits 0 to 9."
BELOW = "This can't be below nothing. Write an amount like 12.50."
TOO_MUCH = "That is more than any council has. Look at the number again."
OUT = "Write money that goes out with a minus in front, like -12.50."


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("12", 1200),
        ("0.00", 0),
        ("0", 0),
        ("£1,234.50", 123450),
        ("£ 5", 500),
        ("1,234", 123400),
        ("12,345,678.90", 1234567890),
        ("+5.00", 500),
        ("12.5000", 1250),
        ("999999999.99", 99999999999),
    ],
)
def test_amounts_that_can_be_read_in_one_way_only(text: str, pence: int) -> None:
    assert read_amount(Amount(), text) == pence
    assert read_amount(Amount(signed=True), text) == pence


@pytest.mark.parametrize(
    ("text", "pence"), [("-12.50", -1250), ("-£12.50", -1250), ("£-1,234.50", -123450)]
)
def test_amounts_below_nothing_where_they_may_be(text: str, pence: int) -> None:
    assert read_amount(Amount(signed=True), text) == pence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-12.50", "This can't be below nothing, and it is -£12.50."),
        ("-£12.50", "This can't be below nothing, and it is -£12.50."),
        ("(12.50)", BELOW),
        ("12.50-", BELOW),
        ("−12.50", BELOW),
        ("-0.00", "Write nothing as 0.00."),
        ("-", "Write nothing as 0.00."),
        ("£-", "Write nothing as 0.00."),
        ("12.505", PLACES),
        ("12.500", PLACES),
        ("£1,234.505", PLACES),
        ("1e5", SHORTENED),
        ("1.2E+05", SHORTENED),
        ("１２.５０", DIGITS),
        ("١٢.٥٠", DIGITS),
        ("12,50", "Pence come after a point. This is probably 12.50."),
        ("1.234,50", "Pence come after a point. This is probably 1234.50."),
        ("1,2345", NO_AMOUNT),
        ("1234567890.00", TOO_MUCH),
        ("99999999999999999999", TOO_MUCH),
        ("1_000", NO_AMOUNT),
        ("1 234.50", NO_AMOUNT),
        ("$5", NO_AMOUNT),
        ("GBP 5", NO_AMOUNT),
        (".50", NO_AMOUNT),
        ("12.", NO_AMOUNT),
        ("--5", NO_AMOUNT),
        ("NaN", NO_AMOUNT),
        ("Infinity", NO_AMOUNT),
        ("nil", NO_AMOUNT),
        ("=1+1", NO_AMOUNT),
        ("0x10", NO_AMOUNT),
        ("½", NO_AMOUNT),
        ("²", DIGITS),
    ],
)
def test_what_is_said_of_other_amounts(text: str, said: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_amount(Amount(), text)
    assert refused.value.sentence == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(12.50)", OUT),
        ("12.50-", OUT),
        ("−12.50", OUT),
        ("-0.00", "Write nothing as 0.00."),
        ("-12.505", PLACES),
        ("-1e5", SHORTENED),
    ],
)
def test_what_is_said_where_it_may_be_below_nothing(text: str, said: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_amount(Amount(signed=True), text)
    assert refused.value.sentence == said


@given(st.text("0123456789.,-+£ ()e−", max_size=14))
def test_nothing_else_breaks_it(text: str) -> None:
    for kind in (Amount(), Amount(signed=True)):
        with suppress(CellWrong):
            assert abs(read_amount(kind, text)) < 10**11


@pytest.mark.parametrize(("text", "percent"), [("0", 0), ("25", 25), ("25%", 25), ("100 %", 100)])
def test_percent(text: str, percent: int) -> None:
    assert read_whole(Whole(100), text) == percent


@pytest.mark.parametrize("text", ["0.25", "101", "-1", "25.0", "1e1", "many", "%", "9" * 5000])
def test_other_percents_are_refused(text: str) -> None:
    with pytest.raises(CellWrong, match=r"^Write a whole number from 0 to 100\.$"):
        read_whole(Whole(100), text)


@pytest.mark.parametrize("text", ["２５", "٢٥"])
def test_digits_of_other_scripts_are_refused(text: str) -> None:
    with pytest.raises(CellWrong, match=r"^Write numbers with the digits 0 to 9\.$"):
        read_whole(Whole(100), text)


def test_a_percent_sign_is_for_percent_alone() -> None:
    with pytest.raises(CellWrong, match=r"^Write a whole number from 0 to 1440\.$"):
        read_whole(Whole(1440), "25%")


@pytest.mark.parametrize(
    ("text", "hours"), [("12.50", "12.50"), ("12.5", "12.50"), ("0", "0.00"), ("168", "168.00")]
)
def test_hours(text: str, hours: str) -> None:
    assert read_hours(Hours(168), text) == Decimal(hours)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # 12 hours and 20 minutes: 12 + 20/60 = 12.33
        ("12:20", "Write hours as a number. This is probably 12.33."),
        ("12:30:00", "Write hours as a number. This is probably 12.50."),
        ("168.01", "Write hours like 12.50, at most 168."),
        ("12,5", "Write hours like 12.50, at most 168."),
        ("-1", "Write hours like 12.50, at most 168."),
        ("12.505", "Write hours like 12.50, at most 168."),
        ("１２", "Write numbers with the digits 0 to 9."),
    ],
)
def test_what_is_said_of_other_hours(text: str, said: str) -> None:
    with pytest.raises(CellWrong) as refused:
        read_hours(Hours(168), text)
    assert refused.value.sentence == said


def test_a_merchant_category_gets_back_the_noughts_that_a_spreadsheet_dropped() -> None:
    assert read_merchant_category(MerchantCategory(), "742") == "0742"
    assert read_merchant_category(MerchantCategory(), "7995") == "7995"
    with pytest.raises(CellWrong, match=r"^Write four digits\.$"):
        read_merchant_category(MerchantCategory(), "79951")
