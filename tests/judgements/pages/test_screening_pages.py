"""Is it a partnership? The pages ask, say what follows and why, and keep every result."""

from typing import Any

import pytest
from tests.judgements.answering import CLASSES, MARKS, all_marks
from tests.judgements.pages.conftest import Pages
from tests.register.pages.browsing import filled, saved, send, text

from concordat.history.models import Event
from concordat.judgements import judging, queries
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import BLANK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def field(name: str) -> str:
    return f"arrangement--{name.replace('_', '-')}"


def answers(**but: str) -> dict[str, Any]:
    said = {**dict.fromkeys(MARKS, "yes"), **dict.fromkeys(CLASSES, "no"), **but}
    return {field(name): value for name, value in said.items()}


@pytest.mark.requirement("BOL-2.1", "BOL-2.2")
def test_the_definition_and_the_texts_own_examples_of_three_answers_stand_beside_the_question(pages: Pages) -> None:
    page = text(pages.browser("reader").get(pages.at("screening/")))
    assert "Independent bodies, at least two, agree to work together and share risk" in page
    for answer, example in (
        ("A partnership", "Community Safety Partnerships"),
        ("In between", "Meden Valley Making Places"),
        ("Not a partnership", "Jobs Fairs"),
    ):
        assert page.index(f">{answer}</h4>") < page.index(example)
    assert "It has not been screened yet" in page


def test_the_marks_are_answered_the_result_recorded_and_it_explains_itself(pages: Pages) -> None:
    lead = pages.browser("lead")
    assert saved(lead, pages.at("screening/answers/"), **answers()) == pages.at("screening/decide/")
    assert saved(lead, pages.at("screening/decide/")) == pages.at("screening/")
    page = text(lead.get(pages.at("screening/")))
    assert "It is a partnership" in page
    assert "Do they share risk? Yes (clause 2)" in page
    assert "Lee Officer" in page


@pytest.mark.requirement("BOL-2.2")
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"limited_company": "yes"}, "It lies in between"),
        ({"shares_risk": ""}, "It cannot be told yet"),
    ],
)
def test_in_between_or_in_doubt_counts_as_yes(pages: Pages, said: dict[str, str], answer: str) -> None:
    lead = pages.browser("lead")
    saved(lead, pages.at("screening/answers/"), **answers(**said))
    saved(lead, pages.at("screening/decide/"))
    page = text(lead.get(pages.at("screening/")))
    assert answer in page
    assert "As a partnership" in page
    assert queries.screenings(pages.here.row)[0].treated_as == "is"


def test_for_each_blank_it_says_what_an_answer_would_change(pages: Pages) -> None:
    all_marks(pages.here.lead, pages.here.row, shares_risk=BLANK)
    page = text(pages.browser("lead").get(pages.at("screening/")))
    assert "What an answer would change" in page
    table = page[page.index("What an answer would change") :]
    assert table.index("It is a partnership") < table.index("It is not a partnership")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"": "yes"}, True),
        ({"": "no"}, False),
        ({"": [], "_unknown": "not_known"}, None),
        ({"": [], "_unknown": "na", "_reason": "No money"}, NotApplicable("No money")),
        ({"": []}, BLANK),
    ],
    ids=["yes", "no", "not known", "not applicable", "blank"],
)
def test_yes_no_not_known_not_applicable_and_blank_are_five_things(pages: Pages, sent: Any, kept: Any) -> None:
    name, fact = field("shares_risk"), "arrangement.shares_risk"
    told = {f"{name}{part}": value for part, value in sent.items()}
    saved(pages.browser("lead"), pages.at("screening/answers/"), **told)
    row = queries.answers(pages.here.row, [fact]).get(fact)
    assert (row.answer("value") if row else BLANK) == kept


def test_treating_it_otherwise_takes_a_reason_and_nothing_typed_is_lost(pages: Pages) -> None:
    all_marks(pages.here.lead, pages.here.row)
    lead, at = pages.browser("lead"), pages.at("screening/decide/")
    refused = send(lead, at, treat_as="is_not")
    assert refused.status_code == 422
    assert "Say why it is to be treated otherwise" in text(refused)
    assert 'value="is_not" checked' in text(refused)
    saved(lead, at, treat_as="is_not", reason="It ends this year")
    page = text(lead.get(pages.at("screening/")))
    assert "Not as a partnership" in page
    assert "The protocol would treat it" in page
    assert "It ends this year" in page


@pytest.mark.requirement("BOL-2.3")
def test_where_it_is_none_an_officer_may_apply_the_protocol_all_the_same(pages: Pages) -> None:
    all_marks(pages.here.lead, pages.here.row, shares_risk=False)
    judging.screen(pages.here.lead, involvement=pages.here.row)
    lead, by_choice = pages.browser("lead"), pages.at("edit/protocol")
    assert by_choice in text(lead.get(pages.at("screening/")))
    chosen = {"involvement--applied-by-choice": "yes", "involvement--applied-by-choice-reason": "It is good practice"}
    saved(lead, by_choice, **chosen)
    assert "It is good practice" in text(lead.get(pages.at("entry/")))


def test_a_result_says_when_the_answers_have_changed_since_and_the_earlier_one_is_kept(pages: Pages) -> None:
    lead, at = pages.browser("lead"), pages.at("screening/")
    all_marks(pages.here.lead, pages.here.row)
    judging.screen(pages.here.lead, involvement=pages.here.row)
    assert "Since then" not in text(lead.get(at))
    all_marks(pages.here.lead, pages.here.row, shares_risk=False)
    assert "Since then the answers or the protocol have changed" in text(lead.get(at))
    judging.screen(pages.here.lead, involvement=pages.here.row)
    page = text(lead.get(at))
    assert "Earlier results" in page
    assert "It is a partnership" in page[page.index("Earlier results") :]


def test_before_anything_is_answered_there_is_nothing_to_record(pages: Pages) -> None:
    page = text(pages.browser("lead").get(pages.at("screening/decide/")))
    assert "Nothing has been answered yet" in page
    assert "<form" not in page[page.index("<main") :]


def test_who_is_slower_sees_both_answers(pages: Pages) -> None:
    lead, at, name = pages.browser("lead"), pages.at("screening/answers/"), field("shares_risk")
    mine = filled(lead, at, **{name: "yes"})
    saved(pages.browser("team"), at, **{name: "no"})
    conflict = lead.post(at, mine)
    assert conflict.status_code == 409
    assert "Do they share risk?" in text(conflict)


def test_who_only_reads_sees_the_answers_and_no_link_to_change_them(pages: Pages) -> None:
    reader, before = pages.browser("reader"), Event.objects.count()
    page = text(reader.get(pages.at("screening/")))
    assert pages.at("screening/answers/") not in page
    assert reader.get(pages.at("screening/answers/")).status_code == 403
    assert reader.post(pages.at("screening/decide/")).status_code == 403
    assert Event.objects.count() == before


def test_not_known_is_changed_to_no_by_choosing_no(pages: Pages) -> None:
    lead, at = pages.browser("lead"), pages.at("screening/answers/")
    unknown = {f"{field('shares_risk')}_unknown": "not_known"}
    saved(lead, at, **answers(shares_risk=""), **unknown)
    # The browser sends the folded choice again, as it was saved.
    saved(lead, at, **answers(shares_risk="no"), **unknown)
    said = queries.answers(pages.here.row, ["arrangement.shares_risk"])
    assert said["arrangement.shares_risk"].answer("value") is False
