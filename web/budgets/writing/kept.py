"""What was typed so far about one person's budget: in the session, until it is stored or left."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, QueryDict

IN_SESSION: Final = "writing_down"
Kept = dict[str, QueryDict]


def read_kept(request: HttpRequest, person_id: UUID) -> Kept:
    """Each step that was answered, with what was typed."""
    steps: Mapping[str, str] = request.session.get(IN_SESSION, {}).get(str(person_id), {})
    return {step: QueryDict(typed) for step, typed in steps.items()}


def keep(request: HttpRequest, person_id: UUID, step: str, form: Form) -> None:
    """Keep what was typed in the fields of this form, and nothing else."""
    typed = QueryDict(mutable=True)
    data: Any = form.data
    for name in form.fields:
        typed.setlist(name, data.getlist(name))
    everybody = request.session.setdefault(IN_SESSION, {})
    everybody.setdefault(str(person_id), {})[step] = typed.urlencode()
    request.session.modified = True


def forget(request: HttpRequest, person_id: UUID) -> None:
    """Forget all that was typed about this person."""
    request.session.get(IN_SESSION, {}).pop(str(person_id), None)
    request.session.modified = True
