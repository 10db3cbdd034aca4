"""
Asking twice is safe.

Every operation of the committed schema that asks for an Idempotency-Key is asked once, and what
it did is undone; then five times at once with one key, again, with another body, by another
user and from another council. There is one effect, one answer, and nobody else's. The control
looks the key up and then inserts it.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.http import HttpResponse
from django.test import override_settings

from api import idempotency
from api.models import KeptAnswer
from budgets.councils import services as councils
from budgets.councils.models import Member, Team
from budgets.councils.rights import RIGHTS
from budgets.councils.values import Role
from budgets.people import services as people
from config.answering import live_server
from config.asking_twice import Asking, Somebody
from config.matrix.asking import Case, Operation, operations
from config.matrix.recipes import RECIPES
from config.matrix.scene import Scene, make_member, make_scene
from config.proving import QUICK, Proof, scratch_database
from payments.outside.encryption import seal, unseal

SEVERAL = 10
"""In a quick proof, so many operations are asked; in the control too."""

KEY = "Idempotency-Key"


def run(seed: int, control: bool) -> Proof:  # noqa: FBT001  every proof is called this way
    """Ask every operation, each in a copy of the scene."""
    keyed = [one for one in operations() if KEY in one.parameters]
    known = [one for one in keyed if one.name in RECIPES and not RECIPES[one.name].by_session]
    missing = [one.name for one in keyed if one not in known]
    chance = random.Random(seed)  # noqa: S311  a proof must be repeatable
    asked = chance.sample(known, SEVERAL if QUICK.get() or control else len(known))
    faults: dict[str, list[str]] = {}
    with ExitStack() as house:
        scene_database = house.enter_context(scratch_database())
        house.enter_context(override_settings(ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False))
        house.enter_context(override_settings(API_REQUESTS_A_MINUTE=10**9))
        scene = make_scene(datetime.now(UTC))
        others = {role: make_others(scene, role) for role in {role_for(one) for one in asked}}
        port = house.enter_context(live_server())
        for operation in asked:
            with scratch_database(template=scene_database), ExitStack() as broken:
                if control:
                    broken.enter_context(looked_up_then_inserted())
                role = role_for(operation)
                who = Somebody(scene.members[role], scene.tokens[role])
                asking = Asking.of(scene, Case(operation, role, "own"), who, port)
                faults[operation.name] = asking.find_faults(*others[role])
    return judge(faults, missing, len(keyed))


def role_for(operation: Operation) -> Role:
    """The first role that may do this."""
    return next(role for role in Role if role in RIGHTS[operation.right])


def make_others(scene: Scene, role: Role) -> tuple[Somebody, Somebody]:
    """Another of this role in the same team, and one in another council."""
    teams = [Team.objects.get(id=scene.things[owner]["team"]) for owner in ("own", "elsewhere")]
    here, elsewhere = (make_other(team, role, datetime.now(UTC)) for team in teams)
    return here, elsewhere


def make_other(team: Team, role: Role, now: datetime) -> Somebody:
    """Somebody of this role, with a token."""
    member: Member
    if role == Role.HOLDER:
        person = people.add_person(team=team, full_name="Somebody Else", now=now)
        member = people.give_sign_in(person=person, email=f"else-{team.id}@home.example", now=now)
    else:
        member = make_member(team, role, now)
    return Somebody(member, councils.make_api_token(member=member, label="twice", now=now))


def judge(faults: dict[str, list[str]], missing: list[str], keyed: int) -> Proof:
    """What came of it."""
    wrong = {name: found for name, found in faults.items() if found}
    figures = {
        "operations": keyed,
        "asked": len(faults),
        "requests": 10 * len(faults),
        "faulty": len(wrong),
        "without_a_recipe": missing,
        "faults": wrong,
    }
    line = (
        f"{len(faults)} of {keyed} operations with a key, each once, five at once, again, with "
        f"another body, by another user and council: {len(wrong)} had more than one effect, "
        f"another answer or a leak; {len(missing)} without a recipe"
    )
    return Proof(not wrong and not missing, line, figures)


@contextmanager
def looked_up_then_inserted() -> Iterator[None]:
    """Keep answers as many do: look the key up, act, insert the answer; no constraint watches."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE api_keptanswer DROP CONSTRAINT api_answer_key")

    def once(asking: Any, act: Callable[[], HttpResponse]) -> HttpResponse:
        mine = {"book_id": asking.viewer.book_id, "user_id": asking.viewer.user_id}
        kept = KeptAnswer.objects.filter(**mine, key=asking.key).first()
        if kept and kept.body is not None:
            return HttpResponse(unseal(kept.body), status=kept.status)
        answer = act()
        KeptAnswer.objects.create(
            **mine,
            key=asking.key,
            asked=asking.digest,
            status=answer.status_code,
            body=seal(answer.content.decode()),
            asked_at=asking.viewer.now,
        )
        return answer

    with patch.object(idempotency, "once", once):
        yield
