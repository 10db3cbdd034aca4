"""Who is to manage the money, as the first page asks."""

from typing import Any, Final, cast

from django import forms

from budgets.people.models import Person
from budgets.people.values import PersonKind
from budgets.plans.values import HolderKind
from budgets.plans.values.drafting import HolderDraft
from web.budgets.fields import AskingForm
from web.forms import DayField, MoneyField, Option, OptionsField, WordsField

NOBODY_ELSE: Final = ("full_name", "email", "consented_on", "evidence", "capacity_decided_on")
MORE_SIGNATORIES: Final = (2, 3, 4)
EMAIL_WORDS: Final = {"invalid": "Write an email address, like rosa@home.example."}


def email_field(label: str, help_text: str = "") -> forms.EmailField:
    """An address that may be left out."""
    return forms.EmailField(
        label=label,
        required=False,
        max_length=254,
        help_text=help_text,
        error_messages=EMAIL_WORDS,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )


class WhoForm(AskingForm):
    """The person, somebody they choose, or somebody authorised; for a group, who signs."""

    holder_kind = OptionsField(label="Who manages the money?")
    own_email = email_field("Email", "They sign in with it, and get the link.")
    full_name = WordsField(label="Their name", required=False, max_length=200)
    email = email_field("Their email, if they have one", "They sign in with it, and get the link.")
    consented_on = DayField(
        label="When did they agree to do this?", required=False, help_text="Like 3 November 2026."
    )
    capacity_decided_on = DayField(
        label="When was it decided that the person lacks capacity for this?",
        required=False,
        help_text="The day of the decision under the Mental Capacity Act. Like 3 November 2026.",
    )
    evidence = WordsField(
        label="What shows that they may, if anything does",
        required=False,
        max_length=500,
        help_text="Like: Lasting power of attorney, seen on 3 November.",
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.is_group = person.kind == PersonKind.GROUP
        if self.is_group:
            self._ask_for_signatories()
            return
        name = person.first_name
        self.fields["own_email"].label = f"{name}’s email, if they have one"
        if person.email or person.user_id:
            del self.fields["own_email"]
        kinds = cast(OptionsField, self.fields["holder_kind"])
        kinds.choices = [
            (HolderKind.PERSON, Option(name, "With help, if they like")),
            (HolderKind.NOMINATED, Option(f"Somebody {name} chooses", "A nominated person")),
            (
                HolderKind.AUTHORISED,
                Option(f"Somebody else, because {name} lacks capacity", "An authorised person"),
            ),
        ]
        self.fields[
            "capacity_decided_on"
        ].label = f"When was it decided that {name} lacks capacity for this?"

    def _ask_for_signatories(self) -> None:
        for name in ("holder_kind", "own_email", "capacity_decided_on"):
            del self.fields[name]
        self.fields["full_name"].label = "Name"
        self.fields["full_name"].required = True
        self.fields["full_name"].error_messages["required"] = "Write who signs for the group."
        self.fields["email"].label = "Email, if they have one"
        self.fields["consented_on"].label = "When did they all agree to do this?"
        self.fields["evidence"].label = "What shows that the group chose them, if anything does"
        self.fields["evidence"].help_text = "Like: Minutes of the meeting on 3 November."
        for number in MORE_SIGNATORIES:
            self.fields[f"full_name_{number}"] = WordsField(
                label="Name", required=False, max_length=200
            )
            self.fields[f"email_{number}"] = email_field("Email, if they have one")
        self.fields["two_above"] = MoneyField(
            label="Above which sum do two sign together?",
            required=False,
            help_text="Leave it empty if any one of them may sign alone.",
        )

    def signatories(self) -> list[tuple[Any, Any]]:
        """The fields of each further signatory, to be drawn."""
        return [(self[f"full_name_{n}"], self[f"email_{n}"]) for n in MORE_SIGNATORIES]

    def clean(self) -> dict[str, Any]:
        """Ask for what each kind of holder needs, and forget what it doesn't."""
        super().clean()
        kind = HolderKind.NOMINATED if self.is_group else self.cleaned_data.get("holder_kind")
        if kind == HolderKind.PERSON:
            self.forget(*NOBODY_ELSE)
        elif kind:
            self.forget("own_email")
            self.need("full_name", "Write their name.")
            self.need("consented_on", "Write the day. Nobody manages money unasked.")
        if kind == HolderKind.AUTHORISED:
            self.need("capacity_decided_on", "Write the day of that decision.")
        else:
            self.forget("capacity_decided_on")
        return self.cleaned_data

    def holders(self) -> list[HolderDraft]:
        """Who is to manage it, the first first."""
        said = self.cleaned_data
        kind = HolderKind.NOMINATED if self.is_group else HolderKind(said["holder_kind"])
        if kind == HolderKind.PERSON:
            return [HolderDraft(kind=kind, email=said.get("own_email") or "")]
        first = HolderDraft(
            kind=kind,
            full_name=said["full_name"],
            email=said["email"],
            consented_on=said["consented_on"],
            evidence=said["evidence"],
            capacity_decided_on=said.get("capacity_decided_on"),
        )
        return [first, *self._more(first)]

    def _more(self, first: HolderDraft) -> list[HolderDraft]:
        if not self.is_group:
            return []
        said = self.cleaned_data
        return [
            HolderDraft(
                kind=first.kind,
                full_name=said[f"full_name_{number}"],
                email=said[f"email_{number}"],
                consented_on=first.consented_on,
            )
            for number in MORE_SIGNATORIES
            if said[f"full_name_{number}"]
        ]
