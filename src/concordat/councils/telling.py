"""How the history of a council's administration reads, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from concordat.accounts.models import User
from concordat.councils import handover
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
from concordat.councils.permissions import can_see_administration_history
from concordat.councils.presenters import setting_words
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
    add("accounts.user", {}, thing="Person", named=_users)
    add(
        "councils.council",
        {**_HIDDEN, **answers, **about, QUESTIONS: facts[QUESTIONS].words},
        thing="The council",
        named=("name",),
    )
    add(
        "councils.adoption",
        {**_HIDDEN, **_DAYS, "edition": "Edition", "revision": "", "title": ""},  # these two are its name
        thing="Protocol",
        values={"revision": lambda number: f"revision {number}"},
        named=("title", "revision"),
    )
    file = {"adoption": "Protocol", "name": "File", "text": ""}
    add("councils.adoptedfile", file, thing="File of a protocol", named=("name",))
    given, stored = {**_HIDDEN, **_DAYS, "setting": "Setting", "value": "Value"}, {"value": _given}
    add("councils.settinggiven", given, thing="Setting", values=stored, named=("setting",), always=("value",))
    service = {"name": "Name", "directorate": "Directorate", "became": "Taken over by"}
    add("councils.service", {**_HIDDEN, **_DAYS, **service}, thing="Service", named=("name",))
    add("councils.aim", {**_HIDDEN, **_DAYS, "words": "Words"}, thing="Aim", named=("words",))
    asked = facts[QUESTIONS].row
    question = {name: asked[name].words for name in ("words", "source", "answered_from")}
    question_of = "Question of an outside assessment"
    add("councils.assessmentquestion", {**_HIDDEN, **question}, thing=question_of, named=("words",))
    _register_members()
    for model in (*MODELS, AdoptedFile):
        owners.add(model._meta.label_lower, _own(model))


def _register_members() -> None:
    """Say how it is told who works for the council."""
    add = words.add
    add(
        "councils.membership",
        {**_HIDDEN, **_DAYS, "user": "Person", "ways": "Ways of signing in", "counts": "How much"},
        thing="Member",
        values={"ways": _ways, "counts": handover.counted},
        named=("user",),
        always=("ways",),
        points={"handed_over_to": "councils.membership"},
    )
    role = {**_MEMBER, "role": "Role", "local": "The protocol’s own role"}
    add("councils.roleheld", role, thing="Role", named=("membership", "role"))
    deputy = {**_MEMBER, "deputy": "Deputy", "role": "In the role of"}
    add("councils.deputy", deputy, thing="Deputy", named=("deputy",))
    add("councils.absence", _MEMBER, thing="Absence", named=("membership",))


def labels() -> list[str]:
    """The models whose changes are a council's own administration, as the record names them."""
    return [model._meta.label_lower for model in MODELS]


def options(adopted: Sequence[Rules]) -> Options:
    """The words of codes and settings, by field, under the editions that the council adopted; the last one's count."""
    declaring = {setting: rules for rules in adopted for setting in rules.edition.settings}
    roles = {id_: role.title for rules in adopted for id_, role in rules.edition.roles.items()}

    def value(said: Any, row: Mapping[str, Any]) -> str:
        """As the page of settings has it: money as money, a month by its name."""
        setting = row.get("setting")
        return setting_words(declaring[setting], setting, said) if setting in declaring else _given(said)

    return {
        "role": ROLES,
        "local": roles,
        "setting": {id_: rules.edition.settings[id_].words for id_, rules in declaring.items()},
        "value": value,
    }


def _own(model: type[Recorded]) -> Callable[[Scope, str], bool]:
    """Those who may see the history of the administration of the council whose row it is."""

    def can_see(scope: Scope, row: str) -> bool:
        found = model._default_manager.filter(pk=row).first()
        return can_see_administration_history(scope) and getattr(found, "scope", "") == scope.council.scope

    return can_see


def _users(ids: Collection[str]) -> Mapping[str, str]:
    """Today's names: an account is not recorded, so nothing tells what it was called before."""
    return {str(pk): name for pk, name in User.objects.filter(pk__in=list(ids)).values_list("pk", "name")}


def _ways(value: Any) -> str:
    """The ways of signing in that are accepted; none named is what the council asks of everybody."""
    return ", ".join(WAYS.get(way, str(way)) for way in value or ()) or words.NOTHING


def _given(value: Any) -> str:
    """The value of a setting that no edition declares any more, as it is stored: null is not known, nothing at all is
    given no longer."""
    if value == NOTHING:
        return "No longer given"
    if isinstance(value, dict):
        return unknown_in_words(NotApplicable(value["na"])) or ""
    return words.plainly(value) if value is not None else unknown_in_words(None) or ""
