"""The protocol's questions to try answers on: what it would be, how significant, and what that would ask for.

The answers stand in the address and nowhere else, so that anybody may try, and pass on what they tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concordat.councils import queries as councils
from concordat.councils.adopted_rules import rules_of
from concordat.councils.facts import settings_under
from concordat.councils.guidance import guidance_of_significance
from concordat.councils.models import Adoption
from concordat.councils.scope import Scope
from concordat.councils.views_editing import back_to
from concordat.judgements import judging
from concordat.judgements import presenters_screening as screening
from concordat.judgements import presenters_trying as presenters
from concordat.judgements.at_band import asked_at
from concordat.judgements.forms import GroupsForm
from concordat.judgements.forms_trying import TryLevelsForm
from concordat.judgements.presenters_significance import proposal_words
from concordat.protocol.explain.screening import explain_screening
from concordat.protocol.explain.significance import Line, explain_significance
from concordat.protocol.rules import Rules
from concordat.protocol.screening import facts_asked
from concordat.protocol.values import Value
from concordat.register.views_common import address, scope_of
from concordat.ui.answers import BLANK
from concordat.ui.refusals import CannotDo

TITLES = {
    "try_screening": "Would it be a partnership?",
    "try_significance": "How significant would a partnership be?",
}


@dataclass(frozen=True)
class _Tried:
    """The protocol on which answers are tried, and the council's settings under it."""

    adoption: Adoption
    rules: Rules
    settings: Mapping[str, Value]


def _protocol(scope: Scope) -> _Tried:
    """The protocol of today, else the one that the council adopts first. Raises CannotDo where it adopted none."""
    adoption = councils.adoption_on(scope.council, scope.on) or councils.first_adoption(scope.council)
    if adoption is None:
        raise CannotDo("The council has adopted no protocol yet, so there are no questions to try.")
    rules = rules_of(adoption)
    return _Tried(adoption, rules, settings_under(rules, councils.given_on(scope.council, scope.on)))


def _page(request: HttpRequest, scope: Scope, name: str, **context: Any) -> HttpResponse:
    other = next(one for one in TITLES if one != name)
    more = {
        "title": TITLES[name],
        "back": back_to(address(scope, "register")),
        "here": address(scope, name),
        "other": (TITLES[other], address(scope, other)),
        "protocol_url": address(scope, "protocol"),
    }
    return render(request, f"judgements/{name}.html", {**more, **context})


def try_significance(request: HttpRequest, council: str) -> HttpResponse:
    """The questions of significance on one page, and what the answers in the address would give."""
    scope = scope_of(request)
    try:
        tried = _protocol(scope)
        judging.check_can_be_assessed(tried.rules)
    except CannotDo as refused:
        return _page(request, scope, "try_significance", why_not=refused.message)
    rules, settings = tried.rules, tried.settings
    lines = explain_significance(rules, settings).lines
    form = TryLevelsForm(request.GET, lines=lines, hints=_hints(tried.adoption, lines))
    facts = {**settings, **form.given()}
    account = explain_significance(rules, facts)
    band = account.found.band
    context = {
        "form": form,
        "significance": rules.edition.significance,
        "edition": rules.edition,
        "found": presenters.result(rules, account, facts) if len(facts) > len(settings) else None,
        "asked_for": presenters.asked_for(rules.edition, asked_at(rules, band, settings, scope.on)) if band else None,
    }
    return _page(request, scope, "try_significance", **context)


def _hints(adoption: Adoption, lines: tuple[Line, ...]) -> dict[str, str]:
    """What the edition says beside each question, and why one cannot be scored with the council's settings."""
    guidance = guidance_of_significance(adoption)
    return {
        line.criterion.id: f"{guidance.get(line.criterion.id, '')} {proposal_words(line)}".strip() for line in lines
    }


def try_screening(request: HttpRequest, council: str) -> HttpResponse:
    """The questions of the screening on one page, and what the answers in the address would make of it."""
    scope = scope_of(request)
    try:
        tried = _protocol(scope)
    except CannotDo as refused:
        return _page(request, scope, "try_screening", why_not=refused.message)
    rules = tried.rules
    asked, groups = rules.edition.screening, screening.groups(rules, facts_asked(rules))
    if asked is None or not groups:
        why_not = "This protocol asks nothing by which to tell what a partnership is."
        return _page(request, scope, "try_screening", why_not=why_not)
    form = GroupsForm(request.GET or None, groups=groups, answers={})
    given = {name: said for name, said in form.given().items() if said is not BLANK} if form.is_valid() else {}
    now = explain_screening(rules, {**tried.settings, **given}, scope.on)
    context = {
        "form": form,
        "screening": asked,
        "edition": rules.edition,
        "found": now if given else None,
        "tag": screening.tag(now.found.answer),
        "why": screening.decided_words(rules, now, now.found.decided_by),
        "blanks": screening.blanks(now) if given else None,
        "examples": screening.examples(asked),
    }
    return _page(request, scope, "try_screening", **context)
