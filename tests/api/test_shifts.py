"""Hours over the REST interface: sent as often as it takes, each with its answer."""

from typing import Any
from uuid import uuid4

import pytest

from budgets.assistants.models import Shift
from tests.api.client import Caller, caller
from tests.factories import World
from tests.worlds_of_assistants import Work, works


@pytest.fixture
def work(world: World) -> Work:
    return works(world)


@pytest.fixture
def phone(work: Work) -> Caller:
    return caller(work.member)


def hours(work: Work, **said: Any) -> dict[str, Any]:
    return {
        "engagement": str(work.engagement.id),
        "kind": "standard",
        "started_at": "2026-11-16T09:00:00Z",
        "ended_at": "2026-11-16T13:00:00Z",
        "logged_at": "2026-11-16T13:01:07Z",
        **said,
    }


def on(day: str) -> dict[str, str]:
    return {"started_at": f"{day}T09:00:00Z", "ended_at": f"{day}T10:00:00Z"}


def item(work: Work, **said: Any) -> dict[str, Any]:
    return hours(work, id=str(uuid4())) | said


def put(phone: Caller, shift_id: Any, body: dict[str, Any]) -> Any:
    return phone.ask("put", f"/shifts/{shift_id}", body)


def batch(phone: Caller, *items: Any) -> Any:
    return phone.ask("post", "/shifts/batch", {"shifts": list(items)})


def outcomes(answer: Any) -> list[tuple[str, str]]:
    return [(one["outcome"], one["code"]) for one in answer.json()["answers"]]


def test_hours_are_taken_once_however_often_they_are_sent(work: Work, phone: Caller) -> None:
    shift_id = uuid4()
    body = hours(work, miles="12.3", note="Shopping", break_minutes=20)
    first, again = put(phone, shift_id, body), put(phone, shift_id, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    told = first.json()
    assert (told["id"], told["minutes"], told["miles"]) == (str(shift_id), 240, "12.3")
    assert (told["state"], told["agreement"], told["warnings"]) == ("waiting", None, [])
    assert Shift.objects.get().note == "Shopping"


def test_other_hours_under_the_same_id_are_refused_by_name(work: Work, phone: Caller) -> None:
    shift_id = uuid4()
    put(phone, shift_id, hours(work))
    other = put(phone, shift_id, hours(work, ended_at="2026-11-16T14:00:00Z"))
    assert (other.status_code, other.json()["code"]) == (409, "shift_id_reused")
    assert Shift.objects.get().minutes == 240


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"ended_at": "2026-11-16T08:00:00Z"}, 422, "shift_ends_first"),
        ({"ended_at": "2026-11-16T09:00:00Z"}, 422, "shift_ends_first"),
        ({"ended_at": "2026-11-17T15:00:00Z"}, 422, "shift_too_long"),
        ({"ended_at": "2026-11-16T13:00:00"}, 422, "invalid"),
        ({"break_minutes": 240}, 422, "break_too_long"),
        ({"woken_minutes": 5}, 422, "woken_without_sleep_in"),
        ({"miles": "12"}, 422, "invalid"),
        ({"miles": "٣.٤"}, 422, "invalid"),
        ({"kind": "dancing"}, 422, "invalid"),
        ({"note": "x" * 501}, 422, "invalid"),
        (on("2027-01-01"), 422, "shift_in_future"),
        (on("2026-02-01"), 422, "shift_before_start"),
        ({"engagement": str(uuid4())}, 404, "not_found"),
        ({"replaces": str(uuid4())}, 409, "replaced_missing"),
    ],
)  # fmt: skip
def test_the_impossible_is_refused_with_its_one_status(
    work: Work, phone: Caller, said: dict[str, Any], status: int, code: str
) -> None:
    answer = put(phone, uuid4(), hours(work, **said))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["detail"]
    assert not Shift.objects.exists()


def test_the_odd_is_taken_with_a_warning(work: Work, phone: Caller) -> None:
    answer = put(phone, uuid4(), hours(work, ended_at="2026-11-16T19:00:00Z"))
    assert answer.status_code == 201
    assert [one["code"] for one in answer.json()["warnings"]] == ["short_break"]


def test_a_batch_has_one_answer_for_each_in_its_order(work: Work, phone: Caller) -> None:
    good, again = item(work), item(work, started_at="2026-11-17T09:00:00Z",
                                   ended_at="2026-11-17T13:00:00Z")  # fmt: skip
    batch(phone, again)
    instead = item(work, replaces=good["id"], ended_at="2026-11-16T12:00:00Z")
    wrong = item(work, ended_at="2026-11-16T08:00:00Z")
    unreadable = item(work, started_at="yesterday")
    answer = batch(phone, instead, wrong, good, unreadable, "a shift", again)
    assert outcomes(answer) == [
        ("replaced", ""),
        ("refused", "shift_ends_first"),
        ("taken", ""),
        ("refused", "invalid"),
        ("refused", "invalid"),
        ("already_there", ""),
    ]
    told = answer.json()["answers"]
    assert [one["id"] for one in told] == [
        instead["id"], wrong["id"], good["id"], unreadable["id"], None, again["id"]
    ]  # fmt: skip
    assert told[3]["pointer"] == "/shifts/3/started_at"
    assert "Look at it again." in told[3]["words"]
    assert Shift.objects.count() == 3
    assert outcomes(batch(phone, instead, good, again)) == [("already_there", "")] * 3


def test_more_than_a_batch_is_refused_without_reading_on(work: Work, phone: Caller) -> None:
    many = phone.ask("post", "/shifts/batch", {"shifts": [0] * 501})
    assert many.status_code == 422
    assert many.json()["errors"] == [
        {
            "pointer": "/shifts",
            "code": "too_many",
            "detail": "At most 500 shifts are taken at once. Send them in smaller parts.",
        }
    ]
    huge = phone.ask("post", "/shifts/batch", {"shifts": [hours(work)] * 100_000})
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    assert phone.ask("post", "/shifts/batch", {"shifts": []}).status_code == 422
    assert phone.ask("post", "/shifts/batch", {"shifts": {}}).status_code == 422
    assert not Shift.objects.exists()


def test_five_hundred_with_long_notes_are_taken_at_once(work: Work, phone: Caller) -> None:
    items = [
        item(
            work,
            note="ż" * 500,
            started_at=f"2026-{4 + n // 100:02}-{1 + n % 25:02}T{n % 100 // 25 * 5:02}:00:00Z",
            ended_at=f"2026-{4 + n // 100:02}-{1 + n % 25:02}T{n % 100 // 25 * 5 + 1:02}:00:00Z",
        )
        for n in range(500)
    ]
    assert outcomes(batch(phone, *items)) == [("taken", "")] * 500


def test_hours_are_listed_latest_first_by_keyset(work: Work, phone: Caller) -> None:
    for day in (9, 10, 11, 12, 13):
        for _ in range(2):  # two at once: the id decides between them
            when = {"started_at": f"2026-11-{day:02}T09:00:00Z",
                    "ended_at": f"2026-11-{day:02}T10:00:00Z"}  # fmt: skip
            assert put(phone, uuid4(), hours(work, **when)).status_code == 201
    seen, cursor = [], ""
    while cursor is not None:
        page = phone.get(f"/shifts?limit=3{f'&cursor={cursor}' if cursor else ''}").json()
        seen += page["data"]
        cursor = page["next"]
    assert [one["started_at"] for one in seen] == sorted(
        (one["started_at"] for one in seen), reverse=True
    )
    assert len({one["id"] for one in seen}) == 10
    last = phone.get("/shifts?limit=3").json()["next"]
    back = phone.get(f"/shifts?limit=3&cursor={last}").json()["previous"]
    assert phone.get(f"/shifts?limit=3&cursor={back}").json()["data"] == seen[:3]
    assert phone.get(f"/shifts?cursor={last[:-1]}").status_code == 400
    assert len(phone.get("/shifts?starts_on=2026-11-12&until=2026-11-12").json()["data"]) == 2
    assert phone.get("/shifts?until=9999-12-31").status_code == 200
    assert phone.get("/shifts?starts_on=0001-01-01").status_code == 200
    assert len(phone.get("/shifts?state=agreed").json()["data"]) == 0
    assert b"2026-11-13" in phone.get("/shifts?format=csv").content


def test_the_holder_agrees_one_or_all_and_never_twice(work: Work, phone: Caller) -> None:
    holder = caller(work.holder)
    ids = [item(work, started_at=f"2026-11-{d}T09:00:00Z", ended_at=f"2026-11-{d}T11:00:00Z")
           for d in (10, 11, 12)]  # fmt: skip
    batch(phone, *ids)
    one, *rest = [each["id"] for each in ids]
    agreed = holder.step(f"/shifts/{one}", "agree")
    assert (agreed.status_code, agreed.json()["state"]) == (200, "agreed")
    assert agreed.json()["agreement"]["agreed_by"] == str(work.holder.user_id)
    answer = holder.ask("post", "/shifts/agree", {"shifts": [one, *rest]})
    assert [each["outcome"] for each in answer.json()["answers"]] == [
        "already_agreed", "agreed", "agreed"
    ]  # fmt: skip
    assert holder.ask("post", "/shifts/agree", {"shifts": [str(uuid4())]}).status_code == 404
    assert phone.ask("post", "/shifts/agree", {"shifts": [one]}).status_code == 403


def test_what_is_not_right_is_an_exchange(work: Work, phone: Caller) -> None:
    holder, one = caller(work.holder), item(work)
    batch(phone, one)
    path = f"/shifts/{one['id']}"
    asked = holder.step(path, "question", {"words": "Was it 3 hours?"})
    assert asked.json()["state"] == "questioned"
    answered = phone.step(path, "answer", {"words": "No, 4: the bus was late."})
    assert answered.json()["state"] == "waiting"
    assert [(m["side"], m["words"]) for m in answered.json()["messages"]] == [
        ("holder", "Was it 3 hours?"),
        ("assistant", "No, 4: the bus was late."),
    ]
    taken_back = phone.step(path, "withdraw", {"words": "My mistake"})
    assert taken_back.json()["state"] == "withdrawn"


def test_nobody_sees_anothers_hours(world: World, work: Work, phone: Caller) -> None:
    other = works(world, world.rosa)
    batch(phone, item(work))
    stranger = caller(other.member)
    shift = Shift.objects.get()
    assert stranger.get("/shifts").json()["data"] == []
    assert stranger.get(f"/shifts/{shift.id}").status_code == 404
    assert outcomes(batch(stranger, item(work))) == [("refused", "engagement_missing")]
    assert put(stranger, shift.id, hours(work)).status_code == 404
