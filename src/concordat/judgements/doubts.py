"""In doubt: a score sent in to be talked over, agreed or ruled on; and what may be left out of one."""

from __future__ import annotations

from concordat.councils.adopted_rules import rules_of
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.history.acts import act
from concordat.judgements import permissions
from concordat.judgements.models import Assessment, Doubt, LeftOut
from concordat.protocol.ask import Dispute
from concordat.protocol.edition import Edition
from concordat.register.known import who
from concordat.register.rows import check_reason, in_turn
from concordat.ui.refusals import CannotDo

SENT_IN = "This score was sent in as in doubt already."
TALKED_OVER = "It was talked over already. A new assessment begins again."


def check_can_leave_out(scope: Scope, *, assessment: Assessment, criterion: str) -> None:
    """Whether somebody may agree that a question does not apply: in the role that the edition names for it.

    Raises CannotDo where it was answered, or agreed already, or by whoever made the assessment.
    """
    edition = _edition(assessment)
    asked = {one.id: one for one in edition.significance.criteria} if edition.significance else {}
    role = asked[criterion].agreed_by
    if criterion not in assessment.not_applicable or role is None:
        raise CannotDo("This question was answered, or needs nobody's agreement.")
    permissions.check_can_act_as(scope, assessment.involvement, edition, [role])
    _check_not_own(scope, assessment, "agree to it")
    if LeftOut.objects.filter(assessment=assessment, criterion=criterion).exists():
        raise CannotDo("This was agreed already.")


def agree_to_leave_out(scope: Scope, *, assessment: Assessment, criterion: str) -> LeftOut:
    """Agree that a question of an assessment does not apply. Raises what ``check_can_leave_out`` does."""
    check_can_leave_out(scope, assessment=assessment, criterion=criterion)
    with act(scope.actor, "Agreed that a question does not apply", scope.council.scope):
        in_turn(assessment.involvement)
        if LeftOut.objects.filter(assessment=assessment, criterion=criterion).exists():
            raise CannotDo("This was agreed already.")
        row = LeftOut(
            involvement=assessment.involvement,
            assessment=assessment,
            criterion=criterion,
            by=who(scope),
            day=scope.on,
        )
        row.save()
    return row


def check_can_raise(scope: Scope, *, assessment: Assessment) -> None:
    """Whether somebody may send a score in. Raises CannotDo where the edition knows no such way, or it was before."""
    permissions.check_can_judge(scope, assessment.involvement)
    dispute_of(assessment)
    if Doubt.objects.filter(assessment=assessment).exists():
        raise CannotDo(SENT_IN)


def raise_doubt(scope: Scope, *, assessment: Assessment, words: str) -> Doubt:
    """Send a score in as in doubt. Raises what ``check_can_raise`` does, and CannotDo without words."""
    check_can_raise(scope, assessment=assessment)
    if not words.strip():
        raise CannotDo("Say what is in doubt.", "words")
    with act(scope.actor, "Score sent in as in doubt", scope.council.scope):
        in_turn(assessment.involvement)
        if Doubt.objects.filter(assessment=assessment).exists():
            raise CannotDo(SENT_IN)
        row = Doubt(
            involvement=assessment.involvement,
            assessment=assessment,
            words=words.strip(),
            raised_on=scope.on,
            raised_by=who(scope),
        )
        row.save()
    return row


def check_can_talk_over(scope: Scope, *, doubt: Doubt) -> None:
    """Whether somebody may say what came of talking it over: the role that the edition names first, once."""
    dispute, edition = dispute_of(doubt.assessment), _edition(doubt.assessment)
    permissions.check_can_act_as(scope, doubt.involvement, edition, [dispute.first])
    if doubt.agreed is not None:
        raise CannotDo(TALKED_OVER)


def talk_over(scope: Scope, *, doubt: Doubt, version: int, agreed: bool, words: str) -> Doubt:
    """Record what came of going through the score together. Raises NotAllowed, or CannotDo where it was done."""
    dispute, edition = dispute_of(doubt.assessment), _edition(doubt.assessment)
    permissions.check_can_act_as(scope, doubt.involvement, edition, [dispute.first])
    if not words.strip():
        raise CannotDo("Say what was agreed, or why there is no agreement.", "words")
    with act(scope.actor, "Score talked over", scope.council.scope):
        row = reread(doubt, version)
        if row.agreed is not None:
            raise CannotDo(TALKED_OVER)
        row.agreed, row.talked_of, row.talked_on = agreed, words.strip(), scope.on
        row.save()
    return row


def check_can_rule(scope: Scope, *, doubt: Doubt) -> None:
    """Whether somebody may rule: the role that the edition names last, where no agreement was found, once.

    Raises NotAllowed, or CannotDo; by whoever made the assessment, too.
    """
    dispute, edition = dispute_of(doubt.assessment), _edition(doubt.assessment)
    permissions.check_can_act_as(scope, doubt.involvement, edition, [dispute.then])
    _check_not_own(scope, doubt.assessment, "rule on it")
    _check_to_be_ruled(doubt)


def rule(scope: Scope, *, doubt: Doubt, version: int, band: str, reason: str) -> Doubt:
    """Decide the band where no agreement was found, in the role that the edition names last; the score stays."""
    dispute, edition = dispute_of(doubt.assessment), _edition(doubt.assessment)
    permissions.check_can_act_as(scope, doubt.involvement, edition, [dispute.then])
    _check_not_own(scope, doubt.assessment, "rule on it")
    check_reason(reason, "Say why it is this band.")
    bands = [one.id for one in edition.significance.bands] if edition.significance else []
    if band not in bands:
        raise CannotDo("Choose one of the protocol's bands.", "band")
    with act(scope.actor, "Band ruled on", scope.council.scope, reason):
        row = reread(doubt, version)
        _check_to_be_ruled(row)
        row.band, row.ruling, row.ruled_on, row.ruled_by = band, reason.strip(), scope.on, who(scope)
        row.save()
    return row


def _edition(assessment: Assessment) -> Edition:
    return rules_of(assessment.adoption).edition


def _check_to_be_ruled(doubt: Doubt) -> None:
    if doubt.agreed is not False:
        raise CannotDo("It is ruled on only where it was talked over and not agreed.")
    if doubt.band:
        raise CannotDo("It was ruled on already.")


def dispute_of(assessment: Assessment) -> Dispute:
    """Who settles a score in doubt. Raises CannotDo where the edition does not say."""
    significance = _edition(assessment).significance
    if significance is None or significance.dispute is None:
        raise CannotDo("This protocol says nothing of a score in doubt. Assess it again where it is wrong.")
    return significance.dispute


def _check_not_own(scope: Scope, assessment: Assessment, to_do: str) -> None:
    """Nobody agrees to what they submitted, or rules on it."""
    if scope.user_id is not None and assessment.by_id == scope.user_id:
        raise CannotDo(f"You made this assessment. Somebody else has to {to_do}.")
