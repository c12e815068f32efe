"""The forms of a council's administration: people, services, aims, the council itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import (
    CharField,
    CheckboxSelectMultiple,
    ChoiceField,
    EmailField,
    Form,
    MultipleChoiceField,
    RadioSelect,
    Select,
    Textarea,
)

from concordat.councils.models import Membership
from concordat.councils.roles import ROLES
from concordat.ui.forms import AnswerField, DayField, Hinted, YesNoField

AS_EVERYBODY = "as_everybody"
_WHY_IN_RECORD = "It stands in the council's record."


def reason_field(label: str = "Reason", *, required: bool = False) -> CharField:
    """Why something is done."""
    widget = Textarea(attrs={"rows": 2})
    return CharField(label=label, required=required, max_length=2000, widget=widget, help_text=_WHY_IN_RECORD)


class CouncilForm(Form):
    """The council's name and code."""

    name = CharField(label="Name of the council", max_length=160)
    code = CharField(
        label="Code in the register of local authorities",
        max_length=20,
        required=False,
        help_text="Like E07000105.",
    )
    reason = reason_field()


class SecondFactorForm(Form):
    """Whether people need a second factor."""

    needed = YesNoField(label="Does everybody need a second factor to sign in?")
    reason = reason_field("Why, if not")


class AnswersForm(Form):
    """What the dictionary asks of a council."""

    register_keeper = AnswerField(CharField(label="Who keeps the register?", help_text="A team or a post."))
    policy_statement = AnswerField(
        CharField(label="What is the council's policy statement on partnerships?", widget=Textarea)
    )
    how = ChoiceField(
        label="Is this a change, or was something recorded wrongly?",
        choices=[
            (
                "change",
                Hinted("A change, or an answer that was missing", "What stood here before stays true of its time."),
            ),
            ("correction", Hinted("A correction", "What stood here was wrong. Say how you know.")),
        ],
        widget=RadioSelect,
        initial="change",
    )
    since = DayField(label="If it changed, since when?", required=False)
    reason = reason_field()


class InviteForm(Form):
    """A person to invite."""

    name = CharField(label="Full name", max_length=120)
    email = EmailField(
        label="Email address", max_length=200, help_text="We send a link to choose a password. It works for seven days."
    )
    roles = MultipleChoiceField(
        label="Roles", choices=list(ROLES.items()), widget=CheckboxSelectMultiple, help_text="Select all that apply."
    )
    from_ = DayField(label="Works here from")
    reason = reason_field()


class WaysForm(Form):
    """How a member signs in: as everybody does, or in one way that is named."""

    ways = ChoiceField(label="How does this person sign in?", widget=RadioSelect)
    reason = reason_field()

    def __init__(self, data: Any = None, *, ways: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(data, **given)
        self.fields["ways"].choices = [(AS_EVERYBODY, "As the council asks of everybody"), *ways]  # type: ignore[attr-defined]

    def named(self) -> list[str]:
        """The ways as the service takes them; none is what the council asks of everybody."""
        chosen = self.cleaned_data["ways"]
        return [] if chosen == AS_EVERYBODY else [chosen]


class GiveRoleForm(Form):
    """A role to give; the protocol's own titles stand beside the generic roles."""

    from_ = DayField(label="From")
    reason = reason_field()

    def __init__(self, data: Any = None, *, titles: Mapping[str, Sequence[tuple[str, str]]], **given: Any) -> None:
        super().__init__(data, **given)
        choices: list[tuple[str, str]] = []
        for role, words in ROLES.items():
            choices.append((role, words))
            choices += [(f"{role}.{local}", f"{words}: {title}") for local, title in titles.get(role, ())]
        field = ChoiceField(label="Role", choices=[("", "Choose a role"), *choices], widget=Select)
        self.fields = {"role": field, **self.fields}

    def parts(self) -> tuple[str, str]:
        """The generic role, and the edition's own ("" where it is none)."""
        role, _, local = self.cleaned_data["role"].partition(".")
        return role, local


class UntilForm(Form):
    """Something ends on a day."""

    until = DayField(label="From which day no longer?")
    reason = reason_field()


class DeputyForm(Form):
    """Who acts for somebody, between which days."""

    from_ = DayField(label="From")
    until = DayField(label="Until the day before", required=False, help_text="Leave it empty where no end is planned.")
    reason = reason_field()

    def __init__(self, data: Any = None, *, others: Sequence[Membership], roles: Sequence[str], **given: Any) -> None:
        super().__init__(data, **given)
        people = [(str(one.pk), one.user.name) for one in others]
        role = [("", "All of their roles"), *((code, ROLES.get(code, code)) for code in roles)]
        self.fields = {
            "deputy": ChoiceField(label="Deputy", choices=[("", "Choose a person"), *people]),
            "role": ChoiceField(label="In which role?", choices=role, required=False),
            **self.fields,
        }


class AbsenceForm(Form):
    """Days away."""

    from_ = DayField(label="First day away")
    until = DayField(label="First day back")


class HandOverForm(Form):
    """What is handed over, and to whom."""

    reason = reason_field(required=True)

    def __init__(
        self, data: Any = None, *, others: Sequence[Membership], kinds: Sequence[tuple[str, str]], **given: Any
    ) -> None:
        super().__init__(data, **given)
        people = [(str(one.pk), one.user.name) for one in others]
        self.fields = {
            "kinds": MultipleChoiceField(label="What is handed over?", choices=kinds, widget=CheckboxSelectMultiple),
            "receiver": ChoiceField(label="Who takes it over?", choices=[("", "Choose a person"), *people]),
            **self.fields,
        }


class ServiceForm(Form):
    """A new service."""

    name = CharField(label="Name of the service", max_length=120)
    directorate = CharField(label="Directorate", max_length=120, required=False)
    from_ = DayField(label="From")
    reason = reason_field()


class ServiceChangeForm(Form):
    """A service that is renamed or was recorded wrongly."""

    name = CharField(label="Name of the service", max_length=120)
    directorate = CharField(label="Directorate", max_length=120, required=False)
    correction = YesNoField(label="Was it recorded wrongly?", yes="Yes, this is a correction", no="No, it was renamed")
    reason = reason_field()


class ServiceEndForm(UntilForm):
    """A service that ends, perhaps into another."""

    def __init__(self, data: Any = None, *, others: Sequence[tuple[str, str]], **given: Any) -> None:
        super().__init__(data, **given)
        into = ChoiceField(label="Which service takes over its work?", choices=[("", "None"), *others], required=False)
        self.fields = {"until": self.fields["until"], "into": into, "reason": self.fields["reason"]}


class AimForm(Form):
    """A new aim."""

    words = CharField(
        label="Aim, in the words of the council's plan", max_length=300, widget=Textarea(attrs={"rows": 2})
    )
    from_ = DayField(label="From")
    reason = reason_field()


class AimChangeForm(Form):
    """An aim whose words were recorded wrongly."""

    words = CharField(
        label="Aim, in the words of the council's plan", max_length=300, widget=Textarea(attrs={"rows": 2})
    )
    reason = reason_field("How you know that it was wrong", required=True)


class CompleteForm(Form):
    """Whether a list has everybody on it."""

    complete = ChoiceField(
        label="Are there any others?",
        choices=[("yes", "No, these are all"), ("no", "There may be others")],
        widget=RadioSelect,
    )
