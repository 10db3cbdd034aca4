"""What a list may be narrowed by. Whatever else stands in the address is refused."""

from collections.abc import Collection
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter

from api.cursors import MOST, USUAL
from api.problems import ParameterWrong, parameter_wrong
from api.strictness.query import DayField, IdField, InstantField, WordsField

FORMAT: Final = "format"
PAGING: Final = frozenset({"cursor", "limit", FORMAT})
SHAPES: Final[dict[type[forms.Field], dict[str, Any]]] = {
    IdField: {"type": "string", "format": "uuid"},
    DayField: {"type": "string", "format": "date"},
    InstantField: {"type": "string", "format": "date-time"},
    WordsField: {"type": "string", "minLength": 1, "maxLength": 200},
}


class IdFilter(django_filters.Filter):  # type: ignore[misc]
    """Rows of one thing."""

    field_class = IdField


class WordsFilter(django_filters.Filter):  # type: ignore[misc]
    """Rows in which words are found."""

    field_class = WordsField


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    """A day."""

    field_class = DayField


class InstantFilter(django_filters.Filter):  # type: ignore[misc]
    """A moment with its zone."""

    field_class = InstantField


class OneOfFilter(django_filters.ChoiceFilter):  # type: ignore[misc]
    """Rows with one of some words."""

    def __init__(self, words: Any, **also: Any) -> None:
        super().__init__(choices=[(str(word), str(word)) for word in words], **also)


class Filters(django_filters.FilterSet):  # type: ignore[misc]
    """The parameters of one list; each at most once, none of them empty."""

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        """These parameters in the schema."""
        return [
            OpenApiParameter(name, shape_of(one.field), description=str(one.label or ""))
            for name, one in cls.base_filters.items()
        ]


def shape_of(field: forms.Field) -> dict[str, Any]:
    """The JSON type of one parameter."""
    if isinstance(field, forms.ChoiceField):
        words: Any = field.choices
        return {"type": "string", "enum": [word for word, _ in words if word]}
    return SHAPES[type(field)]


def check_known(query: QueryDict, known: Collection[str]) -> None:
    """
    Refuse a parameter that nobody knows, that stands twice or is empty.

    :raises ParameterWrong: there is one
    """
    for name, values in query.lists():
        if name not in known:
            raise parameter_wrong(name[:80], "unknown", "There is no such parameter here.")
        if len(values) != 1 or not values[0]:
            raise parameter_wrong(name, "invalid", "Say this once, with a value, or leave it out.")


def narrowed(query: QueryDict, filters: type[Filters], rows: QuerySet[Any]) -> QuerySet[Any]:
    """
    The rows that are asked for.

    :raises ParameterWrong: a value can't be read
    """
    found: QuerySet[Any] = checked(query, filters, rows).qs
    return found


def checked(query: QueryDict, filters: type[Filters], rows: QuerySet[Any]) -> Filters:
    """
    The filters, once each of their values is known to be right.

    :raises ParameterWrong: a value can't be read
    """
    asked = filters(data=query, queryset=rows)
    if not asked.form.is_valid():
        raise ParameterWrong(
            errors=[
                {"parameter": name, "code": "invalid", "detail": str(found[0])}
                for name, found in asked.form.errors.items()
            ]
        )
    return asked


def limit_of(query: QueryDict) -> int:
    """
    How many rows are asked for.

    :raises ParameterWrong: not a number from 1 to 200
    """
    asked = query.get("limit", str(USUAL))
    if not (asked.isascii() and asked.isdigit() and len(asked) <= len(str(MOST))):
        raise parameter_wrong("limit", "invalid", f"Write a number from 1 to {MOST}.")
    if not 1 <= int(asked) <= MOST:
        raise parameter_wrong("limit", "invalid", f"Write a number from 1 to {MOST}.")
    return int(asked)
