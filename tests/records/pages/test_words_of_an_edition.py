"""What an edition calls a list keeps its capitals inside a title."""

from datetime import date

import pytest
from tests import world
from tests.register.pages.browsing import text

from concordat.councils import adoption

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = "development_steps"


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ("add", "Add to: steps under the PFI"),
        ("begin", "Begin with those that the protocol names: steps under the PFI"),
    ],
)
def test_a_list_is_named_in_a_title_as_the_edition_writes_it(more: str, title: str) -> None:
    edition, files = world.cached_library("commissioning-borough/undated")
    own = {**edition.own, LIST: edition.own[LIST].model_copy(update={"words": "Steps under the PFI"})}
    council = world.council(edition=None)
    adoption._adopt(world.command(council), edition.model_copy(update={"own": own}), files, date(2024, 1, 1), "")
    row = world.involvement(council)
    client = world.client(world.member(council, "partnership_team").user)
    for joint in ("", "joint-"):
        page = client.get(f"/c/ashford/register/{row.reference}/{joint}records/lists/own.{LIST}/{more}")
        if page.status_code == 200:
            assert f"{title}</h1>" in text(page)
            break
    else:
        pytest.fail("The list is kept on neither side.")
