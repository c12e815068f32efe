"""Organisations: what every council sees of them, and what one knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db.models import Q

from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.councils.services import required, reread
from concordat.history.acts import act
from concordat.history.ordering import sort_key
from concordat.protocol.facts import Cell
from concordat.register import permissions
from concordat.register.checking import checked
from concordat.register.columns import FACTS, PARTNERS
from concordat.register.models import Organisation, OrganisationNote
from concordat.register.rows import check_told
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo

SECTOR: Cell = FACTS[PARTNERS].row["sector"]
Identifiers: TypeAlias = Sequence[tuple[str, str]]
_COMMON = (
    "a and association authority borough cic city company council county district for group limited ltd of partnership "
    "plc service services society the trust uk"
)
_SAYS_NOTHING = frozenset(_COMMON.split(" "))
_LIKE_ENOUGH, _MOST = 0.5, 10


@dataclass(frozen=True)
class New:
    """An organisation to be recorded. ``apart``: somebody saw its possible twins and says that it is another."""

    name: str
    sector: str = ""
    identifiers: Identifiers = ()
    apart: bool = False


def record(scope: Scope, *, new: New, reason: str = "") -> Organisation:
    """Record an organisation that no council here knows yet. Raises CannotDo, with the possible twins in ``items``."""
    permissions.check_can_keep_directory(scope)
    with act(scope.actor, "Organisation recorded", scope.council.scope, reason):
        return recorded(scope, new)


def change(
    scope: Scope, *, organisation: Organisation, version: int, new: New, correction: bool = False, reason: str = ""
) -> Organisation:
    """Change the name, kind and identifiers that every council sees."""
    permissions.check_can_keep_organisation(scope, organisation)
    check_told(had_answer=True, correction=correction, since=None, reason=reason, today=scope.on)
    with act(scope.actor, "Organisation changed", scope.council.scope, reason, correction=correction):
        row = reread(organisation, version)
        _fill(row, new)
        row.save()
    return row


def note(
    scope: Scope,
    *,
    organisation: Organisation,
    version: int,
    contact: str = "",
    email: str = "",
    telephone: str = "",
    words: str = "",
) -> OrganisationNote:
    """Keep what the council alone knows of an organisation. ``version`` is the note's; 0 where there is none yet."""
    permissions.check_can_keep_directory(scope)
    with act(scope.actor, "Note on an organisation kept", scope.council.scope):
        row = reread(known(scope.council, organisation), version or 1)
        row.contact, row.email, row.telephone = contact.strip(), email.strip(), telephone.strip()
        row.words = words.strip()
        row.save()
    return row


def twins(name: str, *, but: int = 0) -> list[Organisation]:
    """Organisations on record that might be the one of this name, the likeliest first. They are shown, never merged."""
    key = sort_key(name)
    words = _telling(key)
    alike = Q(sort_name=key)
    for word in words:
        alike |= Q(sort_name__contains=word)
    found = [(_likeness(words, key, row.sort_name), row) for row in Organisation.objects.filter(alike).exclude(pk=but)]
    likely = [(how, row) for how, row in found if how >= _LIKE_ENOUGH]
    return [row for how, row in sorted(likely, key=lambda pair: (-pair[0], pair[1].sort_name))][:_MOST]


def recorded(scope: Scope, new: New) -> Organisation:
    """A new organisation with the council's note on it; a step of an act. Raises CannotDo where it may have a twin."""
    likely = [] if new.apart else twins(new.name)
    if likely:
        raise CannotDo(
            "This may be an organisation that is on record already. Choose it, or say that it is another.",
            "organisation",
            [row.name for row in likely],
        )
    row = Organisation(keeper=scope.council)
    _fill(row, new)
    row.save()
    known(scope.council, row)
    return row


def found_or_recorded(scope: Scope, organisation: Organisation | New) -> Organisation:
    """The organisation, known to the council from now on; a step of an act."""
    if isinstance(organisation, New):
        return recorded(scope, organisation)
    known(scope.council, organisation)
    return organisation


def known(council: Council, organisation: Organisation) -> OrganisationNote:
    """The council's note on an organisation, made where it has none; a step of an act."""
    row = OrganisationNote.objects.filter(council=council, organisation=organisation).first()
    if row is None:
        row = OrganisationNote(council=council, organisation=organisation)
        row.save()
    return row


def of_council(council: Council) -> Organisation:
    """A council as an organisation, made where it is needed first; a step of an act."""
    row = Organisation.objects.filter(council=council).first()
    if row is None:
        row = Organisation(keeper=council, council=council)
        _fill(row, New(council.name, "local_authority"))
        row.save()
        known(council, row)
    return row


def _fill(row: Organisation, new: New) -> None:
    row.name = required(new.name, "name", "the organisation's name", 200)
    row.sort_name = sort_key(row.name)
    sector = checked("sector", SECTOR, new.sector)
    row.sector = "" if sector is BLANK else sector
    row.identifiers = [{"scheme": scheme.strip(), "id": id_.strip()} for scheme, id_ in new.identifiers]


def _telling(key: str) -> set[str]:
    """The words of a name that tell it from others; all of them where none does."""
    words = set(key.split())
    return {word for word in words if len(word) > 2 and word not in _SAYS_NOTHING} or words


def _likeness(words: set[str], key: str, other: str) -> float:
    if key == other:
        return 1.0
    others = _telling(other)
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0
