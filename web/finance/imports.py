"""Bringing the council's files: tried first, taken in after, followed while the worker reads."""

from typing import Any, Final

import structlog
from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from budgets.caseload.models import CaseloadImport
from budgets.caseload.selectors import imports
from budgets.caseload.services import start_import, take_in
from budgets.caseload.values.files import FILES
from budgets.caseload.values.importing import ImportState
from budgets.councils.rights import Action, may
from budgets.councils.selectors import name_of
from ledgers.errors import Refusal
from web.doors import FormPage, Page
from web.finance.export import FILE_WORDS
from web.listing import page_of

log = structlog.get_logger(__name__)
MOST_BYTES: Final = 50_000_000
MOST_SHOWN: Final = 100
COUNTS: Final = ("read", "created", "changed", "unchanged", "refused", "later")


class FilesField(forms.FileField):
    """One or several files, each not too large."""

    def __init__(self, **options: Any) -> None:
        widget = forms.FileInput()
        widget.allow_multiple_selected = True
        widget.attrs["multiple"] = True
        super().__init__(widget=widget, max_length=200, **options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Read each of them; say which is too large, or was chosen twice."""
        files = [super(FilesField, self).clean(one, initial) for one in data or [None]]
        names: set[str] = set()
        for file in files:
            if file.size > MOST_BYTES:
                raise forms.ValidationError(
                    f"{file.name} has more than 50 MB. Cut it into parts, and bring them one after "
                    "the other: what was taken is not taken twice."
                )
            if file.name.casefold() in names:
                raise forms.ValidationError(f"{file.name} is chosen twice. Choose it once.")
            names.add(file.name.casefold())
        return files


class ImportForm(forms.Form):
    """The files that somebody brings."""

    brought = FilesField(
        label="Your files",
        help_text="One or several: people.csv, budgets.csv and so on. Up to 50 MB each.",
        error_messages={
            "required": "Choose at least one file.",
            "empty": "One of these files is empty.",
            "missing": "Choose at least one file.",
            "invalid": "Choose at least one file.",
        },
    )


class Import(FormPage):
    """Bringing files to see what could be taken from them; nothing is kept by looking."""

    action = Action.CASELOAD_IMPORT
    template_name = "finance/import.html"
    form_class = ImportForm

    def show(self, form: Form, status: int = 200) -> HttpResponse:
        """The form, and what was brought before."""
        rows = page_of(self.request, imports.list_imports(self.viewer.book_id))
        names = [(file.name, FILE_WORDS.get(file.name, "")) for file in FILES]
        return self.page(
            status=status,
            form=form,
            names=names,
            rows=rows,
            brought=[(one, status_of(one)) for one in rows],
        )

    def act(self, form: Form) -> HttpResponse:
        """Keep them for the worker, and go on to what it finds."""
        started = start_import(
            book_id=self.viewer.book_id,
            files={file.name: file for file in form.cleaned_data["brought"]},
            by=self.viewer.user_id,
            now=self.now,
            is_trial=True,
            may_change_members=may(self.viewer.roles, Action.MEMBERS_CHANGE),
        )
        return redirect("one_import", started.id)


class ImportPage(Page):
    """What the pages of one import share."""

    action = Action.CASELOAD_IMPORT

    def one(self) -> CaseloadImport:
        """The import of the address, if it is of this council."""
        found = imports.find_import(self.viewer.book_id, self.kwargs["import_id"])
        if found is None:
            raise Http404
        return found


class OneImport(ImportPage):
    """How far it is, what became of each file, and what stands in the way."""

    template_name = "finance/one_import.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it is now."""
        return self.page(**self.shown())

    def shown(self) -> dict[str, Any]:
        """What the page shows, also when taking it in was refused."""
        one = self.one()
        found = imports.list_found(one, MOST_SHOWN)
        return {
            "one": one,
            "place": status_of(one),
            "percent": imports.percent_read(one),
            "by_name": name_of(one.started_by),
            "files": [file for file in one.files if file["is_ours"]],
            "strangers": [file["name"] for file in one.files if not file["is_ours"]],
            "counted": [(name, counts, _row(counts)) for name, counts in one.counts.items()],
            "refused": [each for each in found if each.is_refused],
            "remarks": [each for each in found if not each.is_refused],
            "is_cut": len(found) == MOST_SHOWN,
            "rejected": imports.list_rejected(one),
            "is_open": one.state in (ImportState.WAITING, ImportState.RUNNING),
            "can_take": imports.is_takeable(one),
            "good": sum(_good(counts) for counts in one.counts.values()),
        }


class TakeIn(OneImport):
    """Taking in what was tried."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let the worker take it in."""
        started = take_in(
            trial=self.one(),
            by=self.viewer.user_id,
            now=self.now,
            may_change_members=may(self.viewer.roles, Action.MEMBERS_CHANGE),
        )
        messages.success(request, "It is being taken in. You can close this page.")
        return redirect("one_import", started.id)

    def refused(self, refusal: Refusal, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why not."""
        return self.page(409, refusal=refusal, **self.shown())


class Rejected(ImportPage):
    """The refused rows of a file, each with why in front: corrected, they are brought again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand them over, and note who took them."""
        one, file = self.one(), kwargs["file"]
        if file not in imports.list_rejected(one):
            raise Http404
        log.info("rejected_rows_taken", caseload_import=str(one.id), file=file)
        content = b"".join(imports.read_rejected(one, file))
        name = f'attachment; filename="rejected-{file}"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def status_of(one: CaseloadImport) -> tuple[str, str]:
    """Where an import is, as a status word on its tint."""
    done = ("Looked at", "outline") if one.is_trial else ("Taken in", "stone")
    return {
        ImportState.WAITING: ("Waits", "outline"),
        ImportState.RUNNING: ("Being read", "calm"),
        ImportState.DONE: done,
        ImportState.FAILED: ("Given up", "clay"),
    }[ImportState(one.state)]


def _row(counts: dict[str, Any]) -> list[int]:
    return [int(counts[name]) for name in COUNTS]


def _good(counts: dict[str, Any]) -> int:
    return int(counts["created"]) + int(counts["changed"])
