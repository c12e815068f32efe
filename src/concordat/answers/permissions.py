"""Who may fill in and submit forms, hand sections over, and ask. Each ``check_can_x`` raises NotAllowed with why."""

from __future__ import annotations

from concordat.answers.models import Handed
from concordat.councils.permissions import asks
from concordat.councils.scope import Scope
from concordat.register.models import Involvement
from concordat.register.permissions import check_can_decide, check_can_see_register
from concordat.ui.refusals import NotAllowed


def check_can_submit(scope: Scope, involvement: Involvement) -> None:
    """Submit a form, hand its sections over and take them back: those whose part it is, not those who help."""
    check_can_decide(scope, involvement)


def check_can_end(scope: Scope, handed: Handed) -> None:
    """Say that a section is done: whoever has it, or whoever acts for them."""
    check_can_see_register(scope, handed.involvement)
    if handed.to.user_id not in scope.people:
        raise NotAllowed(f"This section is with {handed.to.user.name}. They say when it is done.")


def check_can_ask(scope: Scope, involvement: Involvement) -> None:
    """Ask about an answer: everybody of the council who reads the register, but for those who only read."""
    check_can_see_register(scope, involvement)
    scope.check("ask_about_answers")


def has_section(scope: Scope, involvement: Involvement) -> bool:
    """Whether a section of the involvement's forms is with the person, or with somebody they act for."""
    open_ = Handed.objects.filter(involvement=involvement, to__user__in=scope.people, done_on=None)
    return bool(scope.people) and open_.exists()


can_submit = asks(check_can_submit)
can_end = asks(check_can_end)
can_ask = asks(check_can_ask)
