"""The kit's template tags, builtin in every template: components, fields, tables, charts, values in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.safestring import SafeString

from concordat.protocol.facts import Cell
from concordat.ui import forms, pagination, tables, words
from concordat.ui.components import component
from concordat.ui.filters import chosen, kept

register = template.Library()


@register.simple_tag
def govuk(component_name: str, params: Mapping[str, Any] | None = None, /, **given: Any) -> SafeString:
    """A component with GOV.UK Frontend's own options: ``{% govuk "button" text="Save" %}``.

    ``label__text="Name"`` reaches into an option; a mapping as the second argument gives many at once.
    Raises ValueError for a component that there is not.
    """
    options: dict[str, Any] = dict(params or {})
    for key, value in given.items():
        *outer, last = key.split("__")
        at = options
        for name in outer:
            at[name] = dict(at.get(name) or {})
            at = at[name]
        at[last] = value
    return component(component_name, options)


@register.simple_tag
def field(bound: BoundField, heading: bool = False) -> SafeString:
    """A form's field with label, hint and errors; with ``heading=True`` its label is the page's h1."""
    return forms.field_html(bound, heading=heading)


@register.simple_tag(takes_context=True)
def errors_of_page(context: Context) -> dict[str, Any]:
    """The error summary of the page's ``form`` and ``forms``; empty where nothing is wrong."""
    return forms.error_summary(context.get("form"), *(context.get("forms") or ()))


@register.simple_tag
def day(value: object) -> str:
    """ "3 March 2026"."""
    return words.day(value)


@register.simple_tag
def moment(value: Any) -> str:
    """ "3 March 2026 at 2:05pm"."""
    return words.moment(value)


@register.simple_tag
def money(pence: object) -> str:
    """ "£1,234.56" of integer pence."""
    return words.money(pence)


@register.simple_tag
def answer(value: Any, fact: Cell | None = None, options: Mapping[str, str] | None = None) -> str:
    """Any answer in words, the four that are no value among them."""
    return words.in_words(value, fact, options)


@register.inclusion_tag("ui/table.html", takes_context=True)
def table(context: Context, table: tables.Table) -> dict[str, Any]:
    """A table whose headings sort by link and keep the rest of the page's query."""
    return tables.for_template(table, _query(context))


@register.simple_tag(takes_context=True)
def pages(context: Context, page: Any) -> SafeString:
    """The links to the other pages of a list (a Django ``Page``); nothing where there is one page."""
    params = pagination.params(page.number, page.paginator.num_pages, _query(context))
    return component("pagination", params) if params else SafeString()


@register.inclusion_tag("ui/filter.html", takes_context=True)
def filter_panel(context: Context, form: BaseForm) -> dict[str, Any]:
    """A GET form that narrows a list, with what is chosen as links that take it away."""
    query = _query(context)
    return {"filter": form, "chosen": chosen(form, query), "kept": kept(form, query)}


def _query(context: Context) -> Any:
    request = context.get("request")
    return request.GET if request is not None else {}
