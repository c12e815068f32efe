"""The forms for the questions of outside assessments."""

from __future__ import annotations

from django.forms import CharField, Form, Textarea

from concordat.councils.assessment import MOST, Asked
from concordat.councils.forms import reason_field
from concordat.ui.forms import AnswerField, YesNoField


class QuestionForm(Form):
    """A new question."""

    mark_optional = False

    words = CharField(
        label="Question", max_length=MOST, widget=Textarea(attrs={"rows": 2}), help_text="As the assessment words it."
    )
    source = AnswerField(CharField(label="Who asks it?", max_length=200, help_text="The assessment or the inspector."))
    answered_from = AnswerField(
        CharField(
            label="Which records answer it?",
            max_length=1000,
            widget=Textarea(attrs={"rows": 2}),
            help_text="For example the register and the annual reviews.",
        )
    )
    reason = reason_field("Reason (optional)")

    def asked(self) -> Asked:
        """The question as the service takes it."""
        given = self.cleaned_data
        return Asked(given["words"], given["source"], given["answered_from"])


class QuestionChangeForm(QuestionForm):
    """A question that changed, or was recorded wrongly."""

    correction = YesNoField(label="Was it recorded wrongly?", yes="Yes, this is a correction", no="No, it changed")
    field_order = ("words", "source", "answered_from", "correction", "reason")


class QuestionRemoveForm(Form):
    """A question that is asked no longer."""

    reason = reason_field()
