"""The main job, before the reader's eyes: asked, authorised, paid, in the ledger, verified."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from uuid import uuid4

from django.core.management import call_command

from budgets.councils import services as councils
from budgets.councils.models import Council, Delegation, Member, Team
from budgets.councils.selectors import name_of
from budgets.people import services as people
from budgets.plans.selectors import viewer_for
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Asking
from ledgers.doors import acting_for
from ledgers.models import Account, Hold, Transfer
from ledgers.selectors import list_about
from ledgers.values import SCHEDULER, Viewer, pounds
from payments.outside.tasks import clock
from payments.payouts import services as payouts
from payments.payouts.models import Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState

Say = Callable[[str], object]
PENCE = 300_00
WORDS = "A course in bike repair at the college. I want to work with my hands again."


@dataclass
class Journey:
    """What was done, and how long each step took."""

    pence: int = PENCE
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str, say: Say) -> Iterator[None]:
        """Time one step and say it."""
        began = time.perf_counter()
        yield
        seconds = time.perf_counter() - began
        self.steps.append((name, seconds))
        say(f"  {name:<12} {seconds * 1000:7.1f} ms\n")


def walk(council: Council, *, say: Say) -> Journey:
    """Take £300 from somebody's words to their account, through the same doors as in life."""
    journey, now = Journey(), clock()
    by, team = _somebody_with_a_pot(council, now)
    viewer = viewer_for(by, now)
    say(f"  Daniel tells {by.user.full_name} of the {team.name} team: “{WORDS}”\n")
    with journey.step("asked", say), acting_for(viewer):
        daniel = people.add_person(team=team, full_name="Daniel Okafor", now=now)
        asking = Asking(person_id=daniel.id, words=WORDS, pence=PENCE, key=uuid4())
        request = recovery.ask_for_recovery_budget(asking=asking, by=by, now=now)
    with journey.step("authorised", say), acting_for(viewer):
        budget = recovery.authorise_recovery_budget(request=request, by=by, now=now)
    with journey.step("collected", say):
        _give_details(budget, viewer, now)
    with journey.step("paid", say):
        _pay(budget)
    with journey.step("in the ledger", say):
        rows = list(list_about(council.book_id, "recovery_request", request.id))
    with journey.step("verified", say):
        call_command("verify_ledger", stdout=StringIO())
    _show(rows, say)
    return journey


def _somebody_with_a_pot(council: Council, now: datetime) -> tuple[Member, Team]:
    """A practitioner who may authorise £300 today, from a pot that is filled when it is low."""
    enough = Delegation.objects.filter(
        book_id=council.book_id, grant_limit_pence=PENCE, member__roles__role="practitioner"
    )
    by = enough.order_by("id").select_related("member__user")[0].member
    team = by.places.select_related("team__pot").get().team
    if team.pot.available_pence < PENCE:
        with acting_for(viewer_for(by, now)):
            councils.fill_pot(
                team=team,
                pence=10 * PENCE,
                reason="Filled for the demonstration",
                key=uuid4(),
                by=SCHEDULER,
                now=now,
            )
    return by, team


def _give_details(budget: RecoveryBudget, viewer: Viewer, now: datetime) -> None:
    with acting_for(viewer):
        link = recovery.hand_over_link(recovery=budget, now=now)
    with acting_for(viewer):
        payouts.give_details(
            secret=link.rpartition("/")[2],
            details=read_bank_details(
                sort_code="20-00-00", account_number="55779 142", account_name="D Okafor"
            ),
            now=now,
        )


def _pay(budget: RecoveryBudget) -> None:
    call_command("work", once=True)
    state = Payment.objects.values_list("state", flat=True).get(pk=budget.payment_id)
    if state != PaymentState.PAID:
        raise RuntimeError(f"The payment is {state}, not paid: look at the outbox.")


def _show(rows: list[Transfer], say: Say) -> None:
    accounts = Account.objects.in_bulk([x for row in rows for x in (row.debit_id, row.credit_id)])
    held = Hold.objects.get(about_id=rows[0].about_id)
    say("\n  What the ledger has:\n")
    say(
        f"  {held.held_at:%H:%M:%S}  {'held':<14} {_name(held.account):>20}   {'':<20}"
        f" {pounds(held.pence)}  by {name_of(held.held_by)}\n"
    )
    for row in rows:
        debit, credit = accounts[row.debit_id], accounts[row.credit_id]
        say(
            f"  {row.posted_at:%H:%M:%S}  {row.kind:<14} {_name(debit):>20} → {_name(credit):<20}"
            f" {pounds(row.pence)}  by {name_of(row.posted_by)}\n"
        )


def _name(account: Account) -> str:
    return f"{account.kind} {account.code}".strip().replace("_", " ")
