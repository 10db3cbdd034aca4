"""
Offline phones sync once.

A thousand phones send queues of shifts one to ten times over HTTP: in parts, out of order, often
without hearing the answer, with clocks two days wrong, a third of them after their work ended, and
some while their role is taken from them. In the end each shift that is possible is there once, and
each has its answer. The control gives shifts an id of the server's own.
"""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, Final
from unittest.mock import patch
from uuid import uuid4

from django.db import connections
from django.test import override_settings

from api.shifts import bodies
from budgets.assistants import services as assistants
from budgets.assistants.models import Engagement, Shift, ShiftWarning
from budgets.assistants.values import NewShift, WarningCode
from budgets.councils.models import Member, MemberRole
from budgets.councils.services import make_api_token
from budgets.councils.values import Role
from config.answering import forked_server
from config.phones import WRONG_BY, Phone
from config.proving import QUICK, Proof, as_application, scratch_database
from config.workforce import Workforce, make_workforce
from ledgers.doors import acting_for
from ledgers.values import uuid7

PHONES, A_FEW = 1_000, 60
EACH, EACH_QUICK = 20, 10
AT_ONCE, PROCESSES = 8, 2
ENDED, LOSES_ROLE = 3, 7
"""Every third has ended; every seventh has no role for a while."""


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Let all phones send badly, then let them hear everything."""
    quick = QUICK.get() or control
    count, each = (A_FEW, EACH_QUICK) if quick else (PHONES, EACH)
    with ExitStack() as house:
        house.enter_context(scratch_database())
        there = make_workforce(count)
        phones = make_phones(there, each, seed)
        end_some(there)
        if control:
            house.enter_context(patch.object(bodies, "as_shift", with_our_id))
        house.enter_context(override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False))
        house.enter_context(override_settings(API_REQUESTS_A_MINUTE=10**9))
        house.enter_context(as_application())
        port = house.enter_context(forked_server(PROCESSES))
        roles = take_roles(there)
        everybody(phones, port, Phone.send_badly)
        give_roles(there, roles)
        everybody(phones, port, Phone.send_all)
        return judge(there, phones)


def make_phones(there: Workforce, each: int, seed: int) -> list[Phone]:
    """A phone for each, with a token and a queue."""
    phones = []
    for number, worker in enumerate(there.workers):
        member = Member.objects.select_related("user").get(id=worker.member_id)
        token = make_api_token(member=member, label="proof", now=there.now)
        chance = random.Random(f"{seed} {number}")  # noqa: S311  a proof must be repeatable
        phone = Phone(worker, token, chance, WRONG_BY[number % len(WRONG_BY)])
        phone.work(each, there.now)
        phones.append(phone)
    return phones


def end_some(there: Workforce) -> None:
    """End the work of every third, long before what their phones have."""
    for worker in there.workers[::ENDED]:
        with acting_for(there.viewer):
            found = Engagement.objects.select_related("budget", "assistant")
            assistants.end_engagement(
                engagement=found.get(id=worker.engagement_id),
                ends_on=there.now.date() - timedelta(days=90),
                by=Member.objects.get(id=worker.member_id),
                now=there.now,
            )


def take_roles(there: Workforce) -> list[Any]:
    """Take the role from every seventh; returns whose it was."""
    whose = [worker.member_id for worker in there.workers[::LOSES_ROLE]]
    with acting_for(there.viewer):
        MemberRole.objects.filter(member_id__in=whose).delete()
    return whose


def give_roles(there: Workforce, whose: list[Any]) -> None:
    """Give it back to them."""
    with acting_for(there.viewer):
        MemberRole.objects.bulk_create(
            MemberRole(id=uuid7(), book_id=there.book_id, member_id=one, role=Role.ASSISTANT)
            for one in whose
        )


def everybody(phones: list[Phone], port: int, send: Any) -> None:
    """Several phones at once, until each has done it."""
    connections.close_all()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(lambda phone: send(phone, port), phones))


def judge(there: Workforce, phones: list[Phone]) -> Proof:
    """Compare what every phone had with what is there."""
    with acting_for(there.viewer, read_only=True):
        kept = list(Shift.objects.values_list("id", "engagement_id", "started_at", "ended_at"))
        ended = ShiftWarning.objects.filter(code=WarningCode.AFTER_END).count()
    ids = {str(row[0]) for row in kept}
    said = set().union(*(phone.taken() for phone in phones))
    sent = {one["id"] for phone in phones for one in phone.shifts}
    refused = sent - said
    answers = sum((phone.answers for phone in phones), Counter[int]())
    figures = {
        "phones": len(phones),
        "shifts": len(sent),
        "sendings": answers.total(),
        "statuses": {str(status): count for status, count in sorted(answers.items())},
        "kept": len(kept),
        "doubled": len(kept) - len({row[1:] for row in kept}),
        "lost": len(said - ids),
        "kept_and_not_told": len(ids - said),
        "without_an_answer": sum(phone.unheard() for phone in phones),
        "refused_by_name": len(refused),
        "after_the_end_with_a_warning": ended,
        "server_errors": sum(count for status, count in answers.items() if status >= 500),  # noqa: PLR2004
    }
    faults = ("doubled", "lost", "kept_and_not_told", "without_an_answer", "server_errors")
    line = (
        f"{len(phones)} phones sent {len(sent):,} shifts in {answers.total():,} sendings: "
        f"{figures['kept']:,} kept, {figures['doubled']} doubled, {figures['lost']} lost, "
        f"{figures['without_an_answer']} without an answer, {len(refused)} refused by name, "
        f"{ended} after the end with a warning"
    )
    return Proof(not any(figures[name] for name in faults) and bool(kept), line, figures)


def with_our_id(said: dict[str, Any], _: Any) -> NewShift:
    """The control: whatever the phone says, the shift gets an id of ours."""
    return AS_SHIFT(said, uuid4())


AS_SHIFT: Final = bodies.as_shift
