"""Uplifts: prepared with a preview by one officer, agreed by another, or taken back."""

from uuid import UUID

from django.db.models import QuerySet

from api.doors import Door
from api.operation import Operation, operation
from api.strictness.bodies import Nothing
from api.uplifts.shapes import (
    EXAMPLE_UPLIFT,
    UpliftAnswer,
    UpliftBody,
    UpliftDetail,
    UpliftFilters,
    UpliftLineAnswer,
    UpliftLineFilters,
    as_filters,
)
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import Uplift, UpliftLine
from budgets.plans.selectors import uplifts as selectors


class UpliftDoor(Door):
    """A door to uplifts."""

    def visible(self) -> QuerySet[Uplift]:
        """Those over which the member has the operation's right."""
        return selectors.visible_to(self.viewer, self.operation.right)

    def seen(self, uplift_id: UUID) -> Uplift:
        """One of them, in the state that the member saw."""
        found: Uplift = self.find(self.visible(), id=uplift_id)
        return found


class Uplifts(UpliftDoor):
    """Uplifts."""

    @operation(
        Operation(
            "listUplifts", Action.UPLIFTS_READ, UpliftAnswer, filters=UpliftFilters, listed=True
        )
    )
    def get(self) -> QuerySet[Uplift]:
        """List uplifts, and where they are."""
        return self.visible()

    @operation(
        Operation(
            "prepareUplift",
            Action.UPLIFTS_PREPARE,
            UpliftDetail,
            body=UpliftBody,
            status=201,
            keyed=True,
            example=EXAMPLE_UPLIFT,
        )
    )
    def post(self) -> Uplift:
        """Preview what an uplift makes of each budget that is chosen. Nothing is raised by it."""
        return services.prepare_uplift(
            book_id=self.viewer.book_id,
            words=self.body["words"],
            filters=as_filters(self.body.get("budgets", {})),
            starts_on=self.body["starts_on"],
            percent_points=self.body.get("percent_points"),
            new_rate_pence=self.body.get("new_rate"),
            by=self.member,
            now=self.now,
        )


class OneUplift(UpliftDoor):
    """One uplift."""

    @operation(Operation("getUplift", Action.UPLIFTS_READ, UpliftDetail))
    def get(self, uplift_id: UUID) -> Uplift:
        """Show one uplift, and what it comes to."""
        return self.seen(uplift_id)


class Lines(UpliftDoor):
    """The lines of an uplift."""

    @operation(
        Operation(
            "listUpliftLines",
            Action.UPLIFTS_READ,
            UpliftLineAnswer,
            filters=UpliftLineFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self, uplift_id: UUID) -> QuerySet[UpliftLine]:
        """List what an uplift makes of each budget, and what can't be raised by it."""
        return selectors.list_lines(self.seen(uplift_id))


class Agree(UpliftDoor):
    """A second officer's yes."""

    @operation(
        Operation(
            "agreeUplift",
            Action.UPLIFTS_AGREE,
            UpliftDetail,
            body=Nothing,
            keyed=True,
            matched=True,
        )
    )
    def post(self, uplift_id: UUID) -> Uplift:
        """Agree an uplift: it is applied soon after, and undone only by another."""
        return services.agree_uplift(uplift=self.seen(uplift_id), by=self.member, now=self.now)


class Withdraw(UpliftDoor):
    """Never mind."""

    @operation(
        Operation(
            "withdrawUplift",
            Action.UPLIFTS_PREPARE,
            UpliftDetail,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, uplift_id: UUID) -> Uplift:
        """Take back an uplift that nobody has agreed."""
        return services.withdraw_uplift(uplift=self.seen(uplift_id), by=self.member, now=self.now)
