"""From a score to a recorded sign-off, by band: each step in its turn, by somebody else than who sent it in."""

import pytest
from tests.answers.filling import LIMITED, fill, judged
from tests.approvals.conftest import Here
from tests.approvals.deciding import fresh, give

from concordat.answers import submitting
from concordat.approvals import opening, queries
from concordat.ui.refusals import CannotDo, NotAllowed


def test_a_limited_partnership_is_signed_off_by_the_head_of_service_and_received_by_the_team(here: Here) -> None:
    judged(here.lead, here.row, **LIMITED)
    matter = opening.open_matter(here.lead, involvement=here.row, start="entry")
    with pytest.raises(CannotDo, match="Nobody can decide on this yet"):
        opening.send(here.lead, matter=matter, version=matter.version)
    for form in ("score_sheet", "registration"):
        fill(here.lead, here.row, form)
        submitting.submit(here.lead, involvement=here.row, form=form)
    papers = opening.send(here.lead, matter=matter, version=matter.version)
    assert [item.row.task for item in queries.waiting_for(here.head)] == ["sign-off.limited"]
    assert queries.waiting_for(here.senior) == queries.waiting_for(here.lead) == []
    with pytest.raises(NotAllowed):
        give(here.senior, matter, "sign-off.limited", papers)
    give(here.head, matter, "sign-off.limited", papers)
    assert [item.row.task for item in queries.waiting_for(here.team)] == ["sign-off.received"]
    give(here.team, matter, "sign-off.received", papers)
    assert fresh(matter).ended == "done"
    assert queries.waiting(here.row) == []
