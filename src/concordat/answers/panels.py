"""The forms asked for now, on the page of a partnership."""

from __future__ import annotations

from concordat.answers import presenters, queries
from concordat.answers.places import to
from concordat.councils.scope import Scope
from concordat.register.hooks import Panel
from concordat.register.models import Involvement
from concordat.ui.refusals import CannotDo


def of_partnership(scope: Scope, involvement: Involvement) -> Panel | None:
    """The panel; none where no protocol is in force, or it has no forms."""
    try:
        found = queries.overview(scope, involvement)
    except CannotDo:
        return None
    if not found.forms:
        return None
    page = presenters.forms_page(scope, involvement, found)
    return Panel("answers/panel.html", {"asked": page["asked"], "forms_url": to(scope, involvement, "forms")})
