"""The page on which the council agrees hours that nobody else can: on a phone."""

import pytest

from budgets.plans import services as plans
from tests.browser.conftest import Opener
from tests.factories import NOW, World
from tests.worlds_of_assistants import shift, works

pytestmark = pytest.mark.browser


def test_hours_that_wait_for_the_council(open_phone: Opener, world: World) -> None:
    work = works(world)
    work.log(shift(work.engagement))
    work.log(shift(work.engagement, hours=7, start=14))
    plans.record_death(
        person=work.budget.person, died_on=NOW.date(), by=world.practitioner, now=NOW
    )
    phone = open_phone(world.practitioner.user)
    phone.open(f"/budgets/{work.budget.id}/assistants").look("personal assistants")
    phone.page.get_by_role("link", name="Hours wait that nobody").click()
    phone.look("hours left to the council")
    phone.page.get_by_label("Why do you agree them?").fill("She worked them.")
    phone.page.get_by_role("button", name="Agree them all").click()
    phone.look("agreed")
    phone.open(f"/budgets/{work.budget.id}/assistants/hours").look("no hours left")
