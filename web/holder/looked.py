"""Who has looked at my records."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from budgets.councils import selectors as councils
from budgets.people import selectors as people
from budgets.people.models import RecordRead
from web.holder.whose import HolderPage

MOST_SHOWN = 200


class Looked(HolderPage):
    """Everybody who looked, each once a day, newest first."""

    template_name = "holder/looked.html"
    what = "who has looked"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show who looked at what, and when."""
        person = self.person()
        reads = list(people.list_reads(person)[:MOST_SHOWN]) if person else []
        names = councils.names_of(read.read_by for read in reads)
        days = [(day, _once_each(group, names)) for day, group in groupby(reads, key=_day)]
        own = bool(person and self.is_own(person))
        return self.page(person=person, own=own, days=days, more=len(reads) == MOST_SHOWN)


def _day(read: RecordRead) -> date:
    return timezone.localdate(read.read_at)


def _once_each(reads: Any, names: dict[Any, str]) -> list[dict[str, str]]:
    seen = {(read.read_by, read.role, read.what): None for read in reads}
    return [
        {"name": names.get(by, "The service"), "role": role.replace("_", " "), "what": what}
        for by, role, what in seen
    ]
