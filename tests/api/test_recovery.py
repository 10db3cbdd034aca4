"""Recovery budgets over REST: asked, granted, stepped through."""

from tests.api.client import caller
from tests.factories import World

ASKING = {"words": "The make-up course", "amount": "300.00", "currency": "GBP"}


def test_a_practitioner_grants_in_one_step(world: World) -> None:
    ama = caller(world.practitioner)
    granted = ama.post("/recovery-budgets", ASKING | {"person": str(world.daniel.id)})
    assert granted.status_code == 201
    said = granted.json()
    assert (said["amount"], said["currency"], said["state"]) == ("300.00", "GBP", "authorised")
    assert said["progress"] == "waiting_for_details"
    assert said["recovery"]["collect_by"] == "2027-01-03"
    team = ama.get(f"/teams/{world.team.id}").json()
    assert (team["available"], team["set_aside"]) == ("11700.00", "300.00")
