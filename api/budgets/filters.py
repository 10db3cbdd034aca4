"""What every list of what belongs to budgets may be narrowed by."""

from api.filters import Filters, IdFilter


class PartFilters(Filters):
    """Of which budget or person."""

    budget = IdFilter(field_name="budget_id", label="Of one budget.")
    person = IdFilter(field_name="budget__person_id", label="Of one person.")
