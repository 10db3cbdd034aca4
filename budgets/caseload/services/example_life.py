"""A year in the example council: weeks in which things are asked, authorised, paid, answered."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from budgets.caseload.services.example_people import Cast
from budgets.caseload.values.example import WISHES, Wish
from budgets.councils import selectors as councils
from budgets.councils.models import Member, Team
from budgets.people.models import Person
from budgets.recovery import selectors
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Asking, Helped, Reach
from ledgers.models import Account
from payments.payouts import selectors as payouts_seen
from payments.payouts import services as payouts
from payments.payouts.models import BankFile
from payments.payouts.rules import read_bank_details

YEAR_LIMIT_PENCE = 600_00
NEVER_COLLECTS, COMES_BACK, SAYS_NOTHING = 11, 17, 5
"""Every so-many-eth sum is never collected, comes back from the bank, or is never talked about."""


def live(cast: Cast, *, weeks: int, until: datetime) -> None:
    """Live week by week: grants on Monday, details on Tuesday, the file on Wednesday, answers."""
    chance = Random(1001)  # noqa: S311  an example, not a secret
    for week in range(weeks):
        monday = until - timedelta(weeks=weeks - week)
        for number in (2 * week, 2 * week + 1):
            _grant(cast, number, chance, now=monday)
        _give_details(cast, now=monday + timedelta(days=1))
        _pay(cast, now=monday + timedelta(days=2))
        _daily(cast, now=monday + timedelta(days=4))
        _answer(cast, now=monday + timedelta(days=5))


def _grant(cast: Cast, number: int, chance: Random, *, now: datetime) -> None:
    wish, person = WISHES[number % len(WISHES)], cast.people[(number * 7) % len(cast.people)]
    team = person.team
    if not _fits(person, team, wish, now):
        return
    by: Member = chance.choice(cast.practitioners[team.id])
    if by.interests.filter(person=person).exists():
        by = cast.managers[team.id]
    granted = recovery.grant_recovery_budget(asking=_asking(person, wish, number), by=by, now=now)
    cast.numbers[granted.id] = cast.numbers[granted.payment_id] = number


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


def _give_details(cast: Cast, *, now: datetime) -> None:
    waiting = RecoveryBudget.objects.filter(
        book_id=cast.council.book_id, payment__payee__details=None, lapsed_at=None
    ).select_related("payment__payee")
    for budget in waiting:
        if _nth(cast, budget.id, NEVER_COLLECTS):
            continue
        give(budget, now=now)


def give(budget: RecoveryBudget, *, now: datetime) -> None:
    """Type the payee's bank details by the link, as they would."""
    payee = budget.payment.payee
    link = recovery.hand_over_link(recovery=budget, now=now)
    if payee is None or not link:
        return
    letters = payee.display_name.encode("ascii", "ignore").decode()
    payouts.give_details(
        secret=link.rpartition("/")[2],
        details=read_bank_details(
            sort_code="20-00-00",
            account_number=f"{payee.id.int % 10**6:06d}42",
            account_name=letters[:18] or "Account",
        ),
        now=now,
    )


def _pay(cast: Cast, *, now: datetime) -> None:
    book, by = cast.council.book_id, cast.finance.user_id
    if not payouts_seen.list_ready(book, now.date()).exists():
        return
    file = payouts.make_bank_file(book_id=book, debtor=councils.get_debtor(book), by=by, now=now)
    payouts.read_bank_answers(
        book_id=book, data=_answers(cast, file, now), by=by, now=now + timedelta(days=1)
    )


def _answers(cast: Cast, file: BankFile, now: datetime) -> bytes:
    rows = ["payment_id,outcome,reason,occurred_on"]
    for payment in file.payments.order_by("id"):
        failed = _nth(cast, payment.id, COMES_BACK)
        rows.append(f"{payment.id},{'failed,AC04' if failed else 'paid,'},{now.date()}")
    return "\r\n".join(rows).encode()


def _daily(cast: Cast, *, now: datetime) -> None:
    book = cast.council.book_id
    recovery.remind_uncollected(book_id=book, now=now)
    recovery.lapse_uncollected(book_id=book, now=now)
    recovery.ask_whether_it_helped(book_id=book, now=now)


def _answer(cast: Cast, *, now: datetime) -> None:
    asked = RecoveryBudget.objects.filter(
        book_id=cast.council.book_id,
        asked_whether_helped_at__isnull=False,
        help_answer=None,
        request__person__user__isnull=False,
    ).select_related("request__person", "payment")
    for budget in asked:
        wish = next((w for w in WISHES if w.words == budget.request.words), None)
        if wish is None or not wish.helped or _nth(cast, budget.id, SAYS_NOTHING):
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
            recovery.grant_recovery_budget(
                asking=_asking(person, promised, 900 + place), by=by, now=ago[2]
            )
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


def _nth(cast: Cast, which: UUID, every: int) -> bool:
    return cast.numbers.get(which, 1) % every == every - 1
