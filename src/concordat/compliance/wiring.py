"""What this room gives to those below it, and hears from them. Done once, as the site starts."""

from __future__ import annotations

from concordat.compliance import (
    bell,
    deviations,
    gate_page,
    of_council,
    panels,
    preview,
    queries,
    segments,
    sheets,
    standing,
    tallies,
)
from concordat.compliance.models import Deviation, FactSheet, Segment, Tally
from concordat.councils import adoption
from concordat.history import derived, owners, sealed, words
from concordat.history.signals import act_closing
from concordat.register import gates, hooks, ownership, reach, sources

_DEVIATION = {
    "involvement": "", "duty": "Duty", "about": "About", "reason": "Why", "allowed_by": "Allowed by", "by": "",
    "guidance": "Guidance", "guidance_by": "Guidance by", "from_day": "From", "until": "Until",
}  # fmt: skip


def wire() -> None:
    """Register what councils know, the bell, the answers to the register's hooks, and how segments are rebuilt."""
    sources.add("councils", of_council.facts_of, of_council.days_of)
    sources.add("deviations", deviations.facts_of)
    reach.add(FactSheet, reach.none_at_all)
    reach.add(Deviation, lambda rows: {row.involvement_id for row in rows})
    owners.add(Deviation._meta.label_lower, ownership.of_involvement(Deviation))
    words.add(Deviation._meta.label_lower, _DEVIATION, thing="Duty set aside", named=("duty",))
    sealed.add("fact sheets", sheets.breaks)
    derived.add(Segment, segments.rebuild)
    derived.add(Tally, tallies.rebuild)
    act_closing.connect(bell.ring, dispatch_uid="compliance.bell")
    gates.provider = standing.outstanding
    gates.leads = gate_page.leads
    hooks.tallies.provider = queries.tallies
    hooks.tallies.having = queries.having
    hooks.tallies.outdated = queries.still_waiting
    hooks.overdue.provider = panels.late
    hooks.history.add(lambda row: Deviation.objects.filter(involvement=row), lambda _: {})
    hooks.pages.add(10, hooks.Page("standing", "Standing"))
    hooks.panels.add("partnership", 10, panels.of_partnership)
    adoption.preview_hooks.append(preview.preview)
