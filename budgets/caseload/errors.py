"""What is refused of files. The first line of each docstring is the sentence a person reads."""

from collections.abc import Sequence

from ledgers.errors import Refusal


class UnreadableFile(Refusal):
    """This file is not a table that can be read. Nothing was taken from it."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} {why}")
        self.file = file


class ColumnsMissing(Refusal):
    """Columns that are needed are not in this file. Nothing was taken from it."""

    def __init__(self, file: str, columns: Sequence[str]) -> None:
        names = " and ".join(filter(None, [", ".join(columns[:-1]), columns[-1]]))
        noun = "column" if len(columns) == 1 else "columns"
        super().__init__(
            f"{file} lacks the {noun} {names}. Nothing was taken from it. "
            "Add what is missing to the first line and to each row."
        )
        self.file, self.columns = file, tuple(columns)


class CellWrong(Refusal):
    """This cell can't be read. Look at it again."""


class ImportOpen(Refusal):
    """Files that were brought before are still being read. Wait until that is done."""


class TrialGone(Refusal):
    """The files of this trial are not kept any more. Bring them again."""


class NothingToImport(Refusal):
    """None of these is one of our files. They are called people.csv, budgets.csv and so on."""
