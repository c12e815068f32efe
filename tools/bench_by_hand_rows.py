"""The hand-written duties on rows: one answer a row, or a condition over all of them."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeAlias

from bench_by_hand import (
    MET,
    NOT_APPLICABLE,
    NOT_KNOWN,
    NOT_MET,
    Answer,
    Facts,
    Hand,
    Row,
    both,
    outcome,
    outside,
    rows_in,
)
from concordat.protocol.values import NotApplicable, in_force

Check: TypeAlias = Callable[[Facts, Row, date], str]


def each(group: str, check_row: Check, *, where: Collection[str] = (), field: str = "", timed: bool = False) -> Hand:
    """One answer a row; of those only whose field is among the codes, and of timed ones only those in force."""

    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        if type(facts.get(group)) is NotApplicable:
            return [("-", NOT_APPLICABLE)]
        rows, complete = rows_in(facts, group)
        found = []
        for number, row in enumerate(rows, 1):
            here = in_force(row, on) if timed else True
            if here is False:
                continue
            code = row.get(field) if field else None
            if type(code) is NotApplicable:
                continue
            name = row.get("id") or str(number)
            if here is not None and field and code is not None and code not in where:
                found.append((name, NOT_APPLICABLE))
            elif here is None or (field and code is None):
                found.append((name, NOT_KNOWN))
            else:
                found.append((name, check_row(facts, row, on)))
        if not complete:
            found.append(("?", NOT_KNOWN))
        return found or [("-", NOT_APPLICABLE)]

    return check


def row_known(*fields: str) -> Check:
    def check(_facts: Facts, row: Row, _on: date) -> str:
        for field in fields:
            if row.get(field) is None:
                return NOT_KNOWN
        return MET

    return check


def row_so(field: str) -> Check:
    return lambda _facts, row, _on: outcome(row.get(field))


def some_with(group: str, field: str, codes: Collection[str], flag: str, *, timed: bool = False) -> Hand:
    """At least one row of these codes for which the flag is yes."""

    def check(facts: Facts, on: date) -> Answer:
        if out := outside(facts):
            return out
        if type(facts.get(group)) is NotApplicable:
            return NOT_APPLICABLE
        rows, complete = rows_in(facts, group)
        doubt = not complete
        for row in rows:
            here = in_force(row, on) if timed else True
            code, value = row.get(field), row.get(flag)
            fits = code if code is None or type(code) is NotApplicable else code in codes
            wanted = both((fits, value))
            if here is False or wanted is False or type(wanted) is NotApplicable:
                continue
            if here is True and wanted is True:
                return MET
            doubt = True
        return NOT_KNOWN if doubt else NOT_MET

    return check


def risks_traced(facts: Facts, _on: date) -> Answer:
    """Every risk of impact four or more stands in a plan or register."""
    if out := outside(facts):
        return out
    if type(facts.get("council_risks")) is NotApplicable:
        return NOT_APPLICABLE
    rows, complete = rows_in(facts, "council_risks")
    held, unknown, doubtful = False, not complete, False
    for row in rows:
        impact, places = row.get("impact"), row.get("recorded_in")
        if type(impact) is NotApplicable or (impact is not None and impact < 4) or type(places) is NotApplicable:
            continue
        if places is None:
            unknown = True
        elif not ("service_plan" in places or "operational_register" in places):
            if impact is not None:
                return NOT_MET
            unknown = True
        elif impact is not None:
            held = True
        else:
            doubtful = True
    if unknown:
        return NOT_KNOWN
    return MET if held else NOT_KNOWN if doubtful else NOT_APPLICABLE


def information_came(facts: Facts, _on: date) -> Answer:
    """Every piece of information came, or was withheld."""
    if out := outside(facts):
        return out
    if type(facts.get("information_sharing")) is NotApplicable:
        return NOT_APPLICABLE
    rows, complete = rows_in(facts, "information_sharing")
    held, unknown = False, not complete
    for row in rows:
        withheld, came = row.get("withheld"), row.get("came")
        not_withheld = not withheld if type(withheld) is bool else withheld
        values = (withheld, both((came, not_withheld)))
        if True in values:
            held = True
        elif None in values:
            unknown = True
        elif False in values:
            return NOT_MET
    return NOT_KNOWN if unknown else MET if held else NOT_APPLICABLE


def two_partners(facts: Facts, on: date) -> Answer:
    """At least two partners are public bodies."""
    if out := outside(facts):
        return out
    if type(facts.get("partners")) is NotApplicable:
        return NOT_APPLICABLE
    rows, complete = rows_in(facts, "partners")
    sure = perhaps = 0
    for row in rows:
        here, sector = in_force(row, on), row.get("sector")
        if here is False or sector not in (None, "local_authority", "other_public"):
            continue
        perhaps += 1
        sure += here is True and sector is not None
    if sure >= 2:
        return MET
    return NOT_MET if complete and perhaps < 2 else NOT_KNOWN
