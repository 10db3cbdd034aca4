"""The people of the example council. All are invented; telephone numbers are Ofcom's for drama."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budgets.people.values import PersonKind
from ledgers.values import Purpose

CODE = "elmshire"
NAME = "Elmshire Council"
PHONE = "01632 960 412"


@dataclass(frozen=True)
class Somebody:
    """
    Somebody in the example: who they are, and for a carer, whom they care for.

    :ivar home: the same words for people who live together
    """

    name: str
    kind: PersonKind = PersonKind.ADULT
    born: date | None = None
    cares_for: str = ""
    home: str = ""


class Whom(StrEnum):
    """Who would say such a thing."""

    YOUNGER = "younger"
    OLDER = "older"
    CARER = "carer"
    GROUP = "group"


ADULTS = (Whom.YOUNGER, Whom.OLDER)


@dataclass(frozen=True)
class Wish:
    """Something that would help, as people say it."""

    words: str
    pence: int
    purpose: Purpose
    straight_to: str = ""
    helped: str = ""
    whom: tuple[Whom, ...] = (Whom.YOUNGER,)


TEAMS = (
    ("EAST", "Eastgate", 12_000_00),
    ("HILL", "Hillside", 9_000_00),
    ("RIVER", "Riverside", 1_200_00),
)

STAFF = {
    "EAST": (("Ama Boateng", "Tom Ellery"), "Priya Nair"),
    "HILL": (("Grace Whitlock", "Yusuf Demir"), "Colin Marsh"),
    "RIVER": (("Siân Hughes", "Marek Nowak"), "Delia Grant"),
}

PEOPLE: dict[str, tuple[Somebody, ...]] = {
    "EAST": (
        Somebody("Rosa Delgado", born=date(1952, 3, 9)),
        Somebody("Winston Clarke", born=date(1948, 11, 30), home="Clarke"),
        Somebody("Joy Clarke", PersonKind.CARER, date(1951, 6, 2), "Winston Clarke", home="Clarke"),
        Somebody("Imran Sheikh", born=date(1989, 1, 17), home="Sheikh"),
        Somebody("Nadia Sheikh", PersonKind.CARER, date(1992, 9, 5), "Imran Sheikh", home="Sheikh"),
        Somebody("Owen Prosser", born=date(1977, 4, 21)),
        Somebody("Mei-Ling Chan", born=date(1996, 12, 1)),
        Somebody("Patience Adeyemi", born=date(1969, 8, 14)),
        Somebody("Kieran Doyle", born=date(2001, 2, 26)),
        Somebody("Margaret Ashworth", born=date(1939, 10, 3), home="Ashworth"),
        Somebody(
            "Harold Ashworth",
            PersonKind.CARER,
            date(1941, 5, 19),
            "Margaret Ashworth",
            home="Ashworth",
        ),
        Somebody("Zofia Kowalska", born=date(1985, 7, 7)),
        Somebody("Éloïse Ó Briain", born=date(1993, 3, 3)),
        Somebody("The Tuesday Kitchen", PersonKind.GROUP),
    ),
    "HILL": (
        Somebody("Desmond Price", born=date(1961, 1, 11), home="Price"),
        Somebody("Carol Price", PersonKind.CARER, date(1963, 4, 28), "Desmond Price", home="Price"),
        Somebody("Aaliyah Hussain", born=date(1999, 6, 15)),
        Somebody("Stephen Blythe", born=date(1956, 9, 23)),
        Somebody("Thuy Nguyen", born=date(1974, 2, 8)),
        Somebody("Connor Byrne", born=date(2003, 11, 12), home="Byrne"),
        Somebody(
            "Sheila Byrne", PersonKind.CARER, date(1971, 10, 30), "Connor Byrne", home="Byrne"
        ),
        Somebody("Lakshmi Raman", born=date(1945, 5, 6)),
        Somebody("Peter Hallam", born=date(1980, 8, 18)),
        Somebody("Edith Cole", born=date(1936, 12, 24)),
        Somebody("Tendai Moyo", born=date(1987, 3, 29)),
        Somebody("Bryony Fell", born=date(1994, 7, 20)),
        Somebody("Walk and Talk", PersonKind.GROUP),
    ),
    "RIVER": (
        Somebody("Leonard Fitch", born=date(1950, 2, 2), home="Fitch"),
        Somebody(
            "Maureen Fitch", PersonKind.CARER, date(1953, 1, 25), "Leonard Fitch", home="Fitch"
        ),
        Somebody("Svetlana Petrova", born=date(1979, 10, 9)),
        Somebody("Jamal Edwards", born=date(1998, 5, 13)),
        Somebody("Beatrice Mensah", born=date(1966, 6, 27)),
        Somebody("Callum Reid", born=date(2000, 9, 1), home="Reid"),
        Somebody("Anwen Reid", PersonKind.CARER, date(1972, 12, 16), "Callum Reid", home="Reid"),
        Somebody("Iris Tanner", born=date(1942, 4, 4)),
        Somebody("Rafael Costa", born=date(1983, 11, 6)),
        Somebody("Hannah Wolfe", born=date(1990, 8, 31)),
        Somebody("Gurpreet Gill", born=date(1958, 3, 14)),
        Somebody("Dorothy Lamb", born=date(1940, 7, 9)),
        Somebody("Sunil Mehta", born=date(1976, 1, 5)),
    ),
}

WISHES = (
    Wish(
        "A make-up course at the college. I want to work again.",
        300_00,
        Purpose.LEARNING,
        "Elmshire College",
        "yes",
    ),
    Wish(
        "Driving lessons, so that I can take Mum to the hospital.",
        250_00,
        Purpose.TRANSPORT,
        helped="yes",
    ),
    Wish(
        "A washing machine. Mine floods and I wash by hand.",
        229_00,
        Purpose.EQUIPMENT,
        "Harlow Electricals",
        "yes",
        (*ADULTS, Whom.CARER),
    ),
    Wish(
        "Swimming for three months. My back is better in the water.",
        96_00,
        Purpose.GETTING_OUT,
        helped="yes",
        whom=(*ADULTS, Whom.CARER),
    ),
    Wish(
        "A tablet, so that I can see my sister in Jamaica.",
        180_00,
        Purpose.TECHNOLOGY,
        helped="a_little",
        whom=ADULTS,
    ),
    Wish(
        "A weekend away. I have not slept through since March.",
        275_00,
        Purpose.BREAKS,
        helped="yes",
        whom=(Whom.CARER,),
    ),
    Wish(
        "Bus fares and a coat, to get to the job club.", 85_50, Purpose.TRANSPORT, helped="a_little"
    ),
    Wish(
        "Tools for the garden that I share with next door.",
        64_99,
        Purpose.EQUIPMENT,
        helped="yes",
        whom=ADULTS,
    ),
    Wish(
        "A course in bike repair, to work with my hands again.",
        300_00,
        Purpose.LEARNING,
        "Elmshire College",
        "no",
    ),
    Wish(
        "Choir, for the winter term.",
        60_00,
        Purpose.GETTING_OUT,
        helped="yes",
        whom=(Whom.OLDER, Whom.CARER),
    ),
    Wish("A second-hand laptop for my English class.", 210_00, Purpose.TECHNOLOGY, helped="yes"),
    Wish(
        "Somebody to sit with him while I see my friends.",
        144_00,
        Purpose.BREAKS,
        helped="yes",
        whom=(Whom.CARER,),
    ),
    Wish(
        "Big pots, and a day with a baker for all of us.",
        155_00,
        Purpose.LEARNING,
        helped="yes",
        whom=(Whom.GROUP,),
    ),
    Wish(
        "A minibus to the arboretum, with a lift for two chairs.",
        210_00,
        Purpose.TRANSPORT,
        helped="yes",
        whom=(Whom.GROUP,),
    ),
)
