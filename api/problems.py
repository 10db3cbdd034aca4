"""What the door itself refuses, before any verb is asked. Each has one status and one code."""

from typing import Any

from rest_framework.exceptions import APIException


class Problem(APIException):
    """A refusal of the door, with what is wrong where."""

    def __init__(
        self, detail: str | None = None, *, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(detail)
        self.errors = errors or []


class Malformed(Problem):
    """The body can't be read as JSON."""

    status_code = 400
    default_code = "malformed"
    default_detail = "The body can't be read."


class ParameterWrong(Problem):
    """A parameter of the address is unknown, stands twice, or can't be read."""

    status_code = 400
    default_code = "parameter_wrong"
    default_detail = "A parameter is unknown or can't be read."


class KeyMissing(Problem):
    """A request that moves money came without its key."""

    status_code = 400
    default_code = "idempotency_key_missing"
    default_detail = "Send an Idempotency-Key of 1 to 128 visible letters: a new UUID for each act."


class SessionNeeded(Problem):
    """A token asked for what only a signed-in human may do."""

    status_code = 403
    default_code = "session_needed"
    default_detail = "A token can't do this. Sign in yourself."


class SignInWeak(Problem):
    """A session of staff that came by less than a second factor or the council's own sign-in."""

    status_code = 403
    default_code = "sign_in_weak"
    default_detail = "Sign in with your second factor, or by the council's own sign-in."


class NotYours(Problem):
    """None of the member's roles has this right."""

    status_code = 403
    default_code = "not_allowed"
    default_detail = "Your roles don't include this."


class InFlight(Problem):
    """The same key is being worked on."""

    status_code = 409
    default_code = "in_flight"
    default_detail = "This is being done already. Ask again with the same key."


class Stale(Problem):
    """The thing has changed since it was read."""

    status_code = 412
    default_code = "stale"
    default_detail = "This has changed since you read it. Read it again."


class TooLarge(Problem):
    """The body is larger than anything that is taken here."""

    status_code = 413
    default_code = "too_large"
    default_detail = "The body is too large."


class Invalid(Problem):
    """The body is JSON, but what it says is not what is asked for."""

    status_code = 422
    default_code = "invalid"
    default_detail = "Some fields are not right."


class OtherRequest(Problem):
    """The key stands for another request."""

    status_code = 422
    default_code = "idempotency_key_reused"
    default_detail = "This Idempotency-Key stands for another request. Make a new one."


class MatchMissing(Problem):
    """A change of state came without saying which state it saw."""

    status_code = 428
    default_code = "match_missing"
    default_detail = "Send If-Match with the ETag that you read."


def parameter_wrong(name: str, code: str, detail: str) -> ParameterWrong:
    """The refusal of one parameter."""
    return ParameterWrong(errors=[{"parameter": name, "code": code, "detail": detail}])


def places(detail: Any, pointer: str = "") -> list[dict[str, str]]:
    """Everything that a serializer found, each with the JSON pointer to where it is."""
    if isinstance(detail, dict):
        return [e for name, inner in detail.items() for e in places(inner, f"{pointer}/{name}")]
    if isinstance(detail, list):
        return [entry for inner in detail for entry in places(inner, pointer)]
    where = pointer.removesuffix("/non_field_errors")
    return [{"pointer": where, "code": str(detail.code), "detail": str(detail)}]
