"""Members, and what is delegated to them."""

from django.db.models import QuerySet

from api.doors import Door
from api.members.shapes import (
    EXAMPLE_DELEGATION,
    EXAMPLE_MEMBER,
    DelegationAnswer,
    DelegationFilters,
    MemberAnswer,
    MemberFilters,
    NewDelegation,
    NewMember,
)
from api.operation import Operation, operation
from budgets.councils import services
from budgets.councils.models import Delegation, Member
from budgets.councils.rights import Action
from budgets.councils.selectors import list_delegations, members_for


class Members(Door):
    """Members of the council."""

    @operation(
        Operation(
            "listMembers",
            Action.MEMBERS_READ,
            MemberAnswer,
            filters=MemberFilters,
            listed=True,
        )
    )
    def get(self) -> QuerySet[Member]:
        """List members and their roles."""
        return members_for(self.viewer).prefetch_related("roles")

    @operation(
        Operation(
            "addMember",
            Action.MEMBERS_CHANGE,
            MemberAnswer,
            body=NewMember,
            status=201,
            keyed=True,
            example=EXAMPLE_MEMBER,
        )
    )
    def post(self) -> Member:
        """Let somebody in; who is a member already is given these roles too."""
        return services.add_member(book_id=self.viewer.book_id, now=self.now, **self.body)


class Delegations(Door):
    """What is delegated."""

    @operation(
        Operation(
            "listDelegations",
            Action.DELEGATIONS_READ,
            DelegationAnswer,
            filters=DelegationFilters,
            listed=True,
        )
    )
    def get(self) -> QuerySet[Delegation]:
        """List what members may authorise alone, and from when."""
        return list_delegations(self.viewer)

    @operation(
        Operation(
            "giveDelegation",
            Action.DELEGATIONS_GIVE,
            DelegationAnswer,
            body=NewDelegation,
            status=201,
            keyed=True,
            example=EXAMPLE_DELEGATION,
        )
    )
    def post(self) -> Delegation:
        """Say what a member may authorise alone, from a day on."""
        return services.give_delegation(
            member=self.find(
                members_for(self.viewer, self.operation.right), id=self.body["member"]
            ),
            grant_limit_pence=self.body["grant_limit"],
            person_year_limit_pence=self.body["person_year_limit"],
            starts_on=self.body["starts_on"],
            by=self.member.user_id,
            now=self.now,
        )
