"""The sentences of the reference pages that no code holds."""

from datetime import date
from decimal import Decimal
from typing import Any

TYPES = (
    (Any, "a condition"),
    (date, "a day"),
    (Decimal, "a number, or `setting.<id>`"),
    (bool, "`true` or `false`"),
    (int, "a whole number"),
)

KINDS = [
    "A duty says what must be in place, happen, or come round. There are ten kinds. If a clause seems to need an",
    "eleventh, it is a `judgement`: a question that a named role answers yes or no, with a reason.",
]

FACTS = [
    "What the rooms of the product record, and so what a duty can read. An edition adds its own: `setting.<id>`,",
    "`mark.<id>`, `criterion.<id>`, `judged.<id>` and `own.<name>`. A fact is blank, not known, a value, or not",
    "applicable with a reason. *Blank* says what silence means: *no* where the thing can only arise in the product.",
]

ACTS = ["What somebody does about a matter, recorded with the day, the outcome and, for a body, the minute."]

LEAD_AUTHORITY = [
    "A role with `lead_authority.` before it (`lead_authority.monitoring_officer`) belongs to the partner that keeps",
    "the partnership in order, which may be another council.",
]

GATES = [
    "What may not be passed while something is outstanding. A duty names its gate with `before`. A step keeps the gate",
    "that it names, or that of its route's starts.",
]

STARTS = ["What opens a route. Every route whose start fits and whose `when` holds is opened."]

SETTINGS = [
    "What the text leaves to the council: declared in `edition.yaml` with a default and a note, given by the council,",
    "read as `setting.<id>` in conditions, limits, periods and months.",
]

CONDITIONS = [
    "Eight forms, at most three deep. A bare name, and `not` of one, count none; what stands under `where` and `holds`",
    "counts one below its list. There is no arithmetic and no comparing of two facts: a room works such a fact out.",
]

CONDITION_FORMS = (
    ("arrangement.common_goal", "the fact is yes (a bare name)"),
    ("{all: [a, b]}", "each is true; what does not apply is left out"),
    ("{any: [a, b]}", "at least one is true; what does not apply is left out"),
    ("{not: a}", "it is false"),
    ("{fact: f, in: [code, code]}", "a choice is one of these codes"),
    ("{fact: f, includes: [code, code]}", "several choices include one of these codes"),
    ("{fact: f, at_least: 3}", "a number is 3 or more; also `more_than`, `less_than`; of a list, its length"),
    ("{some: list, where: c}", "at least one row fits"),
    ("{every: list, where: c, holds: d}", "of each row that fits, `d` is true"),
    ("{count: list, where: c, at_least: 2}", "so many rows fit; also `more_than`, `less_than`"),
)

FOUR_VALUES = [
    "Inside a row write `this.field`. A limit is a number or `setting.<id>`.",
    "",
    "A condition is true, false, not known or not applicable. Not known is neither: `all` is false as soon as one",
    "member is, `any` true as soon as one is, else not known if a member is. A list is not known beyond its rows",
    "until somebody says that there are no others: `every` over it is not known unless a row breaks it.",
]

ERRORS = [
    "Each names the file and the line, what is wrong and what to write. … stands for what is filled in. All faults of",
    "a folder come in one run of `concordat check`.",
]

FILES = [
    "One folder an edition: `<council>/<edition>/`. Only `edition.yaml` is required. Everything is YAML 1.2, strict:",
    "no tabs, no anchors, no key twice. Text that holds a comma inside `{ }`, or a colon and a space anywhere, stands",
    "in quotes. `concordat check FOLDER` reads it all and says what is wrong; `concordat schema` prints a JSON Schema",
    "for editors. `duties.yaml` has its own page: [kinds](kinds.md).",
]
