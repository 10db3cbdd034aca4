"""A new year's rates come as a file: checked whole, and taken once."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from budgets.plans.models import Rate
from budgets.plans.rules.rates import rate_on
from budgets.plans.selectors.rates import rate_rows
from budgets.plans.values.rates import RateName
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db

HEAD = "name,value,unit,starts_on,source\n"
SPRING = HEAD + (
    "minimum_wage_21,1335,pence_an_hour,2027-04-01,National Minimum Wage (Amendment) 2027\n"
    "sick_pay_week,12700,pence_a_week,2027-04-06,GOV.UK: Statutory Sick Pay 2027-28\n"
)


def load(tmp_path: Path, text: str, **options: object) -> str:
    file, out = tmp_path / "rates.csv", StringIO()
    file.write_text(text, encoding="utf-8")
    call_command("load_rates", file, council="elm", stdout=out, **options)
    return out.getvalue().strip()


def test_a_new_year_is_taken_once_and_starts_on_its_day(tmp_path: Path) -> None:
    book_id = CouncilFactory(code="elm").book_id
    assert load(tmp_path, SPRING, dry_run=True) == "2 rates are right. Nothing was set."
    assert not Rate.objects.exists()
    assert load(tmp_path, SPRING) == "2 rates were set, 0 were so already."
    assert load(tmp_path, SPRING) == "0 rates were set, 2 were so already."
    wage = [
        rate_on(rows=rate_rows(book_id), name=RateName.MINIMUM_WAGE_21, day=day).value
        for day in (date(2027, 3, 31), date(2027, 4, 1))
    ]
    assert wage == [12_71, 13_35]


def test_the_nations_own_table_is_so_already(tmp_path: Path) -> None:
    CouncilFactory(code="elm")
    own = Path("budgets/plans/values/national_rates.csv").read_text(encoding="utf-8")
    assert load(tmp_path, own).startswith("0 rates were set, ")


def test_what_was_put_right_counts_before_what_was_there(tmp_path: Path) -> None:
    book_id = CouncilFactory(code="elm").book_id
    load(tmp_path, SPRING)
    assert load(tmp_path, SPRING.replace("1335", "1341")) == "1 rates were set, 1 were so already."
    rows = rate_rows(book_id)
    wage = rate_on(rows=rows, name=RateName.MINIMUM_WAGE_21, day=date(2027, 4, 1))
    assert wage.value == 13_41


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("minimum_wage_21", "minimum_wage_99", "line 2, name: There is no rate called"),
        ("1335", "13.35", "line 2, value: Write a whole number"),
        ("1335", "-5", "line 2, value: "),
        ("1335", "\u0661\u0663", "line 2, value: "),
        ("pence_a_week", "pence_an_hour", "line 3, unit: This rate counts pence_a_week."),
        ("2027-04-06", "06/04/2027", "line 3, starts_on: Write a day as 2027-04-01."),
        ("2027-04-06", "1927-04-06", "line 3, starts_on: "),
        ("GOV.UK: Statutory Sick Pay 2027-28", " ", "line 3, source: Say in 1 to 300 letters"),
        (",source\n", "\n", "line 1, source: The first line has to name these columns: source."),
        (
            "sick_pay_week,12700,pence_a_week,2027-04-06",
            "minimum_wage_21,1336,pence_an_hour,2027-04-01",
            "minimum_wage_21 from 2027-04-01 stands there more than once.",
        ),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    CouncilFactory(code="elm")
    with pytest.raises(CommandError) as refused:
        load(tmp_path, SPRING.replace(was, becomes))
    assert said in str(refused.value)
    assert not Rate.objects.exists()


def test_no_council_and_no_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no council elm"):
        load(tmp_path, SPRING)
    CouncilFactory(code="elm")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("load_rates", tmp_path / "none.csv", council="elm")
