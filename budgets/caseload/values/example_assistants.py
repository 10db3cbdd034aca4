"""Personal assistants of the example: who helps whom, and when in the week."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from budgets.assistants.values import Relation, ShiftKind


class Call(NamedTuple):
    """
    Hours that come each week.

    :ivar weekday: 0 is Monday
    :ivar hour: by the clock in England
    """

    weekday: int
    hour: int
    hours: int
    kind: ShiftKind = ShiftKind.STANDARD


NIGHT, ASLEEP = ShiftKind.WAKING_NIGHT, ShiftKind.SLEEP_IN
WEEKS: Final = {
    "mornings": tuple(Call(day, 8, 3) for day in range(5)),
    "evenings": tuple(Call(day, 17, 3) for day in range(5)),
    "weekends": (Call(5, 9, 6), Call(6, 9, 6)),
    "days": (Call(0, 10, 7), Call(2, 10, 7), Call(4, 10, 7)),
    "outings": (Call(1, 11, 4), Call(3, 11, 4)),
    "nights": (Call(4, 22, 9, NIGHT), Call(5, 22, 9, NIGHT)),
    "sleep-ins": (Call(0, 22, 9, ASLEEP), Call(5, 22, 9, ASLEEP), Call(6, 22, 9, ASLEEP)),
}
"""The hours of a week, by what people call them. Saturday's nights meet both clock changes."""


@dataclass(frozen=True)
class Job:
    """
    Somebody helps somebody.

    :ivar born: nobody has written it down, where it is left out
    :ivar ended: so many weeks before today was the last day
    :ivar starts: so many weeks before today it began, if the budget had begun by then
    """

    assistant: str
    employer: str
    week: str
    born: date | None = date(1988, 4, 12)
    relation: Relation = Relation.NONE
    starts: int = 52
    ended: int = 0
    pence: int = 13_60


JOBS: Final = (
    Job("Mariam Yusuf", "Winston Clarke", "mornings"),
    Job("Ben Tully", "Winston Clarke", "weekends", born=date(2005, 9, 30)),
    Job("Agnieszka Nowak", "Patience Adeyemi", "mornings"),
    Job("Lorraine Hobbs", "Patience Adeyemi", "evenings"),
    Job("Tariq Aziz", "Zofia Kowalska", "days", born=date(1979, 1, 20)),
    Job("Nadia Rahman", "Zofia Kowalska", "weekends"),
    Job("Sian Powell", "Samira Haddad", "mornings"),
    Job("Abigail Osei", "Samira Haddad", "nights", pence=14_20),
    Job("Marek Dvorak", "Samira Haddad", "evenings"),
    Job("Carol Finch", "Pauline Stubbs", "mornings", born=date(1962, 6, 6)),
    Job("Precious Moyo", "Pauline Stubbs", "sleep-ins"),
    Job("Ellie Marsh", "Desmond Price", "mornings", born=date(2007, 3, 3)),
    Job("Kofi Appiah", "Desmond Price", "evenings"),
    Job("Bridget Nolan", "Desmond Price", "weekends", ended=10),
    Job("Farah Siddiqui", "Aaliyah Hussain", "outings"),
    Job("Hana Iqbal", "Aaliyah Hussain", "weekends"),
    Job("George Lamb", "Peter Hallam", "mornings"),
    Job("Ines Duarte", "Miriam Adler", "evenings"),
    Job("Wojciech Lis", "Tomasz Zielinski", "days"),
    Job("Kasia Lis", "Tomasz Zielinski", "sleep-ins"),
    Job("Chidi Eze", "Ngozi Eze", "outings", relation=Relation.HOUSEHOLD_FAMILY),
    Job("Grace Bello", "Ngozi Eze", "weekends"),
    Job("Dylan Rees", "Rhys Morgan", "outings", born=None),
    Job("Leila Karimi", "Shirin Karimi", "mornings", relation=Relation.FAMILY),
    Job("Joanne Peel", "Shirin Karimi", "outings"),
    Job("Emmanuel Addo", "Kwame Asante", "weekends"),
    Job("Trevor Cole", "Leonard Fitch", "mornings", born=date(1958, 11, 2)),
    Job("Susan Blythe", "Leonard Fitch", "evenings"),
    Job("Ivana Petrova", "Svetlana Petrova", "days", relation=Relation.FAMILY),
    Job("Olena Koval", "Svetlana Petrova", "weekends"),
    Job("Comfort Mensah", "Beatrice Mensah", "mornings", relation=Relation.FAMILY),
    Job("Daniela Rossi", "Beatrice Mensah", "outings"),
    Job("Gavin Strachan", "Callum Reid", "days", pence=14_00),
    Job("Moira Kerr", "Callum Reid", "nights", pence=14_60),
    Job("Pedro Alves", "Rafael Costa", "evenings"),
    Job("Anita Desai", "Sunil Mehta", "outings"),
    Job("Fatima Diallo", "Yasmin Osei", "mornings"),
    Job("Neil Cropper", "Colin Rudd", "evenings"),
    Job("Harpreet Gill", "Amrit Bassi", "days"),
    Job("Simran Kaur", "Amrit Bassi", "sleep-ins"),
    Job("Lorraine Hobbs", "Leonard Fitch", "weekends"),
    Job("Joanne Peel", "Sunil Mehta", "weekends", starts=20),
)
"""Forty personal assistants; two of them help two people, who know nothing of each other."""
