"""Payees as they come in: where budgets are paid, and accounts that nobody reads again."""

from datetime import date
from uuid import UUID

import pytest

from budgets.caseload.models import ImportedRow
from budgets.caseload.services.importing.payees import name_at_bank
from budgets.plans.models import Budget, Instalment
from budgets.recovery.selectors import shares_account
from payments.payouts import selectors as payouts
from payments.payouts import services
from payments.payouts.models import Payee
from payments.payouts.rules import read_bank_details
from tests.factories import NOW, World
from tests.services.import_worlds import (
    bring,
    empty_council,
    nothing_changes,
    one_budget,
    written_out,
)
from tests.worlds_of_plans import work_out

DETAILS = {"sort_code": "20-00-00", "account_number": "55779911"}


@pytest.fixture
def book(db: None) -> UUID:
    """A council with one person and one budget paid to a bank account."""
    book_id = empty_council()
    one_budget(book_id, account_kind="bank")
    return book_id


def test_a_payee_is_named_for_its_budget(book: UUID) -> None:
    budget = Budget.objects.get(book_id=book).id
    bring(book, payees=[{"budget_ref": "B1", "account_fingerprint": "acc-7"}])
    payee = Payee.objects.get(reference="Y1")
    assert (payee.about_kind, payee.about_id) == ("budget", budget)
    assert (payee.display_name, payee.kind, payee.fingerprint) == (
        "Elmshire College",
        "business",
        "acc-7",
    )
    assert payee.details is None


def test_a_payee_of_no_budget_is_the_councils(book: UUID) -> None:
    bring(book, payees=[{}])
    payee = Payee.objects.get()
    assert (payee.about_kind, payee.about_id) == ("council", book)


def test_the_holders_own_account_is_where_instalments_go(book: UUID) -> None:
    said = {"budget_ref": "B1", "kind": "own_account", "name": "Rosa Delgado", **DETAILS}
    bring(book, payees=[said])
    work_out(book, date(2026, 12, 14))
    payment = Instalment.objects.get().payment
    assert payment is not None
    assert payment.payee is not None
    assert payment.payee.reference == "Y1"
    details = payouts.bank_details(payment.payee)
    assert details is not None
    assert (details.sort_code, details.account_number, details.account_name) == (
        "200000",
        "55779911",
        "Rosa Delgado",
    )
    assert payouts.is_ready(payment.payee, NOW.date())


def test_numbers_of_accounts_stand_nowhere_in_clear(book: UUID) -> None:
    brought = bring(book, payees=[DETAILS])
    assert brought.refused == []
    payee = Payee.objects.get()
    assert payee.details is not None
    assert b"55779911" not in bytes(payee.details)
    assert payee.last_two == "11"
    assert "55779911" not in payee.fingerprint
    assert b"55779911" not in written_out(book)["payees.csv"]
    assert b"sort_code" not in written_out(book)["payees.csv"]
    digests = set(ImportedRow.objects.values_list("digest", flat=True))
    bring(book, payees=[DETAILS | {"payee_ref": "Y2"}])
    assert len(set(ImportedRow.objects.values_list("digest", flat=True)) - digests) == 1


def test_two_with_one_account_share_it(book: UUID) -> None:
    bring(book, payees=[DETAILS, DETAILS | {"payee_ref": "Y2"}])
    assert len({payee.fingerprint for payee in Payee.objects.all()}) == 1


def test_a_practitioner_with_the_payees_account_is_seen(world: World) -> None:
    email = world.practitioner.user.email
    said = {"email": email, "full_name": world.practitioner.user.full_name}
    bring(
        world.book_id,
        members=[said | {"account_fingerprint": "acc-7"}],
        payees=[{"account_fingerprint": "acc-7"}, {"payee_ref": "Y2"}],
    )
    world.practitioner.refresh_from_db()
    same, other = (Payee.objects.get(reference=ref) for ref in ("Y1", "Y2"))
    assert shares_account(world.practitioner, same)
    assert not shares_account(world.practitioner, other)


def test_an_account_that_changed_is_paid_after_the_days_of_care(book: UUID) -> None:
    bring(book, payees=[DETAILS | {"changed_on": "2026-11-20"}])
    payee = Payee.objects.get()
    assert (payee.changed_on, payee.care_until) == (date(2026, 11, 20), date(2026, 11, 27))
    assert not payouts.is_ready(payee, NOW.date())


def test_the_same_again_changes_nothing(book: UUID) -> None:
    said = DETAILS | {"budget_ref": "B1", "user_email": "x@home.example"}
    bring(book, payees=[said])
    with nothing_changes():
        assert bring(book, payees=[said]).of("payees") == {"read": 1, "unchanged": 1}


def test_a_first_account_is_kept(book: UUID) -> None:
    bring(book, payees=[{}])
    again = bring(book, payees=[DETAILS])
    assert again.of("payees") == {"read": 1, "changed": 1}
    assert payouts.bank_details(Payee.objects.get()) is not None


def test_another_account_is_never_taken_from_a_file(book: UUID) -> None:
    """Two people change where somebody is paid; a file would be one."""
    bring(book, payees=[DETAILS])
    with nothing_changes():
        again = bring(book, payees=[DETAILS | {"account_number": "12345678"}])
    ((_, line, column, why),) = again.remarks
    assert (line, column) == (2, "account_number")
    assert "another account here already" in why
    fault = next(fault for step in again.steps for fault in step.remarks)
    assert fault.value == ""


def test_nor_what_stands_for_it(book: UUID) -> None:
    bring(book, payees=[DETAILS])
    with nothing_changes():
        again = bring(book, payees=[{"account_fingerprint": "else"}])
    assert [column for _, _, column, _ in again.remarks] == ["account_fingerprint"]


def test_what_stands_for_an_account_that_is_not_here_is_corrected(book: UUID) -> None:
    bring(book, payees=[{"account_fingerprint": "acc-7", "changed_on": "2026-01-05"}])
    again = bring(book, payees=[{"account_fingerprint": "acc-8", "changed_on": "2026-11-20"}])
    assert again.of("payees") == {"read": 1, "changed": 1}
    payee = Payee.objects.get()
    assert (payee.fingerprint, payee.changed_on) == ("acc-8", date(2026, 11, 20))


def test_what_they_gave_themselves_stays(book: UUID) -> None:
    bring(book, payees=[{}])
    payee = Payee.objects.get()
    services.give_details(
        secret=services.make_link(payee=payee, now=NOW),
        details=read_bank_details(
            sort_code="20-00-00", account_number="87654321", account_name="The College"
        ),
        now=NOW,
    )
    with nothing_changes():
        again = bring(book, payees=[DETAILS])
    assert [column for _, _, column, _ in again.remarks] == ["account_number"]


def test_a_name_that_no_bank_can_hold_keeps_no_account(book: UUID) -> None:
    brought = bring(book, payees=[DETAILS | {"name": "王小明"}])
    assert [column for _, _, column, _ in brought.remarks] == ["account_number"]
    payee = Payee.objects.get()
    assert (payee.display_name, payee.details) == ("王小明", None)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Éloïse Ó Briain", "Eloise O Briain"),
        ("Marks & Sons (Elmshire) Building and Gardening", "Marks + Sons (Elmshire) Building an"),
        ("A*B_C", "A B C"),
        ("ちえ", ""),
    ],
)
def test_the_name_that_the_bank_holds(name: str, held: str) -> None:
    assert name_at_bank(name) == held


def test_a_payee_is_written_to_where_the_file_says(book: UUID) -> None:
    bring(book, people=[{"person_ref": "P2", "email": "dana@home.example"}])
    bring(book, payees=[{"user_email": "dana@home.example"}])
    payee = Payee.objects.get()
    assert payee.user_id is not None
    assert payee.contact is not None
    assert b"dana" not in bytes(payee.contact)


def test_nobody_who_died_is_written_to_about_their_account(book: UUID) -> None:
    dead = {"person_ref": "P2", "died_on": "2026-10-01", "email": "gone@home.example"}
    bring(
        book,
        people=[dead],
        budgets=[{"budget_ref": "B2", "person_ref": "P2", "account_kind": "bank"}],
        payees=[{"budget_ref": "B2", "kind": "own_account"}],
    )
    assert Payee.objects.get(reference="Y1").silent


def test_a_payee_of_a_budget_that_is_not_there_is_refused(book: UUID) -> None:
    brought = bring(book, payees=[{"budget_ref": "B9"}])
    assert [column for _, _, column, _ in brought.refused] == ["budget_ref"]
    assert not Payee.objects.exists()
