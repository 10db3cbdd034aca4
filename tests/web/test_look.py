"""What everybody sees: readable colours, sums and days in words, nothing from outside."""

import colorsys
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from budgets.councils.rules import accessible_accent, soft_accent
from web.templatetags import wherewithal

WEB = Path(__file__).resolve().parents[2] / "web"
VENDORED = WEB / "static/vendor/govuk-frontend"
PAPER = "#faf7f2"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def contrast(first: str, second: str) -> float:
    """WCAG's ratio, worked out a second time so that the rule does not mark its own work."""

    def luminance(colour: str) -> float:
        shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def rendered(source: str, **context: object) -> str:
    return Template("{% load wherewithal %}" + source).render(Context(context))


@given(COLOURS)
def test_any_colour_becomes_one_that_can_be_read_on_paper_and_under_white(colour):
    accent = accessible_accent(colour)
    assert contrast(accent, PAPER) >= 7
    assert contrast(accent, "#ffffff") >= 7
    assert accessible_accent(accent) == accent


@given(COLOURS)
def test_the_accent_can_be_read_on_its_own_tint(colour):
    accent = accessible_accent(colour)
    assert contrast(accent, soft_accent(accent)) >= 4.5


@pytest.mark.parametrize("colour", ["#ffcc00", "#e6007e", "#00a2ff", "#8bc34a"])
def test_darkening_keeps_the_hue(colour):
    def hue(written: str) -> float:
        shares = [int(written[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        return colorsys.rgb_to_hls(*shares)[0]

    assert hue(accessible_accent(colour)) == pytest.approx(hue(colour), abs=0.01)


@pytest.mark.parametrize("colour", ["#17595a", "#7a2f5c", "#000000"])
def test_a_colour_that_is_dark_enough_stays(colour):
    assert accessible_accent(colour) == colour


def test_a_colour_may_be_written_without_its_hash():
    assert accessible_accent("17595A") == "#17595a"
    assert soft_accent("000000") == "#e0e0e0"


@pytest.mark.parametrize("wrong", ["", "teal", "#fff", "#1234567", "rgb(0,0,0)", "#17595a}"])
def test_what_is_not_a_colour_is_refused(wrong):
    with pytest.raises(ValueError, match="six digits"):
        accessible_accent(wrong)
    with pytest.raises(ValueError, match="six digits"):
        soft_accent(wrong)


@pytest.mark.parametrize(
    ("pence", "written"),
    [(30000, "£300.00"), (5, "£0.05"), (0, "£0.00"), (128431044, "£1,284,310.44"), (-50, "−£0.50")],
)
def test_pence_are_written_as_pounds(pence, written):
    assert wherewithal.pounds(pence) == written


def test_round_sums_and_changes():
    assert wherewithal.round_pounds(624000) == "£6,240"
    assert wherewithal.round_pounds(41260) == "£412.60"
    assert wherewithal.change(22000) == "+ £220.00"
    assert wherewithal.change(-312000) == "− £3,120.00"
    assert wherewithal.change(0) == "£0.00"


def test_a_day_has_its_year_only_when_it_is_another_year():
    assert wherewithal.day_words(date(2026, 12, 4), date(2026, 11, 22)) == "Friday 4 December"
    assert wherewithal.day_words(date(2027, 1, 1), date(2026, 11, 22)) == "Friday 1 January 2027"
    assert wherewithal.day_words(date(2026, 12, 4)) == "Friday 4 December 2026"


def test_an_instant_is_shown_on_its_day_in_london():
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert rendered("{% day late %}", late=late, today=date(2026, 1, 1)) == "Wednesday 1 July"


def test_a_big_sum_is_read_out_as_one():
    page = rendered('{% money 41260 before="Rosa, you have" word="left" heading=True %}')
    assert page.startswith("<h1 ")
    assert '<span class="govuk-visually-hidden">£412.60</span>' in page
    assert '<span aria-hidden="true">£412<span class="money__pence">.60</span></span>' in page


@pytest.mark.parametrize("filled", [-1, 0, 0.3, 0.8, 1, 7])
def test_a_bar_stays_within_its_box_and_says_its_sentence(filled):
    page = rendered("{% bar filled dot=0.36 words=words %}", filled=filled, words="About 3 weeks")
    assert 'role="img" aria-label="About 3 weeks"' in page
    widths = [
        float(width) for width in re.findall(r'filled" x="[^"]*" y="4" width="([0-9.]+)%', page)
    ]
    assert sum(widths) <= 100
    assert "style=" not in page


def test_an_empty_pot_is_drawn_empty():
    assert "bar__filled" not in rendered('{% pot_bar 0 0 words="Nothing" %}')


def test_a_time_line_marks_where_things_are_now():
    entries = [
        {"when": "10:42", "words": "Set aside"},
        {"when": "Now", "words": "<b>", "current": 1},
    ]
    page = rendered("{% timeline entries %}", entries=entries)
    assert page.count("timeline__entry--current") == 1
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(WEB.rglob("*")) if p.suffix in {".html", ".css", ".svg", ".js"}],
    ids=lambda path: str(path.relative_to(WEB)),
)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path):
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", text)
    assert not re.search(r"https?://|(src|href)=[\"']//|@import", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_the_vendored_styles_hold_nothing_of_gov_uk_alone():
    css = (VENDORED / "govuk-frontend.css").read_text()
    for banned in ("/assets/", "font-face", "GDS Transport", "crest", "crown", "sourceMappingURL"):
        assert banned not in css
    assert css.count("{") == css.count("}")
    assert "MIT" in (VENDORED / "LICENSE").read_text()
    assert (VENDORED / "VERSION").read_text().startswith("govuk-frontend 6.")


def test_the_styles_leave_room_for_the_page():
    styles = [VENDORED / "govuk-frontend.css", WEB / "static/web/wherewithal.css"]
    assert sum(path.stat().st_size for path in styles) < 72_000
