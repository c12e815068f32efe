"""Names that there are not, and orders that do not hold: each is told, with the nearest right name."""

from __future__ import annotations

import pytest
from tests.protocol.building import FORM, faults_of, names
from tests.protocol.whole_edition import WHOLE

HEAD = "roles: {lead: {title: Lead, generic: lead_officer}}\nsettings: {line: {type: money, words: A line}}\n"
ROUTE = '- {{id: r, clause: "1", words: So., starts: [entry], steps: [{}]}}\n'
STEP = 'id: s, clause: "1", act: sign, by: [lead]'
MARK = 'clause: "1"\ndefinition: So.\nmarks: [{id: a, clause: "1", ask: A?, about: %s}]\n'
CLASS = 'clause: "1"\ndefinition: So.\nclasses: [{id: a, clause: "1", words: A., when: arrangement.common_goal, %s}]\n'
PROMPT = '- {{id: p, clause: "1", when: {}, say: So., to: [{}]}}\n'

WRONG: dict[str, tuple[dict[str, str], str]] = {
    "a generic role": ({"head": "roles: {x: {title: X, generic: lead_oficer}}\n"}, "“lead_oficer”. Did you mean “lead_officer”?"),
    "a generic body": ({"head": "bodies: {x: {title: X, generic: executiv}}\n"}, "“executiv”. Did you mean “executive”?"),
    "a judge": ({"head": 'judged: {x: {ask: X?, clause: "1", by: [leed]}}\n'}, "There is no role or body “leed”."),
    "a material change": ({"head": "material_changes: [partnerz]\n"}, "no fact “partnerz”. Did you mean “partners”?"),
    "a note's setting": ({"head": 'notes: [{clause: "1", note: So., setting: lime}]\n'}, "There is no setting “lime”."),
    "who allows a deviation": ({"head": 'deviations: {clause: "1", allowed_by: [directer]}\n'}, "“directer”. Did you mean “director”?"),
    "how long a deviation lasts": ({"head": 'deviations: {clause: "1", allowed_by: [director], at_most: setting.x}\n'}, "no setting “x”"),
    "a list of rows without fields": ({"head": "own: {x: {type: rows, words: X}}\n"}, "A list of rows names no fields."),
    "a choice without options": ({"head": "own: {x: {type: choice, words: X}}\n"}, "A choice names no options."),
    "a default of another type": ({"head": "settings: {x: {type: months, words: X, default: 0}}\n"}, "“0” is none. Write a whole number from 1"),
    "a default that is no choice": ({"head": "settings: {x: {type: choice, words: X, options: {a: A}, default: b}}\n"}, "“b”"),
    "a default that is not known": ({"head": "settings: {x: {type: yes_no, words: X, default: not_known}}\n"}, "“not_known” is no default."),
    "a default that is no yes": ({"head": "settings: {x: {type: yes_no, words: X, default: perhaps}}\n"}, "perhaps"),
    "two items of a list": ({"lists": 'l: {words: L, clause: "1", items: [{id: a, words: A}, {id: a, words: B}]}\n'}, "are called “a”"),
    "what answers a mark": ({"screening": MARK % "arrangement.comon_goal"}, "Did you mean “arrangement.common_goal”?"),
    "a mark that is no yes or no": ({"screening": MARK % "commitment.cash"}, "“commitment.cash” is no yes or no."),
    "a class that refers to nobody": ({"screening": CLASS % "verdict: refer"}, "The class refers to nobody. Add by"),
    "to whom a class refers": ({"screening": CLASS % "verdict: refer, by: leagl"}, "Did you mean “legal”?"),
    "who fills a form": ({"forms_f": FORM.format(id="f").replace("lead_officer", "leed")}, "“leed”"),
    "a form's name": ({"forms_f": FORM.format(id="g")}, "is kept in another file's name. Name the file forms/g.yaml."),
    "a form that extends itself": ({"forms_f": FORM.format(id="f") + "extends: f\n"}, "The form “f” extends itself"),
    "a form extended": ({"forms_f": FORM.format(id="f") + "extends: e\n"}, "There is no form “e”."),
    "a step without its sentence": ({"routes": ROUTE.format(f"{{{STEP}, when: arrangement.common_goal}}")}, "no sentence for when it is not needed"),
    "a form that a step sees": ({"routes": ROUTE.format(f"{{{STEP}, sees: [x]}}")}, "There is no form “x”."),
    "a step that waits for itself": ({"routes": ROUTE.format(f"{{{STEP}, after: [s]}}")}, "wait for each other"),
    "two steps": ({"routes": ROUTE.format(f"{{{STEP}}}, {{{STEP}}}")}, "are called “s”"),
    "whom a prompt tells": ({"prompts": PROMPT.format("arrangement.common_goal", "leed")}, "Did you mean “lead”?"),
    "what a prompt reads": ({"prompts": PROMPT.format("arrangement.comon_goal", "lead")}, "Did you mean “arrangement.common_goal”?"),
}  # fmt: skip


@pytest.mark.parametrize(("parts", "sentence"), WRONG.values(), ids=WRONG)
def test_a_name_or_an_order_that_does_not_hold_is_told(parts: dict[str, str], sentence: str) -> None:
    head = HEAD if not parts.get("head", "").startswith(("roles", "settings")) else ""
    found = faults_of(names(**{**parts, "head": head + parts.get("head", "")}))
    assert any(sentence in str(fault) for fault in found), [str(fault) for fault in found]


DUTY = "- {id: d, clause: '1', words: So., strength: must, "
DUTIES = {
    "the owner": ("owner: leed, kind: holds, holds: arrangement.common_goal", "“leed”. Did you mean “lead”?"),
    "a principle": ("principles: [x], kind: holds, holds: arrangement.common_goal", "There is no principle “x”."),
    "who acts": ("kind: act, act: advise, by: [leagl]", "Did you mean “legal”?"),
    "each partner, but not of each": ("kind: act, act: agree, by: [each_partner]", "“each_partner” acts once a partner."),
    "a list": ("each: grantz, kind: complete, facts: [this.funder]", "“grantz”. Did you mean “grants”?"),
    "no list": ("each: commitment.cash, kind: complete, facts: [terms.quorum]", "“commitment.cash” is no list of rows."),
    "where without each": ("where: this.major, kind: complete, facts: [terms.quorum]", "“where” chooses among no rows."),
    "a field": ("each: grants, kind: complete, facts: [this.fundr]", "Did you mean “funder”?"),
    "a field outside a row": ("kind: complete, facts: [this.funder]", "stands outside a row"),
    "what is never blank": ("kind: complete, facts: [exit.decided]", "is never blank: silence means no."),
    "nothing that holds": ("kind: holds, holds: ", "“holds” is empty."),
    "a form": ("kind: form, form: strat", "There is no form “strat”."),
    "a type of document": ("kind: document, types: [contrac]", "Did you mean “contract”?"),
    "elements": ("kind: document, types: [contract], elements: terns", "There is no list “terns”."),
    "what may be left out": ("kind: document, types: [contract], optional: [x]", "There is no element “x”."),
    "a recipient": ("kind: recurs, event: report, subject: s, to: [execative]", "Did you mean “executive”?"),
    "a period given twice": ("kind: recurs, event: report, subject: s, every: {months: 1, fact: exit.review_months}", "given in one way"),
    "a period not given": ("kind: recurs, event: report, subject: s, every: {}", "A period is given in one way."),
    "a period that is no number": ("kind: recurs, event: report, subject: s, every: {fact: exit.kind}", "is no number of months"),
    "a month that there is not": ("kind: recurs, event: report, subject: s, month: 13", "There is no month 13."),
    "an anchor that is no day": ("kind: recurs, event: report, subject: s, first_from: exit.kind", "is no day"),
    "a seat and a role": ("kind: seat, role: lead, seat: member", "names a role or a seat"),
    "neither seat nor role": ("kind: seat", "names a role or a seat"),
    "a capacity": ("kind: seat, seat: member, capacity: oficer", "Did you mean “officer”?"),
    "closed of no list": ("kind: closed", "A duty of kind closed names no list."),
    "closed of rows that never fall due": ("each: grants, kind: closed", "have no closed_on and no due_on"),
    "a judgement": ("kind: judgement, question: fits, by: [lead]", "There is no judgement “fits”."),
    "a wrong event": ("kind: recurs, event: audit, subject: s", "“event” never takes “audit”. Write review, report"),
    "a wrong gate": ("before: begin, kind: complete, facts: [terms.quorum]", "“before” never takes “begin”."),
}  # fmt: skip


@pytest.mark.parametrize(("rest", "sentence"), DUTIES.values(), ids=DUTIES)
def test_a_duty_that_does_not_hold_together_is_told(rest: str, sentence: str) -> None:
    found = faults_of(names(head=HEAD, duties=f"{DUTY}{rest}}}\n"))
    assert any(sentence in str(fault) for fault in found), [str(fault) for fault in found]


DAYS = {"from: spring": "spring", "from: null": "null", "from: 2026-02-30": "2026-02-30", "from: [2026]": "a list"}


@pytest.mark.parametrize(("written", "shown"), DAYS.items(), ids=list(DAYS))
def test_a_day_that_is_none_is_told_once_and_taught(written: str, shown: str) -> None:
    (fault,) = faults_of({**WHOLE, "edition.yaml": WHOLE["edition.yaml"].replace("from: 2020-01-01", written)})
    assert shown in fault.what
    assert "Invalid" not in fault.what
    assert fault.write
