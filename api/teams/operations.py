"""Teams, and filling a pot."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.shapes import Answer, At, Currency, CurrencyCode, Pounds, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Money, Words
from budgets.councils.models import PotFilling, Team
from budgets.councils.rights import Action
from budgets.councils.selectors import teams_for
from budgets.councils.services import fill_pot


class TeamAnswer(Answer):
    """A team and its prevention pot: what may still be promised, and what is set aside."""

    id = Ref()
    reference = Said()
    name = Said()
    pot = Ref(source="pot_id")
    available = Pounds(source="pot.available_pence")
    set_aside = Pounds(source="pot.debits_held")
    currency = Currency()


class FillingBody(Body):
    """How much, and why."""

    amount = Money()
    currency = OneOf(CurrencyCode, required=False)
    reason = Words(longest=200)


class FillingAnswer(Answer):
    """One filling of a pot."""

    id = Ref()
    team = Ref(source="team_id")
    amount = Pounds(source="pence")
    currency = Currency()
    reason = Said()
    filled_by = Ref()
    filled_at = At()


class Teams(Door):
    """Teams."""

    @operation(Operation("listTeams", Action.TEAMS_READ, TeamAnswer, listed=True))
    def get(self) -> QuerySet[Team]:
        """List teams and what their pots have."""
        return teams_for(self.viewer).select_related("pot")


class OneTeam(Door):
    """One team."""

    @operation(Operation("getTeam", Action.TEAMS_READ, TeamAnswer))
    def get(self, team_id: UUID) -> Team:
        """Show one team and what its pot has."""
        found: Team = self.find(teams_for(self.viewer).select_related("pot"), id=team_id)
        return found


class Fillings(Door):
    """Fillings of a pot."""

    @operation(
        Operation(
            "fillPot",
            Action.POTS_FILL,
            FillingAnswer,
            body=FillingBody,
            status=201,
            keyed=True,
            example={"amount": "12000.00", "currency": "GBP", "reason": "The year's pot"},
        )
    )
    def post(self, team_id: UUID) -> PotFilling:
        """Put council funding into a team's pot."""
        return fill_pot(
            team=self.find(teams_for(self.viewer, self.operation.right), id=team_id),
            pence=self.body["amount"],
            reason=self.body["reason"],
            key=self.key(),
            by=self.member.user_id,
            now=self.now,
        )
