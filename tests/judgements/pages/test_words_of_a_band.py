"""What an edition calls a band keeps its capitals inside a sentence."""

from datetime import date

import pytest
from tests import world
from tests.judgements.answering import assessed
from tests.judgements.pages.conftest import Pages

from concordat.judgements import panels
from concordat.judgements.counting import Counted
from concordat.judgements.models import Assessment, Doubt
from concordat.judgements.presenters_significance import band, band_that_counts
from concordat.protocol.edition import Edition

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 3)


def tiers() -> Edition:
    """A protocol whose highest band is "Tier One A"."""
    edition, _ = world.cached_library(world.EDITION)
    assert edition.significance is not None
    *lower, highest = edition.significance.bands
    bands = [*lower, highest.model_copy(update={"label": "Tier One A"})]
    return edition.model_copy(update={"significance": edition.significance.model_copy(update={"bands": bands})})


def test_the_score_that_was_ruled_on_is_told_with_its_capitals() -> None:
    ruled = band(Assessment(day=DAY, band="major"), Doubt(band="limited", ruled_on=DAY), tiers())
    assert ruled.came == "Ruled on 3 May 2026; the score gave tier One A"


def test_an_assessment_without_a_band_is_told_to_give_none(pages: Pages) -> None:
    first, last = (Assessment(pk=pk, day=DAY, band=found) for pk, found in ((1, "major"), (2, "")))
    adoption = assessed(pages.here.lead, pages.here.row).adoption
    first.adoption = last.adoption = adoption
    told = band_that_counts(Counted(last, first, {}, None)).came
    assert told.endswith("The assessment of 3 May 2026 gives no band: that counts once it is signed off")
    assert band(last, Doubt(band="limited", ruled_on=DAY), tiers()).came.endswith("the score gave no band")


def test_so_is_the_band_beside_a_partnerships_name(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    assessed(pages.here.lead, pages.here.row)
    monkeypatch.setattr(panels, "label_of", lambda *_: "Tier One A")
    assert [tag["text"] for tag in panels.tags(pages.here.lead, pages.here.row)] == ["Band: tier One A"]
