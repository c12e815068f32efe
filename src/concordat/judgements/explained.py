"""What was found of an arrangement, with why, and what would be found now: read together for the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.judgements import queries
from concordat.judgements.counting import Counted
from concordat.judgements.models import Assessment, Doubt, LeftOut, Screened
from concordat.protocol.explain.screening import ScreeningAccount, explain_screening
from concordat.protocol.explain.significance import SignificanceAccount, explain_significance
from concordat.protocol.rules import Rules
from concordat.protocol.screening import facts_asked
from concordat.register.fact_text import from_text, to_text
from concordat.register.known import Known, known_of
from concordat.register.models import Involvement


@dataclass(frozen=True)
class LastScreened:
    """A result with the rules it was found by, and the account of them on the facts that were read."""

    row: Screened
    rules: Rules
    account: ScreeningAccount


@dataclass(frozen=True)
class ScreeningSeen:
    """What would be found today (None where the edition says nothing of it), the last result, and those before it.

    ``changed``: what was answered has changed since the last result, or another edition is in force.
    """

    known: Known
    now: ScreeningAccount | None
    last: LastScreened | None
    earlier: Sequence[Screened]
    changed: bool


@dataclass(frozen=True)
class LastAssessed:
    """An assessment with its account, the doubt about it, and what it was agreed to leave out."""

    row: Assessment
    rules: Rules
    account: SignificanceAccount
    counted: Counted
    doubt: Doubt | None
    left_out: Mapping[str, LeftOut]


@dataclass(frozen=True)
class SignificanceSeen:
    """The answers of today (None where the edition asks no questions), the last assessment, and those before it.

    ``doubts`` are those about the earlier ones, by the assessment's id; ``changed`` as for screening.
    """

    known: Known
    now: SignificanceAccount | None
    last: LastAssessed | None
    earlier: Sequence[Assessment]
    doubts: Mapping[int, Doubt]
    changed: bool


def screening_of(scope: Scope, involvement: Involvement) -> ScreeningSeen:
    """How an arrangement was screened. Raises CannotDo where no edition is in force for it."""
    known = known_of(scope, involvement)
    now = explain_screening(known.rules, known.facts, scope.on) if known.rules.edition.screening else None
    rows = queries.screenings(involvement)
    last = _last_screened(rows[0]) if rows else None
    changed = bool(rows) and (rows[0].adoption_id != known.adoption.pk or rows[0].facts != _read(known))
    return ScreeningSeen(known, now, last, rows[1:], changed)


def _read(known: Known) -> str:
    """What screening reads today, as a result keeps it."""
    return to_text({name: known.facts[name] for name in facts_asked(known.rules) if name in known.facts})


def _last_screened(row: Screened) -> LastScreened | None:
    rules = rules_of(row.adoption)
    return LastScreened(row, rules, explain_screening(rules, from_text(row.facts), row.day))


def significance_of(scope: Scope, involvement: Involvement) -> SignificanceSeen:
    """How significant it is. Raises CannotDo where no edition is in force for it."""
    known = known_of(scope, involvement)
    graded = known.rules.edition.significance
    now = explain_significance(known.rules, known.facts) if graded and graded.criteria else None
    rows, doubts = queries.assessments(involvement), queries.doubts(involvement)
    last = _last_assessed(rows[0], doubts, queries.as_counted(involvement)) if rows else None
    same = now is not None and bool(rows) and rows[0].adoption_id == known.adoption.pk
    changed = not (same and now and _answers(now) == (rows[0].levels, rows[0].not_applicable)) and bool(rows)
    return SignificanceSeen(known, now, last, rows[1:], doubts, changed)


def _answers(account: SignificanceAccount) -> tuple[dict[str, int], dict[str, str]]:
    return dict(account.found.answered), dict(account.found.not_applicable)


def assessed_then(row: Assessment, doubt: Doubt | None, left_out: Mapping[str, LeftOut]) -> LastAssessed:
    """An assessment by itself, with what was in doubt and agreed by then."""
    rules = rules_of(row.adoption)
    return LastAssessed(
        row, rules, explain_significance(rules, from_text(row.facts)), Counted(row, row), doubt, left_out
    )


def _last_assessed(row: Assessment, doubts: Mapping[int, Doubt], assessed: Counted | None) -> LastAssessed:
    rules = rules_of(row.adoption)
    account = explain_significance(rules, from_text(row.facts))
    assessed = assessed or Counted(row, row, doubts)
    return LastAssessed(row, rules, account, assessed, doubts.get(row.pk), queries.left_out(row))
