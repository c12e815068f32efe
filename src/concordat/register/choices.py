"""The words for codes: what a choice of the register can take, from the dictionary, the edition and the council."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from concordat.protocol.edition import Edition
from concordat.protocol.facts import Cell
from concordat.protocol.vocabulary import ROLES, STAGES
from concordat.ui.fields import Hinted

Options = Mapping[str, str]
# Roles that nobody holds in a council's own part.
_NOT_HELD = ("partner", "public")
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@dataclass(frozen=True)
class Words:
    """Where the words come from: the edition in force (None where none was adopted), the council's services, those of
    today and all, and the partners' organisations by reference."""

    edition: Edition | None
    services: Options
    all_services: Options = field(default_factory=dict)
    partners: Options = field(default_factory=dict)

    def of(self, name: str, cell: Cell) -> Options | None:
        """The codes and words of a fact or a row's field; None where it is no choice."""
        if cell.type not in ("choice", "choices"):
            return None
        if isinstance(cell.options, dict):
            return cell.options
        if name == "involvement.service":
            return self.services
        sources = {"types": self.types, "stages": self.stages, "roles": self.roles}
        return sources[cell.options]() if cell.options in sources else {}

    def former(self, name: str, code: str) -> str:
        """The words of a code that can be chosen no longer, but was once."""
        known = self.all_services.get(code, code) if name == "involvement.service" else plain(code)
        return f"{known} (no longer in use)"

    def types(self) -> Options:
        """The kinds of partnership that the edition tells apart."""
        kinds = self.edition.screening.types if self.edition and self.edition.screening else []
        return {kind.id: Hinted(kind.title, kind.words) for kind in kinds}

    def stages(self) -> Options:
        """The six stages, each with the edition's words as its hint."""
        local: dict[str, str] = {stage.id: stage.words for stage in self.edition.stages} if self.edition else {}
        return {code: Hinted(plain(code), local.get(code, "")) for code in STAGES}

    def generic(self, role: str) -> str:
        """The role that an edition's own stands for; one of the product's stands for itself."""
        own = self.edition.roles.get(role) if self.edition else None
        return own.generic if own else role

    def roles(self) -> Options:
        """The edition's roles by their local titles, then the generic ones that it has no title for."""
        own = {code: role.title for code, role in self.edition.roles.items()} if self.edition else {}
        return {
            **own,
            **{code: ROLES[code].split(":")[0] for code in ROLES if code not in own and code not in _NOT_HELD},
        }


def plain(code: str) -> str:
    """A code as words: ``setting_up`` as "Setting up". What somebody typed where codes are free stays as it is."""
    return code.replace("_", " ").capitalize() if _CODE.fullmatch(code) else code


def lead_roles(edition: Edition | None) -> frozenset[str]:
    """The roles that are the lead officer's, by the edition's own names too."""
    own = {code for code, role in edition.roles.items() if role.generic == "lead_officer"} if edition else set()
    return frozenset({"lead_officer", *own})
