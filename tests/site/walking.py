"""The walk's own world: every address with what stands in it, everybody who might come, and what each should get."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests import world
from tests.answers.filling import fill
from tests.approvals import under_way
from tests.judgements.answering import all_marks, assessed

from concordat.accounts.models import User
from concordat.answers import sharing, submitting
from concordat.compliance import deviations
from concordat.councils import adoption, assessment, away, given_settings, plan
from concordat.councils.models import Adoption, Council, KeptEdition, RoleHeld
from concordat.councils.roles import ROLES, reach
from concordat.councils.scope import Scope
from concordat.evidence import services as evidence
from concordat.history import clock
from concordat.judgements import answering, doubts, judging
from concordat.judgements import queries as judgements
from concordat.protocol.seal import canonical
from concordat.protocol.table import generic
from concordat.protocol.values import NotApplicable
from concordat.records import answering as records
from concordat.records import listing
from concordat.records.queries import Side, as_seen
from concordat.register import (
    organisations,
    parties,
    party_people,
    representatives,
    responsibilities,
)
from concordat.register.models import Partnership
from concordat.site.access import Needs

# The judgement, and the question of significance, that addresses name here.
JUDGED, CRITERION = "members_must_decide", "profile"
# The score for which an address can still do what it does.
_SCORES = {"leave_out": "left_open", "doubt_raise": "left_open", "doubt_talk": "assessment", "doubt_ruling": "to_rule"}
# A must that is not followed for a while, and a should.
_DUTIES = {"deviation": "form-limited", "set_aside": "agreement-attached"}
# The form that addresses name, with a section and a question of it; and one that is quickly filled in.
FORM, SECTION, ASKED, SHORT_FORM = "registration", "entry", "name", "score_sheet"


@dataclass
class Place:
    """A council, and one of each thing that an address can name."""

    council: Council
    things: dict[str, Any]
    owner: dict[str, User] = field(default_factory=dict)
    stranger: dict[str, User] = field(default_factory=dict)
    partner: User | None = None


def names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the site: its name, and what it takes from the address."""
    yield from _names(get_resolver().url_patterns)


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield one.name or "", tuple(one.pattern.converters) or tuple(one.pattern.regex.groupindex)


def place(slug: str, roles: list[str], *, joins: Partnership | None = None) -> Place:
    """A council with everything in it, and two people of each role: one answers for the partnership, one does not.

    The partnership is its own, or one that another council keeps and that is open to it, which it ``joins``.
    """
    council = world.council(slug)
    owner = {role: world.member(council, role, name=f"Own {role}").user for role in roles}
    stranger = {role: world.member(council, role, name=f"Other {role}").user for role in roles}
    lead = world.person(council, "Lead", world.member(council, "lead_officer").user)
    involvement = (
        world.joined(council, joins, lead) if joins else world.involvement(council, f"Partnership of {slug}", lead=lead)
    )
    held = [_responsible(council, involvement, role, user) for role, user in owner.items()]
    partner = world.user("Partner")
    things = {
        "involvement": involvement,
        "responsibility": held[-1],
        **_judged(council, involvement),
        **_recorded(council, involvement),
        **_in_the_register(council, involvement, partner),
        **_in_the_council(council),
        **_in_forms(council, involvement),
        **_set_aside(council, involvement),
    }
    things |= under_way.begun(council, involvement)
    return Place(council, things, owner, stranger, partner)


def _judged(council: Council, involvement: Any) -> dict[str, Any]:
    """One of each judgement, a score in doubt and a question left out among them."""
    command = world.command(council)
    by_team, by_senior = (world.scope(world.member(council, role)) for role in ("partnership_team", "senior_manager"))
    aim = plan.add_aim(command, words=f"Cleaner rivers in {council.slug}", from_=clock.today())
    version = judgements.aims_as_seen(involvement).version
    served = {aim: ("none", None)}
    answering.serve_aims(command, involvement=involvement, served=served, complete=False, version=version)
    all_marks(command, involvement)
    assessment, left_open, ruled = (
        assessed(command, involvement, profile=NotApplicable("Nobody looks")) for _ in range(3)
    )
    to_rule = doubts.raise_doubt(command, assessment=ruled, words="Is it?")
    doubts.talk_over(by_team, doubt=to_rule, version=to_rule.version, agreed=False, words="We differ")
    why = "It is large"
    return {
        "left_open": left_open,
        "to_rule": ruled,
        "screened": judging.screen(command, involvement=involvement),
        "assessment": assessment,
        "left_out": doubts.agree_to_leave_out(by_team, assessment=assessment, criterion="profile"),
        "doubt": doubts.raise_doubt(command, assessment=assessment, words="Is it?"),
        "judged": judging.judge(by_senior, involvement=involvement, name=JUDGED, answer=True, reason=why),
    }


def _recorded(council: Council, involvement: Any) -> dict[str, Any]:
    """A document, an answer and a complete list of either side."""
    made = {}
    for name, fact in (("own", "money.value_for_money"), ("joint", "money.vat_treatment")):
        side = Side(involvement, name == "joint")
        command = _keeper(involvement) if side.joint else world.command(council)
        records.answer(command, side=side, answers={fact: "Good"}, version=as_seen(side, [fact]).version)
        document = {"type": "constitution", "title": f"Constitution of {council.slug}, {name}"}
        made[f"{name}_row"] = listing.add(command, side=side, group="documents", answers=document)
        version = as_seen(side, ["documents"]).version
        records.say_complete(command, side=side, group="documents", complete=True, version=version)
    return made


def _keeper(involvement: Any) -> Scope:
    """The command at work for whoever keeps the joint record."""
    return world.command(involvement.partnership.steward)


def _set_aside(council: Council, involvement: Any) -> dict[str, Any]:
    """A must and a should that are not followed for a while."""
    by_team = world.scope(world.member(council, "partnership_team"))
    why = deviations.Why("There is a sound reason")
    return {
        name: deviations.allow(by_team, involvement=involvement, duty=duty, why=why) for name, duty in _DUTIES.items()
    }


def _in_forms(council: Council, involvement: Any) -> dict[str, Any]:
    """A form submitted, a section of another in somebody's hands, a question about one of its answers."""
    command, helper = world.command(council), world.member(council, "finance", name="Fran Finance")
    of = {"involvement": involvement, "form": FORM}
    fill(command, involvement, SHORT_FORM)
    return {
        "submitted": submitting.submit(command, involvement=involvement, form=SHORT_FORM),
        "handed": sharing.hand_over(command, **of, section=SECTION, to=helper, note="Is it all there?"),
        "query": sharing.ask(command, **of, question=ASKED, words="Since when?"),
    }


def _responsible(council: Council, involvement: Any, role: str, user: User) -> Any:
    answers = {"person": world.person(council, f"Person {role}", user), "from": clock.today() - timedelta(days=9)}
    return responsibilities.give(world.command(council), involvement=involvement, role="lead_officer", answers=answers)


def _in_the_register(council: Council, involvement: Any, partner: User) -> dict[str, Any]:
    command, today = world.command(council), clock.today()
    new = organisations.New(f"Partner of {council.slug}", "voluntary", apart=True)
    party = parties.add(_keeper(involvement), partnership=involvement.partnership, organisation=new)
    person = world.person(council, "Somebody")
    seat = representatives.Seat(person, "officer", today)
    return {
        "party": party,
        "party_person": party_people.let_in(
            _keeper(involvement), party=party, user=partner, from_=today - timedelta(days=9)
        ),
        "person": person,
        "organisation": party.organisation,
        "representative": representatives.give(command, involvement=involvement, seat=seat),
        "file": evidence.store(
            world.scope(world.member(council, "partnership_team")),
            owner_kind="register.involvement",
            owner=str(involvement.pk),
            chain=council.scope,
            upload=SimpleUploadedFile("terms.txt", b"Terms of reference", "text/plain"),
        ),
    }


def _in_the_council(council: Council) -> dict[str, Any]:
    command, today = world.command(council), clock.today()
    until = today + timedelta(days=3)
    member = world.member(council, "administrator", name="Second administrator")
    third = world.member(council, "administrator", name="Third administrator")
    return {
        "member": member,
        "service": plan.open_service(command, name=f"Housing in {council.slug}", from_=today),
        "aim": plan.add_aim(command, words=f"Better homes in {council.slug}", from_=today),
        "question": assessment.add(command, asked=assessment.Asked("How is it governed?")),
        "absence": away.tell_absence(command, membership=member, from_=today, until=until),
        "deputy": away.set_deputy(command, membership=member, deputy=third, from_=today, until=until),
        "kept": _kept(council),
        "adoption": Adoption.objects.get(council=council),
        "given": given_settings.give_setting(command, setting="key_decision_limit", value=75000, from_=today),
        "role": RoleHeld.objects.get(membership=member),
    }


def _kept(council: Council) -> KeptEdition:
    edition, files = adoption.from_library(world.EDITION)
    return KeptEdition.objects.create(
        council=council, edition=edition.edition, canonical=canonical(edition), files=dict(files), at=clock.now()
    )


def taken(name: str, wants: tuple[str, ...], at: Place) -> dict[str, Any]:
    """What an address is given to name the things of a place."""
    given: dict[str, Any] = {}
    for want in wants:
        given[want] = _value(name, want, at)
    return given


def _value(name: str, want: str, at: Place) -> Any:
    """What an address is given by one of the names in it."""
    things = at.things
    if want in _BY_NAME:
        return _BY_NAME[want](name, at)
    return _plain(at)[want] if want in _plain(at) else things[want].pk


def _row(name: str, at: Place) -> Any:
    if name.startswith("list_"):
        return at.things["joint_row" if name.endswith("_joint") else "own_row"].reference
    return at.things[name.rpartition("_")[0].partition("_")[0]].pk


def _reference(name: str, at: Place) -> str:
    kind = "file" if name.startswith("file") else "person" if name.startswith("person") else "involvement"
    return str(at.things["organisation" if name.startswith("organisation") else kind].reference)


def _set_aside_in(name: str) -> str:
    return "deviation" if name in ("duty_deviate", "deviation_end") else "set_aside"


_BY_NAME: dict[str, Callable[[str, Place], Any]] = {
    "section": lambda name, _: _section(name),
    "number": lambda name, at: at.things[_SCORES[name]].number,
    "row": _row,
    "group": lambda name, _: {"list_begin": "council_risks", "list_begin_joint": "joint_risks"}.get(name, "documents"),
    "pk": lambda name, at: _numbered(name, at).pk,
    "key": lambda name, at: at.things["kept"].key if name == "adopt_kept" else "none",
    "code": lambda name, at: at.things["service" if name.startswith("service") else "aim"].code,
    "reference": _reference,
    "duty": lambda name, _: "documents-received" if name == "duty_act" else _DUTIES[_set_aside_in(name)],
    "deviation": lambda name, at: at.things[_set_aside_in(name)].pk,
    "matter": lambda name, at: at.things["matter_of_body" if name == "step_record" else "matter"].reference,
    "task": lambda name, _: under_way.BODYS_TASK if name == "step_record" else under_way.ROLES_TASK,
}


def _plain(at: Place) -> dict[str, Any]:
    """What an address is given whatever it is called."""
    things, involvement = at.things, at.things["involvement"]
    return {
        "council": at.council.slug,
        "joint": involvement.partnership.reference,
        "party": things["party"].reference,
        "gate": "start",
        "kind": "register.involvement",
        "owner": str(involvement.pk),
        "token": "none",
        "uidb36": "1",
        "setting": "key_decision_limit",
        "saved": 0,
        "edition": world.EDITION,
        "name": "edition.yaml",
        "judged": JUDGED,
        "criterion": CRITERION,
        "subject": "finance",
        "papers": 1,
        "form": FORM,
        "asked": ASKED,
    }


def _numbered(name: str, at: Place) -> Any:
    if name in ("adoption_files", "adoption_file", "protocol_adopted"):
        return at.things["adoption"]
    return at.things["given" if name == "setting_take_back" else "member"]


def _section(name: str) -> str:
    from concordat.register import sections  # noqa: PLC0415

    if name in ("form_section", "section_hand"):
        return SECTION
    if name.startswith("section_edit"):
        return "money-joint" if name.endswith("_joint") else "money"
    among = {"partnership_edit": sections.OWN, "partnership_joint_edit": sections.JOINT}.get(name, sections.PARTY)
    return among[0].id


def named(needs: Needs) -> frozenset[str]:
    """The roles of the table whom the walk's own edition names at a place of it, as an address asks for them."""
    edition, _ = world.cached_library(world.EDITION)
    graded = edition.significance
    assert graded is not None
    assert graded.dispute is not None
    by: dict[str, list[Any]] = {
        "judged.by": edition.judged[JUDGED].by,
        "criterion.agreed_by": [one.agreed_by for one in graded.criteria if one.id == CRITERION],
        "dispute.first": [graded.dispute.first],
        "dispute.then": [graded.dispute.then],
        "deviations.allowed_by": edition.deviations.allowed_by if edition.deviations else [],
    }
    return frozenset(generic(edition, str(role)) for role in (by[needs.acts_as] if needs.acts_as else []))


def expected(needs: Needs, who: str, *, owns: bool = False, method: str = "GET") -> int | None:
    """What somebody should get: a status, or None for being let in. ``who`` is a role, or one of the others."""
    if needs.who == "all":
        return None
    if who == "signed out":
        return None if needs.who == "signed_out" else 302
    if needs.who == "signed_out":
        return 302
    if needs.who == "signed_in":
        return None
    if needs.who == "joint":
        if who == "partner":
            return None
        if who not in ROLES:
            return 404
        return None if not needs.right else _by_the_table(needs, who, owns)
    if who in ("another council", "partner"):
        return 404
    if needs.acts_as and method == "POST" and who not in named(needs):
        return 403
    return _by_the_table(needs, who, owns)


def _by_the_table(needs: Needs, who: str, owns: bool) -> int | None:
    how = reach(frozenset({who}), needs.right) if who in ROLES else None
    if how is None or needs.named or (how == "own" and (needs.whole or (needs.own and not owns))):
        return 403
    return None


def client(user: User | None) -> Client:
    """Somebody's browser; the pages it fetches are checked as everywhere."""
    return world.client(user)


def address(name: str, wants: tuple[str, ...], at: Place) -> str:
    """The address as it stands in a place."""
    return reverse(name, kwargs=taken(name, wants, at))


def let_go(response: Any) -> None:
    """Close the file that an answer gives out. ``close()`` would end the connection that the test is held in, too."""
    for close in response._resource_closers:
        close()
