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

# What a key takes, where its type alone would only say “text”.
TAKES = {
    "about": "a fact; of a round, codes of what it covers",
    "after": "a list of steps",
    "agreed_by": "a role, or `all_partners`",
    "allowed_by": "a list of roles or bodies",
    "at_most": "months: a number, or `setting.<id>`",
    "by": "roles or bodies",
    "criteria": "a list of Criterion",
    "each": "a list of the dictionary or your own",
    "elements": "a list of lists.yaml",
    "extends": "a form",
    "filled_by": "a role",
    "first": "a role or body",
    "first_from": "a fact that is a day, or `this.from`",
    "form": "a form",
    "generic": "a generic role or body",
    "material_changes": "a list of facts",
    "needs": "a list of fields of `deviations`",
    "needs_setting": "a table of setting: value",
    "offers": "a list of lists.yaml; of a prompt, codes of your own",
    "owner": "a role or body",
    "points": "a list of codes of your own",
    "principles": "a list of principles",
    "propose": "a fact that is a number",
    "question": "a judgement of edition.yaml",
    "role": "a role",
    "sees": "a list of forms",
    "step": "a step, as `route.step`",
    "subject": "a code of your own, the same in the duty and in the record",
    "then": "a role or body",
    "to": "roles, bodies or other recipients",
    "types": "types of document, or a list of ArrangementType",
}

KINDS = [
    "A duty says what must be in place, happen, or come round. There are ten kinds. If a clause seems to need an",
    "eleventh, it is a `judgement`: a question that a named role answers yes or no, with a reason.",
]

FACTS = [
    "What the rooms of the product record, and so what a duty can read. An edition adds its own: `setting.<id>`,",
    "`mark.<id>`, `criterion.<id>`, `judged.<id>` and `own.<name>`. A fact is blank, not known, a value, or not",
    "applicable with a reason. *Blank* says what silence means: *no* where the thing can only arise in the product.",
]

ACTS = [
    "What somebody does about a matter, recorded in `acts` with the day and the outcome. An act counts for what its",
    "`for` names: a duty by its id (`for: members-decide`), or a step as route.step (`for: entry.cabinet`).",
]

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

OUTCOMES_PAGE = [
    "What is found of a duty is an *outcome*; what a reader sees is a *status*, which also weighs strength, day and",
    "deviation. Only a must can be overdue, and only where it has a day: of its round, its end, its own day, or the",
    "day of the gate that it comes before (`gates.start_on` and the like).",
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
