"""What a person may type, what we make of it, and what we say when we can make nothing of it."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from web.forms import DayField, MoneyField, Option, OptionsField, Renderer, WordsField


class Asking(forms.Form):
    default_renderer = Renderer
    amount = MoneyField(label="How much?", help_text="Up to £300 on your own.")
    words = WordsField(label="What for?", lines=True)
    how = OptionsField(
        label="How?",
        choices=[("card", Option("A card", "In a minute")), ("bank", "A bank account")],
    )


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("300", 30000),
        ("300.00", 30000),
        ("£300", 30000),
        ("£ 300", 30000),
        (" 0.05 ", 5),
        ("1,200.50", 120050),
        ("£1,284,310.44", 128431044),
        ("999999999.99", 99999999999),
    ],
)
def test_a_sum_of_pounds_is_read_as_pence(typed, pence):
    assert MoneyField().clean(typed) == pence


@pytest.mark.parametrize(
    "typed",
    [
        "1_000", "1e5", "３００", "٣٠٠", "-0.00", "-5", "+5", "1.234", "300.5", "300.", ".50",
        "1000000000", "12,00", "1,2000", "1.200,50", "£", "££3", "3£", "NaN", "inf", "0x10", "007",
        "300\x00", "3 00", "three", "$300", "\ud800",
    ],
)  # fmt: skip
def test_anything_else_is_no_sum_and_the_sentence_helps(typed):
    with pytest.raises(ValidationError, match=r"like 300 or 300\.50"):
        MoneyField().clean(typed)


def test_nothing_is_not_an_amount_unless_it_is_allowed():
    with pytest.raises(ValidationError, match="above £0"):
        MoneyField().clean("0.00")
    assert MoneyField(minimum_pence=0).clean("0") == 0
    assert MoneyField(required=False).clean("") is None


def test_a_sum_is_shown_again_as_it_was_typed_and_from_pence_as_pounds():
    assert MoneyField().prepare_value("1e5") == "1e5"
    assert MoneyField().prepare_value(120050) == "1200.50"


@pytest.mark.parametrize(
    "words",
    [
        "Zoë O’Brien-Søren", "יעל", "محمد", "李小龍", "नमस्ते", "ด้วยกัน", "👩‍👩‍👧‍👦 ❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "می‌خواهم", "a\u200fb", "=1+1", "<b>bold</b>",
    ],
)  # fmt: skip
def test_words_of_any_script_are_kept_exactly(words):
    assert WordsField().clean(words) == words


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u2028", "\ud800", "\ufffe"],
)
def test_what_cannot_be_seen_but_changes_what_is_read_is_refused(sign):
    with pytest.raises(ValidationError, match="hidden sign"):
        WordsField(lines=True).clean(f"Millfield{sign}Pool")


def test_lines_only_where_lines_are_asked_for():
    assert WordsField(lines=True).clean("one\r\ntwo\rthree") == "one\ntwo\nthree"
    with pytest.raises(ValidationError, match="one line"):
        WordsField().clean("one\ntwo")


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u200d\u2060", "\n\n"])
def test_words_that_show_nothing_are_no_words(typed):
    with pytest.raises(ValidationError, match="Write a few words"):
        WordsField(lines=True).clean(typed)


def test_too_many_words_are_counted_for_you():
    with pytest.raises(ValidationError, match="room for 3 letters, and this has 5"):
        WordsField(max_length=3).clean("a b c")


@pytest.mark.parametrize(
    "typed",
    ["14 May 1991", "14 may 1991", "14th May, 1991", "14/5/1991", "14.05.1991", "14-5-1991",
     "1991-05-14", "  14   MAY 1991 "],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == date(1991, 5, 14)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 February 1991", "no such day"),
        ("5/14/1991", "no such day"),
        ("14 May", "with its year"),
        ("14/5/91", "with its year"),
        ("14 ma 1991", "with its year"),
        ("14 Mayhem 1991", "with its year"),
        ("١٤/٥/١٩٩١", "with its year"),
        ("31 December 1899", "before 1900"),
        ("1 January 2999", "has not come yet"),
    ],
)
def test_a_day_that_nobody_can_have_meant_is_asked_again(typed, sentence):
    with pytest.raises(ValidationError, match=sentence):
        DayField().clean(typed)


def test_a_day_to_come_can_be_let_in():
    assert DayField(latest=None).clean("1 Sept 2999") == date(2999, 9, 1)
    assert DayField().prepare_value(date(1991, 5, 4)) == "4 May 1991"


def test_a_wrong_form_keeps_what_was_typed_and_leads_to_each_field():
    form = Asking({"amount": "1e5", "words": "Bike <repair>", "how": "horse"})
    page = str(form)
    assert 'value="1e5"' in page
    assert "Bike &lt;repair&gt;" in page
    assert 'role="alert" tabindex="-1" autofocus' in page
    assert 'href="#id_amount"' in page
    assert 'href="#id_how_0"' in page
    assert 'aria-describedby="id_amount_helptext id_amount_error"' in page
    for id_ in ("id_amount", "id_how_0", "id_amount_helptext", "id_amount_error", "id_how_error"):
        assert page.count(f'id="{id_}"') == 1
    assert '<span class="govuk-visually-hidden">Error:</span>' in page


def test_a_right_form_shows_no_summary_and_each_choice_its_second_line():
    page = str(Asking(initial={"amount": 30000, "how": "card"}))
    assert "govuk-error" not in page
    assert 'value="300.00"' in page
    assert 'inputmode="decimal"' in page
    assert '<span class="option__hint">In a minute</span>' in page


def test_a_hint_cannot_bring_markup_in():
    form = Asking()
    form.fields["amount"].help_text = "<script>"
    assert "&lt;script&gt;" in str(form)
