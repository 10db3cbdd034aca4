"""What a holder writes about a budget: an answer, a worry, what to spend money on together."""

from django import forms

from web.forms import MoneyField, WordsField


class ReplyForm(forms.Form):
    """What the holder thinks about money that was asked back."""

    words = WordsField(
        label="What do you think?",
        lines=True,
        max_length=2000,
        help_text="Say what the money is for, or why it can’t be paid back. You can write again.",
    )


class WorryForm(forms.Form):
    """What somebody worries about."""

    words = WordsField(
        label="What worries you?",
        lines=True,
        max_length=2000,
        help_text="Say it as you like. Only the people who work on this read it.",
    )


class ShareForm(forms.Form):
    """What a group would spend money on."""

    words = WordsField(label="What for?", max_length=500)
    amount = MoneyField(label="How much?")
