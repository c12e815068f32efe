"""One text for one value, whoever writes it, and whatever comes back from the database."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.history import standalone_verify
from concordat.history.canonical import canonical, digest, field_digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


@given(PLAIN)
def test_the_text_of_a_value_reads_back_as_that_value_and_is_written_the_same_again(value: Any) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(TEXT, PLAIN))
def test_the_order_in_which_names_were_put_does_not_matter(value: dict[str, Any]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(PLAIN, PLAIN)
def test_different_values_have_different_texts(one: Any, other: Any) -> None:
    def typed(value: Any) -> Any:
        """Python holds 1 and True for equal; the record does not."""
        if isinstance(value, dict):
            return {"dict": [(name, typed(value[name])) for name in sorted(value)]}
        return [typed(item) for item in value] if isinstance(value, list) else (type(value).__name__, value)

    assert (canonical(one) == canonical(other)) == (typed(one) == typed(other))


@given(st.dictionaries(TEXT, st.tuples(TEXT, PLAIN, PLAIN), max_size=3))
def test_the_stand_alone_script_has_the_same_digests(fields: dict[str, tuple[str, Any, Any]]) -> None:
    item = {"model": "m", "object": "1", "did": "changed", "fields": {n: field_digest(*v) for n, v in fields.items()}}
    columns = {"scope": "council:1", "number": 1, "verb": "Changed", "at": "2026-01-01T00:00:00+00:00"}
    body = canonical({**columns, "previous": "0" * 64, "items": [item]})
    kept = {"item": 0, "model": "m", "object": "1", "values": canonical(fields), "erased": ""}
    event = {**columns, "digest": digest(body), "body": body, "details": [kept]}
    head = {"scope": "council:1", "head": 1, "digest": digest(body)}
    lines = [json.loads(canonical(line)) for line in (event, head)]
    assert list(standalone_verify.breaks(iter(lines), {})) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_json_cannot_write_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical(value)


def test_a_digest_depends_on_the_salt() -> None:
    assert field_digest("a", 1, 2) != field_digest("b", 1, 2)
    assert len(field_digest("a", 1, 2)) == 64
