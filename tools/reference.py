"""Write the reference pages from the code (docs/reference), or with --check say whether they are current.

Nothing on these pages is written twice: shapes give their fields and docstrings, the vocabulary its words, the
dictionary its facts, the library one example of each kind, and the source its error messages.
"""

import argparse
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

import reference_words as words
from concordat.protocol import approve, ask, cases, duties, edition, expect, facts, vocabulary
from concordat.protocol.examine import examine, folders
from concordat.protocol.facts import Fact, dictionary
from concordat.protocol.strict_yaml import without_places
from reference_errors import messages
from reference_shapes import fields, said, table
from reference_states import matters_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
LIBRARY = ROOT / "src" / "concordat" / "library"
SOURCE = ROOT / "src" / "concordat" / "protocol"
HEAD = "<!-- Written by `make docs` from the code. Change the code, not this page. -->\n"


@cache
def editions() -> list[edition.Edition]:
    """The library's editions."""
    found = [examine(path).edition for path in folders(LIBRARY)]
    return [one for one in found if one is not None]


def example(kind: str) -> list[str]:
    """The first duty of a kind in the library, as it would be written."""
    for one in editions():
        for duty in one.duties:
            if duty.kind == kind:
                plain = without_places(duty.model_dump(by_alias=True, exclude_defaults=True, exclude={"group_when"}))
                text = yaml.safe_dump([plain], sort_keys=False, allow_unicode=True, width=100)
                return ["One from the library:", "", "```yaml", text.rstrip(), "```", ""]
    return []


def kinds_page() -> list[str]:
    """The ten kinds of duty."""
    common = frozenset(duties.DutyBase.model_fields)
    lines = ["# Kinds of duty", "", *words.KINDS, "", "## Common to all", "", *said(duties.DutyBase)]
    lines += [*fields(duties.DutyBase), ""]
    for name, shape in duties.KINDS.items():
        lines += [f"## {name}", "", *said(shape), *fields(shape, common | {"kind"}), "", *example(name)]
    return [*lines, "## Period", "", *said(duties.Period), *fields(duties.Period), ""]


def facts_page() -> list[str]:
    """The dictionary, a home at a time."""
    lines = ["# Facts", "", *words.FACTS, ""]
    homes = sorted({fact.home for fact in dictionary().values()})
    for home in homes:
        mine = {name: fact for name, fact in sorted(dictionary().items()) if fact.home == home}
        scalars = {name: fact for name, fact in mine.items() if fact.type != "rows"}
        lines += [f"## {home}", ""]
        if scalars:
            lines += [
                *table(("fact", "type", "blank", "of the", "words"), [_fact_row(n, f) for n, f in scalars.items()]),
                "",
            ]
        for name, fact in mine.items():
            if fact.type == "rows":
                lines += [*_rows(name, fact), ""]
    return lines


def _fact_row(name: str, fact: Any) -> tuple[str, ...]:
    kind = fact.type.replace("_", " ") + (f", {fact.unit}" if fact.unit else "")
    levels = (", ".join(fact.level),) if isinstance(fact, Fact) else ()
    return f"`{name}`", kind, "no" if fact.blank == "no" else "not known", *levels, fact.words + _options(fact)


def _options(fact: Any) -> str:
    if isinstance(fact.options, dict):
        return f" ({', '.join(f'`{code}`' for code in fact.options)})"
    return f" (of the edition: {fact.options})" if fact.options and fact.options != "any" else ""


def _rows(name: str, fact: Fact) -> list[str]:
    timed = " Its rows count from their `from` up to their `until`." if fact.timed else ""
    blank = "Blank means none." if fact.blank == "no" else "Blank means not known."
    rows = [_fact_row(field, cell) for field, cell in fact.row.items() if field != "id"]
    levels = f"Of the {' and the '.join(fact.level)}."
    heading = [f"### {name}", "", f"{fact.words}. A list. {levels} {blank}{timed}", ""]
    return [*heading, *table(("field", "type", "blank", "words"), rows)]


def worded(title: str, intro: list[str], columns: tuple[str, str], listed: dict[str, str]) -> list[str]:
    """A page of codes and what they mean."""
    return [f"# {title}", "", *intro, "", *table(columns, [(f"`{code}`", text) for code, text in listed.items()]), ""]


def acts_page() -> list[str]:
    """Acts, their outcomes, and who may act."""
    lines = worded("Acts", words.ACTS, ("act", "whoever performs it"), vocabulary.ACTS)
    for title, listed in (
        ("Outcomes of an act", vocabulary.OUTCOMES_OF_AN_ACT),
        ("Generic roles", vocabulary.ROLES),
        ("Generic bodies", vocabulary.BODIES),
        ("Reserved", vocabulary.RESERVED),
    ):
        lines += [f"## {title}", "", *table(("code", "words"), [(f"`{c}`", w) for c, w in listed.items()]), ""]
    return [*lines, *words.LEAD_AUTHORITY, ""]


def starts_page() -> list[str]:
    """What opens a route, and the gate that its steps keep."""
    rows = [
        (f"`{start}`", text, f"`{gate}`" if gate else "none of its own")
        for start, (text, gate) in vocabulary.STARTS.items()
    ]
    return ["# Starts", "", *words.STARTS, "", *table(("start", "when", "gate"), rows), ""]


def outcomes_page() -> list[str]:
    """Every word that a case can expect and a standing can show."""
    lines = ["# Outcomes", "", *words.OUTCOMES_PAGE, ""]
    lines += [f"Outcomes: {', '.join(f'`{outcome}`' for outcome in vocabulary.OUTCOMES)}.", ""]
    for title, listed in (
        ("Status of a duty", vocabulary.STATUSES),
        ("State of a step or a route", vocabulary.ROUTE_STATES),
        ("Answer to a prompt", vocabulary.PROMPT_ANSWERS),
    ):
        lines += [f"## {title}", "", *table(("word", "means"), [(f"`{w}`", m) for w, m in listed.items()]), ""]
    return lines


def settings_page() -> list[str]:
    """The shape of a setting, and those that the library declares."""
    lines = ["# Settings", "", *words.SETTINGS, "", *said(edition.Setting), *fields(edition.Setting), ""]
    for one in editions():
        rows = [
            (f"`{name}`", s.type, "blank" if s.default is None else str(s.default).lower(), s.words)
            for name, s in one.settings.items()
        ]
        if rows:
            lines += [f"## {one.edition}", "", *table(("setting", "type", "default", "words"), rows), ""]
    return lines


def conditions_page() -> list[str]:
    """The eight forms."""
    rows = [(f"`{form}`", text) for form, text in words.CONDITION_FORMS]
    return [
        "# Conditions",
        "",
        *words.CONDITIONS,
        "",
        *table(("form", "is true when"), rows),
        "",
        *words.FOUR_VALUES,
        "",
    ]


def files_page() -> list[str]:
    """Every file of an edition, and the shapes in it."""
    lines = ["# The files of an edition", "", *words.FILES, ""]
    for title, shapes in FILES.items():
        lines += [f"## {title}", ""]
        for shape in shapes:
            lines += [f"### {shape.__name__}", "", *said(shape), *fields(shape), ""]
    return lines


def errors_page() -> list[str]:
    """Every sentence with which the checker refuses something, from the source."""
    return ["# Errors", "", *words.ERRORS, "", *table(("it says", "write instead"), messages(SOURCE)), ""]


FILES: dict[str, tuple[type[BaseModel], ...]] = {
    "edition.yaml": (
        edition.Head,
        edition.Title,
        edition.StageTitle,
        edition.Entry,
        edition.Erratum,
        edition.Note,
        edition.Setting,
        edition.DeviationRule,
        edition.Judged,
        edition.OwnFact,
        facts.Cell,
    ),
    "lists.yaml": (edition.NamedList, edition.Entry),
    "screening.yaml": (ask.Screening, ask.Mark, ask.Class, ask.Doubt, ask.ArrangementType, ask.Examples),
    "significance.yaml": (ask.Significance, ask.Band, ask.Criterion, ask.Level, ask.Dispute),
    "forms/*.yaml": (ask.Form, ask.Section, ask.Question),
    "routes.yaml": (approve.Route, approve.Step),
    "prompts.yaml": (edition.Prompt,),
    "cases/*.yaml": (
        cases.CaseFile,
        cases.CaseShape,
        expect.Expect,
        expect.ExpectScreening,
        expect.ExpectSignificance,
        expect.ExpectForm,
        expect.ExpectEdition,
    ),
}

PAGES_OF: dict[str, Callable[[], list[str]]] = {
    "acts.md": acts_page,
    "conditions.md": conditions_page,
    "errors.md": errors_page,
    "facts.md": facts_page,
    "files.md": files_page,
    "gates.md": lambda: worded("Gates", words.GATES, ("gate", "passed when"), vocabulary.GATES),
    "kinds.md": kinds_page,
    "matters.md": matters_page,
    "outcomes.md": outcomes_page,
    "settings.md": settings_page,
    "starts.md": starts_page,
}


def main(arguments: list[str] | None = None) -> int:
    """Write the pages; with --check compare them and exit 1 where one is not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say which pages are not current")
    check = parser.parse_args(arguments).check
    stale = []
    for name, page in PAGES_OF.items():
        text = HEAD + "\n".join(page()).rstrip() + "\n"
        path = PAGES / name
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            PAGES.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"Not current in docs/reference: {', '.join(stale)}. Run: make docs", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
