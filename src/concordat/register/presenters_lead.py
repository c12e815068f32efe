"""The lead organisation in the joint record: what is said beside it when it is a partner no longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.html import format_html

from concordat.register import reading
from concordat.register.choices import Words
from concordat.register.models import Organisation, Partnership, Party
from concordat.register.presenters import Params, answer_row, current_first
from concordat.register.sections import Section
from concordat.ui.summaries import Row, summary
from concordat.ui.words import day

SAY_WHO_LEADS = "Say who leads instead"


def joint_card(
    partnership: Partnership,
    section: Section,
    words: Words,
    left: str,
    edit: str = "",
    clauses: Mapping[str, Sequence[str]] | None = None,
) -> Params:
    """A card of the joint record; ``left`` are the words beside the lead organisation, from :func:`no_partner`."""
    asked = reading.asked(partnership, section.facts, words)
    rows = {item.name: answer_row(item, edit, (clauses or {}).get(item.name, ())) for item in asked}
    if left and reading.LEAD_ORGANISATION in rows:
        rows[reading.LEAD_ORGANISATION] = _with(rows[reading.LEAD_ORGANISATION], left)
    return summary(rows.values(), section.title)


def _with(row: Row, left: str) -> Row:
    name = (row.options or {}).get(row.value, row.value)
    link = format_html(' <a class="govuk-link" href="{}">{}</a>', row.change, SAY_WHO_LEADS) if row.change else ""
    return replace(row, value=format_html("{}<br><strong>{}</strong>{}", name, f"{left}.", link))


def is_lead(party: Party) -> bool:
    """Whether the record names a party's organisation as the lead."""
    return party.partnership.lead_organisation_id == party.organisation_id


def no_partner(partnership: Partnership, parties: Iterable[Party], on: date) -> str:
    """ "No longer a partner since 3 May 2026", of the lead organisation on record; empty while it is one, and where
    none is on record."""
    lead = partnership.answer("lead_organisation")
    if not isinstance(lead, Organisation):
        return ""
    now, ended = current_first([party for party in parties if party.organisation_id == lead.pk], on)
    if now:
        return ""
    days = [party.until for party in ended if party.until is not None]
    return f"No longer a partner since {day(max(days))}" if days else "Not recorded as a partner"


def when_it_leaves(party: Party) -> str:
    """What to do as well when a party is recorded as having left; empty where it does not lead."""
    if not is_lead(party):
        return ""
    return f"{party.organisation} is the lead organisation in the record. When it leaves, say who leads instead."


def left_words(party: Party) -> str:
    """What stands in the record still when a party has left; empty where it did not lead."""
    return f". {party.organisation} is still the lead organisation in the record" if is_lead(party) else ""
