"""Words that people write, never more than there is room for."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from budgets.people.errors import WordsTooLong

if TYPE_CHECKING:
    Text = models.CharField[str, str]
else:
    Text = models.CharField


class WordsField(Text):
    """
    Text that refuses by name what doesn't fit, on either database, whichever verb writes it.

    To the database it is an ordinary text column, so no migration knows it.
    """

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """
        Give what is stored.

        :raises WordsTooLong: it has more letters than fit
        """
        most = self.max_length
        if isinstance(value, str) and most is not None and len(value) > most:
            raise WordsTooLong(
                f"This has {len(value):,} letters, and {most:,} fit here. Say what matters most."
            )
        return super().get_db_prep_save(value, connection)

    def deconstruct(self) -> Any:
        """Be text to migrations."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options
