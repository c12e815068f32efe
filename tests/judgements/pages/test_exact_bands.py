"""No score falls between two printed bands: the exact fraction decides, and figures are rounded for display only."""

import pytest
from tests.judgements.answering import assessed
from tests.judgements.pages.conftest import Pages
from tests.register.pages.browsing import text

from concordat.protocol.values import NotApplicable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OUT = NotApplicable("It does not apply")
# Question 3 has three levels; the others five.
SUMS = [
    ((5, 2, 3, 2, 2, 2, 1), "17 of 35 points, 49%", "Limited"),
    ((5, 3, 3, 2, 2, 2, 1), "18 of 35 points, 51%", "Moderate"),
    ((4, 3, 3, 3, 1, 1, OUT), "15 of 30 points, 50%", "Moderate"),
    ((4, 3, 3, 2, 1, 1, OUT), "14 of 30 points, 47%", "Limited"),
    ((5, 4, 5, 4, 3, 2, 1), "24 of 35 points, 69%", "Moderate"),
    ((5, 4, 5, 4, 3, 3, 1), "25 of 35 points, 71%", "Major"),
    ((5, 4, 5, 4, 2, 1, OUT), "21 of 30 points, 70%", "Major"),
    ((5, 4, 5, 4, 1, 1, OUT), "20 of 30 points, 67%", "Moderate"),
]


@pytest.mark.requirement("BOL-3.8")
@pytest.mark.parametrize(("levels", "total", "band"), SUMS, ids=[total for _, total, _ in SUMS])
def test_the_exact_fraction_decides_the_band_and_the_figure_is_rounded(
    pages: Pages, levels: tuple[object, ...], total: str, band: str
) -> None:
    asked = ("cost", "aims", "liability", "profile", "stakeholders", "deadlines", "track_record")
    assessed(pages.here.lead, pages.here.row, **dict(zip(asked, levels, strict=True)))
    page = text(pages.browser("lead").get(pages.at("significance/")))
    assert f"The score is {total}." in page
    told = page.split("concordat-tags", 1)[1].split("</p>", 1)[0]
    assert [one for one in ("Limited", "Moderate", "Major") if one in told] == [band]
