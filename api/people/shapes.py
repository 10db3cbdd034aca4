"""How people and looks at their records are written, and what is asked of them."""

from django.db.models import QuerySet

from api.filters import Filters, IdFilter, OneOfFilter, WordsFilter
from api.shapes import Answer, At, Named, On, Ref, Said
from api.strictness.bodies import Body, OneOf
from api.strictness.fields import Day, Id, Words
from budgets.people.models import Person
from budgets.people.selectors import with_words
from budgets.people.values import PersonKind, Preference


class PersonAnswer(Answer):
    """Somebody who draws on support."""

    id = Ref()
    reference = Said()
    kind = OneOf(PersonKind)
    full_name = Said()
    known_as = Said()
    date_of_birth = On(allow_null=True)
    team = Named()
    email = Said()
    phone = Said()
    prefers = OneOf(Preference)
    cares_for = Ref(source="cares_for_id", allow_null=True)
    died_on = On(allow_null=True)
    closed_on = On(allow_null=True)
    added_at = At()


class PersonFilters(Filters):
    """Which people."""

    q = WordsFilter(method="words", label="Words of the name, or the start of the reference.")
    team = IdFilter(field_name="team_id", label="Of one team.")
    kind = OneOfFilter(PersonKind, label="Adults, carers or groups.")

    def words(self, rows: QuerySet[Person], _: str, words: str) -> QuerySet[Person]:
        """Those whose name or reference has all of these words."""
        return with_words(rows, words)


class NewPerson(Body):
    """Somebody new, in as little as a name and a team."""

    full_name = Words(longest=200)
    kind = OneOf(PersonKind, required=False)
    date_of_birth = Day(required=False)
    team = Id()


class ReadAnswer(Answer):
    """One look at somebody's records."""

    id = Ref()
    read_by = Ref()
    role = Said()
    what = Said()
    read_at = At()
