"""The demonstration: councils described beside their editions, entered through the services like anybody's.

A description is ``<council>/<edition>/demo/council.yaml``. A day in it may be written ``{days_ago: 3}`` or
``{in_days: 3}``, so that a demonstration is always of today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from allauth.mfa.totp.internal import auth as totp

from concordat.accounts import services as accounts
from concordat.councils import adoption, given_settings, members, plan, services
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.acts import Actor, act
from concordat.library import shelf
from concordat.protocol import strict_yaml
from concordat.protocol.facts import Cell as FactCell
from concordat.protocol.facts import dictionary
from concordat.protocol.faults import Refused
from concordat.protocol.given import FactsReader
from concordat.register import (
    entering,
    gates,
    joint_record,
    organisations,
    parties,
    party_people,
    people,
    record,
    representatives,
    responsibilities,
)
from concordat.register.models import Involvement, Organisation, Person
from concordat.site.demonstration_work import Working

PASSWORD = "kettle 58 lantern"  # noqa: S105 - printed for everybody to use; a demonstration holds nothing else
COMMAND = Actor("command", "The demonstration")
FILE = "demo/council.yaml"
LEAD, OWN = "lead_authority.organisation", "own"


@dataclass
class Loading:
    """A council under way: what its description calls things, and what they have become."""

    scope: Scope
    told: Mapping[str, Any]
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)


def is_loaded() -> bool:
    """Whether any council is here already."""
    return Council.objects.exists()


def load(say: Callable[[str], None]) -> None:
    """Enter every council described on the shelf, then what they are in together. Raises Refused on a wrong file."""
    under_way = {one["council"]["slug"]: one for one in _described()}
    loadings = {}
    for slug, told in under_way.items():
        say(f"Entering {told['council']['name']}")
        loadings[slug] = _council(told)
    for loading in loadings.values():
        for entry in loading.told["partnerships"]:
            _partnership(loading, entry, loadings)


def _described() -> Iterator[dict[str, Any]]:
    for shelved in shelf.editions():
        path = shelved.path / FILE
        if path.is_file():
            document = strict_yaml.read(f"{shelved.id}/{FILE}", path.read_bytes())
            if document.faults:
                raise Refused(document.faults)
            yield _dated(strict_yaml.without_places(document.data), clock.today())


def _dated(value: Any, today: date) -> Any:
    """The description with its days worked out."""
    if isinstance(value, dict):
        if value.keys() == {"days_ago"}:
            return today - timedelta(days=value["days_ago"])
        if value.keys() == {"in_days"}:
            return today + timedelta(days=value["in_days"])
        return {key: _dated(item, today) for key, item in value.items()}
    return [_dated(item, today) for item in value] if isinstance(value, list) else value


def _council(told: Mapping[str, Any]) -> Loading:
    council = services.found(COMMAND, installer=True, **told["council"], second_factor=False)
    scope = Scope(COMMAND, council, frozenset({"administrator", "partnership_team"}), clock.today())
    loading = Loading(scope, told)
    adopted = told["adopted"]
    adoption.adopt(scope, edition_id=adopted["edition"], from_=adopted["from"])
    for setting, value in told.get("settings", {}).items():
        given_settings.give_setting(scope, setting=setting, value=value, from_=adopted["from"])
    for service in told["services"]:
        plan.open_service(scope, from_=adopted["from"], **service)
    for aim in told["aims"]:
        plan.add_aim(scope, from_=adopted["from"], **aim)
    for one in told["people"]:
        loading.people[one["key"]] = _person(loading, one)
    with act(COMMAND, "Council recorded as an organisation", council.scope):
        loading.organisations[OWN] = organisations.of_council(council)
    for one in told["organisations"]:
        identifiers = tuple((i["scheme"], str(i["id"])) for i in one.get("identifiers", ()))
        new = organisations.New(one["name"], one["sector"], identifiers, apart=True)
        loading.organisations[one["key"]] = organisations.record(scope, new=new)
    return loading


def _person(loading: Loading, told: Mapping[str, Any]) -> Person:
    scope = loading.scope
    email = f"{told['key']}@{scope.council.slug}.example"
    user = accounts.create_person(COMMAND, email=email, name=told["name"], password=PASSWORD)
    members.join(scope, user=user, roles=told["roles"], from_=loading.told["adopted"]["from"])
    if told.get("second_factor"):
        totp.TOTP.activate(user, totp.generate_totp_secret())
    details = people.Details(told["name"], told["post"], email, user=user)
    return people.record(scope, details=details)


def _partnership(loading: Loading, told: Mapping[str, Any], loadings: Mapping[str, Loading]) -> None:
    scope = loading.scope
    row = entering.enter(
        scope,
        name=told["name"],
        entered_on=told["entered"],
        answers=_answers(loading, told.get("answers", {})),
        lead_officer=loading.people[told["lead"]] if "lead" in told else None,
    )
    for party in told.get("parties", ()):
        _party(loading, row, party)
    for one in told.get("responsibilities", ()):
        answers = {"person": loading.people[one["person"]], "from": one["from"]}
        responsibilities.give(scope, involvement=row, role=one["role"], answers=answers)
    for one in told.get("representatives", ()):
        seat = representatives.Seat(loading.people[one["person"]], one["capacity"], one["from"])
        representatives.give(scope, involvement=row, seat=seat)
    _complete(scope, row, told)
    for passed in told.get("passed", ()):
        again = _again(row)
        gates.pass_gate(scope, involvement=again, version=again.version, happened_all_the_same=True, **passed)
    if "open_to" in told:
        joint = _again(row).partnership
        joint_record.open_to(scope, partnership=joint, version=joint.version, whom=told["open_to"])
    work = Working(_again(row), {key: one.user for key, one in loading.people.items() if one.user}, _refuse)
    for step in told.get("work", ()):
        work.do(step)
    for one in told.get("joined_by", ()):
        other = loadings[one["council"]]
        entering.join(
            other.scope,
            partnership=_again(row).partnership,
            entered_on=one["entered"],
            answers=_answers(other, one["answers"]),
            lead_officer=other.people[one["lead"]],
        )


def _party(loading: Loading, row: Involvement, told: Mapping[str, Any]) -> None:
    answers = _party_answers(loading, told.get("answers", {}))
    organisation = loading.organisations[told["organisation"]]
    if "from" in told:
        answers["from"] = told["from"]
    party = parties.add(loading.scope, partnership=row.partnership, organisation=organisation, answers=answers)
    if "person" in told:
        email = f"{told['person']['key']}@{loading.scope.council.slug}.example"
        user = accounts.create_person(COMMAND, email=email, name=told["person"]["name"], password=PASSWORD)
        party_people.let_in(loading.scope, party=party, user=user, from_=loading.told["adopted"]["from"])


def _complete(scope: Scope, row: Involvement, told: Mapping[str, Any]) -> None:
    if "partners" in told.get("complete", ()):
        joint = _again(row).partnership
        parties.say_complete(scope, partnership=joint, version=joint.version, complete=True)
    if "responsibilities" in told.get("complete_own", ()):
        again = _again(row)
        record.say_complete(scope, involvement=again, version=again.version, complete=True)


def _again(row: Involvement) -> Involvement:
    """The row as it is now: each of these services is given the version that its person would have seen."""
    return Involvement.objects.select_related("partnership", "council").get(pk=row.pk)


def _answers(loading: Loading, told: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as people write them, typed by the council's own edition."""
    rules = given_settings.rules_for(loading.scope.council, loading.scope.on)
    found: dict[str, Any] = dict(FactsReader(rules.edition, rules.table, _refuse).read(dict(told)))
    if LEAD in found:
        found[LEAD] = loading.organisations[found[LEAD]]
    return found


def _party_answers(loading: Loading, told: Mapping[str, Any]) -> dict[str, Any]:
    rules = given_settings.rules_for(loading.scope.council, loading.scope.on)
    fields: Mapping[str, FactCell] = dictionary()["partners"].row
    table = {name: rules.table["partners"].model_copy(update=_as_scalar(cell)) for name, cell in fields.items()}
    return dict(FactsReader(rules.edition, table, _refuse).read(dict(told)))


def _as_scalar(cell: FactCell) -> dict[str, Any]:
    return {"type": cell.type, "options": cell.options, "row": {}}


def _refuse(_place: object, name: str, what: str, write: str) -> None:
    raise ValueError(f"{FILE}: {name}: {what} {write}")
