"""How a statement that was brought is written."""

from api.filters import Filters, IdFilter
from api.shapes import Answer, At, Currency, On, Ref, Said
from api.strictness.bodies import Whole

MOST = 10**6


class StatementInAnswer(Answer):
    """A bank's statement as it was read; the file itself is not kept."""

    id = Ref()
    budget = Ref(source="budget_id")
    reader = Said(help_text="Which bank's export or which format it was.")
    from_on = On()
    until_on = On()
    read = Whole(least=0, most=MOST, help_text="Lines in it.")
    new = Whole(least=0, most=MOST, help_text="Those that were not known before.")
    linked = Whole(least=0, most=MOST, help_text="Those that are movements we had already.")
    trouble = Said(help_text="What does not add up by its own balances; else empty.")
    currency = Currency()
    brought_by = Ref()
    brought_at = At()


class StatementInFilters(Filters):
    """Which statements."""

    budget = IdFilter(field_name="budget_id", label="Of one budget.")
    person = IdFilter(field_name="budget__person_id", label="Of one person.")
