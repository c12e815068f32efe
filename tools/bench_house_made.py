"""Councils of any size for the measures of the house: a few partnerships entered through the services, then copied.

A copy has rows of its own for everything that a page or an evaluation reads: the joint record, its parties, who
answers for it, the edition it is judged under, its fact sheets and its segments. The record of its acts is not copied,
since no page that is measured reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, models, transaction

import bench_house_journey as journey
from concordat.accounts import services as accounts
from concordat.accounts.models import User
from concordat.compliance.models import FactSheet, Segment, Tally
from concordat.councils import adoption, members, plan, services
from concordat.councils.models import Council
from concordat.councils.scope import Scope
from concordat.history import clock
from concordat.history.acts import Actor
from concordat.history.ordering import sort_key
from concordat.history.references import reference
from concordat.judgements.models import Assessment, Screened
from concordat.register import entering, organisations, parties, people, representatives
from concordat.register.models import (
    Involvement,
    JudgedUnder,
    Partnership,
    Party,
    Person,
    Representative,
    Responsibility,
)

COMMAND = Actor("command", "The measures")
EDITION = "bolsover/2009"
STAGES = ("initiating", "approving", "setting_up", "operating", "reviewing", "exiting")
SERVICES = ("Community safety", "Regeneration", "Leisure", "Planning")
KINDS = ("Safety", "Health", "Town", "Youth", "Heritage", "Rivers", "Skills", "Housing", "Transport", "Climate")
BODIES = ("Board", "Forum", "Network", "Consortium", "Alliance", "Trust")
# Entered through the services in each council: those that are copied, and those for which the reader answers.
COPIED, OWN = 12, 3
AT_A_TIME = 2_000
_OF_PARTNERSHIP: tuple[type[models.Model], ...] = (Party,)
_OF_INVOLVEMENT: tuple[type[models.Model], ...] = (
    JudgedUnder,
    Responsibility,
    Representative,
    FactSheet,
    Segment,
    Tally,
    Screened,
    Assessment,
)


def person() -> User:
    """Somebody who reads in all the councils."""
    name = "Robin Field"
    return accounts.create_person(COMMAND, email="reader@example.org", name=name, password=f"{name}'s measures only")


def council(size: int, reader: User) -> Council:
    """A council with so many partnerships, in which the reader belongs to the team and answers for three of them."""
    made = services.found(COMMAND, installer=True, slug=f"of-{size}", name=f"Council of {size:,}", second_factor=False)
    today = clock.today()
    scope = Scope(COMMAND, made, frozenset({"administrator", "partnership_team"}), today)
    adoption.adopt(scope, edition_id=EDITION, from_=today - timedelta(days=900))
    since = today - timedelta(days=890)
    members.join(scope, user=reader, roles=["partnership_team"], from_=since)
    codes = [plan.open_service(scope, name=name, from_=since).code for name in SERVICES]
    leads = [people.record(scope, details=people.Details(f"Lead officer {n}", post="Officer")) for n in range(COPIED)]
    copied = [_entered(scope, number, codes, lead) for number, lead in enumerate(leads)]
    for row in copied:
        journey.judged(scope, row)
    himself = people.record(scope, details=people.Details(reader.name, post="Officer", user=reader))
    own = [_entered(scope, COPIED + number, codes, himself) for number in range(OWN)]
    journey.judged(scope, own[0])
    journey.sent_in(scope, own[0])
    _copy(copied, size - COPIED - OWN)
    return made


def _entered(scope: Scope, number: int, codes: Sequence[str], lead: Person) -> Involvement:
    """A partnership entered as people do it: some months ago, at one of the stages, a third of it answered."""
    stage = STAGES[number % len(STAGES)]
    entered_on = scope.on - timedelta(days=40 + 47 * number % 800)
    answers: dict[str, Any] = {
        "partnership.purpose": f"To do together what {KINDS[number % len(KINDS)].lower()} asks of all.",
        "partnership.place": "The whole area",
        "partnership.legal_status": "informal",
        # Else it is not known whether the protocol applies, and nothing is due.
        "involvement.applied_by_choice": True,
        "involvement.applied_by_choice_reason": "It was on the old list, and has not been screened",
        "involvement.stage": stage,
        "involvement.status": "proposed" if number % len(STAGES) < 2 else "active",
        "involvement.already_running": number % len(STAGES) > 1,
        "gates.start_on": _start(scope, number, entered_on),
        "involvement.service": codes[number % len(codes)],
        "involvement.council_roles": ["member", "funder"] if number % 3 else ["lead"],
    }
    row = entering.enter(
        scope,
        name=_name(number),
        entered_on=entered_on,
        answers=answers,
        lead_officer=lead,
    )
    for nth in range(2):
        new = organisations.New(f"{_name(number)} partner {nth}", "voluntary", apart=True)
        parties.add(scope, partnership=row.partnership, organisation=new, answers={"from": row.entered_on})
    representatives.give(scope, involvement=row, seat=representatives.Seat(lead, "officer", row.entered_on))
    return Involvement.objects.select_related("partnership", "council").get(pk=row.pk)


def _start(scope: Scope, number: int, entered_on: date) -> date:
    """To come for what is proposed; before entry for what runs, so that some of its duties are overdue."""
    if number % len(STAGES) > 1:
        return entered_on - timedelta(days=10)
    return scope.on + timedelta(days=30 + number)


def _name(number: int) -> str:
    return f"{KINDS[number % len(KINDS)]} {BODIES[number // len(KINDS) % len(BODIES)]} {number:05}"


# --- Copies -----------------------------------------------------------------------------------------------


def _copy(originals: Sequence[Involvement], number: int) -> None:
    """So many copies of some partnerships in turn, written past the guard: nothing of this is anybody's act."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in ("joint_copies", "own_copies"):
            cursor.execute(f"CREATE TEMPORARY TABLE {name} (original integer, copy integer)")
        for start in range(0, number, AT_A_TIME):
            pairs = list(_copied(originals, range(start, min(start + AT_A_TIME, number))))
            joint = [(original.partnership_id, copy.partnership_id) for original, copy in pairs]
            cursor.executemany("INSERT INTO joint_copies VALUES (%s, %s)", joint)
            own = [(original.pk, copy.pk) for original, copy in pairs]
            cursor.executemany("INSERT INTO own_copies VALUES (%s, %s)", own)
        for model in _OF_PARTNERSHIP:
            cursor.execute(_copying(model, "partnership_id", "joint_copies"))
        for model in _OF_INVOLVEMENT:
            cursor.execute(_copying(model, "involvement_id", "own_copies"))
        for name in ("joint_copies", "own_copies"):
            cursor.execute(f"DROP TABLE {name}")


def _copied(originals: Sequence[Involvement], numbers: range) -> Iterator[tuple[Involvement, Involvement]]:
    sources = [originals[number % len(originals)] for number in numbers]
    names = [_name(COPIED + OWN + number) for number in numbers]
    joint: list[Partnership] = [
        _twin(source.partnership, name=name, sort_name=sort_key(name))
        for source, name in zip(sources, names, strict=True)
    ]
    # Django's own query, since ours refuses to write what no act records.
    joint = _past_the_guard(Partnership).bulk_create(joint)
    own = [
        _twin(source, partnership_id=there.pk, own_reference=f"C{number:05}")
        for source, there, number in zip(sources, joint, numbers, strict=True)
    ]
    yield from zip(sources, _past_the_guard(Involvement).bulk_create(own), strict=True)


def _past_the_guard(model: type[models.Model]) -> Any:
    return models.QuerySet(model)


def _twin(row: Any, **otherwise: Any) -> Any:
    """A row that says the same, but for its key and what is given."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**({name: getattr(row, name) for name in fields} | {"reference": reference()} | otherwise))


def _copying(model: type[models.Model], column: str, copies: str) -> str:
    """The statement that gives each copy what a table holds of its original."""
    quote = connection.ops.quote_name
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    taken = {column: "copies.copy", "reference": "lower(hex(randomblob(6)))"}
    values = [taken.get(name, f"original.{quote(name)}") for name in columns]
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(map(quote, columns))}) SELECT {', '.join(values)} "  # noqa: S608
        f"FROM {copies} AS copies JOIN {model._meta.db_table} AS original ON original.{column} = copies.original"
    )
