"""Phones that send the same at one moment: real threads, real connections, either engine."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from budgets.assistants import services as assistants
from budgets.assistants.models import Shift, ShiftAgreement
from budgets.assistants.values import AgreedOutcome, Outcome
from tests.factories import NOW, make_world
from tests.worlds_of_assistants import shift, works

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    gate = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_tabs_of_a_phone_send_one_queue() -> None:
    work = works(make_world())
    queue = [shift(work.engagement, start=start, hours=1) for start in range(8, 16)]
    answers = at_once([lambda: work.log_many(queue), lambda: work.log_many(queue[::-1])])
    assert Shift.objects.count() == len(queue)
    said = sorted(one.outcome for some in answers for one in some)
    assert said == [Outcome.ALREADY_THERE] * len(queue) + [Outcome.TAKEN] * len(queue)


def test_one_of_two_corrections_wins() -> None:
    work = works(make_world())
    first = work.logged()
    right = [shift(work.engagement, hours=hours, replaces=first.id) for hours in (5, 6)]
    answers = at_once([lambda: work.log(right[0]), lambda: work.log(right[1])])
    assert sorted((one.outcome, one.code) for one in answers) == [
        (Outcome.REFUSED, "replaced_already"),
        (Outcome.REPLACED, ""),
    ]


def test_two_taps_agree_once() -> None:
    work = works(make_world())
    ids = [work.logged(start=start, hours=1).id for start in (8, 10)]

    def agree() -> Any:
        return assistants.agree_shifts(ids=ids, by=work.holder, now=NOW)

    answers = at_once([agree, agree])
    assert ShiftAgreement.objects.count() == len(ids)
    assert {one.outcome for some in answers for one in some} == {
        AgreedOutcome.AGREED,
        AgreedOutcome.ALREADY_AGREED,
    }
