"""The day's payments as a file, to be carried to the bank, and what the bank answers."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse

from api.bank_files.shapes import BankAnswerAnswer, BankFileAnswer, BankFileFilters
from api.doors import Door
from api.operation import CSV, Operation, operation
from api.strictness.bodies import Nothing
from budgets.councils.rights import Action
from budgets.councils.selectors import get_debtor
from payments.payouts import selectors, services
from payments.payouts.models import BankAnswer, BankFile

XML = "application/xml"


class BankFiles(Door):
    """Files for the bank."""

    @operation(
        Operation(
            "listBankFiles",
            Action.BANK_FILES_READ,
            BankFileAnswer,
            filters=BankFileFilters,
            listed=True,
        )
    )
    def get(self) -> QuerySet[BankFile]:
        """List the files that were made for the bank."""
        return selectors.bank_files_visible_to(self.viewer)

    @operation(
        Operation(
            "makeBankFile",
            Action.BANK_FILES_MAKE,
            BankFileAnswer,
            body=Nothing,
            status=201,
            keyed=True,
        )
    )
    def post(self) -> BankFile:
        """Send all that is approved, due and ready, as one file for the bank."""
        return services.make_bank_file(
            book_id=self.viewer.book_id,
            debtor=get_debtor(self.viewer.book_id),
            by=self.member.user_id,
            now=self.now,
        )


class BankFileDoor(Door):
    """A door to one file."""

    def seen(self, file_id: UUID) -> BankFile:
        """The file, if the member may see it."""
        found: BankFile = self.find(selectors.bank_files_visible_to(self.viewer), id=file_id)
        return found


class OneBankFile(BankFileDoor):
    """One file for the bank."""

    @operation(Operation("getBankFile", Action.BANK_FILES_READ, BankFileAnswer))
    def get(self, file_id: UUID) -> BankFile:
        """Show one file: its day, how many payments and how much."""
        return self.seen(file_id)


class Pain001(BankFileDoor):
    """One file as the bank takes it."""

    @operation(Operation("downloadPain001", Action.BANK_FILES_MAKE, media=XML))
    def get(self, file_id: UUID) -> HttpResponse:
        """Download a file as ISO 20022 pain.001.001.09, with bank details in clear."""
        file = self.seen(file_id)
        return attached(services.read_bank_file(file)[0], XML, f"{file.message_id}.xml")


class Table(BankFileDoor):
    """One file as a table."""

    @operation(Operation("downloadBankCsv", Action.BANK_FILES_MAKE, media=CSV))
    def get(self, file_id: UUID) -> HttpResponse:
        """Download a file as CSV, with bank details in clear."""
        file = self.seen(file_id)
        return attached(services.read_bank_file(file)[1], CSV, f"{file.message_id}.csv")


class Answers(Door):
    """What the bank answers."""

    @operation(
        Operation(
            "readBankAnswers",
            Action.BANK_FILES_ANSWER,
            BankAnswerAnswer,
            status=201,
            keyed=True,
            takes=(XML, CSV),
        )
    )
    def post(self) -> BankAnswer:
        """Take a file that the bank answered with: pain.002 or CSV. It counts once."""
        return services.read_bank_answers(
            book_id=self.viewer.book_id, data=self.raw, by=self.member.user_id, now=self.now
        )


def attached(content: bytes, media: str, name: str) -> HttpResponse:
    """A file to keep, never to be shown by a browser."""
    return HttpResponse(
        content,
        content_type=media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
