"""Two councils in which anything can happen: a partnership of each, all its forms answered, and everybody it takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from tests import world
from tests.answers.filling import LIMITED, fill, judged
from tests.invariants.reading import Rows, Story, events_since, last_event
from tests.judgements.answering import answer

from concordat.accounts.models import User
from concordat.answers import submitting
from concordat.councils.models import Membership
from concordat.councils.scope import Scope
from concordat.judgements import judging
from concordat.register import responsibilities
from concordat.register.known import known_of
from concordat.register.models import Involvement

_numbers = count(1)

# Who there is, by name, with the roles that they hold. "both" sends in, decides and rules; "deputy" holds none.
CAST = {
    "lead": ("lead_officer",),
    "team": ("partnership_team",),
    "head": ("head_of_service",),
    "senior": ("senior_manager",),
    "director": ("director",),
    "chief": ("chief_executive",),
    "finance": ("finance",),
    "legal": ("legal",),
    "clerk": ("clerk",),
    "both": ("partnership_team", "head_of_service", "chief_executive"),
    "deputy": ("councillor",),
    "reader": ("auditor",),
}


@dataclass(frozen=True, eq=False)
class Kind:
    """What an edition has for a sequence to choose from."""

    edition: str
    starts: Sequence[str]
    forms: Sequence[str]
    judges: Mapping[str, str]
    gates: Sequence[str]
    levels: Sequence[int]
    doubts: bool

    @property
    def judged(self) -> list[str]:
        """The judgements that the edition names, of those that a sequence gives."""
        return list(self.judges)


BOLSOVER = Kind(
    "bolsover/2009",
    ("entry", "entry", "change", "dispute", "accountable_body"),
    ("score_sheet", "registration", "basic_evaluation", "full_evaluation"),
    {"executive_must_approve": "senior", "members_must_decide": "senior"},
    ("start", "accountable_body", "commitment", "publication"),
    (1, 3, 5),
    doubts=True,
)
NORTHAMPTONSHIRE = Kind(
    "northamptonshire/2009",
    ("entry", "entry", "change", "exit", "extra_authority"),
    ("checklist", "exit_strategy"),
    {"can_contribute_fully": "head", "constitution_sends_to_council": "legal"},
    ("start", "closure", "agreement_signed", "publication"),
    (0, 1),
    doubts=False,
)


@dataclass
class Town:
    """A council, a partnership of it, its people by name, and all that its history told before a sequence begins."""

    kind: Kind
    slug: str
    row: int
    people: dict[str, User]
    members: dict[str, Membership]
    outsider: Scope
    before: Rows = field(default_factory=Rows)
    last: int = 0


def made(kind: Kind) -> Town:
    """A town, made through the services like any other."""
    number = next(_numbers)
    council, elsewhere = (world.council(f"{name}-{number}", kind.edition) for name in ("ashford", "elsewhere"))
    members = {name: world.member(council, *roles, name=name.title()) for name, roles in CAST.items()}
    scopes = {name: world.scope(member) for name, member in members.items()}
    persons = {name: world.person(council, name.title(), members[name].user) for name in ("lead", "head")}
    row = world.involvement(council, "River Forum", lead=persons["lead"], involvement__applied_by_choice=True)
    everything = world.scope(world.member(council, *sorted({role for roles in CAST.values() for role in roles})))
    answers = {"person": persons["head"], "from": everything.on}
    responsibilities.give(everything, involvement=row, role="head_of_service", answers=answers)
    _judged(kind, everything, row)
    for form in kind.forms:
        fill(everything, row, form)
        submitting.submit(scopes["lead"], involvement=row, form=form)
    outsider = world.scope(world.member(elsewhere, "partnership_team", "head_of_service", "clerk"))
    town = Town(kind, council.slug, row.pk, {n: m.user for n, m in members.items()}, members, outsider)
    events = events_since(0)
    town.before, town.last = Story(Rows(), events).after, last_event()
    return town


def _judged(kind: Kind, scope: Scope, row: Involvement) -> None:
    if kind is BOLSOVER:
        judged(scope, row, **LIMITED)
        return
    marks = ("shared_responsibility", "improves_well_being", "independent_bodies", "common_goal", "new_structure")
    no: tuple[str, ...] = (
        "joint_programme",
        "shares_information",
        "pools_risks_and_rewards",
        "mixes_contract_and_partnership",
    )
    no += ("council_pays_third_party_to_deliver", "discussion_group")
    said = {**dict.fromkeys(marks, True), **dict.fromkeys(no, False)}
    answer(scope, row, **{f"arrangement__{name}": value for name, value in said.items()})
    judging.screen(scope, involvement=row)
    level(scope, row, 0)
    judging.assess(scope, involvement=row)


def level(scope: Scope, row: Involvement, score: int) -> None:
    """The same level for each question of significance."""
    asked = known_of(scope, row).rules.edition.significance
    answer(scope, row, **{f"criterion__{one.id}": score for one in (asked.criteria if asked else ())})
