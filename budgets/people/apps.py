"""Persons, carers, groups, households, representatives; who has looked."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, carers, groups, households, representatives; who has looked."""

    name = "budgets.people"
