"""Single sums: proposed by one member, agreed by another."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.one_offs.shapes import EXAMPLE_ONE_OFF, OneOffAnswer, OneOffBody, OneOffFilters
from api.operation import Operation, operation
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import OneOff
from budgets.plans.values.agreement import OneOffKind


class OneOffDoor(PartDoor):
    """A door to single sums."""

    rows = OneOff.objects.select_related("budget__person")


class OneOffs(OneOffDoor):
    """Single sums."""

    @operation(
        Operation(
            "listOneOffs",
            Action.BUDGETS_READ,
            OneOffAnswer,
            filters=OneOffFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[OneOff]:
        """List single sums beside the regular instalments."""
        rows: QuerySet[OneOff] = self.visible()
        return rows

    @operation(
        Operation(
            "proposeOneOff",
            Action.BUDGETS_DRAFT,
            OneOffAnswer,
            body=OneOffBody,
            status=201,
            keyed=True,
            example=EXAMPLE_ONE_OFF,
        )
    )
    def post(self) -> OneOff:
        """Write down a single sum. It is paid when somebody else has agreed it."""
        return services.propose_one_off(
            budget=self.budget_of_body(),
            kind=OneOffKind(self.body["kind"]),
            pence=self.body["amount"],
            due_on=self.body["due_on"],
            words=self.body["words"],
            by=self.member,
            now=self.now,
        )


class OneOneOff(OneOffDoor):
    """One single sum."""

    @operation(Operation("getOneOff", Action.BUDGETS_READ, OneOffAnswer, looks_at="budget.person"))
    def get(self, one_off_id: UUID) -> OneOff:
        """Show one single sum."""
        found: OneOff = self.seen(one_off_id)
        return found


class Agree(OneOffDoor):
    """A second person's yes."""

    @operation(
        Operation(
            "agreeOneOff",
            Action.BUDGETS_AGREE,
            OneOffAnswer,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, one_off_id: UUID) -> OneOff:
        """Agree a single sum: it goes out with the next instalment from its day on."""
        return services.agree_one_off(one_off=self.seen(one_off_id), by=self.member, now=self.now)


class Withdraw(OneOffDoor):
    """Never mind."""

    @operation(
        Operation("withdrawOneOff", Action.BUDGETS_DRAFT, OneOffAnswer, body=Nothing, matched=True)
    )
    def post(self, one_off_id: UUID) -> OneOff:
        """Take back a single sum that nobody has agreed."""
        return services.withdraw_one_off(
            one_off=self.seen(one_off_id), by=self.viewer.user_id, now=self.now
        )
