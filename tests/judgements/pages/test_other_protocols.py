"""A protocol that grades nobody, or grades otherwise, says so; nothing fails for want of a rule."""

import pytest
from tests import world
from tests.page_checks import CheckedClient
from tests.register.pages.browsing import saved, text

from concordat.library.shelf import editions
from concordat.register.models import Involvement

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = ("", "screening/", "screening/answers/", "screening/decide/", "aims/", "significance/", "significance/assess/")


def opened(edition: str) -> tuple[CheckedClient, Involvement]:
    council = world.council("ashford", edition)
    member = world.member(council, "partnership_team")
    return world.client(member.user), world.involvement(council, "River Forum")


@pytest.mark.parametrize("edition", [one.id for one in editions()])
def test_every_page_opens_under_every_protocol(edition: str) -> None:
    client, row = opened(edition)
    got = {more: client.get(f"/c/ashford/register/{row.reference}/{more}").status_code for more in PAGES}
    assert got == dict.fromkeys(PAGES, 200)


def test_a_protocol_that_does_not_grade_says_so() -> None:
    client, row = opened("central-bedfordshire/j3")
    page = text(client.get(f"/c/ashford/register/{row.reference}/significance/"))
    assert "Questions" not in page
    asked = text(client.get(f"/c/ashford/register/{row.reference}/significance/assess/"))
    assert "This protocol does not grade partnerships" in asked


def test_that_nobody_holds_a_role_is_said_of_the_councils_roles_alone() -> None:
    client, row = opened("central-bedfordshire/j3")
    page = text(client.get(f"/c/ashford/register/{row.reference}/judgements/fit_for_purpose/"))
    beside = page.split("Who answers")[1].split("Where it stands")[0]
    assert "Lead officer: nobody holds this role yet" in beside
    assert beside.count("nobody holds") == 2
    assert "Joint Committee or Partnership Board" in beside
    assert "Partnership Board:" not in beside


def test_a_protocol_of_yes_or_no_questions_grades_by_any_of_them() -> None:
    client, row = opened("northamptonshire/2009")
    at = f"/c/ashford/register/{row.reference}/significance/"
    page = text(client.get(at))
    address = at + page.split(f'href="{at}questions/')[1].split('"')[0].join(["questions/", ""])
    for nth in range(10):
        if not address.startswith(f"{at}questions/"):
            break
        address = saved(client, address, level="1" if nth == 0 else "0")
    saved(client, address)
    assert "1 of 3 points" in text(client.get(at))
