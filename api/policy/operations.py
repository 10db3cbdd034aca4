"""The policy of the council: what is in force on a day, and setting it from a day on."""

from typing import Any

from api.doors import Door
from api.filters import DayFilter, Filters
from api.operation import Operation, operation
from api.shapes import Answer, At, On, Ref, Said
from api.strictness.bodies import Body, Whole
from api.strictness.fields import Day, Words
from budgets.councils.models import PolicySetting
from budgets.councils.rights import Action
from budgets.councils.selectors import policy_on
from budgets.councils.services import set_policy
from budgets.councils.values import Policy

MOST = 1_000_000_000


class InWords(Answer):
    """One setting: pence, days or weeks as its name says, and how it is published."""

    name = Said()
    value = Whole(least=0, most=MOST)
    words = Said()


class PolicyAnswer(Answer):
    """The whole policy on one day."""

    on = On()
    settings = InWords(many=True)


class PolicyFilters(Filters):
    """Which day."""

    on = DayFilter(label="The day; today, when left out.")


class SettingBody(Body):
    """One setting from a day on."""

    name = Words(longest=60)
    value = Whole(least=0, most=MOST)
    starts_on = Day()


class SettingAnswer(Answer):
    """One setting from a day on."""

    id = Ref()
    name = Said()
    value = Whole(least=0, most=MOST)
    starts_on = On()
    set_by = Ref()
    set_at = At()


class PolicyDoor(Door):
    """The policy."""

    @operation(Operation("getPolicy", Action.POLICY_READ, PolicyAnswer, filters=PolicyFilters))
    def get(self) -> dict[str, Any]:
        """Show the policy in force on a day, each setting with its sentence."""
        day = self.asked_for(PolicySetting.objects.all()).get("on") or self.now.date()
        policy: Policy = policy_on(self.viewer.book_id, day)
        named = (
            dict(zip(("name", "value", "words"), row, strict=True)) for row in policy.in_words()
        )
        return {"on": day, "settings": list(named)}


class Settings(Door):
    """Settings of the policy."""

    @operation(
        Operation(
            "setPolicy",
            Action.POLICY_SET,
            SettingAnswer,
            body=SettingBody,
            status=201,
            keyed=True,
            example={"name": "collect_within_days", "value": 56, "starts_on": "2026-12-01"},
        )
    )
    def post(self) -> PolicySetting:
        """Set one setting of the policy from a day on."""
        return set_policy(
            book_id=self.viewer.book_id, by=self.member.user_id, now=self.now, **self.body
        )
