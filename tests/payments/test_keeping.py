"""Money that we keep: one posting, no rail, no file, on its day."""

from dataclasses import replace
from uuid import uuid4

import pytest

from ledgers import services as ledgers
from ledgers.models import Account, Transfer
from ledgers.selectors import get_shared, list_about
from ledgers.values import SCHEDULER, About, AccountKind, Posting, TransferKind
from payments.outside.models import OutboxItem
from payments.payouts import errors, selectors, tasks
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.values import Leaves, PaidHow, PaymentState
from tests.factories import NOW, World, make_world
from tests.ledgers.books import available, balance, nothing_moves
from tests.ledgers.crowd import all_at_once
from tests.payments.owed import (
    TODAY,
    approved,
    budget_account,
    funding,
    known_payee,
    owed,
    plan,
)
from tests.payments.worlds import again, at, make_file

S = PaymentState


def keep(world: World) -> list[Payment]:
    return payouts.keep_ready(book_id=world.book_id, by=SCHEDULER, now=NOW)


def postings(payment: Payment) -> list[tuple[str, int]]:
    rows = list_about(payment.book_id, payment.about_kind, payment.about_id)
    return list(rows.values_list("kind", "pence"))


def spend(account: Account, pence: int) -> list[Transfer]:
    return ledgers.post_fact(
        Posting(
            book_id=account.book_id,
            debit_id=account.id,
            credit_id=get_shared(account.book_id, AccountKind.SPENDING, "breaks").id,
            pence=pence,
            key=uuid4(),
            kind=TransferKind.SPENT,
            about=About("test", uuid4()),
            posted_by=SCHEDULER,
            occurred_on=TODAY,
            posted_at=NOW,
        )
    )


def test_an_instalment_that_we_keep_is_there_at_once(world: World) -> None:
    source, account = funding(world), budget_account(world)
    before = balance(source)
    (payment,) = approved(world, owed(source, account, pence=480_00))
    assert keep(world) == [payment]
    assert (balance(source), available(account)) == (before - 480_00, 480_00)
    assert postings(payment) == [("kept_by_us", 480_00)]
    kept = again(payment)
    assert (kept.state, kept.paid_how, kept.rail) == (S.PAID, PaidHow.KEPT, "")
    assert (kept.tries, kept.sent_at, kept.paid_at) == (1, NOW, NOW)
    moves = list(payment.moves.order_by("id").values_list("state", flat=True))
    assert moves == [S.PLANNED, S.APPROVED, S.SENT, S.PAID]
    assert not OutboxItem.objects.exists()


def test_it_is_kept_once(world: World) -> None:
    account = budget_account(world)
    approved(world, owed(funding(world), account))
    keep(world)
    with nothing_moves():
        assert keep(world) == []
    assert available(account) == 480_00


def test_it_fills_what_was_overspent_first(world: World) -> None:
    account = budget_account(world)
    spend(account, 80_00)
    (payment,) = approved(world, owed(funding(world), account, pence=480_00))
    keep(world)
    # £80.00 was overspent: £480.00 - £80.00 = £400.00 is left.
    assert available(account) == 400_00
    assert balance(Account.objects.get(overspends=account)) == 0
    assert sorted(postings(payment)) == [("kept_by_us", 80_00), ("kept_by_us", 400_00)]


def test_what_a_pot_gives_comes_out_of_what_it_held(world: World) -> None:
    pot, account = Account.objects.get(pk=world.team.pot_id), budget_account(world)
    held = ledgers.hold(
        account=pot, pence=300_00, key=uuid4(), about=About("test", uuid4()), by=SCHEDULER, now=NOW
    )
    (payment,) = plan(
        world, owed(pot, account, pence=300_00, leaves=Leaves.AT_ONCE, hold_id=held.id)
    )
    assert again(payment).state == S.PAID, "a card has its money in the same second"
    pot.refresh_from_db()
    assert (pot.available_pence, pot.debits_held) == (11_700_00, 0)
    assert available(account) == 300_00


def test_what_we_keep_goes_by_no_rail_and_no_file(by_file: World) -> None:
    kept, sent = approved(
        by_file,
        owed(funding(by_file), budget_account(by_file)),
        owed(funding(by_file), budget_account(by_file), payee=known_payee(by_file)),
    )
    assert list(selectors.list_ready(by_file.book_id, TODAY)) == [sent]
    assert list(selectors.list_keepable(by_file.book_id, TODAY)) == [kept]
    file = make_file(by_file)
    assert list(file.payments.all()) == [sent]
    assert again(kept).state == S.APPROVED


def test_no_file_is_made_of_what_we_keep(by_file: World) -> None:
    approved(by_file, owed(funding(by_file), budget_account(by_file)))
    with nothing_moves(), pytest.raises(errors.NothingToSend):
        make_file(by_file)


def test_it_can_be_sent_by_no_rail(world: World) -> None:
    (payment,) = approved(world, owed(funding(world), budget_account(world)))
    assert payouts.send_ready(book_id=world.book_id, by=SCHEDULER, now=NOW) == []
    with nothing_moves(), pytest.raises(errors.DetailsMissing):
        payouts.send_payment(payment=payment, rail="practice", by=SCHEDULER, now=NOW)


def test_no_bank_brings_back_what_we_keep(world: World) -> None:
    (payment,) = approved(world, owed(funding(world), budget_account(world)))
    keep(world)
    with nothing_moves(), pytest.raises(errors.CannotMove):
        payouts.bring_back(
            payment=again(payment), to=S.RETURNED, reason_code="AC04", by=SCHEDULER, now=NOW
        )


def test_the_worker_keeps_what_is_due_in_every_book(world: World) -> None:
    other = make_world()
    accounts = [budget_account(world), budget_account(other)]
    for each, account in zip((world, other), accounts, strict=True):
        approved(each, owed(funding(each), account))
    assert tasks.keep_ready(clock=at(NOW)) == 2
    assert tasks.keep_ready(clock=at(NOW)) == 0
    assert [available(account) for account in accounts] == [480_00, 480_00]


def test_planned_again_it_is_the_same(world: World) -> None:
    planned = owed(funding(world), budget_account(world), leaves=Leaves.AT_ONCE)
    assert plan(world, planned) == plan(world, replace(planned))
    assert Transfer.objects.filter(kind=TransferKind.KEPT_BY_US).count() == 1


@pytest.mark.django_db(transaction=True)
def test_kept_by_two_workers_at_once_it_is_kept_once() -> None:
    world = make_world()
    account = budget_account(world)
    approved(world, *(owed(funding(world), account, pence=1_00) for _ in range(5)))
    answers = all_at_once([lambda: keep(world)] * 3)
    assert [a for a in answers if isinstance(a, Exception)] == []
    assert available(account) == 5_00
