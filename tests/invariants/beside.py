"""What can be done beside matters: judging, gates, deviations, sections, deputies; acts of a sequence likewise."""

from __future__ import annotations

from typing import Any

from tests.invariants import towns
from tests.invariants.play import OWN, Play
from tests.invariants.towns import CAST
from tests.judgements.answering import answer

from concordat.answers import sharing
from concordat.answers.models import Handed
from concordat.compliance import deviations
from concordat.compliance.deviations import Why
from concordat.compliance.models import Deviation
from concordat.councils import away
from concordat.councils.models import Absence, Deputy
from concordat.history import clock
from concordat.judgements import doubts, judging
from concordat.judgements import queries as judgements
from concordat.judgements.models import Doubt
from concordat.protocol.values import NotApplicable
from concordat.protocol.vocabulary import GATES
from concordat.register import gates, passings, record, responsibilities
from concordat.register.models import Person, Responsibility
from concordat.ui.answers import BLANK


def assess(play: Play) -> None:
    """Answer all questions alike, or leave one out, and assess."""
    scope, row = play.somebody(*OWN), play.row
    towns.level(scope, row, play.draw.choice(play.town.kind.levels))
    if play.town.kind.doubts and (play.sure or play.chance(0.4)):
        answer(scope, row, criterion__profile=NotApplicable("No councillor has heard of it"))
    overruled = {"cost": play.words("The figures are old"), "aims": "It serves them more than it says"}
    judging.assess(scope, involvement=row, overruled=overruled)


def assess_high(play: Play) -> None:
    scope = play.somebody(*OWN, share=1)
    towns.level(scope, play.row, max(play.town.kind.levels))
    judging.assess(scope, involvement=play.row, overruled={"cost": "Old figures", "aims": "More than it says"})


def assess_low(play: Play) -> None:
    scope = play.somebody(*OWN, share=1)
    towns.level(scope, play.row, min(play.town.kind.levels))
    judging.assess(scope, involvement=play.row, overruled={"cost": "Old figures", "aims": "More than it says"})


def screen(play: Play) -> None:
    judging.screen(
        play.somebody(*OWN), involvement=play.row, treat_as=play.draw.choice(("", "is", "is", "refer")),
        reason=play.words(),
    )  # fmt: skip


def judge(play: Play) -> None:
    _judge(play, play.draw.choice(play.town.kind.judged), yes=play.chance(0.5))


def judge_for_the_body(play: Play) -> None:
    _judge(play, play.town.kind.judged[0], yes=True)


def judge_for_nobody(play: Play) -> None:
    _judge(play, play.town.kind.judged[0], yes=False)


def _judge(play: Play, name: str, *, yes: bool) -> None:
    judging.judge(
        play.somebody(play.town.kind.judges[name]), involvement=play.row, name=name, answer=yes, reason=play.words()
    )


def assess_alone(play: Play) -> None:
    """By whoever could rule on it, too."""
    towns.level(play.somebody("both"), play.row, play.draw.choice(play.town.kind.levels))
    judging.assess(play.somebody("both"), involvement=play.row, overruled={"cost": "Old figures", "aims": "More"})


def rule_alone(play: Play) -> None:
    row = play.one_of(_doubts(play))
    doubts.rule(play.somebody("both"), doubt=row, version=row.version, band="major", reason="It is large")


def disagree(play: Play) -> None:
    row = play.one_of(_doubts(play))
    doubts.talk_over(play.somebody("team"), doubt=row, version=row.version, agreed=False, words="There is no agreement")


def leave_out(play: Play) -> None:
    assessment = play.one_of(judgements.assessments(play.row)[:2])
    found = play.one_of(sorted(assessment.not_applicable))
    able = [name for name in ("team", "both") if play.town.people[name].pk != assessment.by_id or not play.sure]
    doubts.agree_to_leave_out(play.somebody(*able), assessment=assessment, criterion=found)


def doubt(play: Play) -> None:
    assessment = play.one_of(judgements.assessments(play.row)[:2])
    doubts.raise_doubt(play.somebody(*OWN), assessment=assessment, words=play.words("Is it so much?"))


def talk_over(play: Play) -> None:
    row = play.one_of(_doubts(play))
    agreed = play.chance(0.3)
    doubts.talk_over(
        play.somebody("team", "both"), doubt=row, version=play.version(row), agreed=agreed, words=play.words()
    )


def rule(play: Play) -> None:
    row = play.one_of(_doubts(play))
    band = play.draw.choice(("limited", "moderate", "major"))
    doubts.rule(play.somebody("chief", "both"), doubt=row, version=play.version(row), band=band, reason=play.words())


def _doubts(play: Play) -> list[Doubt]:
    rows = Doubt.objects.filter(involvement=play.town.row).select_related("assessment__adoption", "assessment__by")
    return list(rows.order_by("-pk")[:2])


def pass_gate(play: Play, chosen: str = "") -> None:
    row, gate = play.row, chosen or play.draw.choice(play.town.kind.gates if play.chance(0.8) else [*GATES])
    gates.pass_gate(
        play.somebody(*OWN), involvement=row, gate=gate, on=play.day(0, 0, 0, -3, 1), version=play.version(row),
        happened_all_the_same=play.chance(0.6), reason=play.words(empty=0.2),
    )  # fmt: skip


def plan_a_gate(play: Play) -> None:
    """Put down a day for it; it is planned while that has not come."""
    row, gate = play.row, play.draw.choice(play.town.kind.gates)
    answers = {f"gates.{gate}_on": play.day(1, 2, 2, 10, -1)}
    record.answer(play.somebody(*OWN), involvement=row, version=play.version(row), answers=answers)


def put_a_gate_right(play: Play) -> None:
    """Of a gate that was passed, as a rule: another day, or that it has not happened."""
    _put_right(play, play.draw.choice((play.day(0, -1, -3, 2), BLANK, NotApplicable("There is none"))))


def say_it_was_today(play: Play) -> None:
    """Of a gate that was passed earlier."""
    _put_right(play, clock.today())


def _put_right(play: Play, answer: Any) -> None:
    row = play.row
    gate = play.draw.choice(sorted(passings.standing(row)) or play.town.kind.gates)
    answers = {f"gates.{gate}_on": answer}
    record.answer(
        play.somebody(*OWN), involvement=row, version=play.version(row), answers=answers,
        correction=play.sure or play.chance(0.8), reason=play.words(),
    )  # fmt: skip


def pass_in_the_open(play: Play) -> None:
    """Set aside all that is a duty and keeps a gate shut, then pass it as if nothing were left."""
    row, gate, scope = play.row, play.town.kind.gates[1], play.somebody("team", share=1)
    for key in dict.fromkeys(one.key.partition("/")[0] for one in gates.outstanding(gate, row, scope.on)):
        if "." not in key:
            deviations.allow(scope, involvement=row, duty=key, why=Why("There is no way yet", "Given", "Legal"))
    gates.pass_gate(scope, involvement=play.row, gate=gate, on=scope.on, version=row.version)


def set_aside(play: Play) -> None:
    rules = play.rules
    duty = play.draw.choice(sorted(rules.duties))
    deviations.allow(
        play.somebody(*OWN), involvement=play.row, duty=duty, why=Why(play.words(), "Given", "Legal"),
        until=play.day(30, 400, 400, -1) if play.chance(0.5) else None,
    )  # fmt: skip


def follow_again(play: Play) -> None:
    row = play.one_of(list(Deviation.objects.filter(involvement=play.town.row).order_by("pk")))
    deviations.end(
        play.somebody(*OWN), deviation=row, version=play.version(row), until=play.day(0, 3), reason="So it is"
    )


def hand_over(play: Play) -> None:
    form = play.draw.choice(play.town.kind.forms)
    section = play.rules.edition.forms[form].sections[0].id
    to = play.town.members[play.draw.choice(("finance", "deputy", "legal"))]
    sharing.hand_over(play.somebody(*OWN), involvement=play.row, form=form, section=section, to=to)


def give_back(play: Play) -> None:
    rows = Handed.objects.filter(involvement=play.town.row).select_related("to__user", "involvement__council")
    row = play.one_of(list(rows.order_by("pk")))
    if play.chance(0.6):
        sharing.take_back(play.somebody(*OWN), handed=row, version=play.version(row))
    else:
        sharing.end(play.somebody("finance", "deputy", "legal"), handed=row, version=play.version(row), reply="Done")


def name_a_deputy(play: Play) -> None:
    name = play.draw.choice(("head", "lead", "senior", "team", "chief"))
    deputy = play.town.members[play.draw.choice(("deputy", "deputy", "both", "finance"))]
    until = play.day(3, 30)
    away.set_deputy(
        play.somebody(name), membership=play.town.members[name], deputy=deputy, from_=clock.today(),
        until=until, role=play.draw.choice(("", "", *CAST[name], "lead_officer")),
    )  # fmt: skip
    if play.chance(0.5):
        away.tell_absence(play.somebody(name), membership=play.town.members[name], from_=clock.today(), until=until)


def somebody_is_back(play: Play) -> None:
    if play.chance(0.5):
        absence = play.one_of(list(Absence.objects.select_related("membership__council").order_by("pk")))
        away.take_back_absence(play.somebody(_who(play, absence)), absence=absence, version=absence.version)
    else:
        row = play.one_of(list(Deputy.objects.select_related("membership__council").order_by("pk")))
        away.end_deputy(play.somebody(_who(play, row)), row=row, version=row.version, until=clock.today())


def _who(play: Play, row: Absence | Deputy) -> str:
    return next(name for name, member in play.town.members.items() if member.pk == row.membership_id)


def name_or_release(play: Play) -> None:
    """Somebody is named as the partnership's own head of service, or is so no longer."""
    rows = Responsibility.objects.filter(involvement=play.town.row, role="head_of_service", until=None)
    held = list(rows.select_related("involvement__council").order_by("pk"))
    if held and play.chance(0.6):
        responsibilities.end(play.somebody(*OWN), responsibility=held[0], version=held[0].version, until=clock.today())
        return
    person = play.one_of(list(Person.objects.filter(user__in=[u.pk for u in play.town.people.values()]).order_by("pk")))
    answers = {"person": person, "from": clock.today()}
    responsibilities.give(play.somebody(*OWN), involvement=play.row, role="head_of_service", answers=answers)


def days_pass(play: Play) -> None:
    play.time.days += play.draw.choice((1, 2, 10))
