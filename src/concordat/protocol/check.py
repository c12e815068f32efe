"""Does an edition hold together? Names that exist, orders without circles, levels without gaps.

Every check reports where, what is wrong and what to write; none stops at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from concordat.protocol.ask import Section
from concordat.protocol.check_duties import check_duty
from concordat.protocol.check_significance import check_significance
from concordat.protocol.conditions import Reader
from concordat.protocol.edition import Edition
from concordat.protocol.facts import FactTable
from concordat.protocol.faults import nearest
from concordat.protocol.given import FactsReader
from concordat.protocol.table import actors, codes_of, fact_table
from concordat.protocol.vocabulary import BODIES, ROLES

Report = Callable[..., None]


class Checker:
    """What the checks share: the edition, its facts, and where faults go."""

    def __init__(self, edition: Edition, report: Report) -> None:
        self.edition = edition
        self.report = report
        self.table: FactTable = fact_table(edition)
        self.reader = Reader(self.table, report, lambda cell: codes_of(edition, cell))
        self.actors = actors(edition)

    def condition(self, raw: Any, at: Any, group: str | None = None) -> None:
        """A condition reads facts that there are, in forms that fit them."""
        if raw is not None:
            self.reader.read(raw, at, group)

    def named(self, name: str | None, known: Iterable[str], what: str, at: Any) -> bool:
        """A name is one of those known."""
        if name is None or name in (names := set(known)):
            return True
        self.report(at, name, f"There is no {what} “{name}”.", nearest(name, names))
        return False

    def actors_named(self, names: Iterable[str], at: Any) -> None:
        """Those who act or are told are roles or bodies."""
        for name in names:
            self.named(name, self.actors, "role or body", at)

    def unique(self, items: Iterable[Any], what: str) -> None:
        """No two of them carry one id."""
        seen: dict[str, Any] = {}
        for item in items:
            if item.id in seen:
                self.report(
                    item.at,
                    item.id,
                    f"Two {what} are called “{item.id}”; the first is at {seen[item.id].file}:{seen[item.id].line}.",
                    "Give each its own id.",
                )
            seen.setdefault(item.id, item.at)

    def setting(self, limit: Any, at: Any) -> None:
        """A limit that names a setting names one that there is, and it is a number."""
        if not isinstance(limit, str):
            return
        named = self.named(limit.removeprefix("setting."), self.edition.settings, "setting", at)
        if named and not self.table[limit].is_number:
            self.report(at, limit, f"“{limit}” is no number.", "Name a setting of type number, money, month or months.")

    def circle(self, after: dict[str, list[str]]) -> list[str]:
        """The names that wait for each other, in order; empty where nothing does."""
        left = {name: [n for n in needs if n in after] for name, needs in after.items()}
        while ready := [name for name, needs in left.items() if not any(n in left for n in needs)]:
            for name in ready:
                del left[name]
        return sorted(left)


def check(edition: Edition, report: Report) -> None:
    """Report all that does not hold together."""
    checker = Checker(edition, report)
    for part in (_head, _settings, _lists, _screening, check_significance, _forms, _routes, _duties, _prompts):
        part(checker)


def _head(c: Checker) -> None:
    edition = c.edition
    for table, generic, what in ((edition.roles, ROLES, "generic role"), (edition.bodies, BODIES, "generic body")):
        for title in table.values():
            c.named(title.generic, generic, what, title.at)
    for judged in edition.judged.values():
        c.actors_named(judged.by, judged.at)
    for name in edition.material_changes:
        c.named(name, c.table, "fact", edition.at)
    for note in edition.notes:
        c.named(note.setting, edition.settings, "setting", note.at)
    _deviations(c)
    for fact in edition.own.values():
        if fact.type in ("choice", "choices") and fact.options is None:
            c.report(fact.at, "type", "A choice names no options.", "Add options: {code: words, …}, or options: any.")
        if fact.type == "rows" and not fact.row:
            c.report(fact.at, "type", "A list of rows names no fields.", "Add row: {field: {type: …, words: …}}.")


def _deviations(c: Checker) -> None:
    rule = c.edition.deviations
    if rule is None:
        return
    c.actors_named(rule.allowed_by, rule.at)
    c.setting(rule.at_most, rule.at)
    for name in rule.needs:
        c.named(name, c.table["deviations"].row, "field of a deviation", rule.at)


def _settings(c: Checker) -> None:
    reader = FactsReader(c.edition, c.table, c.report)
    for name, setting in c.edition.settings.items():
        if (
            setting.default is not None
            and None in reader.read({f"setting.{name}": setting.default}, setting.at).values()
        ):
            c.report(
                setting.at, "default", "“not_known” is no default.", "Leave default out, until the council sets it."
            )
        if setting.type == "choice" and not setting.options:
            c.report(setting.at, "type", "A choice names no options.", "Add options: {code: words, …}.")


def _lists(c: Checker) -> None:
    for listed in c.edition.lists.values():
        c.unique(listed.items, "items of a list")


def _screening(c: Checker) -> None:
    screening = c.edition.screening
    if screening is None:
        return
    c.unique([*screening.marks, *screening.classes], "marks or classes")
    for mark in screening.marks:
        if mark.about and c.named(mark.about, c.table, "fact", mark.at) and c.table[mark.about].type != "yes_no":
            c.report(mark.at, mark.about, f"“{mark.about}” is no yes or no.", "A mark is answered by a yes or no.")
    for group in screening.classes:
        c.condition(group.when, group.at)
        c.condition(group.unless, group.at)
        c.named(group.by, c.actors, "role or body", group.at)
        if group.verdict == "refer" and group.by is None:
            c.report(group.at, "verdict", "The class refers to nobody.", "Add by: the role that decides.")


def _forms(c: Checker) -> None:
    forms = c.edition.forms
    circle = c.circle({form.id: [form.extends] if form.extends else [] for form in forms.values()})
    for form in forms.values():
        if form.id in circle:
            c.report(
                form.at,
                "extends",
                f"The form “{form.id}” extends itself, through {', '.join(circle)}.",
                "Let one of them extend nothing.",
            )
        c.named(form.extends, forms, "form", form.at)
        c.named(form.filled_by, c.actors, "role or body", form.at)
        c.unique([q for section in form.sections for q in section.questions], "questions of a form")
        for section in form.sections:
            _section(c, section)


def _section(c: Checker, section: Section) -> None:
    c.named(section.by, c.actors, "role or body", section.at)
    for name in section.principles:
        c.named(name, [p.id for p in c.edition.principles], "principle", section.at)
    for question in section.questions:
        c.named(question.about, c.table, "fact", question.at)
        c.named(question.by, c.actors, "role or body", question.at)
        c.named(question.offers, c.edition.lists, "list", question.at)
        c.condition(question.when, question.at)


def _routes(c: Checker) -> None:
    c.unique(c.edition.routes, "routes")
    for route in c.edition.routes:
        c.condition(route.when, route.at)
        c.unique(route.steps, "steps of a route")
        circle = c.circle({step.id: step.after for step in route.steps})
        if circle:
            c.report(
                route.at,
                circle[0],
                f"The steps {', '.join(circle)} wait for each other.",
                "Take one of them out of “after”.",
            )
        for step in route.steps:
            c.actors_named(step.by, step.at)
            c.condition(step.when, step.at)
            for name in step.after:
                c.named(name, [other.id for other in route.steps], "step", step.at)
            for name in step.sees:
                c.named(name, c.edition.forms, "form", step.at)
            if step.when is not None and step.not_needed is None:
                c.report(
                    step.at,
                    step.id,
                    f"The step “{step.id}” has no sentence for when it is not needed.",
                    "Add not_needed: why it is not needed then.",
                )


def _duties(c: Checker) -> None:
    c.unique(c.edition.duties, "duties")
    for duty in c.edition.duties:
        check_duty(c, duty)


def _prompts(c: Checker) -> None:
    c.unique(c.edition.prompts, "prompts")
    for prompt in c.edition.prompts:
        c.condition(prompt.when, prompt.at)
        c.actors_named(prompt.to, prompt.at)
