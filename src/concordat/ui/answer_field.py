"""A question that may also be answered "not known" or "does not apply, because"."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, Field, RadioSelect, Widget

from concordat.protocol.values import NotApplicable
from concordat.ui import labels
from concordat.ui.answers import BLANK

AT_HOW = "how"
AT_REASON = "reason"
NOT_KNOWN = "not_known"
DOES_NOT_APPLY = "na"


class Given(NamedTuple):
    """What was sent: the inner field's own data, which unknown was chosen if any, and the reason."""

    inner: Any
    how: str = ""
    reason: str = ""


class AnswerWidget(Widget):
    """The inner widget under its own name, with ``name_unknown`` and ``name_reason`` beside it."""

    def __init__(self, inner: Widget) -> None:
        super().__init__()
        self.inner = inner

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Given:
        """The three parts as they were sent."""
        return Given(
            self.inner.value_from_datadict(data, files, name),
            str(data.get(f"{name}_unknown", "")),
            str(data.get(f"{name}_reason", "")).strip(),
        )

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the question was not on the page."""
        return f"{name}_unknown" not in data and self.inner.value_omitted_from_data(data, files, name)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002
        """The inner widget's."""
        return self.inner.id_for_label(id_)


class AnswerField(Field):
    """Any field, with "Not known" and, where ``allow_na``, "Does not apply" beside it.

    Cleans to BLANK, None (not known), NotApplicable with its reason, or the inner field's value; ``initial`` takes
    the same four. Blank is an answer like the others unless ``required``.

    Where an answer and one of the two stand side by side, that counts which differs from what was there before: the
    other is only left over, and a radio cannot be emptied. Where both are new, it is refused.
    """

    def __init__(self, field: Field, *, allow_na: bool = True, required: bool = False, initial: Any = BLANK) -> None:
        field.required = False
        super().__init__(
            required=required,
            widget=AnswerWidget(field.widget),
            label=field.label,
            initial=initial,
            help_text=field.help_text,
            disabled=field.disabled,
        )
        self.inner = field
        self.allow_na = allow_na
        self.was: Any = initial

    def __deepcopy__(self, memo: dict[int, Any]) -> AnswerField:
        twin: AnswerField = super().__deepcopy__(memo)
        twin.inner = copy.deepcopy(self.inner, memo)
        twin.widget.inner = twin.inner.widget
        return twin

    def get_bound_field(self, form: BaseForm, field_name: str) -> BoundField:
        """The inner field names itself in its messages, so it takes the label that this one is given; and a form may
        know better what was there before."""
        bound = super().get_bound_field(form, field_name)
        self.inner.label = bound.label
        self.was = form.get_initial_for_field(self, field_name)
        return bound

    def prepare_value(self, value: Any) -> Given:
        """What to fill in for any of the four answers, or for what was sent."""
        if isinstance(value, Given):
            return value._replace(inner=self.inner.prepare_value(value.inner))
        if isinstance(value, NotApplicable):
            return Given(self.inner.prepare_value(None), DOES_NOT_APPLY, value.reason)
        if value is None or value is BLANK:
            return Given(self.inner.prepare_value(None), "" if value is BLANK else NOT_KNOWN)
        return Given(self.inner.prepare_value(value))

    def clean(self, value: Any) -> Any:
        """One of the four. Raises ValidationError with the inner field's code, ``how`` or ``reason``."""
        given = value if isinstance(value, Given) else self.prepare_value(value)
        if given.how not in ("", NOT_KNOWN, DOES_NOT_APPLY) or (given.how == DOES_NOT_APPLY and not self.allow_na):
            raise ValidationError("Choose one of the answers that are offered", code=AT_HOW)
        inner, how, reason = self._meant(self._inner(given), given)
        if how == DOES_NOT_APPLY:
            return self._not_applicable(reason)
        if reason:
            raise ValidationError(self._says(_REASON_ALONE), code=AT_HOW)
        if how == NOT_KNOWN:
            return None
        if inner is BLANK and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return inner

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another answer was given; one of the four for another is a change."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True

    def _meant(self, inner: Any, given: Given) -> Given:
        """What was sent without what is only left over from before. Raises ValidationError where both are new."""
        was = self.prepare_value(self.was)
        # A reason that nobody touched goes with the choice that it stood under.
        left_over = given.how != DOES_NOT_APPLY and given.reason == was.reason
        reason = "" if left_over else given.reason
        if inner is BLANK or not given.how:
            return Given(inner, given.how, reason)
        if (given.how, given.reason) == (was.how, was.reason):
            return Given(inner)
        if inner == self.was:
            return Given(BLANK, given.how, reason)
        radios = isinstance(self.inner.widget, RadioSelect)
        raise ValidationError(self._says(_BOTH if not radios else _BOTH_RADIOS, _CHOICES[given.how]), code=AT_HOW)

    def _inner(self, given: Given) -> Any:
        value = self.inner.clean(given.inner)
        return BLANK if value is None or value in ("", []) else value

    def _not_applicable(self, reason: str) -> NotApplicable:
        if not reason:
            raise ValidationError(self._says("{name}: say why it does not apply"), code=AT_REASON)
        return NotApplicable(reason)

    def _says(self, words: str, choice: str = "") -> str:
        return words.format(name=labels.named(self.inner.label or "This question"), choice=choice, above=ABOVE)


ABOVE = "I have answered it above, or will answer later"
_CHOICES = {NOT_KNOWN: "Not known", DOES_NOT_APPLY: "Does not apply"}
_BOTH = "{name}: choose “{above}” to keep your answer, or remove the answer to keep “{choice}”"
_BOTH_RADIOS = (
    "{name}: choose “{above}” to keep your answer. To say “{choice}” instead, open this page again and choose only that"
)
_REASON_ALONE = "{name}: choose “Does not apply”, or remove the reason"
