"""
A year of people's spending, made by chance, to see how often a purpose is found and right.

Names are as statements have them. `TUNED` is what the words and categories were tried on;
`UNSEEN` has other shops, people and spellings; once, codes that mean nothing by their own
definition (7299, 7399, 9399: not elsewhere classified) were dropped after looking at it.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from budgets.assurance.rules.purposes import Known
from budgets.assurance.values import Channel, Content
from ledgers.values import Purpose
from payments.payouts.values import PayeeKind

P = Purpose


class Habit(NamedTuple):
    """Somewhere people go: what is said of it, and whether the council knows the payee."""

    name: str
    purpose: Purpose
    mcc: str = ""
    channel: Channel = Channel.CARD
    words: str = ""
    kind: PayeeKind | None = None


TUNED: Sequence[Habit] = (
    Habit("ODEON CINEMAS 0114", P.GETTING_OUT, "7832"),
    Habit("COSTA COFFEE 43012", P.GETTING_OUT, "5814"),
    Habit("Elmshire Leisure Ltd", P.GETTING_OUT, "7997"),
    Habit("TUESDAY ART GROUP", P.GETTING_OUT, "", Channel.TRANSFER, "subs"),
    Habit("Greenacre Garden Centre", P.GETTING_OUT, "5261"),
    Habit("CITY TAXIS", P.TRANSPORT, "4121"),
    Habit("STAGECOACH SERVICES", P.TRANSPORT, "4131"),
    Habit("Elm Cabs", P.TRANSPORT, "", Channel.TRANSFER, "fares March"),
    Habit("SHELL ELM ROAD", P.TRANSPORT, "5541"),
    Habit("Elmshire College", P.LEARNING, "8220"),
    Habit("Ms J Peel", P.LEARNING, "", Channel.TRANSFER, "guitar lessons"),
    Habit("WATERSTONES 112", P.LEARNING, "5942"),
    Habit("CURRYS ONLINE", P.TECHNOLOGY, "5732"),
    Habit("O2 UK MOBILE", P.TECHNOLOGY, "4814", Channel.DIRECT_DEBIT),
    Habit("Mobility Plus Ltd", P.EQUIPMENT, "5047"),
    Habit("BOOTS 1183", P.EQUIPMENT, "5912"),
    Habit("Sands Caravan Park", P.BREAKS, "7033"),
    Habit("PREMIER INN 4427", P.BREAKS, "7011"),
    Habit("HMRC CUMBERNAULD", P.EMPLOYMENT_COSTS, "", Channel.DIRECT_DEBIT, "475PW00"),
    Habit("HM Revenue", P.EMPLOYMENT_COSTS, "", Channel.TRANSFER, "", PayeeKind.HMRC),
    Habit("NEST PENSION", P.EMPLOYMENT_COSTS, "", Channel.DIRECT_DEBIT, "", PayeeKind.PENSION),
    Habit("PayPal Payroll Service", P.EMPLOYMENT_COSTS, "", Channel.DIRECT_DEBIT, "payroll fee"),
    Habit("Larch Lane Support", P.AGENCY_CARE, "", Channel.TRANSFER, "", PayeeKind.PROVIDER),
    Habit("Bright Homecare Ltd", P.AGENCY_CARE, "", Channel.TRANSFER, "invoice 118"),
    Habit("AMAZON MKTPL", P.EQUIPMENT, "5999"),
    Habit("SumUp *Dog Walks", P.GETTING_OUT, "7299"),
    Habit("R SMITH", P.GETTING_OUT, "", Channel.TRANSFER, "thanks"),
)

UNSEEN: Sequence[Habit] = (
    Habit("VUE BSL LTD", P.GETTING_OUT, "7832"),
    Habit("GREGGS PLC 2210", P.GETTING_OUT, "5814"),
    Habit("Hill Valley Bowls", P.GETTING_OUT, "7941"),
    Habit("ZETTLE *POTTERY BARN CAFE", P.GETTING_OUT, "5812"),
    Habit("RIVER SINGERS", P.GETTING_OUT, "", Channel.STANDING_ORDER, "choir"),
    Habit("SQ *SALLYS SALON", P.GETTING_OUT, "7230"),
    Habit("A1 PRIVATE HIRE", P.TRANSPORT, "4121"),
    Habit("TRAINLINE.COM", P.TRANSPORT, "4112"),
    Habit("Dial-a-Ride Wold", P.TRANSPORT, "", Channel.TRANSFER, "April"),
    Habit("NCP LIMITED", P.TRANSPORT, "7523"),
    Habit("Wold Adult Education", P.LEARNING, "8299"),
    Habit("HOBBYCRAFT 77", P.LEARNING, "5970"),
    Habit("Mr T Adeyemi", P.LEARNING, "", Channel.TRANSFER, "maths tuition"),
    Habit("APPLE.COM/BILL", P.TECHNOLOGY, "5818"),
    Habit("VIRGIN MEDIA", P.TECHNOLOGY, "4899", Channel.DIRECT_DEBIT),
    Habit("Wold Wheelchair Repairs", P.EQUIPMENT, "", Channel.TRANSFER, "tyres"),
    Habit("DUNELM 0233", P.EQUIPMENT, "5719"),
    Habit("BUTLINS SKEGNESS", P.BREAKS, "7032"),
    Habit("LNER", P.TRANSPORT, "4112"),
    Habit("HAVEN HOLIDAYS", P.BREAKS, "7033"),
    Habit("The Peoples Pension", P.EMPLOYMENT_COSTS, "", Channel.DIRECT_DEBIT),
    Habit("HMRC PAYE NI", P.EMPLOYMENT_COSTS, "", Channel.TRANSFER, "", PayeeKind.HMRC),
    Habit("FISH ADMINISTRATION", P.EMPLOYMENT_COSTS, "6300"),
    Habit("Oak House Day Centre", P.AGENCY_CARE, "", Channel.TRANSFER, "", PayeeKind.PROVIDER),
    Habit("CAREMARK WOLD", P.AGENCY_CARE, "", Channel.TRANSFER, "inv 20931"),
    Habit("M Brown", P.AGENCY_CARE, "", Channel.TRANSFER, "Tues and Thurs"),
)


@dataclass(frozen=True)
class Made:
    """A line, what is known around it, and what it really was for."""

    content: Content
    known: Known
    truth: Purpose


def year_of(habits: Sequence[Habit], *, seed: int, people: int = 60) -> Iterator[Made]:
    """
    A year of some people: each has a plan, a personal assistant or a provider, and some habits.

    A person's habits are mostly for what is in their plan; one line in twelve is for something
    else. Pay is about a fifth of all lines.
    """
    chance = random.Random(seed)
    for number in range(people):
        budget_id = UUID(int=seed << 32 | number)
        mine = chance.sample(habits, chance.randint(4, 8))
        plan = list(dict.fromkeys(one.purpose for one in mine if chance.random() > 1 / 12))
        employs = chance.random() < 0.6
        plan += [P.PERSONAL_ASSISTANCE] if employs else []
        for week in range(52):
            day = date(2026, 1, 5) + timedelta(weeks=week)
            if employs:
                yield _pay(budget_id, day, plan, chance)
            for habit in chance.choices(mine, k=chance.randint(2, 5)):
                yield _spent(budget_id, habit, day, plan, chance)


def _pay(budget_id: UUID, day: date, plan: list[Purpose], chance: random.Random) -> Made:
    """Pay to somebody who is engaged, or, one time in ten, by their name and a word alone."""
    engaged = chance.random() < 0.9
    words = "" if engaged else "wages"
    content = Content(
        budget_id,
        day,
        -chance.randint(80_00, 320_00),
        "D Okafor",
        None,
        words,
        Channel.TRANSFER,
        "",
        "",
    )
    known = Known(plan=plan, is_wages=engaged, payee_kind=PayeeKind.PERSON)
    return Made(content, known, P.PERSONAL_ASSISTANCE)


def _spent(
    budget_id: UUID, habit: Habit, day: date, plan: list[Purpose], chance: random.Random
) -> Made:
    content = Content(
        budget_id,
        day + timedelta(days=chance.randint(0, 6)),
        -chance.randint(3_00, 90_00),
        habit.name,
        None,
        habit.words,
        habit.channel,
        habit.mcc,
        "",
    )
    return Made(content, Known(plan=plan, payee_kind=habit.kind), habit.purpose)
