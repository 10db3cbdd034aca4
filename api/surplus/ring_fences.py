"""Money that is owed already: set aside, and let go."""

from uuid import UUID

from django.db.models import QuerySet

from api.budgets.doors import PartDoor
from api.operation import Operation, operation
from api.strictness.bodies import Nothing
from api.surplus.shapes import (
    EXAMPLE_RING_FENCE,
    RingFenceAnswer,
    RingFenceBody,
    RingFenceFilters,
)
from budgets.councils.rights import Action
from budgets.plans import services
from budgets.plans.models import RingFence


class RingFenceDoor(PartDoor):
    """A door to money that is set aside."""

    rows = RingFence.objects.select_related("budget__person")


class RingFences(RingFenceDoor):
    """Money that is set aside."""

    @operation(
        Operation(
            "listRingFences",
            Action.BUDGETS_READ,
            RingFenceAnswer,
            filters=RingFenceFilters,
            listed=True,
            looks_at="budget.person",
        )
    )
    def get(self) -> QuerySet[RingFence]:
        """List money that is owed already: holiday pay, tax, notice, bookings."""
        rows: QuerySet[RingFence] = self.visible()
        return rows

    @operation(
        Operation(
            "setRingFence",
            Action.SURPLUS_TALK,
            RingFenceAnswer,
            body=RingFenceBody,
            status=201,
            keyed=True,
            example=EXAMPLE_RING_FENCE,
        )
    )
    def post(self) -> RingFence:
        """Set money aside that is owed already, so that it is nobody's surplus."""
        return services.set_ring_fence(
            budget=self.budget_of_body(),
            kind=self.body["kind"],
            pence=self.body["amount"],
            words=self.body["words"],
            by=self.member.user_id,
            now=self.now,
        )


class OneRingFence(RingFenceDoor):
    """One sum that is set aside."""

    @operation(
        Operation("getRingFence", Action.BUDGETS_READ, RingFenceAnswer, looks_at="budget.person")
    )
    def get(self, ring_fence_id: UUID) -> RingFence:
        """Show one sum that is set aside."""
        found: RingFence = self.seen(ring_fence_id)
        return found


class Release(RingFenceDoor):
    """Let it go."""

    @operation(
        Operation(
            "releaseRingFence",
            Action.SURPLUS_TALK,
            RingFenceAnswer,
            body=Nothing,
            matched=True,
        )
    )
    def post(self, ring_fence_id: UUID) -> RingFence:
        """Let go what was set aside: it is paid, or not owed after all."""
        return services.release_ring_fence(
            ring_fence=self.seen(ring_fence_id), by=self.member.user_id, now=self.now
        )
