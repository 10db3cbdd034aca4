"""Typing a shift, or putting one right: looked at once with what is to be thought about."""

from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from budgets.assistants.models import Engagement, Shift
from budgets.assistants.services import log_shift, look_at_shift
from budgets.assistants.values import Logged, NewShift, Outcome, ShiftKind
from web.assistant.forms import FIELDS, ShiftForm
from web.assistant.home import recent
from web.assistant.known import known
from web.assistant.starting import GOING, read_going
from web.assistant.whose import WorkPage, employer_of
from web.doors import FormPage
from web.hours.earning import shift_pence
from web.hours.words import hours_words
from web.templatetags.wherewithal import pounds

STOPPED: Final = "stopped"


class TypeShift(FormPage, WorkPage):
    """From when to when; what to think about is said before it is kept, and never keeps it back."""

    template_name = "assistant/type.html"
    form_class = ShiftForm
    kept = True

    def find(self) -> None:
        """Find whose work it is."""
        found = self.engagement(self.kwargs["engagement_id"])
        if found is None:
            raise Http404
        self.work: Engagement = found
        self.told: list[str] = []

    def form_options(self) -> dict[str, Any]:
        """With the times of a shift that was just stopped, if there is one."""
        return {"initial": self.stopped() or {"day": self.today, "kind": ShiftKind.STANDARD}}

    def stopped(self) -> dict[str, Any]:
        """What the session knows of a shift that was stopped."""
        going = read_going(self.request.session)
        if going is None or going.until is None or STOPPED not in self.request.GET:
            return {}
        return times_of(going.since, going.until) | {"kind": ShiftKind.STANDARD}

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, and what the phone must know to do without us."""
        employer, shifts = employer_of(self.work), recent(self, self.engagements())
        return self.page(
            status=status,
            form=form,
            engagement=self.work,
            employer=employer,
            warnings=self.told,
            known=known(self.viewer, self.engagements(), self.work, shifts, now=self.now),
            **self.heading(employer),
            **self.summed(form),
        )

    def heading(self, employer: str) -> dict[str, Any]:
        """What this page is called, and where it leads back to."""
        back = reverse("work_for", args=[self.work.id])
        return {"heading": "Type in a shift", "back": back}

    def summed(self, form: Form) -> dict[str, Any]:
        """How long and how much, once the times can be read."""
        said = getattr(form, "cleaned_data", {})
        if not (said.get("started_at") and said.get("ended_at")) or form.errors:
            return {}
        shift = as_row(self.as_new(said))
        pence = shift_pence(shift, self.work)
        return {
            "hours_words": hours_words(max(0, shift.minutes - shift.break_minutes)),
            "sum_words": "" if pence is None else pounds(pence),
        }

    def replaces(self) -> UUID | None:
        """Which shift this puts right."""
        return None

    def as_new(self, said: dict[str, Any]) -> NewShift:
        """What was typed, as the verb takes it."""
        return NewShift(
            id=said["key"],
            engagement_id=self.work.id,
            kind=ShiftKind(said["kind"]),
            started_at=said["started_at"],
            ended_at=said["ended_at"],
            logged_at=self.now,
            break_minutes=said["break_minutes"],
            woken_minutes=said["woken_minutes"],
            miles_tenths=said["miles"],
            note=said["note"],
            replaces=self.replaces(),
        )

    def act(self, form: Form) -> HttpResponse:
        """Say once what there is to think about; then keep it."""
        new = self.as_new(form.cleaned_data)
        looked = look_at_shift(
            new=new, by=self.viewer.user_id, book_id=self.viewer.book_id, received_at=self.now
        )
        seen = " ".join(sorted(one.code for one in looked.warnings))
        if looked.outcome == Outcome.REFUSED or (seen and form.cleaned_data["seen"] != seen):
            return self.again(cast(ShiftForm, form), looked, seen)
        log_shift(
            new=new, by=self.viewer.user_id, book_id=self.viewer.book_id, received_at=self.now
        )
        if STOPPED in self.request.GET:
            self.request.session.pop(GOING, None)
        messages.success(self.request, f"We have it. {employer_of(self.work)} agrees it next.")
        return redirect("work_for", self.work.id)

    def again(self, form: ShiftForm, looked: Logged, seen: str) -> HttpResponse:
        """The form once more, with why not, or with what to think about first."""
        if looked.outcome == Outcome.REFUSED:
            form.add_error(FIELDS.get(looked.code), looked.words)
            return self.show(form, status=422)
        self.told = [one.words for one in looked.warnings]
        said = self.request.POST.copy()
        said["seen"] = seen
        shown = self.form_class(said, **self.form_options())
        shown.is_valid()
        return self.show(shown)


class CorrectShift(TypeShift):
    """Put a shift right: a new one takes its place, and the old one is kept."""

    kept = False

    def find(self) -> None:
        """Find what is put right."""
        self.old = self.shift()
        self.work = self.old.engagement
        self.told = []

    def form_options(self) -> dict[str, Any]:
        """What it said so far."""
        old = self.old
        also = {
            name: getattr(old, name) for name in ("kind", "break_minutes", "woken_minutes", "note")
        }
        times = times_of(old.started_at, old.ended_at)
        return {"initial": times | also | {"miles": old.miles_tenths}}

    def heading(self, employer: str) -> dict[str, Any]:
        """That it is put right."""
        return {
            "heading": "Put a shift right",
            "about": f"It takes the place of the old one. {employer} sees both, and agrees it.",
            "back": reverse("work_shift", args=[self.old.id]),
            "replaces": self.old.id,
        }

    def replaces(self) -> UUID | None:
        """The old one."""
        return self.old.id


def times_of(started_at: datetime, ended_at: datetime) -> dict[str, Any]:
    """Two moments as they stand in the form; which of two is meant is kept with them."""
    start, end = timezone.localtime(started_at), timezone.localtime(ended_at)
    return {
        "day": start.date(),
        "start": start.time().replace(fold=0),
        "end": end.time().replace(fold=0),
        "which_start": str(start.fold),
        "which_end": str(end.fold),
    }


def as_row(new: NewShift) -> Shift:
    """Hours that nobody has kept yet, as a row that knows what it comes to."""
    return Shift(
        id=new.id,
        kind=new.kind,
        started_at=new.started_at,
        ended_at=new.ended_at,
        minutes=max(0, int((new.ended_at - new.started_at).total_seconds() // 60)),
        break_minutes=new.break_minutes,
        woken_minutes=new.woken_minutes,
        miles_tenths=new.miles_tenths,
    )
