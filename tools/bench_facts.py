"""Made-up facts for measuring: as full, and as full of gaps, as a register is."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts, NotApplicable, Rows, Value

ON = date(2026, 3, 1)
NA = NotApplicable("made up")
# Codes that the edition asks for, so that rows of free codes hit and miss.
CODES = {
    "subject": [
        "annual_review", "service_planning", "purpose", "performance", "risks", "representation", "accountability",
        "decisions",
    ],
    "event": ["review", "report"],
    "outcome": ["given", "given", "given", "given_with_conditions", "refused"],
    "band": ["ordinary", "major"],
    "to": ["executive", "scrutiny_committee", "public", "partners"],
    "about": ["money", "reputation", "people"],
    "role": ["representative", "chair", "lead_officer", "sponsoring_officer"],
    "form": ["entry", "review"],
    "by": ["director", "lead_officer", "finance"],
    "type": [
        "terms_of_reference", "constitution", "partnership_agreement", "memorandum_of_understanding", "exit_strategy",
        "risk_register", "business_case", "communications_strategy", "standards_of_conduct",
    ],
    "about_row": ["r1", "r2", "r3"],
    "recorded_in": ["service_plan", "operational_register", "corporate_register"],
    "points": ["accounting", "legal"],
    "elements": [
        "on_ending", "council_leaves", "reallocation", "liabilities", "staff", "assets", "rhythm", "parties", "vision",
        "status", "lead", "delegations", "chair", "quorum", "voting", "frequency",
    ],
}  # fmt: skip
ACTS = {
    "consulted": ("consult", ["executive", "committee"]),
    "assured": ("assure", ["finance", "monitoring_officer"]),
    "signed": ("sign", ["head_of_service", "director"]),
    "advised": ("advise", ["legal", "finance"]),
}


@dataclass(frozen=True)
class Maker:
    """Makes fact sets for one edition, always the same from the same seed."""

    rules: Rules
    chance: random.Random

    def many(self, count: int) -> list[Facts]:
        read = {name for ready in self.rules.duties.values() for name in ready.reads}
        read |= {f"{name}.{part}" for name in read if name.startswith("judged.") for part in ("by", "on", "reason")}
        given = ("setting.", "screening.", "involvement.applied_by_choice")
        facts = [(name, self.rules.table[name]) for name in sorted(read & self.rules.table.keys())]
        asked = [(name, fact) for name, fact in facts if not name.startswith(given)]
        return [dict(self._one(asked)) for _ in range(count)]

    def _one(self, facts: list[tuple[str, Fact]]) -> Iterator[tuple[str, Value]]:
        yield "setting.report_months", 6
        yield "setting.significant", 50000
        treated = self._pick(["is"] * 17 + ["is_not", "refer", ""])
        if treated:
            yield "screening.treated_as", treated
        for name, fact in facts:
            luck = self.chance.random()
            if luck < 0.15:
                continue
            if luck < 0.2:
                yield name, None
            elif luck < 0.23:
                yield name, NA
            elif fact.type == "rows":
                yield name, self._rows(name, fact)
            else:
                yield name, self._value(name.rpartition(".")[2], fact)

    def _rows(self, name: str, fact: Fact) -> Rows:
        rows = tuple(
            self._row(name, fact, number) for number in range(1, self.chance.randrange(12 if name == "acts" else 8))
        )
        return Rows(rows, fact.blank == "no" or self.chance.random() < 0.7)

    def _row(self, name: str, fact: Fact, number: int) -> dict[str, Any]:
        row: dict[str, Any] = {"id": f"r{number}"}
        for field, cell in fact.row.items():
            if field != "id" and self.chance.random() < (0.3 if field == "until" else 0.9):
                row[field] = self._value(field, cell)
        if name == "acts":
            row["for"] = self._pick(list(ACTS))
            act, givers = ACTS[row["for"]]
            row |= {"act": act, "by": self._pick(givers)}
            row["about"] = self._pick(CODES["about_row"])
        return row

    def _value(self, field: str, cell: Cell) -> Any:
        luck = self.chance.random()
        if luck < 0.04:
            return NA
        free = list(cell.options) if isinstance(cell.options, dict) else ["one", "two", "three"]
        codes = CODES.get(field, free)
        match cell.type:
            case "yes_no":
                return luck < 0.8
            case "number":
                return self._pick([1, 2, 3, 4, 5, 6, 12])
            case "money":
                return self._pick([0, 900, 50_000, Decimal("75000.50"), 2_000_000])
            case "date":
                return ON + timedelta(days=self.chance.randrange(-900, 500))
            case "choices":
                return tuple(self.chance.sample(codes, min(2, len(codes))))
            case "checklist":
                return {code: self._pick([True] * 40 + [False, None, NA]) for code in codes}
            case _:
                return self._pick(codes)

    def _pick(self, codes: list[Any]) -> Any:
        return self.chance.choice(codes)
