"""The words and pictures that pages share: sums, days, status words, bars, time lines, fields."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.utils import timezone

register = template.Library()

MINUS = "\N{MINUS SIGN}"
GAP_PERCENT = 1.2
LONG_SUM = 6
"""From how many signs before the pence a sum is drawn smaller, so that it fits a phone."""


@register.filter
def pounds(pence: int) -> str:
    """Write pence as a sum: 128431044 is £1,284,310.44."""
    whole, rest = divmod(abs(pence), 100)
    return f"{MINUS if pence < 0 else ''}£{whole:,}.{rest:02}"


@register.filter
def round_pounds(pence: int) -> str:
    """Write pence as a sum, without the pence when there are none: £6,240."""
    return pounds(pence).removesuffix(".00")


@register.filter
def change(pence: int) -> str:
    """Write what came or went, its sign standing apart: + £220.00."""
    return f"{MINUS if pence < 0 else '+'} {pounds(abs(pence))}" if pence else pounds(0)


@register.filter
def thousands(count: int) -> str:
    """Write how many, in groups that can be read: 1,046."""
    return f"{count:,}"


@register.filter
def possessive(name: str) -> str:
    """Write whose it is, before a noun: Daniel’s, Millfield Friends’."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


@register.filter(name="day")
def day_words(day: date | datetime, today: date | None = None) -> str:
    """Write a day in words: Friday 4 December, and its year unless it is the year of today."""
    on = _on(day)
    year = "" if today and today.year == on.year else f" {on.year}"
    return f"{on:%A} {on.day} {on:%B}{year}"


@register.simple_tag(name="day", takes_context=True)
def day_tag(context: Mapping[str, Any], day: date | datetime, today: date | None = None) -> str:
    """Write a day in words, taking today from the page when it is not given."""
    known = today or context.get("today")
    return day_words(day, known or timezone.localdate())


def _on(day: date | datetime) -> date:
    if isinstance(day, datetime):
        return timezone.localdate(day) if timezone.is_aware(day) else day.date()
    return day


@register.inclusion_tag("web/components/money.html")
def money(
    pence: int,
    *,
    before: str = "",
    word: str = "",
    size: str = "",
    heading: bool = False,
) -> dict[str, Any]:
    """
    Draw the big figure, its pence small; a screen reader hears one sum.

    `before` is the soft line above it, `word` what stands after it ("left"), `size` is "", "second"
    or "run". With `heading` it is the page's h1.
    """
    whole, _, rest = pounds(pence).partition(".")
    return {
        "sum": pounds(pence),
        "whole": whole,
        "pence": rest,
        "before": before,
        "word": word,
        "size": size,
        "long": len(whole) > LONG_SUM,
        "heading": heading,
    }


@register.inclusion_tag("web/components/status.html")
def status(word: str, tone: str = "stone") -> dict[str, str]:
    """Draw a status word on its tint: outline, calm, stone, honey or clay."""
    return {"word": word, "tone": tone}


@register.inclusion_tag("web/components/timeline.html")
def timeline(entries: Iterable[Any]) -> dict[str, Any]:
    """Draw what happened, in order; each entry has `when`, `words` and perhaps `current`."""
    return {"entries": entries}


@register.inclusion_tag("web/components/bar.html")
def bar(
    filled: float, *, words: str, segments: int = 4, dot: float | None = None
) -> dict[str, Any]:
    """
    Draw a bar of equal segments, filled from the left as far as `filled` (0 to 1).

    `dot` marks one place on it (0 to 1). `words` is the sentence that says the same.
    """
    width = (100 - GAP_PERCENT * (segments - 1)) / segments
    step = width + GAP_PERCENT
    drawn = [
        {
            "x": _percent(number * step),
            "width": _percent(width),
            "filled": _percent(width * _within(filled * segments - number)),
        }
        for number in range(segments)
    ]
    place = None if dot is None else _percent(100 * _within(dot))
    return {"segments": drawn, "dot": place, "words": words}


@register.inclusion_tag("web/components/pot_bar.html")
def pot_bar(part: int, whole: int, *, words: str) -> dict[str, str]:
    """Draw one rounded bar, `part` of `whole` filled."""
    return {
        "filled": _percent(100 * _within(part / whole if whole else 0)),
        "words": words,
    }


@register.inclusion_tag("web/components/split_bar.html")
def split_bar(agreed: int, waiting: int, *, words: str) -> dict[str, str]:
    """Draw what is agreed, filled, and beside it what is waiting, outlined."""
    share = _within(agreed / (agreed + waiting) if agreed + waiting else 0)
    gap = GAP_PERCENT if 0 < share < 1 else 0
    first = (100 - gap) * share
    return {
        "agreed": _percent(first),
        "start": _percent(first + gap),
        "waiting": _percent(100 - gap - first),
        "words": words,
    }


@register.inclusion_tag("web/components/change_bar.html")
def change_bar(pence: int, most: int) -> dict[str, Any]:
    """Draw a change to the right when money is added and to the left when less is paid."""
    length = 50 * _within(abs(pence) / most if most else 0)
    start = 50 if pence >= 0 else 50 - length
    return {"x": _percent(start), "width": _percent(length), "minus": pence < 0}


@register.inclusion_tag("web/components/dots.html")
def dots(usual: Sequence[int], odd: int, *, words: str) -> dict[str, Any]:
    """Draw what is usual as dots on one line from nothing, and the odd one out in clay."""
    most = max([*usual, odd, 1])
    places = [_percent(3 + 94 * _within(pence / most)) for pence in usual]
    return {
        "usual": places,
        "odd": _percent(3 + 94 * _within(odd / most)),
        "words": words,
    }


@register.inclusion_tag("web/components/weeks.html")
def weeks(spent: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Draw each week's spending; each has `pence`, `label` and perhaps `current`."""
    most = max((week["pence"] for week in spent), default=0) or 1
    drawn = [dict(week, height=round(72 * _within(week["pence"] / most), 1)) for week in spent]
    return {"weeks": [dict(week, y=round(72 - week["height"], 1)) for week in drawn]}


@register.inclusion_tag("web/forms/summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """List what must be put right, each with a link to its field."""
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return {
        "general": [*form.non_field_errors(), *hidden],
        "fields": [field for field in form.visible_fields() if field.errors],
    }


@register.inclusion_tag("web/forms/field.html")
def field_group(field: forms.BoundField, *, link: str = "", words: str = "") -> dict[str, Any]:
    """Draw a field as the form would, with a link beside its label."""
    return {"field": field, "link": link, "link_words": words}


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _percent(number: float) -> str:
    return f"{number:.2f}%"
