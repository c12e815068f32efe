"""The forms of what is kept here: facts of a section, a row of a list, and whether a list is complete."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.forms import BoundField

from concordat.register.choices import Options
from concordat.register.forms import AnswersForm, Asked
from concordat.ui.answer_field import AnswerField
from concordat.ui.answers import BLANK

YES, NO, DOES_NOT_APPLY = "yes", "no", "na"


class BeginForm(forms.Form):
    """With which of what the edition offers a list is to begin, by code."""

    def __init__(self, data: Any, offered: Options) -> None:
        super().__init__(data)
        self.fields["codes"] = forms.MultipleChoiceField(
            label="Which of these are there?", choices=list(offered.items()), widget=forms.CheckboxSelectMultiple
        )


class RecordForm(AnswersForm):
    """Facts of a section, or cells of a row; those of ``first`` are shown at once, the others folded."""

    def __init__(self, data: Any, asked: list[Asked], first: Collection[Asked]) -> None:
        super().__init__(data, asked)
        for item in (item for item in asked if item.cell.required):
            # A row without it would count for nothing, so that "not known" is no answer to it.
            field = self.fields[item.field]
            self.fields[item.field] = field.inner if isinstance(field, AnswerField) else field
            self.fields[item.field].required = True
            self.initial[item.field] = None if item.answer is BLANK else item.answer
        self._first = {item.field for item in first}
        self._asked = {item.field for item in asked}

    @property
    def at_once(self) -> list[BoundField]:
        """The questions that are shown at once."""
        return [bound for bound in self if bound.name in self._first]

    @property
    def folded(self) -> list[BoundField]:
        """The questions that are folded."""
        return [bound for bound in self if bound.name in self._asked - self._first]

    @property
    def folded_is_wrong(self) -> bool:
        """Whether one that is folded has to be put right."""
        return any(bound.errors for bound in self.folded)

    @property
    def of_change(self) -> list[BoundField]:
        """What is asked of the change itself."""
        return [bound for bound in self if bound.name not in self._asked]

    def all_given(self) -> dict[str, Any]:
        """Every answer of the form, by fact."""
        return {item.name: self.cleaned_data[item.field] for item in self.asked}


class ListForm(forms.Form):
    """Whether a list has others, or does not apply at all."""

    mark_optional = False

    def __init__(self, data: Any, *, has_rows: bool, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        choices = [(YES, "No, these are all"), (NO, "There may be others")]
        if not has_rows:
            choices = [(YES, "No, there are none"), (NO, "There may be some")]
            choices += [(DOES_NOT_APPLY, "This list does not apply here")]
        self.fields["complete"] = forms.ChoiceField(
            label="Are there any others?" if has_rows else "Are there any?", choices=choices, widget=forms.RadioSelect
        )
        if not has_rows:
            self.fields["not_applicable"] = forms.CharField(
                label="If it does not apply, why?", max_length=2000, required=False, widget=forms.Textarea
            )

    def clean(self) -> dict[str, Any]:
        """Check that what does not apply says why, and nothing else does."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        why, said = given.get("not_applicable", ""), given.get("complete")
        if said == DOES_NOT_APPLY and not why:
            self.add_error("not_applicable", "Enter why it does not apply")
        if why and said in (YES, NO):
            self.add_error("complete", "Select “This list does not apply here”, or remove the reason")
        return given
