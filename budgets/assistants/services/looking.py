"""What would be said of hours, before anybody keeps them."""

from datetime import datetime
from uuid import UUID

from budgets.assistants.services.batch import Batch, Sent
from budgets.assistants.values import Logged, NewShift


def look_at_shift(*, new: NewShift, by: UUID, book_id: UUID, received_at: datetime) -> Logged:
    """
    Say what would become of hours if they were sent now; nothing is kept.

    :param by: the user who worked them
    """
    return Batch([Sent(0, by, new)], book_id=book_id, received_at=received_at).judge()[0]
