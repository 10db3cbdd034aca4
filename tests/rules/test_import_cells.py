"""Words, references and codes as they come in spreadsheets, and what is said of each."""

from uuid import UUID

import pytest

from budgets.councils.values import Role
from budgets.people.values import PersonKind
from budgets.plans.values import BudgetKind
from budgets.plans.values.schedule import Frequency
from ledgers.values import Purpose
from tests.rules.import_files import files, one_row, said, taken

HIDDEN = "There is a hidden sign here. Delete the cell's content and type it again."
NOT_SEEN = "There is a sign in this reference that can't be seen. Delete it and type it again."
SHORTENED = (
    "A spreadsheet has shortened this number, and the rest is lost. "
    "Format the column as text, fill it again and save it."
)
IS_ERROR = "This is a spreadsheet's error and not a value. Put the value here."
NARROW = (
    "The column was too narrow when the file was saved, so the value is lost. "
    "Make the column wider and save it again."
)
IS_NULL = "This is how a database writes an empty cell. Leave it empty."
NO_MAIL = "This is not one e-mail address. Write an e-mail address like name@example.org."
PURPOSE_CODES = (
    "personal_assistance, agency_care, equipment, technology, learning, getting_out, breaks, "
    "transport, employment_costs, other"
)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Rosa Delgado", "Rosa Delgado"),
        ("  Rosa Delgado ", "Rosa Delgado"),
        ("Rosa\u00a0Delgado\u00a0", "Rosa\u00a0Delgado"),
        ("Rosa\nDelgado", "Rosa Delgado"),
        ("Rosa \r\n Delgado\r\n", "Rosa Delgado"),
        ("Rosa\tDelgado", "Rosa Delgado"),
        ("Éloïse Ó Briain", "Éloïse Ó Briain"),
        ("李小龍", "李小龍"),
        ("محمد", "محمد"),
        ("👩‍🦽 Jo", "👩‍🦽 Jo"),
        ("=1+1", "=1+1"),
        ("+Ada", "+Ada"),
        ("-Ada", "-Ada"),
        ("@Ada", "@Ada"),
        ('=HYPERLINK("http://x")', '=HYPERLINK("http://x")'),
        ('Ada "Dot" Pike', 'Ada "Dot" Pike'),
        ("Null", "Null"),
        ("#1 Club", "#1 Club"),
        ("A" * 200, "A" * 200),
    ],
)
def test_names_are_taken_as_people_wrote_them(cell: str, name: str) -> None:
    assert taken(files.PEOPLE, full_name=cell).full_name == name


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "This can't be empty. Write the words that belong here."),
        (" \u200b ", "This can't be empty. Write the words that belong here."),
        ("Rosa\x00", HIDDEN),
        ("Rosa\x07", HIDDEN),
        ("\x1fRosa", HIDDEN),
        ("Rosa\u202eodagleD", HIDDEN),
        ("Rosa\u2028Delgado", HIDDEN),
        ("Rosa\ufdd0", HIDDEN),
        ("#N/A", IS_ERROR),
        ("#REF!", IS_ERROR),
        ("#NAME?", IS_ERROR),
        ("########", NARROW),
        ("NULL", IS_NULL),
        ("A" * 201, "There is room for 200 letters, and this has 201. Shorten it."),
    ],
)
def test_what_is_said_of_names_that_cannot_be_read(cell: str, why: str) -> None:
    assert said(files.PEOPLE, full_name=cell) == [("full_name", why)]


def test_an_address_keeps_its_lines() -> None:
    address = "1 Mill Lane\r\nElmshire\r\nEL1 2AB"
    assert taken(files.PEOPLE, address=address).address == "1 Mill Lane\nElmshire\nEL1 2AB"


@pytest.mark.parametrize("cell", ["RenÃ©e", "Itâ€™s Rosa", "Ren\ufffde"])
def test_letters_that_were_lost_are_taken_and_remarked_on(cell: str) -> None:
    row = one_row(files.PEOPLE, {"full_name": cell})
    assert row.record is not None
    assert [(one.column, one.value, one.why) for one in row.remarks] == [
        (
            "full_name",
            cell,
            (
                "Letters seem to have been lost here when the file was saved. "
                "It was taken as it stands: look at it again."
            ),
        )
    ]


@pytest.mark.parametrize("cell", ["São Ângela", "Zoë", "José", "£5 a day’s Ünal"])
def test_letters_that_only_look_foreign_are_not_remarked_on(cell: str) -> None:
    assert one_row(files.PEOPLE, {"full_name": cell}).remarks == ()


@pytest.mark.parametrize("cell", ["P1", "007", "=P1", "P 1/2", "-12", "1E5", "12E+1"])
def test_references_are_taken_sign_for_sign(cell: str) -> None:
    assert taken(files.PEOPLE, person_ref=cell).person_ref == cell


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("", "This can't be empty. Write the reference as your other files have it."),
        ("1.23457E+11", SHORTENED),
        ("4E+12", SHORTENED),
        ("P\u200b1", NOT_SEEN),
        ("\ufeffP1", NOT_SEEN),
        ("P\u00ad1", NOT_SEEN),
        ("P\x001", HIDDEN),
        ("#VALUE!", IS_ERROR),
        ("9" * 41, "There is room for 40 letters, and this has 41. Shorten it."),
    ],
)
def test_what_is_said_of_references_that_cannot_be_read(cell: str, why: str) -> None:
    assert said(files.PEOPLE, person_ref=cell) == [("person_ref", why)]


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("rosa@example.org", "rosa@example.org"),
        (" Rosa.Delgado@Example.ORG ", "rosa.delgado@example.org"),
        ("o'neil+care@a-b.co.uk", "o'neil+care@a-b.co.uk"),
    ],
)
def test_addresses_are_read_in_lower_case(cell: str, address: str) -> None:
    assert taken(files.PEOPLE, email=cell).email == address


@pytest.mark.parametrize(
    "cell",
    [
        "rosa",
        "rosa@",
        "@example.org",
        "rosa@example",
        "rosa@@example.org",
        "rosa@exam ple.org",
        "rosa..d@example.org",
        ".rosa@example.org",
        "rosa@-example.org",
        "rosa@example.org; tom@example.org",
        "Rosa <rosa@example.org>",
        "mailto:rosa@example.org",
        "rösa@example.org",
        "none",
        "a" * 65 + "@example.org",
        "rosa@" + "a." * 125 + "org",
    ],
)
def test_what_is_no_address_is_refused(cell: str) -> None:
    assert said(files.PEOPLE, email=cell) == [("email", NO_MAIL)]


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("direct_payment", BudgetKind.DIRECT_PAYMENT),
        ("Direct payment", BudgetKind.DIRECT_PAYMENT),
        ("DIRECT-PAYMENT", BudgetKind.DIRECT_PAYMENT),
        ("direct  payment", BudgetKind.DIRECT_PAYMENT),
    ],
)
def test_codes_in_capitals_with_spaces_or_dashes(cell: str, kind: BudgetKind) -> None:
    read = taken(files.BUDGETS, kind=cell)
    assert read.kind is kind


def test_a_code_that_is_unknown_is_answered_with_all_of_them() -> None:
    assert said(files.BUDGETS, frequency="4 weekly") == [
        (
            "frequency",
            (
                "“4 weekly” is not one that we know. "
                "Write one of weekly, fortnightly, four_weekly, monthly, once."
            ),
        )
    ]
    assert said(files.PEOPLE, kind="") == [
        ("kind", "This can't be empty. Write one of adult, carer, group.")
    ]
    assert taken(files.BUDGETS, frequency="Four-weekly").frequency is Frequency.FOUR_WEEKLY
    assert taken(files.PEOPLE, kind="Carer").kind is PersonKind.CARER


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("manager", (Role.MANAGER,)),
        ("Manager; practitioner", (Role.PRACTITIONER, Role.MANAGER)),
        ("finance;finance;", (Role.FINANCE,)),
    ],
)
def test_roles(cell: str, roles: tuple[Role, ...]) -> None:
    assert taken(files.MEMBERS, role=cell).role == roles


STAFF = "practitioner, manager, finance, auditor, administrator"


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("boss", f"“boss” is not one that we know. Write one of {STAFF}."),
        ("manager; holder", f"“holder” is not one that we know. Write one of {STAFF}."),
        (";", f"Write one or several of {STAFF}, a semicolon between them."),
        (
            "",
            f"This can't be empty. Write one or several of {STAFF}, a semicolon between them.",
        ),
    ],
)
def test_what_is_said_of_roles_that_nobody_has(cell: str, why: str) -> None:
    assert said(files.MEMBERS, role=cell) == [("role", why)]


@pytest.mark.parametrize(
    ("cell", "registered"),
    [("yes", True), ("Y", True), ("TRUE", True), ("1", True), ("No", False), ("FALSE", False)],
)
def test_yes_and_no(cell: str, *, registered: bool) -> None:
    assert taken(files.PROVIDERS, registered=cell).registered is registered


@pytest.mark.parametrize("cell", ["-1", "x", "✓", "maybe", "yess", "2"])
def test_neither_yes_nor_no(cell: str) -> None:
    assert said(files.PROVIDERS, registered=cell) == [("registered", "Write yes or no.")]


@pytest.mark.parametrize(
    ("cell", "purposes"),
    [
        ("learning", [(Purpose.LEARNING, "Learning")]),
        (
            "learning: the make-up course at the college; transport",
            [
                (Purpose.LEARNING, "the make-up course at the college"),
                (Purpose.TRANSPORT, "Getting there"),
            ],
        ),
        (
            "Getting out: choir: on Thursdays;;Breaks ;",
            [(Purpose.GETTING_OUT, "choir: on Thursdays"), (Purpose.BREAKS, "A break")],
        ),
        ("learning:", [(Purpose.LEARNING, "Learning")]),
        (r"learning: a coat\; and shoes", [(Purpose.LEARNING, "a coat; and shoes")]),
        (
            r"learning: a\\; breaks",
            [(Purpose.LEARNING, "a\\"), (Purpose.BREAKS, "A break")],
        ),
        (r"learning: C:\new", [(Purpose.LEARNING, r"C:\new")]),
        ("learning: a\nb", [(Purpose.LEARNING, "a b")]),
        (
            "learning: French; learning: maths",
            [(Purpose.LEARNING, "French"), (Purpose.LEARNING, "maths")],
        ),
    ],
)
def test_purposes_with_the_persons_own_words(
    cell: str, purposes: list[tuple[Purpose, str]]
) -> None:
    assert taken(files.BUDGETS, purposes=cell).purposes == tuple(purposes)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (
            "",
            (
                "This can't be empty. "
                f"Write one or several of {PURPOSE_CODES}, a semicolon between them."
            ),
        ),
        (";", f"Write one or several of {PURPOSE_CODES}, a semicolon between them."),
        (
            "learning; shopping",
            f"“shopping” is not one that we know. Write one of {PURPOSE_CODES}.",
        ),
        (
            "the make-up course: learning",
            f"“the make-up course” is not one that we know. Write one of {PURPOSE_CODES}.",
        ),
        (
            "learning: " + "a" * 501,
            "There is room for 500 letters, and this has 501. Shorten it.",
        ),
    ],
)
def test_what_is_said_of_purposes_that_cannot_be_read(cell: str, why: str) -> None:
    assert said(files.BUDGETS, purposes=cell) == [("purposes", why)]


def test_ids_with_or_without_dashes() -> None:
    meant = UUID("0190a0d4-77e2-7c3a-9a53-0c3f5f1b2d4e")
    for cell in (str(meant), str(meant).upper(), meant.hex):
        assert taken(files.SHIFTS, shift_id=cell).shift_id == meant
    for cell in ("{" + str(meant) + "}", "7", "0190a0d4-77e2-7c3a-9a53", "1.9E+37"):
        assert said(files.SHIFTS, shift_id=cell) == [
            (
                "shift_id",
                "This is not an id. Write an id (UUID) like 0190a0d4-77e2-7c3a-9a53-0c3f5f1b2d4e.",
            )
        ]


def test_bank_details_as_people_type_them() -> None:
    row = taken(files.PAYEES, sort_code="20-00 00", account_number="1234 5678")
    assert (row.sort_code, row.account_number) == ("200000", "12345678")


@pytest.mark.parametrize("cell", ["70116", "07/01/2016", "20-OO-00", "２０００００", "2000000"])
def test_sort_codes_that_a_spreadsheet_spoiled(cell: str) -> None:
    assert said(files.PAYEES, sort_code=cell, account_number="12345678") == [
        (
            "sort_code",
            (
                "A sort code has six digits, like 20-00-00. "
                "A spreadsheet may have dropped a 0 in front, or made a day of it."
            ),
        )
    ]


@pytest.mark.parametrize("cell", ["1234567", "1.2E+07", "GB82WEST12345698765432"])
def test_account_numbers_that_a_spreadsheet_spoiled(cell: str) -> None:
    assert said(files.PAYEES, sort_code="200000", account_number=cell) == [
        (
            "account_number",
            (
                "An account number has eight digits. If this one has seven, put a 0 in front: "
                "a spreadsheet may have dropped it."
            ),
        )
    ]


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    row = one_row(files.PEOPLE, {"full_name": "", "kind": "cat", "date_of_birth": "03/04/52"})
    assert [(one.file, one.line, one.column, one.value, one.why) for one in row.faults] == [
        (
            "people.csv",
            2,
            "full_name",
            "",
            "This can't be empty. Write the words that belong here.",
        ),
        (
            "people.csv",
            2,
            "kind",
            "cat",
            "“cat” is not one that we know. Write one of adult, carer, group.",
        ),
        (
            "people.csv",
            2,
            "date_of_birth",
            "03/04/52",
            "This is probably 1952-04-03. Write it like that: the year, the month, the day.",
        ),
    ]


def test_a_value_is_shown_cut_off_where_it_is_long() -> None:
    (fault,) = one_row(files.PEOPLE, {"full_name": "é" * 201}).faults
    assert fault.value == "é" * 79 + "…"
