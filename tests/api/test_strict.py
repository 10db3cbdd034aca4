"""What is taken and what is not: JSON, money, ids, days, moments, words, parameters."""

import json
from typing import Any

import pytest
from rest_framework.exceptions import ValidationError

from api.problems import Malformed, ParameterWrong
from api.strictness import fields
from api.strictness.bodies import OneOf, Whole, YesNo
from api.strictness.json_text import read_object
from budgets.recovery.models import RecoveryRequest
from budgets.recovery.values import Reach
from tests.api.client import caller
from tests.factories import World

NOT_JSON = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"1",
    b"{",
    b"{'a': 1}",
    b'{"a": 1,}',
    b'{"a": 1} {"b": 2}',
    b'{"a": 1, "a": 2}',
    b'{"a": {"b": 1, "b": 1}}',
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"a": -Infinity}',
    b'{"a": 01}',
    b'{"a": "\\u0000"}',
    b'{"\\u0000": 1}',
    b'{"a": "\\ud800"}',
    b'{"a": ["\\udfff"]}',
    b'{"a": "\xff"}',
    b'{"a": "\xed\xa0\x80"}',
    b"\xef\xbb\xbf{}",
    b"\xff\xfe{\x00}\x00",
    b'{"a":' * 33 + b"1" + b"}" * 33,
    b"[" * 100_000,
    b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"a": ' + b"9" * 5_000 + b"}",
]


@pytest.mark.parametrize("raw", NOT_JSON, ids=lambda raw: repr(raw[:24]))
def test_what_is_not_json_as_we_take_it(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read_object(raw)


def test_what_is() -> None:
    raw = '{"a": "[[[ {{{ \\" \\\\", "b": {"a": [1, true, null]}, "é": "😀"}'
    assert read_object(raw.encode()) == json.loads(raw)
    assert read_object(b'{"a":' * 32 + b"1" + b"}" * 32)


WRONG: list[tuple[Any, list[Any]]] = [
    (
        fields.Money(),
        [
            "300",
            "300.0",
            "300.000",
            "1_000.00",
            "1e5",
            "-0.00",
            "-1.00",
            "+1.00",
            " 1.00",
            "1.00 ",
            "1.00\n",
            "1,000.00",
            "£1.00",
            "٣٠٠.٠٠",
            "３００.００",
            "1234567890.00",
            ".50",
            "0x1.00",
            "NaN",
            "",
            300,
            300.0,
            None,
            True,
            ["1.00"],
            {"a": 1},
        ],
    ),
    (
        fields.Id(),
        [
            "",
            "1",
            1,
            None,
            "019AA9B0-0000-7000-8000-000000000001",
            "019aa9b0000070008000000000000001",
            "{019aa9b0-0000-7000-8000-000000000001}",
            "019aa9b0-0000-7000-8000-00000000000g",
            "019aa9b0-0000-7000-8000-000000000001\n",
            "urn:uuid:019aa9b0-0000-7000-8000-000000000001",
        ],
    ),
    (
        fields.Day(),
        [
            "2026-02-30",
            "2025-02-29",
            "20261122",
            "2026-W47-7",
            "22/11/2026",
            "2026-11-22T00:00:00Z",
            "٢٠٢٦-١١-٢٢",
            "0000-01-01",
            "2026-13-01",
            "2026-1-1",
            20261122,
            None,
        ],
    ),
    (
        fields.Instant(),
        [
            "2026-03-29T01:30:00",
            "2026-10-25T01:30:00",
            "2026-11-22 10:42:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:42:60Z",
            "2026-11-22T10:42Z",
            "2026-02-30T10:42:00Z",
            "2026-11-22",
            "2026-11-22T10:42:00+25:00",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "2026-03-29T01:30:00[Europe/London]",
            "2026-11-22T10:42:00z",
            1_700_000_000,
            None,
        ],
    ),
    (
        fields.Words(longest=10),
        [
            "",
            "   ",
            "a\x00b",
            "a\x1bb",
            "a\u202eb",
            "a\u2066b",
            "a\ufffeb",
            "a\nb",
            "a\ud800",
            "x" * 11,
            1,
            None,
        ],
    ),
    (fields.Email(), ["", "a", "a@b", "a b@c.de", "a@c.de\n.x", "a\u202e@c.de", 1, None]),
    (OneOf(Reach), ["", "OWN_ACCOUNT", "own_account ", 1, None, True, ["own_account"]]),
    (Whole(least=0, most=9), ["1", 1.0, True, -1, 10, 10**20, None]),
    (YesNo(), ["true", 1, 0, "yes", None]),
]


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field, values in WRONG for value in values],
    ids=lambda one: type(one).__name__ if hasattr(one, "fail") else ascii(one)[:40],
)
def test_each_field_takes_one_spelling(field: Any, value: Any) -> None:
    with pytest.raises(ValidationError):
        field.run_validation(value)


def test_what_each_field_reads() -> None:
    assert fields.Money().run_validation("300.05") == 300_05
    assert fields.Money().run_validation("999999999.99") == 999_999_999_99
    assert fields.Words(longest=20).run_validation(" Ståle 😀 岩 ") == "Ståle 😀 岩"
    assert str(fields.Instant().run_validation("2026-03-29T01:30:00+01:00")) == (
        "2026-03-29 00:30:00+00:00"
    )


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"amount": "1e5"}, "/amount", "invalid"),
        ({"amount": None}, "/amount", "null"),
        ({"currency": "EUR"}, "/currency", "invalid"),
        ({"words": "turned \u202e round"}, "/words", "hidden"),
        ({"pence": 300}, "/pence", "unknown"),
        ({"person": "1"}, "/person", "invalid"),
    ],
)
def test_a_wrong_field_is_pointed_at(
    world: World, change: dict[str, Any], pointer: str, code: str
) -> None:
    body = {"person": str(world.daniel.id), "words": "A course", "amount": "25.00"} | change
    refused = caller(world.practitioner).post("/recovery-requests", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert [(e["pointer"], e["code"]) for e in refused.json()["errors"]] == [(pointer, code)]
    assert not RecoveryRequest.objects.exists()


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=100000000000000000000", "limit"),
        ("limit=1e1", "limit"),
        ("limit=%D9%A3", "limit"),
        ("limit=", "limit"),
        ("limit=1&limit=2", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=" + "A" * 23, "cursor"),
        ("sort=name", "sort"),
        ("state=open", "state"),
        ("team=1", "team"),
        ("team=", "team"),
        ("person=%00", "person"),
    ],
)
def test_a_wrong_parameter_is_named(world: World, query: str, parameter: str) -> None:
    refused = caller(world.practitioner).get(f"/recovery-requests?{query}")
    assert (refused.status_code, refused.json()["code"]) == (400, "parameter_wrong")
    assert refused.json()["errors"][0]["parameter"] == parameter


def test_a_parameter_of_a_detail_is_unknown(world: World) -> None:
    answer = caller(world.practitioner).get(f"/people/{world.daniel.id}?limit=1")
    assert answer.status_code == 400


def test_words_to_look_for_hide_nothing(world: World) -> None:
    ama = caller(world.practitioner)
    assert [row["full_name"] for row in ama.get("/people?q=oka+dan").json()["data"]] == [
        "Daniel Okafor"
    ]
    for hidden in ("%00", "%E2%80%AE", "a%0Ab"):
        assert ama.get(f"/people?q={hidden}").status_code == 400


def test_bodies_have_a_size_and_a_type(world: World) -> None:
    ama, path = caller(world.practitioner), "/recovery-requests"
    large = ama.post(path, b'{"words": "' + b"x" * 262_144 + b'"}')
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    for kind in ("text/plain", "multipart/form-data", "application/json; charset=utf-16"):
        assert ama.post(path, b"{}", Content_Type=kind).status_code == 415
    assert ama.post(path, b"{", Content_Type="application/json").status_code == 400


def test_a_cursor_of_another_shape() -> None:
    from api.cursors import read_cursor

    for wrong in ("a", "é", "====", "b" + "A" * 22, " " * 23):
        with pytest.raises(ParameterWrong):
            read_cursor(wrong)
