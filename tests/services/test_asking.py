"""Asking, passing on, saying no, taking back."""

import pytest

from budgets.recovery import errors, selectors
from budgets.recovery import services as recovery
from budgets.recovery.values import Progress
from ledgers.models import Account
from payments.outside.encryption import unseal
from payments.outside.models import Message
from tests.factories import NOW, World, asked


def test_asked_from_the_phone(world: World) -> None:
    request = asked(world, world.rosa, words="Driving lessons")
    assert selectors.progress(request) == Progress.ASKED
    assert request.asked_by == world.rosa.user_id
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 0


def test_passed_to_the_manager_who_says_yes(world: World) -> None:
    request = asked(world, world.rosa, pence=450_00)
    with pytest.raises(errors.OverDelegation):
        recovery.authorise_recovery_budget(request=request, by=world.practitioner, now=NOW)
    recovery.pass_to_manager(request=request, by=world.practitioner, now=NOW)
    assert selectors.progress(request) == Progress.WITH_MANAGER
    budget = recovery.authorise_recovery_budget(request=request, by=world.manager, now=NOW)
    assert budget.authorised_by == world.manager.user_id
    assert Account.objects.get(pk=world.team.pot_id).debits_held == 450_00


def test_no_comes_with_a_kind_reason(world: World) -> None:
    request = asked(world, world.rosa)
    with pytest.raises(errors.ReasonMissing):
        recovery.refuse_request(request=request, reason=" ", by=world.manager, now=NOW)
    recovery.refuse_request(
        request=request, reason="The carers' fund can do more.", by=world.manager, now=NOW
    )
    message = Message.objects.get(about_id=request.id)
    assert message.words is not None
    assert "The carers' fund can do more." in unseal(message.words)


@pytest.mark.parametrize("decided", ["refuse", "withdraw", "authorise"])
def test_what_is_decided_stays_decided(world: World, decided: str) -> None:
    request = asked(world, world.rosa)
    if decided == "refuse":
        recovery.refuse_request(request=request, reason="No.", by=world.manager, now=NOW)
    elif decided == "withdraw":
        recovery.withdraw_request(request=request, by=world.holder(world.rosa), now=NOW)
    else:
        recovery.authorise_recovery_budget(request=request, by=world.practitioner, now=NOW)
    held = Account.objects.get(pk=world.team.pot_id).debits_held
    with pytest.raises(errors.AlreadyDecided):
        recovery.authorise_recovery_budget(request=request, by=world.manager, now=NOW)
    with pytest.raises(errors.AlreadyDecided):
        recovery.refuse_request(request=request, reason="No.", by=world.practitioner, now=NOW)
    assert Account.objects.get(pk=world.team.pot_id).debits_held == held


def test_withdrawn_twice_is_withdrawn_once(world: World) -> None:
    request = asked(world, world.rosa)
    holder = world.holder(world.rosa)
    recovery.withdraw_request(request=request, by=holder, now=NOW)
    assert recovery.withdraw_request(request=request, by=holder, now=NOW) == request
