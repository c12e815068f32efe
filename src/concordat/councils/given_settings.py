"""Giving the settings that a council's edition declares, each from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any

from concordat.councils.adopted_rules import rules_of
from concordat.councils.models import Council, SettingGiven
from concordat.councils.permissions import check_can_keep_settings
from concordat.councils.queries import adoption_on, as_seen, first_adoption
from concordat.councils.scope import Scope
from concordat.councils.services import reread
from concordat.councils.setting_values import NOTHING, plain_of, written
from concordat.history.acts import act
from concordat.history.recorded import Stale
from concordat.protocol.facts import Fact
from concordat.protocol.faults import Place
from concordat.protocol.given import FactsReader
from concordat.protocol.rules import Rules
from concordat.ui.refusals import CannotDo


def give_setting(
    scope: Scope, *, setting: str, value: Any, from_: date, version: int | None = None, reason: str = ""
) -> SettingGiven:
    """Give a setting its value (four-valued; money in pounds) from a day on; on the same day once more, change it.

    ``version`` is that of :func:`as_seen`, where a person saw it. Giving another value for days that are past needs a
    reason. Raises CannotDo where the edition has no such setting or refuses the value.
    """
    check_can_keep_settings(scope)
    plain = checked(rules_for(scope.council, from_), setting, value)
    rows = SettingGiven.objects.filter(council=scope.council, setting=setting)
    if from_ < scope.on and rows.exists() and not reason.strip():
        raise CannotDo("This day is past. Say why another value has counted since then.", "reason")
    with act(scope.actor, "Setting given", scope.council.scope, reason, since=from_):
        seen = as_seen(scope, setting)
        if version is not None and seen.version != version:
            raise Stale(seen)
        given = rows.filter(from_day=from_).first()
        given = given or SettingGiven(council=scope.council, setting=setting, from_day=from_)
        given.value = plain
        given.save()
    return given


def take_back_setting(scope: Scope, *, given: SettingGiven, version: int, reason: str = "") -> None:
    """Take back a value that is planned and has not counted yet."""
    check_can_keep_settings(scope, given)
    if given.from_day <= scope.on:
        raise CannotDo("This value counts already. Give another one from a day on instead.")
    with act(scope.actor, "Planned setting taken back", scope.council.scope, reason):
        reread(given, version).delete()


def rules_for(council: Council, day: date) -> Rules:
    """The rules that declare a council's settings on a day: those in force, else the first it has adopted.

    Raises CannotDo where the council has adopted none.
    """
    adoption = adoption_on(council, day) or first_adoption(council)
    if adoption is None:
        raise CannotDo("Your council has adopted no protocol yet. Adopt one first: it says what can be set.")
    return rules_of(adoption)


def checked(rules: Rules, setting: str, value: Any) -> Any:
    """A value in its plain form. Raises CannotDo where the edition declares no such setting, or refuses the value."""
    if setting not in rules.edition.settings:
        raise CannotDo(f"{rules.edition.title} declares no setting “{setting}”.")
    plain = plain_of(value)
    if plain == NOTHING:
        return plain
    found: list[str] = []

    def report(_place: Place, _token: str, what: str, write: str) -> None:
        found.append(f"{what} {write}")

    raw = written(rules.edition.settings[setting], plain)
    FactsReader(rules.edition, rules.table, report).read({f"setting.{setting}": raw})
    if found:
        raise CannotDo(_in_words(found[0], rules.table[f"setting.{setting}"], setting), "value")
    return plain


def _in_words(fault: str, fact: Fact, setting: str) -> str:
    """The reader's sentence, with the setting's words in the place of its name."""
    return fault.replace(f"setting.{setting}", fact.words)
