"""
All of England's direct payments in one council, for proofs and benchmarks.

One person's life is lived by the verbs: a direct payment, paid so many times until now, and once
more planned for today. The database copies it (`config.crowding`), and every copy is given bank
details of its own. In a proof or a benchmark:

    with england(budgets=117_000, paid=1) as there:
        payouts.approve_payments(book_id=there.book_id, ids=…, by=there.second, now=there.now)

The database is made once in a process for the same question, and copied from that template.
`settle` does it in the database that is open now.
"""

import atexit
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from budgets.councils import services as councils
from budgets.councils.models import Council, Member, Team
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.plans import services as plans
from budgets.plans.selectors import conditions
from budgets.plans.selectors.facts import calendars
from budgets.plans.selectors.paying import take_payable
from budgets.plans.services.instalments import write_instalments
from budgets.plans.values import BudgetKind, HolderKind
from budgets.plans.values.drafting import BudgetDraft, HolderDraft, StatementDraft
from budgets.plans.values.schedule import ContributionMode
from config.crowding import copy_people
from config.proving import drop_database, scratch_database
from ledgers.values import SCHEDULER, Purpose, Viewer
from payments.outside.encryption import seal
from payments.outside.polling import make_calls
from payments.outside.rails.practice.server import practice_bank
from payments.outside.values import Rail
from payments.payouts import services as payouts
from payments.payouts.models import Payee, Payment
from payments.payouts.services.payees import fingerprint
from payments.payouts.tasks import apply_answers
from payments.payouts.values import BankDetails, PaymentState

ENGLAND: Final = 117_000
"""How many people have a direct payment in England."""

WEEKS: Final = timedelta(weeks=4)
SORT_CODE: Final = "200000"
_templates: dict[tuple[int, int, Callable[[int], str]], tuple[str, "England"]] = {}


@dataclass(frozen=True)
class England:
    """
    What was settled: one council with so many budgets, and who decides about money in it.

    :ivar first: the finance officer who planned today's payments
    :ivar second: another, who may approve them
    :ivar now: when the last of it happened; today's payments are due on this day
    """

    book_id: UUID
    budgets: int
    first: UUID
    second: UUID
    now: datetime


def untroubled(number: int) -> str:
    """An account number for each payee, none of which gives the practice bank any trouble."""
    return f"{number // 97:06}{1 + number % 97:02}"


def mixed(number: int) -> str:
    """An account number for each payee: of a hundred, one fails and one sends its money back."""
    return f"{number:08}"


@contextmanager
def england(
    *, budgets: int, paid: int = 1, account: Callable[[int], str] = untroubled
) -> Iterator[England]:
    """
    A scratch database with so many budgets, copied from a template made at the first call.

    :param paid: how many instalments of each were planned, sent and paid before today's
    :param account: the bank account number of the payee with this number
    """
    question = (budgets, paid, account)
    if question not in _templates:
        with scratch_database(keep=True) as template:
            _templates[question] = (template, settle(budgets=budgets, paid=paid, account=account))
        atexit.register(drop_database, template)
    template, there = _templates[question]
    with scratch_database(template=template):
        yield there


def settle(*, budgets: int, paid: int = 1, account: Callable[[int], str] = untroubled) -> England:
    """So many budgets in the migrated, empty database that is open now."""
    now = timezone.now()  # noqa: TID251  a benchmark is a door
    council, finance = live(now, paid)
    copy_people(budgets - 1)
    give_accounts(council.book_id, account)
    first, second = (member.user_id for member in finance)
    return England(council.book_id, budgets, first, second, now)


def give_accounts(book_id: UUID, account: Callable[[int], str]) -> None:
    """Give each payee sealed bank details of their own."""
    ids = list(Payee.objects.filter(book_id=book_id).order_by("id").values_list("id", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE given (id uuid, details bytea, last_two text, mark text)"
        )
        with cursor.copy("COPY given FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["uuid", "bytea", "text", "text"])
            for number, payee_id in enumerate(ids):
                details = BankDetails(SORT_CODE, account(number), f"Payee {number}")
                sealed = seal(json.dumps(asdict(details)))
                last_two = details.account_number[-2:]
                copy.write_row([payee_id, sealed, last_two, fingerprint(book_id, details)])
        cursor.execute(
            f"UPDATE {Payee._meta.db_table} p SET details = g.details, last_two = g.last_two, "
            "fingerprint = g.mark FROM given g WHERE p.id = g.id"
        )
        cursor.execute("DROP TABLE given")
        cursor.execute("ANALYZE")


def live(now: datetime, paid: int) -> tuple[Council, Sequence[Member]]:
    """One council, one person, one direct payment: paid so often, and planned for today."""
    start = now - paid * WEEKS
    council = councils.open_council(code="england", name="England", now=start, rail=Rail.PRACTICE)
    team = councils.open_team(book_id=council.book_id, reference="T", name="Team", now=start)
    staff = [_member(council, team, role, start) for role in (Role.PRACTITIONER, Role.MANAGER)]
    person = people.add_person(team=team, full_name="Daniel Okafor", now=start)
    _agree(person, staff, start.date(), start)
    finance = [_member(council, team, Role.FINANCE, start, name) for name in ("a", "b")]
    for number in range(paid + 1):
        day = start + number * WEEKS
        _plan(council.book_id, day.date(), finance[0], day)
        _give_details(council.book_id, day)
        if number < paid:
            _pay(council.book_id, finance[1], day)
    return council, finance


def _plan(book_id: UUID, pay_on: date, by: Member, now: datetime) -> None:
    """Plan what is due by a day, in no run yet: a copy of a payment would be in none either."""
    with transaction.atomic():
        batch = take_payable(book_id, after=None, limit=1)
        write_instalments(batch, calendars(book_id), pay_on=pay_on, by=by.user_id, now=now)


def _member(council: Council, team: Team, role: Role, now: datetime, name: str = "") -> Member:
    member = councils.add_member(
        book_id=council.book_id,
        email=f"{role}{name}@council.example",
        full_name=role.capitalize(),
        roles=[role],
        now=now,
    )
    councils.place_in_team(member=member, team=team)
    return member


def _agree(person: Person, staff: Sequence[Member], starts_on: date, now: datetime) -> None:
    draft = BudgetDraft(
        kind=BudgetKind.DIRECT_PAYMENT,
        holder=HolderDraft(kind=HolderKind.PERSON),
        purposes=((Purpose.PERSONAL_ASSISTANCE, "Somebody to help me up and out"),),
        contribution_mode=ContributionMode.NET,
        statement=StatementDraft(starts_on, 310_00, 30_00, "Our first figures"),
    )
    budget = plans.draft_budget(person=person, draft=draft, by=staff[0], now=now)
    budget = plans.agree_budget(budget=budget, by=staff[1], now=now)
    for code in conditions.list_missing(budget):
        plans.record_condition(
            budget=budget,
            code=code,
            stands=True,
            decided_on=starts_on,
            why="We talked about it.",
            by=staff[0],
            now=now,
        )


def _give_details(book_id: UUID, now: datetime) -> None:
    for payee in Payee.objects.filter(book_id=book_id, details=None):
        link = payouts.make_link(payee=payee, now=now)
        details = BankDetails(SORT_CODE, untroubled(0), "D Okafor")
        payouts.give_details(secret=link, details=details, now=now)


def _pay(book_id: UUID, approver: Member, now: datetime) -> None:
    """Have today's payments approved, sent, made by the bank and taken as paid."""
    waiting = Payment.objects.filter(book_id=book_id, state=PaymentState.PLANNED)
    ids = list(waiting.values_list("id", flat=True))
    payouts.approve_payments(book_id=book_id, ids=ids, by=approver.user_id, now=now)
    payouts.send_ready(book_id=book_id, by=SCHEDULER, now=now)
    viewer = Viewer(user_id=SCHEDULER, book_id=book_id, roles=frozenset(), now=now)
    with practice_bank() as address, override_settings(PRACTICE_BANK_URL=address):
        make_calls(viewer, clock=lambda: now)
    apply_answers(clock=lambda: now)
