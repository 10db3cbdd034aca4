"""Two people at once: real threads, real connections, either engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from budgets.recovery import errors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget, RecoveryRequest
from budgets.recovery.values import Asking
from ledgers.models import Account
from ledgers.selectors import find_discrepancies
from tests.factories import NOW, PractitionerFactory, World, asked, make_world


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Start every call at the same moment; a refusal is an answer."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        except errors.Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def grant(world: World, by: Any, asking: Asking) -> Callable[[], RecoveryBudget]:
    return lambda: recovery.grant_recovery_budget(asking=asking, by=by, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_last_300_pounds_of_a_pot_are_promised_once() -> None:
    world = make_world(pot_pence=300_00)
    other = PractitionerFactory(book_id=world.book_id, team=world.team)
    answers = at_once(
        [
            grant(world, world.practitioner, Asking(world.daniel.id, "A", 300_00, uuid4())),
            grant(world, other, Asking(world.rosa.id, "B", 300_00, uuid4())),
        ]
    )
    assert sorted(type(answer).__name__ for answer in answers) == [
        "PotExhausted",
        "RecoveryBudget",
    ]
    pot = Account.objects.get(pk=world.team.pot_id)
    assert (pot.available_pence, pot.debits_held) == (0, 300_00)
    assert RecoveryRequest.objects.count() == 1
    assert list(find_discrepancies()) == []


@pytest.mark.django_db(transaction=True)
def test_one_button_pressed_eight_times_is_one_grant() -> None:
    world = make_world()
    asking = Asking(world.daniel.id, "A course", 300_00, uuid4())
    answers = at_once([grant(world, world.practitioner, asking)] * 8)
    assert len({answer.pk for answer in answers}) == 1
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 300_00


@pytest.mark.django_db(transaction=True)
def test_a_persons_year_is_not_overrun_by_two_practitioners() -> None:
    world = make_world()
    others = [PractitionerFactory(book_id=world.book_id, team=world.team) for _ in range(5)]
    answers = at_once(
        [grant(world, by, Asking(world.daniel.id, "A", 200_00, uuid4())) for by in others]
    )
    given = [answer for answer in answers if isinstance(answer, RecoveryBudget)]
    assert len(given) == 3
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 600_00


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_is_one_of_them() -> None:
    world = make_world()
    request = asked(world, world.daniel)
    answers = at_once(
        [
            lambda: recovery.authorise_recovery_budget(
                request=RecoveryRequest.objects.get(pk=request.pk), by=world.practitioner, now=NOW
            ),
            lambda: recovery.refuse_request(
                request=RecoveryRequest.objects.get(pk=request.pk),
                reason="Not this time.",
                by=world.manager,
                now=NOW,
            ),
        ]
    )
    assert sum(isinstance(answer, errors.AlreadyDecided) for answer in answers) == 1
    request.refresh_from_db()
    held = Account.objects.get(pk=world.team.pot_id).debits_held
    assert (request.state, held) in [("authorised", 300_00), ("refused", 0)]
