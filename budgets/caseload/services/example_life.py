"""A year of one-off budgets: weeks in which things are asked, authorised, paid, answered."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import uuid5

from budgets.caseload.services.example_diary import Diary
from budgets.caseload.services.example_pay_days import nth, send_file
from budgets.caseload.services.example_people import Cast, fill_pots, type_details
from budgets.caseload.values.example import WISHES, Whom, Wish
from budgets.councils.models import Member, Team
from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.recovery import selectors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Asking, Helped, Reach
from ledgers.models import Account

WEEKS = 44
YEAR_LIMIT_PENCE = 600_00
TYPED = "Iris Tanner"
"""Who has said where to pay it, and waits for the money to leave."""
OLDER_BORN_BEFORE = date(1960, 1, 1)
NEVER_COLLECTS, SAYS_NOTHING = 11, 5
"""Every so-many-eth sum is never collected, or is never talked about."""


def live(cast: Cast, diary: Diary) -> None:
    """Note it week by week: grants one day, bank details the next, then the file, and answers."""
    chance = Random(1001)  # noqa: S311  an example, not a secret
    diary.note(diary.until - timedelta(weeks=WEEKS), partial(fill_pots, cast))
    for week in range(WEEKS):
        monday = diary.until - timedelta(weeks=WEEKS - week)
        for number in (2 * week, 2 * week + 1):
            diary.note(monday, partial(_grant, cast, number, chance))
        diary.note(monday + timedelta(days=1), partial(_give_details, cast))
        diary.note(monday + timedelta(days=2), partial(send_file, cast, diary))
        diary.note(monday + timedelta(days=4), partial(_daily, cast))
        diary.note(monday + timedelta(days=5), partial(_answer, cast))


def _grant(cast: Cast, number: int, chance: Random, now: datetime) -> None:
    person = cast.people[(number * 7) % len(cast.people)]
    wish, team = _wish_of(person, number + number // len(cast.people)), person.team
    if not _fits(person, team, wish, now):
        return
    by: Member = chance.choice(cast.practitioners[team.id])
    if by.interests.filter(person=person).exists():
        by = cast.managers[team.id]
    granted = recovery.grant_recovery_budget(asking=_asking(person, wish, number), by=by, now=now)
    cast.numbers[granted.id] = cast.numbers[granted.payment_id] = number


def _wish_of(person: Person, number: int) -> Wish:
    """Something that somebody like them would say."""
    whom = _kind_of(person)
    fitting = [wish for wish in WISHES if whom in wish.whom]
    return fitting[number % len(fitting)]


def _kind_of(person: Person) -> Whom:
    if person.kind in (PersonKind.CARER, PersonKind.GROUP):
        return Whom(person.kind)
    born = person.date_of_birth
    return Whom.OLDER if born and born < OLDER_BORN_BEFORE else Whom.YOUNGER


def _fits(person: Person, team: Team, wish: Wish, now: datetime) -> bool:
    pot = Account.objects.get(pk=team.pot_id)
    given = selectors.given_in_year_pence(person, now.date())
    return pot.available_pence >= wish.pence and given + wish.pence <= YEAR_LIMIT_PENCE


def _asking(person: Person, wish: Wish, number: int) -> Asking:
    return Asking(
        person_id=person.id,
        words=wish.words,
        pence=wish.pence,
        key=uuid5(person.id, f"wish {number}"),
        reach=Reach.STRAIGHT if wish.straight_to else Reach.OWN_ACCOUNT,
        straight_to=wish.straight_to,
        purpose=wish.purpose,
    )


def _give_details(cast: Cast, now: datetime) -> None:
    waiting = RecoveryBudget.objects.filter(
        book_id=cast.council.book_id, payment__payee__details=None, lapsed_at=None
    ).select_related("payment__payee")
    for budget in waiting:
        if nth(cast, budget.id, NEVER_COLLECTS):
            continue
        give(budget, now=now)


def give(budget: RecoveryBudget, *, now: datetime) -> None:
    """Type the payee's bank details by the link, as they would."""
    payee = budget.payment.payee
    link = recovery.hand_over_link(recovery=budget, now=now)
    if payee and link:
        type_details(link, payee.display_name, f"{payee.id.int % 10**6:06d}42", now=now)


def _daily(cast: Cast, now: datetime) -> None:
    book = cast.council.book_id
    recovery.remind_uncollected(book_id=book, now=now)
    recovery.lapse_uncollected(book_id=book, now=now)
    recovery.ask_whether_it_helped(book_id=book, now=now)


def _answer(cast: Cast, now: datetime) -> None:
    asked = RecoveryBudget.objects.filter(
        book_id=cast.council.book_id,
        asked_whether_helped_at__isnull=False,
        help_answer=None,
        request__person__user__isnull=False,
    ).select_related("request__person", "payment")
    for budget in asked:
        wish = next((w for w in WISHES if w.words == budget.request.words), None)
        if wish is None or not wish.helped or nth(cast, budget.id, SAYS_NOTHING):
            continue
        recovery.answer_whether_it_helped(
            recovery=budget,
            helped=Helped(wish.helped),
            words="",
            by=_as_member(cast, budget.request.person),
            now=now,
        )


def _as_member(cast: Cast, person: Person) -> Member:
    return Member.objects.get(book_id=cast.council.book_id, user=person.user)


def leave_things_open(cast: Cast, *, now: datetime) -> None:
    """Leave something in every state, so that every page has something to show."""
    ago = [now - timedelta(days=days, hours=days) for days in range(12)]
    _open_askings(cast, ago)
    rosa, kieran = cast.named("Rosa Delgado"), cast.named("Kieran Doyle")
    ama = cast.practitioners[rosa.team_id][0]
    promised = Wish("Watercolours and a class on Thursdays.", 120_00, WISHES[0].purpose)
    for place, person in enumerate((rosa, cast.named("Tendai Moyo"), cast.named("Iris Tanner"))):
        by = cast.practitioners[person.team_id][0]
        if _fits(person, person.team, promised, now):
            granted = recovery.grant_recovery_budget(
                asking=_asking(person, promised, 900 + place), by=by, now=ago[2]
            )
            if person.full_name == TYPED:
                give(granted, now=ago[1])
    boots = Wish("Boots and a bus pass for a warehouse trial.", 90_00, WISHES[1].purpose)
    given_up = recovery.grant_recovery_budget(
        asking=_asking(kieran, boots, 910), by=ama, now=ago[6]
    )
    recovery.cancel_recovery_budget(recovery=given_up, by=ama.user_id, now=ago[5])


def _open_askings(cast: Cast, ago: list[datetime]) -> None:
    joy, imran = cast.named("Joy Clarke"), cast.named("Imran Sheikh")
    from_phones = (
        (joy, Wish("Driving lessons. The hospital is two buses away.", 250_00, WISHES[1].purpose)),
        (cast.named("Connor Byrne"), Wish("A bike.", 149_99, WISHES[1].purpose)),
    )
    for place, (person, wish) in enumerate(from_phones):
        recovery.ask_for_recovery_budget(
            asking=_asking(person, wish, 800 + place), by=_as_member(cast, person), now=ago[1]
        )
    bigger = Wish("A recliner chair, so that I sleep.", 450_00, WISHES[2].purpose)
    asked = recovery.ask_for_recovery_budget(
        asking=_asking(imran, bigger, 810), by=_as_member(cast, imran), now=ago[3]
    )
    recovery.pass_to_manager(request=asked, by=cast.practitioners[imran.team_id][0], now=ago[2])
    _answered_no(cast, cast.named("Mei-Ling Chan"), ago)


def _answered_no(cast: Cast, mei: Person, ago: list[datetime]) -> None:
    refused = recovery.ask_for_recovery_budget(
        asking=_asking(mei, Wish("A new boiler.", 1_900_00, WISHES[2].purpose), 820),
        by=_as_member(cast, mei),
        now=ago[9],
    )
    recovery.refuse_request(
        request=refused,
        reason="Your landlord must mend the boiler. We have written to them for you.",
        by=cast.managers[mei.team_id],
        now=ago[8],
    )
    owen = cast.named("Owen Prosser")
    taken_back = recovery.ask_for_recovery_budget(
        asking=_asking(owen, Wish("A guitar.", 80_00, WISHES[9].purpose), 830),
        by=_as_member(cast, owen),
        now=ago[7],
    )
    recovery.withdraw_request(request=taken_back, by=_as_member(cast, owen), now=ago[6])
