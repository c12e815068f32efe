"""The standing of one involvement, or of a council itself, on a day: every duty, with why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.compliance import of_council, ready, sheets
from concordat.compliance.models import FactSheet
from concordat.compliance.pieces import Read, adoptions_in, pieces_of, read_on
from concordat.councils import adopted_rules
from concordat.councils import queries as councils
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.protocol import standing as core
from concordat.protocol.explain import Account
from concordat.protocol.rules import Rules
from concordat.protocol.standing import Outstanding, Status
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_see_register
from concordat.register.row_names import explain_named
from concordat.ui.once import once
from concordat.ui.refusals import CannotDo


@dataclass(frozen=True)
class Standing:
    """What is found on a day, by these rules and facts: one account a finding, in the order of the edition.

    ``sheet`` is the fact sheet it was read from, where it is that of a past day.
    """

    read: Read
    day: date
    lines: tuple[Account, ...]
    sheet: FactSheet | None = None

    @property
    def counts(self) -> dict[Status, int]:
        """How many lines have each status."""
        counts: dict[Status, int] = {}
        for line in self.lines:
            counts[line.status] = counts.get(line.status, 0) + 1
        return counts


def _now(involvement: Involvement, day: date) -> Standing | None:
    read = read_now([involvement], day).get(involvement.pk)
    return Standing(read, day, explained(read, day)) if read else None


def standing_on(scope: Scope, involvement: Involvement, day: date) -> Standing | None:
    """The standing of a day, as it was known at that day's end; that of today as things are known now.

    None before anything was known, or where no edition was in force. Raises CannotDo for a day that has not come.
    """
    check_can_see_register(scope, involvement)
    if day > scope.on:
        raise CannotDo("This day has not come. Choose today or a day before.", "day")
    if day == scope.on:
        return once(("standing", involvement.pk, day), lambda: _now(involvement, day))
    sheet = sheets.sheet_of(involvement, day)
    if sheet is None:
        return None
    known = {involvement.pk: sheets.pieces_of(sheet)}
    read = read_on(known[involvement.pk], day, ready.rules_of(adoptions_in(known)))
    return Standing(read, day, explained(read, day), sheet) if read else None


def read_now(involvements: Sequence[Involvement], on: date) -> dict[int, Read]:
    """The facts and rules of each involvement, straight from the records, so never stale; none before its entry."""
    known = pieces_of(involvements, on)
    rules = ready.rules_of(adoptions_in(known))
    return {pk: read for pk, pieces in known.items() if (read := read_on(pieces, on, rules))}


def explained(read: Read, on: date) -> tuple[Account, ...]:
    """Every duty that is asked of an involvement, explained."""
    duties = [ready_.duty.id for _place, ready_ in ready.of_involvement(read.rules)]
    return tuple(account for duty in duties for account in explain_named(read.rules, duty, read.facts, on))


def statuses_now(involvements: Sequence[Involvement], on: date) -> dict[int, list[core.Line]]:
    """The lines of each involvement without their sentences, straight from the records."""
    return {pk: lines_of(read, on) for pk, read in read_now(involvements, on).items()}


def lines_of(read: Read, on: date) -> list[core.Line]:
    """What is found of an involvement, without sentences; the council's own duties left out."""
    return [line for line in core.standing(read.rules, read.facts, on) if line.duty.of != "council"]


def outstanding(gate: str, involvement: Involvement, on: date) -> Sequence[Outstanding]:
    """What keeps a gate of an involvement shut on a day, by what is known now.

    Raises CannotDo where no edition is in force for it on that day: then nothing tells, which is not nothing.
    """
    read = read_now([involvement], on).get(involvement.pk)
    if read is None:
        raise CannotDo(
            "No protocol was in force for this partnership on that day. Check the day, and that of entry.", "on"
        )
    return core.outstanding(read.rules, gate, read.facts, on)


def council_standing(scope: Scope) -> tuple[Read | None, tuple[Account, ...]]:
    """The council's own duties today, explained, and what was read; none where it has adopted no edition.

    A fixed number of queries.
    """
    scope.check("see_register")
    found = council_read(scope.council, scope.on)
    if found is None:
        return None, ()
    duties = [ready_.duty.id for ready_ in ready.of_council(found.rules)]
    return found, tuple(
        account for duty in duties for account in explain_named(found.rules, duty, found.facts, scope.on)
    )


def council_read(council: Council, on: date) -> Read | None:
    """The rules and facts of a council's own duties on a day."""
    adoption = councils.adoption_on(council, on)
    if adoption is None:
        return None
    rules = adopted_rules.rules_of(adoption)
    settings = of_council.settings_of({council.pk}).facts(council.pk, adoption.pk, rules, on)
    facts = {**of_council.answers_of(council, on), **settings}
    if _asks(rules, ready.REGISTER):
        facts[ready.REGISTER] = of_council.register_rows(council.pk)
    return Read(rules, facts, adoption.pk)


def _asks(rules: Rules, fact: str) -> bool:
    return any(fact in duty.reads for duty in ready.of_council(rules))


def rows_of(scope: Scope, ids: Collection[int]) -> list[Involvement]:
    """The council's involvements of these ids, with the council at hand."""
    return list(Involvement.objects.filter(council=scope.council, pk__in=ids).select_related("council"))
