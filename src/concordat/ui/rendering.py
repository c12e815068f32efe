"""From a form's field to the component that shows it: every widget that Django has, ours, and allauth's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField, Widget
from django.forms.widgets import ChoiceWidget, Input
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from concordat.ui import checklist_shown, messages
from concordat.ui.answer_field import AnswerField
from concordat.ui.checklist_field import ChecklistBoxes
from concordat.ui.components import component
from concordat.ui.controls import attribute, error_of, suggestions, without_script
from concordat.ui.day_field import PARTS, DayBoxes
from concordat.ui.fields import NONE_OF_THESE, FigureField, Hinted, MoneyField, OneLineField, YesNoField

Params = dict[str, Any]
# The browser's own checks and hints speak before ours, in other words; a placeholder vanishes as one types.
_UNWANTED = {"class", "id", "required", "maxlength", "minlength", "placeholder", "autofocus", "min", "max", "step"}
_UNWANTED |= {"cols", "rows", "type", "value", "aria-describedby", "aria-invalid"}
CHOOSE = "Select one"


@dataclass(frozen=True)
class Shown:
    """A field as it is to be shown. ``errors`` are pairs of message and code; ``inside`` is the HTML below
    each choice of radios that asks more, by the choice."""

    field: forms.Field
    name: str
    id: str
    label: str
    hint: str
    value: Any
    errors: list[tuple[str, str]]
    heading: bool = False
    inside: Mapping[str, SafeString] | None = None

    @property
    def widget(self) -> Widget:
        """The widget that says which component to take."""
        widget: Widget = self.field.widget
        return widget


def shown(bound: BoundField, *, heading: bool = False) -> Shown:
    """A bound field as it is to be shown; a label says "(optional)" unless its form sets ``mark_optional`` to False.

    A form's ``inside(name)`` answers what stands below choices of a field: shown once they are chosen, and without
    JavaScript always.
    """
    label = str(bound.label or bound.name)
    marks = getattr(bound.form, "mark_optional", True)
    plain = isinstance(bound.field, AnswerField) or isinstance(bound.field.widget, forms.CheckboxInput)
    if marks and not bound.field.required and not plain:
        label = f"{label} (optional)"
    return Shown(
        field=bound.field,
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        label=label,
        hint=str(conditional_escape(bound.help_text or "")),
        value=bound.value(),
        errors=messages.of_field(bound),
        heading=heading,
        inside=bound.form.inside(bound.name) if hasattr(bound.form, "inside") else None,
    )


def html_of(item: Shown) -> SafeString:
    """The HTML of a field. Raises TypeError for a widget that no component fits."""
    if isinstance(item.widget, ChecklistBoxes):
        return checklist_shown.html_of(item)
    for kind, show in _SHOWN_BY:
        if isinstance(item.widget, kind):
            name, params = show(item)
            html = component(name, params) + suggestions(item.field, item.id)
            return without_script(html) if item.inside else html
    raise TypeError(f"No component shows {type(item.widget).__name__}, the widget of “{item.name}”.")


def anchor(item: Shown, code: str) -> str:
    """The id of the control that an error is about: the first box at fault of a date, else the only or first one."""
    if isinstance(item.widget, DayBoxes):
        part = code.split("-", maxsplit=1)[0]
        return f"{item.id}_{part if part in PARTS else PARTS[0]}"
    if isinstance(item.widget, ChecklistBoxes) and code.startswith(checklist_shown.AT):
        return checklist_shown.anchor(item, code)
    return item.id


def inner_of(item: Shown) -> Shown:
    """The inner field of an AnswerField, without the errors that are about its "not known" and "does not apply"."""
    field = item.field
    assert isinstance(field, AnswerField)  # noqa: S101 - for the type checker: the caller has looked
    errors = [error for error in item.errors if error[1] not in ("how", "reason")]
    return replace(item, field=field.inner, value=item.value.inner, errors=errors)


def _common(item: Shown) -> Params:
    attrs = item.widget.attrs
    params: Params = {
        "id": item.id,
        "name": item.name,
        "classes": str(attrs.get("class", "")),
        "attributes": {key: attribute(value) for key, value in attrs.items() if key not in _UNWANTED},
        "errorMessage": error_of(item.errors),
        "disabled": item.field.disabled,
    }
    return params | ({"hint": {"html": mark_safe(item.hint)}} if item.hint else {})  # noqa: S308 - escaped in shown()


def _label(item: Shown) -> Params:
    size = f"govuk-label--{'l' if item.heading else 's'}"
    return {"label": {"text": item.label, "classes": size, "isPageHeading": item.heading}}


def _fieldset(item: Shown) -> Params:
    size = f"govuk-fieldset__legend--{'l' if item.heading else 's'}"
    return {"fieldset": {"legend": {"text": item.label, "classes": size, "isPageHeading": item.heading}}}


def _input(item: Shown) -> tuple[str, Params]:
    assert isinstance(item.widget, Input)  # noqa: S101
    params = (
        _common(item) | _label(item) | {"value": item.widget.format_value(item.value), "type": item.widget.input_type}
    )
    if isinstance(item.field, MoneyField):
        params |= {"prefix": {"text": item.field.prefix}, "inputmode": "decimal", "spellcheck": False}
        params["classes"] = params["classes"] or "govuk-input--width-10"
    elif isinstance(item.field, FigureField):
        params |= {"inputmode": "decimal", "spellcheck": False}
        params["classes"] = params["classes"] or "govuk-input--width-5"
        params |= {"suffix": {"text": item.field.unit}} if item.field.unit else {}
    elif isinstance(item.field, OneLineField) and item.field.suggestions:
        params["attributes"] |= {"list": f"{item.id}_offered"}
    elif item.widget.input_type == "number":
        # A number box changes its figure when one scrolls over it, and swallows letters without a word.
        params |= {"type": "text", "inputmode": "numeric"}
    return "input", params


def _password(item: Shown) -> tuple[str, Params]:
    assert isinstance(item.widget, forms.PasswordInput)  # noqa: S101
    params = _common(item) | _label(item)
    autocomplete = params["attributes"].pop("autocomplete", None)
    return "password-input", params | ({"autocomplete": autocomplete} if autocomplete else {})


def _textarea(item: Shown) -> tuple[str, Params]:
    rows = item.widget.attrs.get("rows", 3)
    # Django gives every textarea ten rows; a box that asks for a sentence looks like one.
    rows = 3 if str(rows) == "10" else rows
    return "textarea", _common(item) | _label(item) | {"value": item.value or "", "rows": rows}


def _file(item: Shown) -> tuple[str, Params]:
    return "file-upload", _common(item) | _label(item)


def _tick(item: Shown) -> tuple[str, Params]:
    assert isinstance(item.widget, forms.CheckboxInput)  # noqa: S101
    params = _common(item)
    one: Params = {"value": "on", "text": item.label, "checked": item.widget.check_test(item.value)}
    one |= {"hint": params.pop("hint")} if "hint" in params else {}
    return "checkboxes", params | {"idPrefix": item.id, "items": [one]}


def _options(item: Shown) -> list[Params]:
    assert isinstance(item.widget, ChoiceWidget)  # noqa: S101
    value = item.widget.format_value(item.value)
    found: list[Params] = []
    for _, group, _ in item.widget.optgroups(item.name, value):
        for option in group:
            words = option["label"]
            one: Params = {"value": str(option["value"]), "text": str(words), "selected": option["selected"]}
            one["checked"] = one["selected"]
            if isinstance(words, Hinted) and words.hint:
                one["hint"] = {"text": words.hint}
            found.append(one)
    return found


def _radios(item: Shown) -> tuple[str, Params]:
    params = _common(item) | _fieldset(item)
    if isinstance(item.field, YesNoField):
        params["classes"] = params["classes"] or "govuk-radios--inline"
    # Radios start with none chosen; an empty choice among them would be a fifth answer.
    items = [option for option in _options(item) if option["value"]]
    for option in items:
        if item.inside and option["value"] in item.inside:
            option["conditional"] = {"html": item.inside[option["value"]]}
    return "radios", params | {"idPrefix": item.id, "items": items}


def _checkboxes(item: Shown) -> tuple[str, Params]:
    items = _options(item)
    for at, option in enumerate(items):
        if option["value"] == NONE_OF_THESE:
            items[at] = option | {"behaviour": "exclusive"}
            items.insert(at, {"divider": "or"})
            break
    return "checkboxes", _common(item) | _fieldset(item) | {"idPrefix": item.id, "items": items}


def _select(item: Shown) -> tuple[str, Params]:
    items = [option | {"text": CHOOSE} if not option["text"].strip("-") else option for option in _options(item)]
    return "select", _common(item) | _label(item) | {"items": items}


def _day(item: Shown) -> tuple[str, Params]:
    at_fault = {part for _, code in item.errors for part in code.split("-")} & set(PARTS)
    wrong = at_fault or (set(PARTS) if item.errors else set())
    boxes = [
        {
            "id": f"{item.id}_{part}",
            "name": f"{item.name}_{part}",
            "label": part.capitalize(),
            "value": typed,
            "inputmode": "text" if part == "month" else "numeric",
            "classes": f"govuk-input--width-{width}{' govuk-input--error' if part in wrong else ''}",
        }
        for part, typed, width in zip(PARTS, item.value, ("2", "4", "4"), strict=True)
    ]
    params = _common(item) | _fieldset(item)
    del params["name"]
    return "date-input", params | {"items": boxes}


# The first that fits is taken, so a narrower kind stands before a wider one.
_SHOWN_BY: tuple[tuple[type[Widget], Callable[[Shown], tuple[str, Params]]], ...] = (
    (DayBoxes, _day),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.CheckboxInput, _tick),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (Input, _input),
)
