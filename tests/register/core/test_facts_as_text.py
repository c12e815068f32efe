"""Facts go into text and come back as they were."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.compliance import sheets
from concordat.compliance.pieces import Piece
from concordat.protocol.values import NotApplicable, Rows, Scalar
from concordat.register.fact_text import from_text, to_text

words = st.text(max_size=12)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-10_000, max_value=10_000)
scalars: st.SearchStrategy[Scalar] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    decimals,
    words,
    st.dates(),
    st.lists(words, max_size=3).map(tuple),
    words.map(NotApplicable),
)
checklists = st.dictionaries(words, scalars, max_size=3)
rows = st.builds(
    Rows,
    st.lists(st.dictionaries(words, scalars | checklists, max_size=4), max_size=3).map(tuple),
    complete=st.booleans(),
)
facts = st.dictionaries(words, scalars | checklists | rows, max_size=6)


def same(one: object, other: object) -> bool:
    """Equal, and of one type: yes is not 1."""
    return one == other and to_text({"": one}) == to_text({"": other}) and type(one) is type(other)  # type: ignore[dict-item]


@given(facts)
def test_facts_come_back_as_they_were(known: dict[str, Scalar]) -> None:
    back = from_text(to_text(known))
    assert back.keys() == known.keys()
    assert all(same(back[name], known[name]) for name in known)


@given(facts)
def test_the_text_of_facts_does_not_hang_on_their_order(known: dict[str, Scalar]) -> None:
    assert to_text(dict(reversed(known.items()))) == to_text(known)


@given(st.lists(facts, max_size=4))
def test_pieces_come_back_as_they_were(known: list[dict[str, Scalar]]) -> None:
    pieces = tuple(Piece(date(2020 + number, 1, 1), number or None, one) for number, one in enumerate(known))
    assert sheets.from_text(sheets.to_text(pieces)) == pieces


@pytest.mark.parametrize(("one", "other"), [("1.50", "1.5"), ("2E+3", "2000"), ("0E-4", "0")])
def test_one_number_has_one_text(one: str, other: str) -> None:
    assert to_text({"a": Decimal(one)}) == to_text({"a": Decimal(other)})


def test_blank_not_known_not_applicable_and_nil_stay_four() -> None:
    four = [{}, {"a": None}, {"a": NotApplicable("")}, {"a": 0}]
    assert len({to_text(one) for one in four}) == 4  # type: ignore[arg-type]


def test_what_is_no_value_of_a_fact_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no value"):
        to_text({"a": {"b"}})  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="no value of a fact"):
        from_text('{"a": {"strange": 1}}')
