"""Authorising a recovery budget: the promise, and every refusal with nothing moved."""

from tests.factories import NOW, World, promised


def test_the_sum_is_set_aside_at_once(world: World) -> None:
    recovery = promised(world, world.daniel)
    world.team.pot.refresh_from_db()
    assert world.team.pot.available_pence == 11_700_00
    assert world.team.pot.balance_pence == 12_000_00
    assert recovery.authorised_at == NOW
