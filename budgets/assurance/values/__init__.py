"""Plain types of assurance: lines, where they come from, how their purposes were found."""

from budgets.assurance.values.lines import (
    Booked,
    Channel,
    Content,
    GivenLine,
    How,
    LinesTaken,
    Source,
)

__all__ = ["Booked", "Channel", "Content", "GivenLine", "How", "LinesTaken", "Source"]
