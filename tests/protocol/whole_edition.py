"""One small edition that uses everything the language has, as files: what the tests of whole folders start from."""

from __future__ import annotations

EDITION = """
language: 1
council: Aldmoor Council
edition: aldmoor/2020
revision: 1
title: Working with others
status: current
from: 2020-01-01
source: made up for tests
errata: [{clause: "2", printed: six, used: five, why: There are five.}]
notes: [{clause: "3", note: The text names no month., setting: month}]
not_supplied: [{id: annex, words: The annex, clause: "9"}]
roles: {lead: {title: Lead, generic: lead_officer}}
bodies: {cabinet: {title: Cabinet, generic: executive}}
stages: [{id: initiating, words: Beginning, requires: [A sketch]}]
principles: [{id: openness, words: Openness}]
settings:
  month: {type: month, words: Which month, default: 3}
  line: {type: money, words: What is much, default: 1000}
  open: {type: yes_no, words: Is it open?, default: yes}
material_changes: [partners]
deviations: {clause: "8", allowed_by: [director], needs: [guidance], at_most: 12}
judged: {fits: {ask: Does it fit?, clause: "4", by: [lead]}}
own:
  pledge: {type: checklist, words: Pledges, options: {fair: Fair, open: Open}}
  visits: {type: rows, words: Visits, row: {made_on: {type: date, words: Made on}, useful: {type: yes_no, words: Useful?}}}
"""
LISTS = 'terms: {words: Terms, clause: "5", items: [{id: quorum, words: A quorum}, {id: voting, words: Voting}]}\n'
SCREENING = """
clause: "1"
definition: Bodies that act together.
treat: {between: is, undetermined: refer}
marks:
- {id: goal, clause: "1", ask: A common goal?, about: arrangement.common_goal}
- {id: new_structure, clause: "1", ask: A new structure?, weight: indicative}
classes:
- {id: company, clause: "1", words: A company., when: arrangement.limited_company, unless: mark.new_structure, verdict: refer, by: legal}
types: [{id: public, clause: "1", title: Public, words: Of public bodies}]
examples: {clause: "1", is: [A board], is_not: [A contract]}
"""
SIGNIFICANCE = """
clause: "2"
method: share_of_maximum
bands: [{id: limited, label: Limited, from: 0}, {id: major, label: Major, from: 50.5}]
dispute: {clause: "2", first: lead, then: director}
criteria:
- id: cost
  label: 1
  clause: "2"
  ask: What does it cost?
  propose: commitment.cash
  agreed_by: lead
  levels: [{score: 1, words: little, upto: 1000}, {score: 5, words: much, from: 1000}]
- {id: reach, clause: "2", ask: Does it reach far?}
"""
FORM = """
id: start
title: Starting
clause: "3"
filled_by: lead
sections:
- id: one
  title: One
  principles: [openness]
  questions:
  - {id: cash, ask: How much?, about: commitment.cash, offers: terms}
  - {id: why, ask: Why?, about: matter.reason, when: {fact: commitment.cash, more_than: 0}, by: lead}
"""
LONGER = 'id: longer\ntitle: Longer\nclause: "3"\nfilled_by: lead\nextends: start\nsections: [{id: two, title: Two, questions: []}]\n'
ROUTES = """
- id: entry
  clause: "4"
  words: Approval.
  starts: [entry, change]
  when: {not: exit.decided}
  steps:
  - {id: head, clause: "4", act: sign, by: [head_of_service], sees: [start]}
  - {id: top, clause: "4", act: decide, by: [cabinet, full_council], how: any, after: [head], when: {fact: significance.band, in: [major]}, not_needed: Not major., points: [fits]}
"""
DUTIES = """
- {id: known, clause: "5", words: So., strength: must, kind: complete, facts: [terms.quorum], before: start, owner: lead, stage: initiating, principles: [openness]}
- {id: useful, clause: "5", words: So., strength: should, each: own.visits, where: this.useful, kind: complete, facts: [this.made_on]}
- clause: "6"
  when: {any: [arrangement.common_goal, {some: partners}]}
  duties:
  - {id: form, words: So., strength: must, kind: form, form: start, every: {months: 12}}
  - {id: paper, words: So., strength: must, kind: document, types: [contract], elements: terms, optional: [voting], agreed_by: all_partners}
  - {id: advice, words: So., strength: must, kind: act, act: advise, by: [legal], points: [lawful]}
  - {id: review, words: So., strength: must, kind: recurs, event: review, subject: annual, to: [cabinet], every: {months: 12}, month: setting.month}
- {id: seat, clause: "7", words: So., strength: seek, kind: seat, seat: representative, capacity: officer}
- {id: done, clause: "7", words: So., strength: must, each: closing, kind: closed}
- {id: fits, clause: "7", words: So., strength: must, kind: judgement, question: fits, by: [lead]}
- {id: shown, clause: "7", words: So., strength: may, kind: published, subject: register, to: [public]}
- {id: filed, clause: "7", words: So., strength: must, kind: holds, holds: {every: documents, holds: this.on_file}}
"""
PROMPTS = '- {id: think, clause: "8", when: {fact: commitment.cash, at_least: setting.line}, say: Think again., to: [lead], offers: [withdraw]}\n'

PARTIAL = "{form: met, paper: met, advice: met, review: {cabinet: met}, seat: met, done: {a: met}, fits: met, shown: met, filed: met, known: met, useful: {v: met}}"
CASES = f"""
given:
  screening.treated_as: is
  arrangement.common_goal: yes
on: 2026-03-01
cases:
- title: All is in place
  proves: [BOL-1.1]
  given:
    terms.quorum: three
    own.visits: {{complete: yes, rows: [{{id: v, useful: yes, made_on: 2026-01-01}}]}}
    forms: [{{form: start, submitted_on: 2026-01-01}}]
    documents: {{complete: yes, rows: [{{type: contract, from: 2026-01-01, elements: {{quorum: yes, voting: {{na: one vote}}}}, agreed_by_all_partners: yes, on_file: yes}}]}}
    acts: [{{for: advice, act: advise, by: legal, given_on: 2026-01-01, outcome: given, points: {{lawful: yes}}}}]
    events: [{{event: review, subject: annual, to: [cabinet], held_on: 2026-01-01}}]
    seats: [{{role: representative, capacity: officer, ours: yes, from: 2026-01-01}}]
    closing: [{{id: a, due_on: 2026-05-01}}]
    judged.fits: {{answer: yes, by: lead, on: 2026-01-01, reason: It does.}}
    published: [{{subject: register, to: [public], from: 2026-01-01}}]
  expect:
    duties: {PARTIAL}
    statuses: {{form: met}}
    due: {{form: 2027-01-01}}
    gates: {{start: [entry.head, entry.top]}}
    start: entry
    routes: {{entry: needed, entry.head: open, entry.top: to_be_settled}}
    prompts: {{think: not_known}}
    forms: {{start: {{complete: no, asked: [cash], missing: [cash]}}}}
- title: Nothing is
  given:
    own.visits: [{{id: v, useful: yes}}]
    documents: {{complete: yes, rows: [{{type: other, from: 2026-01-01, on_file: no}}]}}
    seats: {{complete: yes}}
    closing: [{{id: a, due_on: 2026-02-01}}]
    judged.fits: no
    involvement.entered_on: 2024-01-01
  expect:
    duties: {PARTIAL.replace("known: met", "known: not_known").replace("v: met", "v: not_known").replace(": met", ": not_met")}
- title: It is scored and screened
  settings: {{line: 500}}
  on: 2026-04-01
  given: {{criterion.cost: 5, criterion.reach: no, arrangement.limited_company: no, commitment.cash: 600}}
  expect:
    screening: {{answer: is, treated_as: is, decided_by: [goal]}}
    significance: {{total: 5, maximum: 6, percent: 83.33, band: major, undetermined: false, hangs_on_na: [], proposes: {{cost: 1}}}}
    prompts: {{think: yes}}
    edition: {{stages: [initiating], lists: {{terms: [quorum, voting]}}, settings: {{month: 3}}, roles: {{lead: lead_officer}}}}
"""

WHOLE = {
    "edition.yaml": EDITION,
    "lists.yaml": LISTS,
    "screening.yaml": SCREENING,
    "significance.yaml": SIGNIFICANCE,
    "forms/start.yaml": FORM,
    "forms/longer.yaml": LONGER,
    "routes.yaml": ROUTES,
    "duties.yaml": DUTIES,
    "prompts.yaml": PROMPTS,
    "cases/all.yaml": CASES,
}
