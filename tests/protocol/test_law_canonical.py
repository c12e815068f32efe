"""Load, canonical form, load: the rules are the same, whatever the edition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.protocol import strategies as some
from tests.protocol.test_law_scores import significances

from concordat.protocol.ask import Significance
from concordat.protocol.duties import KINDS
from concordat.protocol.faults import NOWHERE
from concordat.protocol.rules import prepare
from concordat.protocol.seal import canonical, digest, from_canonical
from concordat.protocol.shaping import shaped


@given(st.lists(some.duties(), max_size=3, unique_by=lambda raw: raw["kind"]), significances())
def test_the_canonical_form_of_any_edition_loads_to_the_same_rules(
    raws: list[dict[str, object]], raw: dict[str, object]
) -> None:
    duties = [
        shaped(KINDS[str(one["kind"])], {**one, "id": f"d{n}"}, NOWHERE, some.refuse) for n, one in enumerate(raws)
    ]
    significance = shaped(Significance, raw, NOWHERE, some.refuse)
    edition = some.edition().model_copy(update={"duties": duties, "significance": significance})
    again = from_canonical(canonical(edition))
    assert canonical(again) == canonical(edition)
    assert digest(again) == digest(edition)
    ready, once = prepare(again).duties, prepare(edition).duties
    assert {name: (r.when, r.where, r.holds) for name, r in ready.items()} == {
        name: (r.when, r.where, r.holds) for name, r in once.items()
    }
