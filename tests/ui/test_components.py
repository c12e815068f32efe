"""The bridge to GOV.UK Frontend's components."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from tests.ui.canonical import canonical, digest

from concordat.ui.components import component, names

UPSTREAM: dict[str, list[tuple[dict[str, Any], str]]] = json.loads(
    (Path(__file__).parent / "upstream.json").read_text(encoding="utf-8")
)


def trusted(options: Any, key: str = "") -> Any:
    """Options as upstream's examples mean them: what is called HTML is HTML."""
    if isinstance(options, Mapping):
        return {name: trusted(value, name) for name, value in options.items()}
    if isinstance(options, list):
        return [trusted(value, key) for value in options]
    is_html = isinstance(options, str) and (key in ("html", "attributes") or key.endswith("Html"))
    return mark_safe(options) if is_html else options


@pytest.mark.parametrize("name", UPSTREAM)
def test_a_component_gives_what_govuk_frontend_gives_for_each_of_its_examples(name: str) -> None:
    wrong = [options for options, expected in UPSTREAM[name] if digest(component(name, trusted(options))) != expected]
    assert wrong == []


def test_there_is_an_example_of_every_component_that_the_tag_knows() -> None:
    assert set(names()) == set(UPSTREAM)


def test_the_comparison_sees_a_missing_class_and_a_changed_word() -> None:
    assert canonical('<p class="a b">One</p>') == canonical("<p class='a  b'>\n One </p>")
    assert digest('<p class="a">One</p>') != digest('<p class="a b">One</p>')
    assert digest('<p class="a">One</p>') != digest('<p class="a">Two</p>')


def page(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def test_an_unknown_component_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match=r"There is no component called “buton”\. Did you mean “button”"):
        page('{% govuk "buton" text="Save" %}')


def test_the_branded_header_is_no_component_of_ours() -> None:
    with pytest.raises(ValueError, match="no component called “header”"):
        component("header", {})


def test_text_and_html_from_a_person_are_escaped_and_html_marked_safe_is_not() -> None:
    evil = "<script>alert(1)</script>"
    for key in ("text", "html"):
        assert "<script>" not in page("{% govuk 'inset-text' params %}", params={key: evil})
    assert "<b>bold</b>" in page("{% govuk 'inset-text' html=html %}", html=mark_safe("<b>bold</b>"))


@pytest.mark.parametrize("key", ["html", "titleHtml", "attributes"])
def test_every_option_that_a_macro_would_trust_is_guarded(key: str) -> None:
    shown = component("panel", {"titleText": "Done", key: '"><img src=x onerror=alert(1)>'})
    assert "<img" not in shown


def test_an_option_within_an_option_is_reached_by_two_underscores_and_keeps_its_neighbours() -> None:
    shown = page(
        '{% govuk "input" params label__text="Name" name="n" %}', params={"id": "n", "label": {"classes": "big"}}
    )
    assert 'class="govuk-label big"' in shown
    assert "Name" in shown


def test_the_mapping_that_a_page_passes_is_not_changed_by_the_tag() -> None:
    params = {"label": {"text": "One"}}
    page('{% govuk "input" params name="n" label__text="Two" %}', params=params)
    assert params == {"label": {"text": "One"}}


def test_a_sentence_still_to_be_translated_is_shown_as_text() -> None:
    assert "Save" in component("button", {"text": gettext_lazy("Save")})


def test_a_tag_without_a_component_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        page("{% govuk %}")
