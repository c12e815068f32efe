"""Where a duty of the edition reads the reasons of acts, such an act is asked for its reason whatever its outcome."""

from typing import Any

import pytest
from tests.approvals.conftest import SIGN_OFF, Entry
from tests.approvals.deciding import decide
from tests.approvals.test_pages import browser, to
from tests.register.pages.browsing import send, text

from concordat.ui.refusals import CannotDo

RECEIVED = "sign-off.received"


@pytest.mark.parametrize(
    ("outcome", "more"),
    [("given", {}), ("given_with_conditions", {}), ("deferred", {}), ("sent_back", {})],
)
def test_a_sign_off_without_its_reason_is_refused(entry: Entry, outcome: str, more: dict[str, Any]) -> None:
    with pytest.raises(CannotDo, match="Say why") as refused:
        decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, outcome, reason=" ", **more)
    assert refused.value.field == "reason"


def test_receiving_needs_none(entry: Entry) -> None:
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "given", reason="Low risk")
    decide(entry.here.team, entry.matter, RECEIVED, entry.papers, "given", reason="")


@pytest.mark.slow
def test_the_page_asks_for_it_with_the_words_of_the_duty_and_words_each_act_as_it_is(entry: Entry) -> None:
    head, page = browser(entry.here.head), to(entry.here, "step_act", entry.matter.reference, 1, SIGN_OFF)
    shown = text(head.get(page))
    assert "The protocol asks for it: Each sign-off gives its reason." in shown
    assert "Signed off with conditions" in shown
    assert "Submitted by Lee Officer" in shown, "the papers stand on the page on which they are decided on"
    lacking = send(head, page, outcome="given")
    assert lacking.status_code == 422
    assert "Answer the question" in text(lacking)
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "given", reason="Low risk")
    shown = text(browser(entry.here.team).get(to(entry.here, "step_act", entry.matter.reference, 1, RECEIVED)))
    for words in ("Is everything there?", "Something is missing, sent back", "Needed where it is sent back"):
        assert words in shown, words


@pytest.mark.slow
def test_the_papers_lead_to_the_decision_for_whoever_is_asked(entry: Entry) -> None:
    papers = to(entry.here, "papers", entry.matter.reference, 1)
    act = to(entry.here, "step_act", entry.matter.reference, 1, SIGN_OFF)
    assert act in text(browser(entry.here.head).get(papers))
    assert act not in text(browser(entry.here.reader).get(papers))
    assert "It waits for you." in text(browser(entry.here.head).get(to(entry.here, "matter", entry.matter.reference)))
