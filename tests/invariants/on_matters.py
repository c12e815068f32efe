"""What can be done with matters: each an act of a sequence, by somebody whose part it is, as a rule, and else by anybody."""

from __future__ import annotations

from collections.abc import Sequence

from tests.invariants.beside import judge
from tests.invariants.play import OWN, Play
from tests.invariants.towns import CAST

from concordat.answers import submitting
from concordat.approvals import acting, opening, queries, whose
from concordat.approvals.acting import Said, Wanted
from concordat.approvals.models import Condition, Matter, Papers, Waiting
from concordat.councils.adopted_rules import rules_of
from concordat.history import clock
from concordat.protocol.table import generic
from concordat.register import record

OUTCOMES = ("given", "given_with_conditions", "sent_back", "deferred", "refused")


def open_(play: Play, start: str = "") -> None:
    chosen = start or play.draw.choice(play.town.kind.starts)
    # Once in a while without what a change has to say.
    changed = ["purpose", "scope"] if play.sure or play.chance(0.95) else []
    changed, reason = (changed, play.words("It grew")) if chosen == "change" else ([], "")
    opening.open_matter(play.somebody(*OWN), involvement=play.row, start=chosen, changed=changed, reason=reason)


def open_change(play: Play) -> None:
    open_(play, "change")


def open_entry(play: Play) -> None:
    open_(play, "entry")


def open_for_a_body(play: Play) -> None:
    open_(play, "accountable_body")


def send(play: Play) -> None:
    matter = play.one_of(_matters(play))
    opening.send(play.somebody(*OWN), matter=matter, version=play.version(matter), note=play.words("A note", 0.5))


def withdraw(play: Play) -> None:
    matter = play.one_of(_matters(play))
    opening.withdraw(play.somebody(*OWN), matter=matter, version=play.version(matter), reason=play.words())


def _matters(play: Play) -> list[Matter]:
    """Those under way, as a rule; else any."""
    rows = Matter.objects.filter(involvement=play.town.row).select_related(
        "involvement__partnership", "involvement__council"
    )
    found = list(rows.order_by("pk"))
    under_way = [row for row in found if not row.ended]
    return under_way if under_way and play.chance(0.92) else found


def move_on(play: Play) -> None:
    """Do what waits: act, record, submit a form, answer, or send in. Where nothing waits, open something."""
    waits = list(Waiting.objects.filter(involvement=play.town.row).select_related("matter", "adoption").order_by("pk"))
    if not waits:
        return open_(play)
    row = play.draw.choice(waits)
    if row.actors:
        return _act_on(play, row)
    if row.waits_for:
        titles = {form: one.title for form, one in rules_of(row.adoption).edition.forms.items()}
        return submit(play, [form for form in play.town.kind.forms if titles[form] in row.waits_for])
    if row.state == "to_be_settled":
        return judge(play)
    if row.state == "sent_back" and play.chance(0.5):
        return change_a_fact(play)
    opening.send(play.somebody(*OWN), matter=row.matter, version=row.matter.version)
    return None


def _asked(play: Play) -> list[Waiting]:
    """What waits for somebody who is asked."""
    return [row for row in Waiting.objects.filter(involvement=play.town.row).order_by("pk") if row.actors]


def act_boldly(play: Play) -> None:
    """Act on a step, any outcome as likely as another."""
    _act_on(play, play.one_of(_asked(play)), (3, 1, 3, 3, 2))


def put_off(play: Play) -> None:
    """Send a step back, or defer it."""
    _act_on(play, play.one_of(_asked(play)), (0, 0, 1, 1, 0))


def defer_one(play: Play) -> None:
    _act_on(play, play.one_of(_asked(play)), (0, 0, 0, 1, 0))


def refuse_one(play: Play) -> None:
    _act_on(play, play.one_of(_asked(play)), (0, 0, 0, 0, 1))


def send_one_back(play: Play) -> None:
    _act_on(play, play.one_of(_asked(play)), (0, 0, 1, 0, 0))


def give_with_conditions(play: Play) -> None:
    _act_on(play, play.one_of(_asked(play)), (0, 1, 0, 0, 0))


def give_one(play: Play) -> None:
    _act_on(play, play.one_of(_asked(play)), (1, 0, 0, 0, 0))


def _act_on(play: Play, row: Waiting, odds: Sequence[int] = ()) -> None:
    turn = queries.turn_of(row)
    one = play.draw.choice(turn.actors)
    weights = odds or ((3, 1, 3, 3, 1) if play.bold else (10, 2, 2, 2, 1))
    outcome = play.draw.choices(OUTCOMES, weights)[0]
    papers = list(Papers.objects.filter(matter=row.matter_id).order_by("number"))
    shown = papers[-1] if play.sure or play.chance(0.93) else play.draw.choice(papers)
    matter = Matter.objects.select_related("involvement__partnership", "involvement__council").get(pk=row.matter_id)
    recorded = whose.is_recorded(turn.edition, one)
    role = whose.recorder(turn.edition, one) if recorded else generic(turn.edition, one)
    able = _able(play, role, [] if recorded else row.senders)
    step = next(s for route in turn.edition.routes for s in route.steps if f"{route.id}.{s.id}" == row.task)
    said = Said(
        outcome, play.words(empty=0.1), dict.fromkeys(step.points, play.chance(0.95)), play.day(5) if play.sure else play.day(5, 20, 20, 5, 0),
        [Wanted(play.words("Insure it", 0.03), "Lee", play.day(9) if play.sure else play.day(9, 9, 9, 9, -2))] if play.chance(0.9) else [],
        play.day(0) if play.sure else play.day(0, 0, 0, 0, -1, 1), play.words("Minute 12", 0.05), one,
    )  # fmt: skip
    act = acting.record if recorded != (not play.sure and play.chance(0.03)) else acting.do
    act(play.somebody(*able), matter=matter, task=row.task, papers=shown, said=said)
    play.tally[f"outcome: {outcome}"] += 1
    play.tally["a body's act" if recorded else "somebody's act"] += 1


def _able(play: Play, role: str, senders: Sequence[int]) -> list[str]:
    """Those who hold a role and did not send it in, as a rule; now and then the others, and the next one up."""
    own = [name for name, roles in CAST.items() if role in roles]
    free = [name for name in own if play.town.people[name].pk not in senders]
    up = [name for name, roles in CAST.items() if whose.NEXT_UP.get(role) in roles]
    if play.sure and free:
        return free[:1]  # of several in a role, the one whom the partnership has named for it
    return (free if free and (play.sure or play.chance(0.85)) else own + up) or own


def send_as_head(play: Play) -> None:
    """By one of those whom the first step asks."""
    matter = play.one_of(_matters(play))
    opening.send(play.somebody("head"), matter=matter, version=play.version(matter))


def act_in_place(play: Play) -> None:
    """As the next one up from the head of service."""
    row = play.one_of([row for row in _asked(play) if "head_of_service" in row.actors])
    papers = Papers.objects.filter(matter=row.matter_id).order_by("number").last()
    matter = Matter.objects.select_related("involvement__partnership", "involvement__council").get(pk=row.matter_id)
    acting.do(play.somebody("senior"), matter=matter, task=row.task, papers=papers, said=Said("given"))  # type: ignore[arg-type]


def act_anywhere(play: Play) -> None:
    """On any matter, any step, any papers."""
    matter = play.one_of(_matters(play))
    papers = play.one_of(list(Papers.objects.filter(matter=matter).order_by("number")))
    edition = play.rules.edition
    steps = [(f"{route.id}.{one.id}", one) for route in edition.routes for one in route.steps]
    task, step = play.one_of([(task, one) for task, one in steps if task.split(".")[0] in _routes(play, matter.start)])
    said = Said("given", day=clock.today(), minute="Minute 9", points={})
    recorded = whose.is_recorded(edition, step.by[0])
    role = whose.recorder(edition, step.by[0]) if recorded else generic(edition, step.by[0])
    act = acting.record if recorded else acting.do
    act(play.somebody(*_able(play, role, [papers.by_id or 0])), matter=matter, task=task, papers=papers, said=said)


def _routes(play: Play, start: str) -> list[str]:
    return [route.id for route in play.rules.edition.routes if start in route.starts]


def meet_a_condition(play: Play) -> None:
    rows = Condition.objects.filter(involvement=play.town.row).select_related("given_in", "involvement__council")
    condition = play.one_of(list(rows.order_by("pk")))
    acting.discharge(
        play.somebody(*OWN), condition=condition, version=play.version(condition), on=play.day(0, 0, 0, -1, 1),
        how=play.words("Policy 12"),
    )  # fmt: skip


def submit(play: Play, forms: Sequence[str] = ()) -> None:
    form = play.draw.choice(forms or play.town.kind.forms)
    submitting.submit(play.somebody(*OWN, "head"), involvement=play.row, form=form)


def change_a_fact(play: Play) -> None:
    row = play.row
    answers = {"involvement.liabilities": f"{play.draw.randrange(1000)} leases"}
    record.answer(play.somebody(*OWN), involvement=row, version=play.version(row), answers=answers)
