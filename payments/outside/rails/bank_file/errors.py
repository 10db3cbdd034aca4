"""What this rail refuses, by name."""

from ledgers.errors import Refusal
from payments.outside.rails.bank_file.values import BadRow


class UnsendableFile(Refusal):
    """The bank would refuse this file. Each thing that is wrong is listed with its row."""

    def __init__(self, bad_rows: tuple[BadRow, ...]) -> None:
        self.bad_rows = bad_rows
        super().__init__(" ".join(f"Row {bad.row}, {bad.column}: {bad.why}" for bad in bad_rows))


class UnreadableAnswer(Refusal):
    """This is not an answer from the bank that can be read. Nothing was taken from it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)
