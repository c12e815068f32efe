"""Judging: screening an arrangement, assessing how significant it is, and the judgements that an edition names.

A result says what was found by the edition in force, from what was known, and keeps both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.history.recorded import Stale
from concordat.judgements import permissions
from concordat.judgements.answering import asked_here, levels_asked
from concordat.judgements.models import Assessment, Judged, Screened
from concordat.judgements.queries import answers_as_seen
from concordat.protocol import screening, significance
from concordat.protocol.explain.significance import explain_significance
from concordat.protocol.rules import Rules
from concordat.protocol.values import Facts
from concordat.register.fact_text import to_text
from concordat.register.known import Known, known_of, who
from concordat.register.models import Involvement
from concordat.register.results import next_number
from concordat.register.rows import in_turn
from concordat.ui.refusals import CannotDo

TREATMENTS = ("is", "is_not", "refer")


def screen(
    scope: Scope, *, involvement: Involvement, treat_as: str = "", reason: str = "", version: int | None = None
) -> Screened:
    """Find whether an arrangement is a partnership, from what was answered.

    ``treat_as`` (is, is_not, refer) departs from what the protocol makes of the answer; that takes a reason.
    ``version`` is that of ``answers_as_seen`` of ``asked_here``, for whoever looked at the answers before.
    Raises CannotDo where the edition says nothing of it, where nothing was answered, or without that reason; Stale
    where the answers have changed since they were looked at.
    """
    permissions.check_can_judge(scope, involvement)
    known = known_of(scope, involvement)
    if known.rules.edition.screening is None:
        raise CannotDo("This protocol says nothing of what counts as a partnership.")
    found = screening.screen(known.rules, known.facts, scope.on)
    if found.treated_as is None:
        raise CannotDo("Nothing has been answered yet. Answer the questions first.")
    if treat_as and treat_as not in TREATMENTS:
        raise ValueError(f"There is no treatment “{treat_as}”.")
    if treat_as not in ("", found.treated_as) and not reason.strip():
        raise CannotDo("Say why it is to be treated otherwise than the protocol has it.", "reason")
    read = screening.facts_asked(known.rules)
    with act(scope.actor, "Screened", scope.council.scope, reason):
        _check_seen(involvement, asked_here(known.rules), version)
        row = Screened(
            **_pinned(Screened, scope, involvement, known, reason),
            answer=found.answer,
            treated_as=treat_as or found.treated_as,
            proposed=found.treated_as,
            decided_by=list(found.decided_by),
            agreeing=list(found.agreeing),
            facts=to_text({name: known.facts[name] for name in read if name in known.facts}),
        )
        row.save()
    return row


def check_can_be_assessed(rules: Rules) -> None:
    """Raises CannotDo where an edition has no questions from which a band follows."""
    if not significance.graded(rules):
        raise CannotDo("This protocol does not grade partnerships.")
    if not rules.edition.significance or not rules.edition.significance.criteria:
        raise CannotDo("This protocol asks no questions from which a band follows. It leaves the band to a judgement.")


def assess(
    scope: Scope,
    *,
    involvement: Involvement,
    notes: Mapping[str, str] | None = None,
    overruled: Mapping[str, str] | None = None,
    reason: str = "",
    version: int | None = None,
) -> Assessment:
    """Assess how significant a partnership is, from the levels chosen.

    ``notes`` are what a level was chosen on, by criterion; ``overruled`` the reasons where another level was chosen
    than the figures suggest. ``version`` is that of ``answers_as_seen`` of ``levels_asked``, for whoever checked the
    answers. Raises CannotDo where the edition grades nothing, where a question is open, and at the criterion's fact
    where such a reason is missing; Stale where the answers have changed since they were checked.
    """
    permissions.check_can_judge(scope, involvement)
    known = known_of(scope, involvement)
    check_can_be_assessed(known.rules)
    found = significance.score(known.rules, known.facts)
    if not found.assessed or found.missing:
        asked = [f"Question {label}" for label in explain_significance(known.rules, known.facts).missing]
        raise CannotDo("Questions are still open. Answer each, or say why it does not apply.", items=asked)
    with act(scope.actor, "Significance assessed", scope.council.scope, reason):
        _check_seen(involvement, levels_asked(known.rules), version)
        row = Assessment(
            **_pinned(Assessment, scope, involvement, known, reason),
            levels=dict(found.answered),
            not_applicable=dict(found.not_applicable),
            overruled=_overruled(known, found, overruled or {}),
            notes={name: words.strip() for name, words in (notes or {}).items() if words.strip()},
            total=found.total,
            maximum=found.maximum,
            share=f"{found.total}/{found.maximum}" if found.percent is not None else "",
            band=found.band or "",
            hangs_on_na=list(found.hangs_on_na),
            facts=to_text(_read(known)),
        )
        row.save()
    return row


def judge(scope: Scope, *, involvement: Involvement, name: str, answer: bool, reason: str) -> Judged:
    """Answer a judgement that the edition names, in one of the roles named for it. Raises CannotDo without a reason."""
    known = known_of(scope, involvement)
    named = known.rules.edition.judged[name]
    permissions.check_can_act_as(scope, involvement, known.rules.edition, named.by)
    if not reason.strip():
        raise CannotDo("Say why.", "reason")
    role = permissions.role_in(scope, known.rules.edition, named.by) or ""
    with act(scope.actor, "Judged", scope.council.scope, reason):
        pinned = _pinned(Judged, scope, involvement, known, reason, name=name)
        row = Judged(**pinned, name=name, role=role, answer=answer)
        row.save()
    return row


def _check_seen(involvement: Involvement, facts: Sequence[str], version: int | None) -> None:
    """Nobody judges on answers that they have not seen. Inside an act: the answers then stay until it ends."""
    if version is None:
        return
    in_turn(involvement)
    seen = answers_as_seen(involvement, facts)
    if seen.version != version:
        raise Stale(seen)


def _pinned(
    model: Any, scope: Scope, involvement: Involvement, known: Known, reason: str, **among: str
) -> dict[str, Any]:
    """What every result says of itself. Inside an act: the next number is the involvement's, held until it ends."""
    in_turn(involvement)
    return {
        "involvement": involvement,
        "number": next_number(model, involvement, **among),
        "day": scope.on,
        "adoption": known.adoption,
        "by": who(scope),
        "reason": reason.strip(),
    }


def _overruled(known: Known, found: significance.Scored, reasons: Mapping[str, str]) -> dict[str, Any]:
    """Where a level differs from the one that figures suggest: that one, and why it was not taken."""
    kept: dict[str, Any] = {}
    for proposal in significance.propose(known.rules, known.facts):
        chosen = found.answered.get(proposal.criterion)
        if chosen is None or chosen == proposal.score:
            continue
        reason = reasons.get(proposal.criterion, "").strip()
        if not reason:
            raise CannotDo(
                f"The figures suggest “{proposal.words}”. Say why another level was chosen.",
                f"criterion.{proposal.criterion}",
            )
        kept[proposal.criterion] = {"proposed": proposal.score, "reason": reason}
    return kept


def _read(known: Known) -> Facts:
    """What an assessment rests on: the levels, the figures behind proposals, and the settings."""
    graded = known.rules.edition.significance
    proposed = {criterion.propose for criterion in graded.criteria if criterion.propose} if graded else set()
    wanted = ("criterion.", "setting.")
    return {name: value for name, value in known.facts.items() if name.startswith(wanted) or name in proposed}
