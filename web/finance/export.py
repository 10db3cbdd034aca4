"""All that the council has, as files that another system can take in."""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from django.http import FileResponse, HttpRequest, HttpResponse

from budgets.caseload.services.exporting import EXPORTED_FILES, count_staying, export_file
from budgets.caseload.values.files import CaseFile
from budgets.councils.rights import Action
from budgets.people import selectors as people
from payments.payouts.values import london_day
from web.doors import Page

log = structlog.get_logger(__name__)
IN_MEMORY: Final = 4_000_000
"""Bytes up to which the archive is built in memory; a longer one goes to a file."""

FILE_WORDS: Final = {
    "teams.csv": "The teams and their pots",
    "members.csv": "Who works here",
    "people.csv": "The people",
    "providers.csv": "Who provides care",
    "budgets.csv": "The budgets, with what is left of each",
    "workers.csv": "The personal assistants",
    "engagements.csv": "What was agreed with them",
    "shifts.csv": "When they worked",
    "absences.csv": "When people were away",
    "payees.csv": "Who is paid",
    "lines.csv": "What came in and was spent",
}


class Export(Page):
    """What goes out, and what can't be said in files and stays behind."""

    action = Action.CASELOAD_EXPORT
    template_name = "finance/export.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the files before anybody takes them."""
        return self.page(
            files=[(file.name, FILE_WORDS.get(file.name, "")) for file in EXPORTED_FILES],
            staying=count_staying(book_id=self.viewer.book_id, now=self.now),
        )


class TakeExport(Page):
    """The files themselves, in one archive; everybody whose record is in it can see who took it."""

    action = Action.CASELOAD_EXPORT
    what = "All records, taken out as files"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        """Hand it over, and note who took it."""
        for person in people.visible_to(self.viewer, self.action):
            self.saw(person)
        log.info("caseload_taken", by=str(self.viewer.user_id), book=str(self.viewer.book_id))
        return FileResponse(
            self._archive(EXPORTED_FILES),
            as_attachment=True,
            filename=f"caseload-{london_day(self.now)}.zip",
            content_type="application/zip",
        )

    def _archive(self, files: Iterable[CaseFile[Any]]) -> IO[bytes]:
        archive = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed when it was sent
        with ZipFile(archive, "w", ZIP_DEFLATED) as whole:
            for file in files:
                with whole.open(file.name, "w", force_zip64=True) as out:
                    for line in export_file(file=file, book_id=self.viewer.book_id, now=self.now):
                        out.write(line)
        archive.seek(0)
        return archive
