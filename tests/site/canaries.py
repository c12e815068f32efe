"""Canaries: words that nobody outside may read, one for each place where a council keeps what is its own.

They are put in through the services, as its people would, into a place of the walk (:mod:`tests.site.walking`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from tests import world
from tests.approvals.under_way import BODYS_TASK
from tests.records.keeping import fitting
from tests.site.walking import ASKED, CRITERION, FORM, JUDGED, SECTION, SHORT_FORM, Place

from concordat.answers import sharing, submitting
from concordat.approvals import acting, duty_acts, opening
from concordat.approvals.acting import Said, Wanted
from concordat.approvals.models import Matter, Papers
from concordat.compliance import deviations
from concordat.councils import assessment, away, given_settings, members, plan, services
from concordat.councils.models import Council, Membership
from concordat.councils.scope import Scope
from concordat.evidence import services as evidence
from concordat.evidence.models import StoredFile
from concordat.history import clock
from concordat.judgements import answering, doubts, judging
from concordat.judgements import queries as judgements
from concordat.protocol.facts import Cell, Fact
from concordat.protocol.rules import Rules
from concordat.protocol.table import codes_of
from concordat.protocol.values import NotApplicable
from concordat.records import answering as records
from concordat.records import listing
from concordat.records.catalogue import is_joint, sides, subject_of
from concordat.records.queries import Side, as_seen
from concordat.register import (
    entering,
    gates,
    organisations,
    people,
    record,
    representatives,
    responsibilities,
    saved_filters,
)
from concordat.register.columns import FACTS, OWN
from concordat.register.known import known_of
from concordat.register.models import Involvement, OrganisationNote

# A should of the edition, whose page the walk opens.
SET_ASIDE = "agreement-attached"
# A day and a figure that nothing else says: where a council keeps no words, these are its canaries.
DAY, FIGURE = date(2031, 9, 23), 7_531_642
_SUNG = re.compile(rf"canary-[a-z0-9-]+?-sings|{DAY.day} September {DAY.year}|{DAY}|{FIGURE:,}|{FIGURE}")
_OTHERWISE = {f"{DAY.day} September {DAY.year}": "day", str(DAY): "day", f"{FIGURE:,}": "figure", str(FIGURE): "figure"}


def word(*place: str) -> str:
    """The canary of a place."""
    return f"canary-{re.sub(r'[^a-z0-9]+', '-', '-'.join(place))}-sings"


def heard(text: str) -> set[str]:
    """The canaries that sing in a text."""
    return {_OTHERWISE.get(sung, sung) for sung in _SUNG.findall(text)}


class _Planter:
    """Puts canaries into a council's part, and counts them."""

    def __init__(self, at: Place) -> None:
        self.at, self.council, self.planted = at, at.council, {"day", "figure"}
        self.command = world.command(at.council)
        self.of_role: dict[str, Scope] = {}
        self.row: Involvement = at.things["involvement"]
        self.rules: Rules = known_of(self.command, self.row).rules

    def __call__(self, *place: str) -> str:
        made = word(*place)
        assert made not in self.planted, f"{made} has its place already"
        self.planted.add(made)
        return made

    def role(self, role: str) -> Scope:
        if role not in self.of_role:
            self.of_role[role] = world.scope(world.member(self.council, role))
        return self.of_role[role]

    def fresh(self) -> Involvement:
        found = Involvement.objects.select_related("partnership__steward", "council")
        return found.get(pk=self.row.pk)


def plant(at: Place) -> set[str]:
    """A canary in each place of a council's own; answers all of them."""
    to = _Planter(at)
    for part in (_register, _people, _records, _lists, _council, _judgements, _forms, _matters, _compliance, _files):
        part(to)
    return to.planted


def plant_withdrawn(council: Council, row: Involvement) -> set[str]:
    """A canary each in an entry of a council in what another council keeps, and that it took out again."""
    command = world.command(council)
    number, withdrawn = word("withdrawn-reference"), word("withdrawn-reason")
    partnership = world.opened(row.partnership)
    entry = entering.join(command, partnership=partnership, entered_on=clock.today(), own_reference=number)
    entering.withdraw_entry(command, involvement=entry, version=entry.version, reason=withdrawn)
    return {number, withdrawn}


def _register(to: _Planter) -> None:
    texts = [name for name in OWN if FACTS[name].type == "text"]
    answers = {name: to("register", name) for name in texts}
    row = to.fresh()
    record.answer(to.command, involvement=row, answers=answers, version=row.version, reason=to("register-reason"))
    row = to.fresh()
    entering.name_own_reference(
        to.command, involvement=row, version=row.version, own_reference=to("own-reference"), reason=to("renumbered")
    )
    post = {"post": to("responsibility-post")}
    reason = to("responsibility-reason")
    responsibilities.give(to.command, involvement=row, role="head_of_service", answers=post, reason=reason)
    saved_filters.save(
        world.scope(Membership.objects.get(council=to.council, user=to.at.owner["councillor"])),
        name=to("filter-name"),
        query=f"words={to('filter-query')}",
    )


def _people(to: _Planter) -> None:
    email = f"{to('person-email')}@example.org"
    details = people.Details(to("person-name"), to("person-post"), email, to("person-telephone"))
    person = people.record(to.command, details=details, reason=to("person-reason"))
    seat = representatives.Seat(person, "officer", clock.today())
    representatives.give(to.command, involvement=to.row, seat=seat, reason=to("representative-reason"))
    to.at.things["person"] = person
    organisation = to.at.things["party"].organisation
    organisations.note(
        to.command,
        organisation=organisation,
        version=OrganisationNote.objects.get(council=to.council, organisation=organisation).version,
        contact=to("note-contact"),
        email=f"{to('note-email')}@example.org",
        telephone=to("note-telephone"),
        words=to("note-words"),
    )


def _records(to: _Planter) -> None:
    own = {name: fact for name, fact in to.rules.table.items() if _is_own_text(name, fact)}
    assert any(name.startswith("own.") for name in own)
    side = Side(to.row, joint=False)
    records.answer(
        to.command,
        side=side,
        answers={name: to("fact", name) for name in own},
        version=as_seen(side, list(own)).version,
        reason=to("facts-reason"),
    )


def _is_own_text(name: str, fact: Fact) -> bool:
    return fact.type == "text" and subject_of(name, fact) is not None and not is_joint(fact)


def _lists(to: _Planter) -> None:
    """A row in every list that a council may keep on its own side; one that it took out; and of one, why it has none."""
    side = Side(to.row, joint=False)
    table = to.rules.table
    groups = [name for name, fact in table.items() if fact.type == "rows" and subject_of(name, fact)]
    own = [name for name in groups if False in sides(table[name])]
    *kept, none = own
    for group in kept:
        texts = {
            cell: to("row", group, cell) for cell, of in table[group].row.items() if cell != "id" and of.type == "text"
        }
        if texts:
            made = listing.add(to.command, side=side, group=group, answers={**_needed(to.rules, group), **texts})
            to.at.things[f"row of {group}"] = made
    document = {**_needed(to.rules, "documents"), "title": to("gone-row")}
    gone = listing.add(to.command, side=side, group="documents", answers=document, reason=to("row-added"))
    listing.remove(to.command, row=gone, version=gone.version, reason=to("row-taken-out"))
    why = to("list-does-not-apply")
    version = as_seen(side, [none]).version
    records.say_complete(to.command, side=side, group=none, complete=False, not_applicable=why, version=version)


def _needed(rules: Rules, group: str) -> dict[str, Any]:
    """What a row cannot be without."""
    return {name: _fits(rules, cell) for name, cell in rules.table[group].row.items() if cell.required}


def _fits(rules: Rules, cell: Cell) -> Any:
    codes = codes_of(rules.edition, cell) if cell.type in ("choice", "choices") else None
    if codes is None:
        return fitting(cell)[0]
    return min(codes) if cell.type == "choice" else [min(codes)]


def _council(to: _Planter) -> None:
    administrator, today = to.role("administrator"), clock.today()
    services.answer(
        administrator,
        answers={"register_keeper": to("register-keeper"), "policy_statement": to("policy-statement")},
        version=Council.objects.get(pk=to.council.pk).version,
    )
    plan.open_service(
        administrator, name=to("service-name"), directorate=to("directorate"), from_=today, reason=to("service-reason")
    )
    plan.add_aim(administrator, words=to("aim-words"), from_=today, reason=to("aim-reason"))
    asked = assessment.Asked(to("question-words"), to("question-source"), to("question-answered-from"))
    assessment.add(administrator, asked=asked, reason=to("question-reason"))
    given_settings.give_setting(
        administrator, setting="significant_resources", value=FIGURE, from_=today, reason=to("setting-reason")
    )
    member = to.at.things["member"]
    away.tell_absence(administrator, membership=member, from_=DAY, until=DAY + timedelta(days=1))
    new = members.join(
        administrator, user=world.user(to("member-name")), roles=["finance"], from_=today, reason=to("joined-why")
    )
    away.set_deputy(
        administrator, membership=member, deputy=new, from_=DAY, until=DAY + timedelta(days=1), reason=to("deputy-why")
    )


def _judgements(to: _Planter) -> None:
    texts = [name for name in answering.TEXTS if answering.is_answered_here(to.rules, name)]
    said = {name: to("answer", name) for name in texts} | {f"criterion.{CRITERION}": NotApplicable(to("left-out"))}
    version = judgements.answers_as_seen(to.row, list(said)).version
    answering.answer(to.command, involvement=to.row, answers=said, version=version, reason=to("answer-reason"))
    served = {to.at.things["aim"]: ("direct", to("aim-note"))}
    version = judgements.aims_as_seen(to.row).version
    reason = to("aims-reason")
    answering.serve_aims(to.command, involvement=to.row, served=served, complete=True, version=version, reason=reason)
    judging.screen(to.command, involvement=to.row, treat_as="is", reason=to("screening-reason"))
    found = judging.assess(
        to.command,
        involvement=to.row,
        notes={"deadlines": to("assessment-note")},
        overruled={"aims": to("overruled"), "cost": "It is not the money"},
        reason=to("assessment-reason"),
    )
    doubts.agree_to_leave_out(to.role("partnership_team"), assessment=found, criterion=CRITERION)
    doubt = doubts.raise_doubt(to.command, assessment=found, words=to("doubt"))
    doubt = doubts.talk_over(
        to.role("partnership_team"), doubt=doubt, version=doubt.version, agreed=False, words=to("talked-over")
    )
    chief = to.role("chief_executive")
    doubts.rule(chief, doubt=doubt, version=doubt.version, band="major", reason=to("ruling"))
    senior = to.role("senior_manager")
    judging.judge(senior, involvement=to.row, name=JUDGED, answer=True, reason=to("judgement"))


def _forms(to: _Planter) -> None:
    of: Any = {"involvement": to.row, "form": FORM}
    query = sharing.ask(to.command, **of, question=ASKED, words=to("query"))
    sharing.reply(to.command, query=query, version=query.version, words=to("query-reply"))
    helper = world.member(to.council, "finance", name="Helper")
    open_ = sharing.hand_over(to.command, **of, section=SECTION, to=helper, note=to("handed-note"))
    sharing.end(world.scope(helper), handed=open_, version=open_.version, reply=to("handed-reply"))
    submitted = submitting.submit(to.command, involvement=to.row, form=SHORT_FORM)
    done = duty_acts.Done([str(submitted.pk)], why=to("duty-act-reason"))
    duty_acts.give(to.role("partnership_team"), involvement=to.row, duty="documents-received", done=done)


def _matters(to: _Planter) -> None:
    begun = Matter.objects.get(involvement=to.row, start="change", ended="")
    opening.withdraw(to.command, matter=begun, version=begun.version, reason=to("matter-withdrawn"))
    change = opening.open_matter(
        to.command, involvement=to.row, start="change", changed=["purpose"], reason=to("matter-reason")
    )
    papers = opening.send(to.command, matter=change, version=change.version, note=to("papers-note"))
    wanted = [Wanted(to("condition"), to("condition-owner"))]
    said = Said("given_with_conditions", reason=to("act-reason"), conditions=wanted)
    done = acting.do(
        to.role("partnership_team"), matter=change, task="change-scored.received", papers=papers, said=said
    )
    condition = done.conditions.get()
    acting.discharge(
        to.command, condition=condition, version=condition.version, on=clock.today(), how=to("condition-met")
    )
    bodys: Matter = to.at.things["matter_of_body"]
    said = Said("given", reason=to("bodys-reason"), day=clock.today(), minute=to("minute"))
    acting.record(to.role("clerk"), matter=bodys, task=BODYS_TASK, papers=_last(bodys), said=said)


def _last(matter: Matter) -> Papers:
    return Papers.objects.filter(matter=matter).latest("number")


def _compliance(to: _Planter) -> None:
    why = deviations.Why(to("deviation"), to("deviation-guidance"), to("deviation-guidance-by"))
    team = to.role("partnership_team")
    row = deviations.allow(team, involvement=to.row, duty=SET_ASIDE, why=why)
    deviations.end(team, deviation=row, version=row.version, until=clock.today(), reason=to("deviation-ended"))
    fresh = to.fresh()
    gates.pass_gate(
        to.command,
        involvement=fresh,
        gate="start",
        on=clock.today(),
        version=fresh.version,
        happened_all_the_same=True,
        reason=to("breach"),
    )


def _files(to: _Planter) -> None:
    team = to.role("partnership_team")
    _stored(team, "register.involvement", to.row.pk, to("file-name"), to("file-words"), to("file-content"))
    row = to.at.things["own_row"]
    _stored(team, row._meta.label_lower, row.pk, to("row-file-name"), to("row-file-words"), to("row-file-content"))
    gone = _stored(team, "register.involvement", to.row.pk, to("gone-name"), to("gone-words"), to("gone-content"))
    evidence.withdraw(team, file=gone, version=gone.version, reason=to("gone-reason"))


def _stored(scope: Scope, kind: str, owner: int, name: str, words: str, content: str) -> StoredFile:
    upload = SimpleUploadedFile(f"{name}.txt", content.encode(), "text/plain")
    chain = scope.council.scope
    return evidence.store(scope, owner_kind=kind, owner=str(owner), chain=chain, upload=upload, words=words)
