"""Stories in the field's words. After each, the books are proved."""

from datetime import timedelta
from uuid import uuid4

import pytest

from budgets.councils import services as councils
from budgets.people.models import Person
from budgets.recovery import errors, selectors
from budgets.recovery import services as recovery
from budgets.recovery.values import Asking, Helped, Progress
from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from ledgers.values import SCHEDULER
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState
from tests.factories import (
    NOW,
    FundedTeamFactory,
    PersonFactory,
    PractitionerFactory,
    World,
    make_world,
    promised,
    there,
)


def test_an_unpaid_carer_is_trusted_with_250_pounds_for_driving_lessons(world: World) -> None:
    rosa = world.holder(world.rosa)
    asking = Asking(world.rosa.id, "Driving lessons, to take Mum to hospital", 250_00, uuid4())
    request = recovery.ask_for_recovery_budget(asking=asking, by=rosa, now=NOW)
    budget = recovery.authorise_recovery_budget(
        request=request, by=world.practitioner, now=NOW + timedelta(hours=1)
    )
    link = recovery.hand_over_link(recovery=budget, now=NOW)
    payouts.give_details(
        secret=link.rpartition("/")[2],
        details=read_bank_details(
            sort_code="20-00-00", account_number="12345678", account_name="R Marsh"
        ),
        now=NOW + timedelta(hours=2),
    )
    payment = Payment.objects.get(pk=budget.payment_id)
    payouts.mark_paid(payment=payment, by=SCHEDULER, now=NOW + timedelta(hours=2))
    later = NOW + timedelta(weeks=8, hours=3)
    assert recovery.ask_whether_it_helped(book_id=world.book_id, now=later) == 1
    recovery.answer_whether_it_helped(
        recovery=budget, helped=Helped.YES, words="I passed!", by=rosa, now=later
    )
    assert Account.objects.get(pk=budget.budget.account_id).balance_pence == 250_00
    assert budget.budget.person == world.rosa
    assert [move.state for move in payment.moves.order_by("moved_at", "id")] == [
        "approved",
        "sent",
        "paid",
    ]


def test_the_pot_runs_dry_between_two_teams(db: None) -> None:
    world = make_world(pot_pence=400_00)
    hill = FundedTeamFactory(book_id=world.book_id, pot_pence=1_000_00)
    grace = PractitionerFactory(book_id=world.book_id, team=hill)
    promised(world, world.daniel)
    with pytest.raises(errors.PotExhausted):
        promised(world, world.rosa, pence=200_00)
    neighbour: Person = PersonFactory(team=hill)
    recovery.grant_recovery_budget(
        asking=Asking(neighbour.id, "A bike", 200_00, uuid4()), by=grace, now=NOW
    )
    assert Account.objects.get(pk=hill.pot_id).available_pence == 800_00
    councils.fill_pot(
        team=world.team,
        pence=500_00,
        reason="Winter",
        key=uuid4(),
        by=world.finance.user_id,
        now=NOW,
    )
    promised(world, world.rosa, pence=200_00)
    assert Account.objects.get(pk=world.team.pot_id).available_pence == 400_00
    assert list(find_discrepancies()) == []


def test_the_bank_sends_it_back_a_week_later(world: World) -> None:
    budget = there(world, world.daniel)
    week_later = NOW + timedelta(days=7)
    payouts.bring_back(
        payment=budget.payment,
        to=PaymentState.RETURNED,
        reason_code="AC04",
        by=SCHEDULER,
        now=week_later,
    )
    request = type(budget).objects.get(pk=budget.pk).request
    assert selectors.progress(request) == Progress.CAME_BACK
    payment = Payment.objects.get(pk=budget.payment_id)
    payouts.pay_anew(payment=payment, by=world.finance.user_id, now=week_later)
    payouts.send_what_can_leave(payee=payment.payee, by=world.finance.user_id, now=week_later)
    payment.refresh_from_db()
    payouts.mark_paid(payment=payment, by=SCHEDULER, now=week_later)
    assert Account.objects.get(pk=budget.budget.account_id).balance_pence == 300_00
    assert Account.objects.get(pk=world.team.pot_id).balance_pence == 11_700_00
