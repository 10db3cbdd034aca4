"""Users, councils, teams, members, delegations, policy and rights."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """Users, councils, teams, members, delegations, policy and rights."""

    name = "budgets.councils"
