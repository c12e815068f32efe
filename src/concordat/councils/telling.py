"""How the history of a council's administration reads, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from concordat.accounts.models import User
from concordat.councils.facts import ANSWERS, QUESTIONS
from concordat.councils.members import WAYS
from concordat.councils.models import (
    Absence,
    AdoptedFile,
    Adoption,
    Aim,
    AssessmentQuestion,
    Council,
    Deputy,
    Membership,
    RoleHeld,
    Service,
    SettingGiven,
)
from concordat.councils.roles import ROLES
from concordat.councils.scope import Scope
from concordat.councils.setting_values import NOTHING
from concordat.history import owners, words
from concordat.history.recorded import Recorded
from concordat.history.words import Options
from concordat.protocol.facts import dictionary
from concordat.protocol.rules import Rules
from concordat.protocol.values import NotApplicable
from concordat.ui.answers import unknown_in_words

# Made by the product itself, and of no interest to anybody who reads what was done.
_HIDDEN = dict.fromkeys(("council", "sort_name", "slug", "canonical", "digest", "language", "code"), "")
_DAYS = {"from_day": "From", "until": "Until"}
_MEMBER = {**_DAYS, "membership": "Person"}
# The files of an adopted protocol are the protocol's own text; that it was adopted is what was done.
MODELS = (Council, Adoption, SettingGiven, Service, Aim, AssessmentQuestion, Membership, RoleHeld, Deputy, Absence)


def register_all() -> None:
    """Say how each of the room's models is told, and who may see what the record says of it."""
    facts = dictionary()
    answers = {name: facts[f"council.{name}"].words for name in ANSWERS}
    about = {"name": "Name", "code": "Code in the register of local authorities", "second_factor": "Second factor"}
    add = words.add
    add("accounts.user", {}, thing="Person", names=_named(User, "name"))
    add(
        "councils.council",
        {**_HIDDEN, **answers, **about, QUESTIONS: facts[QUESTIONS].words},
        thing="The council",
        names=_named(Council, "name"),
    )
    adopted = {"edition": "Edition", "revision": "Revision", "title": "Title"}
    add("councils.adoption", {**_HIDDEN, **_DAYS, **adopted}, thing="Protocol", names=_named(Adoption, "title"))
    file = {"adoption": "Protocol", "name": "File", "text": ""}
    add("councils.adoptedfile", file, thing="File of a protocol")
    given = {**_HIDDEN, **_DAYS, "setting": "Setting", "value": "Value"}
    add("councils.settinggiven", given, thing="Setting", values={"value": _given}, always=("value",))
    service = {"name": "Name", "directorate": "Directorate", "became": "Taken over by"}
    add("councils.service", {**_HIDDEN, **_DAYS, **service}, thing="Service", names=_named(Service, "name"))
    add("councils.aim", {**_HIDDEN, **_DAYS, "words": "Words"}, thing="Aim")
    asked = dictionary()[QUESTIONS].row
    question = {name: asked[name].words for name in ("words", "source", "answered_from")}
    add("councils.assessmentquestion", {**_HIDDEN, **question}, thing="Question of an outside assessment")
    ways = {"user": "Person", "ways": "Ways of signing in"}
    add(
        "councils.membership",
        {**_HIDDEN, **_DAYS, **ways},
        thing="Member",
        values={"ways": _ways},
        names=_people,
        always=("ways",),
    )
    add("councils.roleheld", {**_MEMBER, "role": "Role", "local": "The protocol’s own role"}, thing="Role")
    add("councils.deputy", {**_MEMBER, "deputy": "Deputy", "role": "In the role of"}, thing="Deputy")
    add("councils.absence", _MEMBER, thing="Absence")
    for model in (*MODELS, AdoptedFile):
        owners.add(model._meta.label_lower, _own(model))


def labels() -> list[str]:
    """The models whose changes are a council's own administration, as the record names them."""
    return [model._meta.label_lower for model in MODELS]


def options(rules: Rules | None) -> Options:
    """The words of codes, by field, under the edition of the day."""
    edition = rules.edition if rules else None
    return {
        "role": ROLES,
        "local": {id_: role.title for id_, role in edition.roles.items()} if edition else {},
        "setting": {id_: setting.words for id_, setting in edition.settings.items()} if edition else {},
    }


def _own(model: type[Recorded]) -> Callable[[Scope, str], bool]:
    """Those who may see the whole history of the council whose row it is."""

    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row).first()
        return scope.reach("see_history") == "any" and getattr(found, "scope", "") == scope.council.scope

    return can_see


def _named(model: type[Any], field: str) -> Callable[[Collection[str]], Mapping[str, str]]:
    def names(ids: Collection[str]) -> Mapping[str, str]:
        return {str(pk): name for pk, name in model._default_manager.filter(pk__in=list(ids)).values_list("pk", field)}

    return names


def _people(ids: Collection[str]) -> Mapping[str, str]:
    return _named(Membership, "user__name")(ids)


def _ways(value: Any) -> str:
    """The ways of signing in that are accepted; none named is what the council asks of everybody."""
    return ", ".join(WAYS.get(way, str(way)) for way in value or ()) or words.NOTHING


def _given(value: Any) -> str:
    """A setting's value as it is stored: null is not known, and nothing at all is given no longer."""
    if value == NOTHING:
        return "No longer given"
    if isinstance(value, dict):
        return unknown_in_words(NotApplicable(value["na"])) or ""
    return words.plainly(value) if value is not None else unknown_in_words(None) or ""
