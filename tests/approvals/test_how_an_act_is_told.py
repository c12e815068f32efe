"""The history of a partnership says of each act what came of it, who gave it, and what it was for."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from tests import world
from tests.approvals.conftest import SIGN_OFF, Entry
from tests.approvals.deciding import decide, fresh, give
from tests.register.pages.browsing import text

from concordat.approvals.act_words import the

pytestmark = pytest.mark.slow


def told(entry: Entry) -> list[str]:
    """What the history says was done, the latest first."""
    member = entry.here.team.membership
    assert member is not None
    page = world.client(member.user).get(reverse("partnership_history", args=["ashford", entry.here.row.reference]))
    found = re.findall(r"Act, new: ([^<]*)", html.unescape(text(page)))
    return [" ".join(one.split()) for one in found]


def test_what_was_sent_back_is_not_called_signed_off(entry: Entry) -> None:
    decide(entry.here.head, entry.matter, SIGN_OFF, entry.papers, "sent_back", reason="The risks are missing")
    (back,) = told(entry)
    assert back == "Sent back by the Head of Service: The head of service signs a limited partnership off"


def test_a_receipt_says_which_step_and_which_form_each_was_about(entry: Entry) -> None:
    give(entry.here.head, entry.matter, SIGN_OFF, entry.papers)
    give(entry.here.team, fresh(entry.matter), "sign-off.received", entry.papers)
    assert told(entry)[-1] == "Signed off by the Head of Service: The head of service signs a limited partnership off"
    step, *forms = [one for one in told(entry) if one.startswith("Received by")]
    assert step.endswith(": All that the band asks for has reached the partnership team")
    assert len(forms) == 2
    assert len({*forms}) == 2
    assert any("Significance score sheet (Appendix A)" in one for one in forms)
    assert any("Partnership registration (Appendix B)" in one for one in forms)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Relevant senior manager", "the relevant senior manager"),
        ("The Executive", "the Executive"),
        ("Partnership Team", "the Partnership Team"),
        ("Council", "the Council"),
    ],
)
def test_a_title_stands_in_a_sentence_with_its_article(title: str, words: str) -> None:
    assert the(title) == words
