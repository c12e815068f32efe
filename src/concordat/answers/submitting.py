"""Submitting a form: what its questions are about is kept with it, as it stood."""

from __future__ import annotations

from concordat.answers import permissions
from concordat.answers.models import Submitted
from concordat.answers.queries import filled
from concordat.councils.scope import Scope
from concordat.history.acts import act
from concordat.protocol.forms import questions
from concordat.register.fact_text import to_text
from concordat.register.known import who
from concordat.register.models import Involvement
from concordat.register.results import next_number
from concordat.register.rows import in_turn
from concordat.ui.refusals import CannotDo


def submit(scope: Scope, *, involvement: Involvement, form: str, matter: str = "") -> Submitted:
    """Submit a form of the edition in force, for a matter or for none.

    Raises CannotDo where the edition has no such form, and with the gaps as ``items`` where any is left.
    """
    permissions.check_can_submit(scope, involvement)
    with act(scope.actor, "Form submitted", scope.council.scope):
        # Read inside the act: what is frozen is what was found to be whole.
        involvement = in_turn(involvement)
        found = filled(scope, involvement, form)
        if found.gaps:
            raise CannotDo(
                "The form is not whole yet. Answer these, or say why they do not apply.",
                items=[question.ask for question in found.gaps],
            )
        edition, facts = found.known.rules.edition, found.known.facts
        about = {question.about for question in questions(edition, form) if question.id in found.state.asked}
        row = Submitted(
            involvement=involvement,
            number=next_number(Submitted, involvement, form=form),
            form=form,
            matter=matter,
            day=scope.on,
            adoption=found.known.adoption,
            by=who(scope),
            asked=list(found.state.asked),
            answers=to_text({name: facts[name] for name in about if name in facts}),
        )
        row.save()
    return row
