"""Two councils in which everybody has something of each kind, made by the verbs of life."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from budgets.councils import services as councils
from budgets.councils.models import ApiToken, Council, Delegation, Member, Team
from budgets.councils.rights import TEAMS_STAFF
from budgets.councils.selectors import get_debtor
from budgets.councils.values import Role
from budgets.people import services as people
from budgets.people.models import Person
from budgets.recovery import services as recovery
from budgets.recovery.models import RecoveryBudget
from budgets.recovery.values import Asking
from config.matrix.afterwards import afterwards
from config.matrix.direct_payments import Plans
from config.matrix.lines import lines_of
from config.matrix.pay_runs import check_run, send_run
from config.matrix.work import Workplace, assistant_in
from ledgers.models import Transfer
from ledgers.services import seal_book
from ledgers.values import SCHEDULER, uuid7
from payments.payouts import services as payouts
from payments.payouts.models import BankFile, Payee, Payment
from payments.payouts.rules import read_bank_details
from payments.payouts.values import PaymentState

OWNERS = ("own", "another", "elsewhere", "nobody")
"""Whose: one's own (team), somebody else's in the council, of another council, of nobody."""

ENOUGH = 2_000_00
NO_THING = {
    name: uuid7()
    for name in (
        "person", "team", "member", "delegation", "budget", "account", "pot", "payee", "asked",
        "promised", "there", "payment", "came_back", "bank_file", "token", "drafted", "stopped",
        "pause", "paying", "condition", "change", "instalment", "planned", "overpaid", "statement",
        "one_off", "rate", "rich", "asked_back", "closing", "over", "assessment", "due",
        "contribution", "ring_fence", "talk", "request", "money_return", "ending", "over_ending",
        "short", "short_ending",
        "bill", "review", "held", "uplift", "uplift_line", "shared", "signatory", "decision",
        "calendar", "closed_day", "account_moved", "pot_moved",
        "run", "sent_run", "run_line", "held_line", "kept",
        "engagement", "assistant", "shift", "asked_shift",
        "wages", "odd_shift", "helping", "invoice",
        "line", "linked_line", "statement_in",
    )
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Who asks, by role, and the ids of what each owner has."""

    members: dict[Role, Member]
    tokens: dict[Role, str]
    things: dict[str, dict[str, UUID]]
    own_tokens: dict[Role, UUID]
    own_delegation: UUID


def make_scene(now: datetime, council: Council | None = None) -> Scene:
    """Build two councils, or a second one beside this."""
    here = _banked(council) if council else _council("matrix-1", now)
    there = _council("matrix-2", now)
    another, own = _team(here, "another", now), _team(here, "own", now)
    things = {
        "another": _things(another, now),  # first, for the next file takes all that waits
        "own": _things(own, now),
        "elsewhere": _things(_team(there, "elsewhere", now), now),
        "nobody": NO_THING,
    }
    for one in (here, there):
        seal_book(book_id=one.book_id, now=now)
    things["another"]["bank_file"] = things["own"]["bank_file"]
    check_run(here.book_id, [things["another"], things["own"]], now=now)
    check_run(there.book_id, [things["elsewhere"]], now=now)
    staff = [role for role in Role if role not in (Role.HOLDER, Role.ASSISTANT)]
    members: dict[Role, Member] = {role: make_member(own, role, now) for role in staff}
    person = Person.objects.select_related("user").get(id=things["own"]["person"])
    members[Role.HOLDER] = Member.objects.get(book_id=here.book_id, user=person.user)
    members[Role.ASSISTANT] = assistant_in(things["own"])
    tokens = {
        role: councils.make_api_token(member=one, label="matrix", now=now)
        for role, one in members.items()
    }
    own_tokens = {role: ApiToken.objects.get(user=one.user).id for role, one in members.items()}
    delegated = Delegation.objects.get(member=members[Role.PRACTITIONER])
    return Scene(members, tokens, things, own_tokens, delegated.id)


def _council(code: str, now: datetime) -> Council:
    return _banked(councils.open_council(code=f"{code}-{uuid4().hex[:8]}", name=code, now=now))


def _banked(council: Council) -> Council:
    return councils.set_bank_account(
        council=council, name="The Council", sort_code="200000", account_number="12345678"
    )


def _team(council: Council, name: str, now: datetime) -> Team:
    team = councils.open_team(book_id=council.book_id, reference=name, name=name, now=now)
    councils.fill_pot(
        team=team, pence=50_000_00, reason="Matrix", key=uuid4(), by=SCHEDULER, now=now
    )
    return team


def make_member(team: Team, role: Role, now: datetime) -> Member:
    """Somebody of this role in a team's council; of the team itself, with money to promise."""
    member = councils.add_member(
        book_id=team.book_id,
        email=f"{role}-{uuid4().hex[:8]}@council.example",
        full_name=role.title(),
        roles=[role],
        now=now,
    )
    if role in (Role.PRACTITIONER, Role.MANAGER):
        councils.place_in_team(member=member, team=team)
        _delegate(member, now)
    return member


def _delegate(member: Member, now: datetime) -> Delegation:
    return councils.give_delegation(
        member=member,
        grant_limit_pence=ENOUGH,
        person_year_limit_pence=10 * ENOUGH,
        starts_on=now.date(),
        by=SCHEDULER,
        now=now,
    )


def _things(team: Team, now: datetime) -> dict[str, UUID]:
    practitioner, manager = (make_member(team, role, now) for role in (*TEAMS_STAFF,))
    person = people.add_person(team=team, full_name="Somebody", now=now)
    holder = people.give_sign_in(person=person, email=f"{uuid4().hex}@home.example", now=now)
    paid, back, sent = _sent(person, practitioner, now)
    asked = recovery.ask_for_recovery_budget(asking=_asking(person), by=holder, now=now)
    councils.make_api_token(member=practitioner, label="matrix", now=now)
    came_back = send_run(person, paid.budget.account_id, by=manager.user_id, now=now)
    promised = _grant(person, practitioner, now)  # last, so that no file has taken it yet
    plans = Plans(person, practitioner, manager, now)
    things, budgets = plans.things()
    return {
        "person": person.id,
        "team": team.id,
        "pot": team.pot_id,
        "member": practitioner.id,
        "delegation": Delegation.objects.get(member=practitioner).id,
        "budget": paid.budget_id,
        "account": paid.budget.account_id,
        "account_moved": paid.budget.account.credits.latest("id").id,
        "pot_moved": Transfer.objects.filter(credit_id=team.pot_id).latest("id").id,
        "payee": Payee.objects.get(about_id=person.id).id,
        "asked": asked.id,
        "promised": promised.request_id,
        "there": paid.request_id,
        "payment": paid.payment_id,
        "came_back": back.payment_id,
        "bank_file": sent.id,
        "sent_run": came_back.id,
        "token": ApiToken.objects.get(user=practitioner.user).id,
        **things,
        **afterwards(plans, budgets),
        **Workplace(budgets["paying"], holder, now).things(),
        **lines_of(budgets["paying"], holder.user_id, now),
    }


def _sent(
    person: Person, practitioner: Member, now: datetime
) -> tuple[RecoveryBudget, RecoveryBudget, BankFile]:
    """One that arrived, one that came back, and the bank's file that they left with."""
    paid, back = (_grant(person, practitioner, now) for _ in range(2))
    for number in ("12345678", "87654321"):  # the second is a change that waits
        _give_details(paid, number, now)
    file = payouts.make_bank_file(
        book_id=person.book_id, debtor=get_debtor(person.book_id), by=SCHEDULER, now=now
    )
    first, second = (Payment.objects.get(id=one.payment_id) for one in (paid, back))
    payouts.mark_paid(payment=first, by=SCHEDULER, now=now)
    payouts.bring_back(
        payment=second, to=PaymentState.FAILED, reason_code="AC04", by=SCHEDULER, now=now
    )
    return paid, back, file


def _give_details(budget: RecoveryBudget, number: str, now: datetime) -> None:
    link = recovery.hand_over_link(recovery=budget, now=now)
    details = read_bank_details(
        sort_code="200000", account_number=number, account_name="S Somebody"
    )
    payouts.give_details(secret=link.rpartition("/")[2], details=details, now=now)


def _asking(person: Person) -> Asking:
    return Asking(person_id=person.id, words="A course", pence=50_00, key=uuid4())


def _grant(person: Person, practitioner: Member, now: datetime) -> RecoveryBudget:
    return recovery.grant_recovery_budget(asking=_asking(person), by=practitioner, now=now)
